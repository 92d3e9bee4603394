// SPDX-License-Identifier: MIT
#include "base/csv.h"
#include "export/export.h"
#include "sample.h"
#include "unit.h"
#include <glib/gstdio.h>

static struct diag *d;
static GPtrArray *list;
static struct matrix m;

static void begin(void) {
  d = diag_new_held();
  list = sample_list();
  g_ptr_array_add(list,
                  sample_concept(sample_statement(1, "a", "norland", "canal", STANCE_SUPPORT, VOICE_STATED),
                                 "digging", 1));
  g_ptr_array_add(list,
                  sample_concept(sample_statement(2, "b", "sudland", "ferry", STANCE_OPPOSE, VOICE_ASCRIBED),
                                 "ferry", -1));
  struct statement *second = list->pdata[1];
  g_free(second->sentence);
  second->sentence = g_strdup("=SUM(A1), said \"Sudland\".");
  matrix_init(&m, &sample_codebook, list, 0, NULL, NULL, d);
}

static void end(void) {
  matrix_release(&m);
  g_ptr_array_unref(list);
  diag_free(d);
}

static GString *written(const struct export *e) {
  GString *out = g_string_new(NULL);
  GArray *articles = g_array_new(FALSE, FALSE, sizeof(struct export_article));
  struct export_article article = {.path = "input/articles/a.md",
                                   .title = "+1, \"he\" said",
                                   .date = "2024-05-06",
                                   .source = "@home",
                                   .page = "articles/a.html",
                                   .statements = 1};
  g_array_append_val(articles, article);
  struct export_source from = {
      .codebook = &sample_codebook, .statements = list, .matrix = &m, .articles = articles};
  e->write(&from, out);
  g_array_unref(articles);
  return out;
}

static void writes(const struct export *e, const char *expected) {
  GString *out = written(e);
  ck_assert_str_eq(out->str, expected);
  g_string_free(out, TRUE);
}

START_TEST(cells_one_a_row) {
  begin();
  writes(
      &export_matrix_csv,
      "actor,actor_name,issue,issue_name,stance,label,score,confidence,support,oppose,neutral,ascribed_only,"
      "weight_support,"
      "weight_oppose,weight_neutral,articles,sources,people,first,last,statement,sentence\r\n"
      "norland,Norland,canal,Canal,support,Wants to dig,1,0.8,1,0,0,false,3,0,0,1,0,0,2024-05-06,2024-05-06,"
      "0000000000000001,Sentence 1.\r\n"
      "sudland,Sudland,ferry,Ferry,oppose,Rejects the "
      "ferry,-1,0.8,0,1,0,true,0,1,0,1,0,0,2024-05-06,2024-05-06,"
      "0000000000000002,\"'=SUM(A1), said \"\"Sudland\"\".\"\r\n");
  end();
}
END_TEST

START_TEST(statements_one_a_row) {
  begin();
  writes(&export_statements_csv, "id,doc,article,title,date,source,url,actor,person,issue,concept,stance,"
                                 "agreement,voice,by,by_text,conditional,confidence,"
                                 "sentence,line,start,end,cue\r\n"
                                 "0000000000000001,a,input/articles/a.md,About "
                                 "a,2024-05-06,,,norland,,canal,digging,support,true,stated,,,false,0.8,"
                                 "Sentence 1.,1,100,111,test\r\n"
                                 "0000000000000002,b,input/articles/b.md,About "
                                 "b,2024-05-06,,,sudland,,ferry,ferry,oppose,false,ascribed,,,false,0.8,"
                                 "\"'=SUM(A1), said \"\"Sudland\"\".\",2,200,211,test\r\n");
  end();
}
END_TEST

START_TEST(articles_one_a_row) {
  begin();
  writes(&export_articles_csv, "article,title,date,source,url,author,licence,statements,page\r\n"
                               "input/articles/a.md,\"'+1, \"\"he\"\" said\",2024-05-06,'@home,,,,1,"
                               "articles/a.html\r\n");
  end();
}
END_TEST

START_TEST(the_codebook_in_tables) {
  begin();
  writes(&export_actors_csv,
         "id,name,kind,statements\r\nnorland,Norland,state,1\r\nsudland,Sudland,state,1\r\n"
         "ostland,Ostland,state,0\r\n");
  writes(&export_issues_csv, "id,name,question,support,oppose,neutral,mixed\r\n"
                             "canal,Canal,Should it be dug?,Backs the canal,Rejects the canal,Stays out of "
                             "it,Mixed\r\n"
                             "ferry,Ferry,,Backs the ferry,Rejects the ferry,Neutral,Mixed\r\n");
  writes(&export_concepts_csv, "issue,id,name,kind,sign,for,against\r\n"
                               "canal,digging,digging,measure,1,wants to dig,rejects digging\r\n"
                               "canal,tolls,tolls,measure,-1,defends tolls,attacks tolls\r\n"
                               "canal,talks,talks,measure,0,calls for talks,\r\n"
                               "ferry,ferry,the ferry,measure,1,,\r\n");
  writes(&export_people_csv, "id,name,actor,from,until\r\n");
  end();
}
END_TEST

START_TEST(what_is_exported_reads_back) {
  begin();
  GString *lines = written(&export_statements_ndjson), *matrix = written(&export_matrix_json);
  char *path = NULL;
  int fd = g_file_open_tmp("export-XXXXXX", &path, NULL);
  ck_assert(g_close(fd, NULL));
  ck_assert(g_file_set_contents(path, lines->str, -1, NULL));
  GPtrArray *read = sample_list();
  ck_assert(statements_load(path, read, d));
  ck_assert_uint_eq(read->len, 2);
  struct matrix again;
  GString *other = g_string_new(NULL);
  matrix_init(&again, &sample_codebook, read, 0, NULL, NULL, d);
  matrix_write(&again, other);
  ck_assert_str_eq(other->str, matrix->str);
  matrix_release(&again);
  g_unlink(path);
  g_free(path);
  g_ptr_array_unref(read);
  g_string_free(lines, TRUE);
  g_string_free(matrix, TRUE);
  g_string_free(other, TRUE);
  end();
}
END_TEST

START_TEST(every_row_of_the_table_is_whole) {
  begin();
  unsigned count = 0;
  for (const struct export *const *e = exports; *e; e++, count++) {
    ck_assert(g_str_has_prefix((*e)->path, "data/"));
    ck_assert_uint_gt(strlen((*e)->title), 0);
    GString *out = written(*e);
    ck_assert(g_str_has_suffix(out->str, "\n"));
    ck_assert_uint_gt(strlen((*e)->table), 0);
    ck_assert_ptr_nonnull((*e)->fields[0].name);
    g_string_free(out, TRUE);
  }
  ck_assert_uint_eq(count, 9);
  end();
}
END_TEST

UNIT("export-files", cells_one_a_row, statements_one_a_row, articles_one_a_row, the_codebook_in_tables,
     what_is_exported_reads_back, every_row_of_the_table_is_whole)
