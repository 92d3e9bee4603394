// SPDX-License-Identifier: MIT
#include "coding/coder.h"
#include "matrix/reviews.h"
#include "sample.h"
#include "unit.h"
#include <glib/gstdio.h>
#include <unistd.h>

static char *said;
static size_t said_size;
static FILE *said_file;
static struct diag *d;

static void begin(void) {
  said_file = open_memstream(&said, &said_size);
  d = diag_new(said_file, false);
}

// Compares all that was said, the CSV's path written as PATH.
static void end(const char *path, const char *expected) {
  diag_free(d);
  fclose(said_file);
  GString *all = g_string_new(said);
  g_string_replace(all, path, "PATH", 0);
  ck_assert_str_eq(all->str, expected);
  g_string_free(all, TRUE);
  free(said);
}

static char *load(struct reviews *r, const char *text) {
  char *path = NULL;
  int fd = g_file_open_tmp("reviews-XXXXXX.csv", &path, NULL);
  ck_assert_int_eq(close(fd), 0);
  ck_assert(g_file_set_contents(path, text, -1, NULL));
  reviews_load(r, path, &sample_codebook, d);
  g_unlink(path);
  return path;
}

START_TEST(a_missing_file_is_no_reviews) {
  begin();
  struct reviews r;
  reviews_load(&r, "/nonexistent/reviews.csv", &sample_codebook, d);
  ck_assert_uint_eq(r.items->len, 0);
  reviews_report_unused(&r, d);
  reviews_release(&r);
  struct reviews empty = {0};
  reviews_release(&empty);
  end("-", "");
}
END_TEST

START_TEST(every_fault_is_told_in_one_run) {
  begin();
  struct reviews r;
  char *path =
      load(&r, "statement,decision,actor,issue,stance,voice,article,sentence,reviewer,date,note,mood\r\n"
               "0000000000000001,perhaps\n"
               "xyz,accept\n"
               "0000000000000001,recode\n"
               "0000000000000001,recode,nobody,nothing,mixed,sung,,,,2024-02-30,\n"
               ",add,norland,canal,,,a.md\n"
               "1,2,3,4,5,6,7,8,9,10,11,12,13\n"
               "0000000000000002,accept,,,,,,,R,2024-02-29,\n"
               "0000000000000002,reject\n");
  ck_assert_uint_eq(r.items->len, 2);
  const struct review *last = g_hash_table_lookup(r.by_statement, "0000000000000002");
  ck_assert_int_eq(last->decision, REVIEW_REJECT);
  reviews_report_unused(&r, d);
  reviews_release(&r);
  end(path, "PATH:1:81: warning: unknown column 'mood' is passed over\n"
            "PATH:2:18: error: decision 'perhaps', expected accept, reject, recode or add\n"
            "PATH:3:1: error: statement 'xyz', expected the id of a statement, 16 hexadecimal digits in "
            "lower case\n"
            "PATH:4:18: error: recode changes nothing, expected an actor, issue, stance or voice\n"
            "PATH:5:25: error: actor 'nobody', expected the id of an actor of the codebook\n"
            "PATH:5:32: error: issue 'nothing', expected the id of an issue of the codebook\n"
            "PATH:5:40: error: stance 'mixed', expected support, oppose or neutral\n"
            "PATH:5:46: error: voice 'sung', expected stated, acted or ascribed\n"
            "PATH:5:54: error: date '2024-02-30', expected a date as YYYY-MM-DD\n"
            "PATH:6:1: error: sentence is empty, expected a value, since the statement is added by hand\n"
            "PATH:6:20: error: stance is empty, expected a value, since the statement is added by hand\n"
            "PATH:7:28: error: field 13 of a row, but the first line names 12 columns (a field with commas "
            "needs quotes)\n"
            "PATH:9:18: warning: decides about the same as line 8, whose row is passed over\n"
            "PATH:9:1: warning: statement 0000000000000002 is gone: no article holds it now\n");
  g_free(path);
}
END_TEST

START_TEST(the_first_line_must_name_the_columns) {
  begin();
  struct reviews r;
  char *path = load(&r, "statement;decision\n1;accept\n");
  reviews_release(&r);
  end(path, "PATH:1:1: error: columns are parted by semicolons, expected commas\n");
  g_free(path);
  begin();
  path = load(&r, "0000000000000001,accept\n");
  reviews_release(&r);
  end(path,
      "PATH:1:1: warning: unknown column '0000000000000001' is passed over\n"
      "PATH:1:18: warning: unknown column 'accept' is passed over\n"
      "PATH:1:1: error: the first line names no column 'decision', expected the names of the columns\n");
  g_free(path);
}
END_TEST

START_TEST(decisions_are_applied_and_ids_stay) {
  begin();
  struct reviews r;
  char *path = load(&r, "decision,statement,stance,actor,voice,reviewer\n"
                        "accept,0000000000000001\n"
                        "reject,0000000000000002\n"
                        "recode,0000000000000003,oppose,sudland,stated,R\n");
  GPtrArray *all = sample_list(), *rejected = sample_list();
  for (unsigned i = 1; i <= 4; i++)
    g_ptr_array_add(
        all, sample_concept(sample_statement(i, "a", "norland", "canal", STANCE_SUPPORT, VOICE_ASCRIBED),
                            "tolls", -1));
  struct statement *third = all->pdata[2];
  third->person = g_strdup("anna");
  third->by_text = g_strdup("critics");
  reviews_apply(&r, all, rejected);
  ck_assert_uint_eq(all->len, 3);
  ck_assert_uint_eq(rejected->len, 1);
  const struct statement *first = all->pdata[0], *fourth = all->pdata[2];
  ck_assert_ptr_eq(all->pdata[1], third);
  ck_assert_uint_eq(first->confidence, 1000);
  ck_assert_ptr_nonnull(first->review);
  ck_assert_str_eq(third->id, "0000000000000003");
  ck_assert_str_eq(third->actor, "sudland");
  ck_assert_ptr_null(third->person);
  ck_assert_ptr_null(third->by_text);
  ck_assert_int_eq(third->stance, STANCE_OPPOSE);
  ck_assert_int_eq(third->agreement, 1); // opposing by a concept of sign -1 is being for it
  ck_assert_ptr_null(fourth->review);
  ck_assert_uint_eq(fourth->confidence, 800);
  reviews_report_unused(&r, d);
  g_ptr_array_unref(all);
  g_ptr_array_unref(rejected);
  reviews_release(&r);
  end(path, "");
  g_free(path);
}
END_TEST

static const char article_text[] =
    "---\ntitle: On the canal\ndate: 2024-03-04\n---\n\nFirst words.\n\n"
    "Anna said: \xe2\x80\x9cNorland won\xe2\x80\x99t *dig*\xe2\x80\x9d \xe2\x80\x93 not\nnow. More words.\n";

START_TEST(added_sentences_are_found_whatever_their_quotes) {
  begin();
  struct reviews r;
  char *path = load(
      &r, "decision,article,sentence,actor,issue,stance,reviewer\n"
          "add,canal.md,\"Anna  said: \"\"Norland won't dig\"\" - not now.\",norland,canal,oppose,T. Roe\n"
          "add,canal.md,\"Anna said: \"\"Norland won't dig\"\" - not now.\",sudland,canal,oppose,\n"
          "add,canal.md,Not there.,sudland,canal,oppose,\n"
          "add,other.md,Not there.,sudland,canal,oppose,\n");
  struct article *a = article_parse("input/articles/canal.md", slice_of(article_text), d);
  GPtrArray *out = sample_list();
  // The coder found the second one itself.
  struct statement *own = sample_statement(7, "x", "sudland", "canal", STANCE_OPPOSE, VOICE_STATED);
  g_free(own->article);
  own->article = g_strdup("input/articles/canal.md");
  own->start = (size_t)(strstr(article_text, "Anna") - article_text);
  own->end = (size_t)(strstr(article_text, " More") - article_text);
  g_ptr_array_add(out, own);
  reviews_place(&r, a, "input/articles", out, d);
  ck_assert_uint_eq(out->len, 2);
  ck_assert_uint_eq(own->confidence, 1000);
  ck_assert_ptr_nonnull(own->review);
  const struct statement *s = out->pdata[1];
  ck_assert_str_eq(s->sentence,
                   "Anna said: \xe2\x80\x9cNorland won\xe2\x80\x99t dig\xe2\x80\x9d \xe2\x80\x93 not now.");
  ck_assert_uint_eq(s->start, own->start);
  ck_assert_uint_eq(s->end, own->end);
  ck_assert_uint_eq(s->line, 8);
  ck_assert_str_eq(s->date, "2024-03-04");
  ck_assert_str_eq(s->cue, "added by T. Roe");
  ck_assert_uint_eq(s->confidence, 1000);
  char id[17];
  statement_id(id, s->doc, s->sentence, 0, "norland", "canal", 0);
  ck_assert_str_eq(s->id, id);
  reviews_report_unused(&r, d);
  g_ptr_array_unref(out);
  article_free(a);
  reviews_release(&r);
  end(path,
      "PATH:4:1: warning: the sentence is not in canal.md, expected it word for word: \"Not there.\"\n"
      "PATH:5:1: warning: article 'other.md' is not there, expected a path below the articles' folder\n");
  g_free(path);
}
END_TEST

UNIT("matrix-reviews", a_missing_file_is_no_reviews, every_fault_is_told_in_one_run,
     the_first_line_must_name_the_columns, decisions_are_applied_and_ids_stay,
     added_sentences_are_found_whatever_their_quotes)
