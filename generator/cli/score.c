// SPDX-License-Identifier: MIT
// standpoint score: precision, recall and F1 against hand coding.
#include "base/files.h"
#include "cli/code_pool.h"
#include "cli/confined.h"
#include "cli/scoring.h"
#include "cli/tools.h"
#include <errno.h>

static void free_list(void *p) {
  g_ptr_array_unref(p);
}

static void free_statement(void *p) {
  statement_free(p);
}

static void free_doc(void *p) {
  json_doc_release(p);
  g_free(p);
}

// Reads the gold, one article a line, into out (struct json_doc *). Returns false where it cannot be read or
// a line is at fault.
static bool load_gold(const char *path, GPtrArray *out, struct diag *d) {
  FILE *in = fopen(path, "rb");
  if (!in) return diag_error(d, (struct diag_place){.path = path}, "cannot be read: %s", g_strerror(errno));
  struct diag *held = diag_new_held();
  unsigned errors = diag_count(d, DIAG_ERROR), number = 0;
  char *line = NULL;
  size_t room = 0;
  for (ssize_t len; (len = file_line(&line, &room, in)) >= 0;) {
    number++;
    struct slice text = {line, (size_t)len};
    if (!slice_trim(text).len) continue;
    struct json_doc *doc = g_new0(struct json_doc, 1);
    bool parsed = json_parse(doc, path, text, held);
    diag_pour_below(d, held, number - 1);
    if (parsed && !json_text(json_get(doc->root, "file")))
      diag_error(d, (struct diag_place){path, number, 1},
                 "\"file\" is missing, expected an article of hand-coded statements");
    g_ptr_array_add(out, doc);
  }
  bool ok = !ferror(in) && diag_count(d, DIAG_ERROR) == errors;
  fclose(in);
  free(line);
  diag_free(held);
  return ok;
}

static void take_coded(struct coded *c, GPtrArray *out, struct diag *d) {
  diag_pour(d, c->messages);
  g_ptr_array_extend_and_steal(out, g_ptr_array_ref(c->statements));
  coded_free(c);
}

// Codes the articles and appends their statements.
static int code_articles(const char *codebook, const GPtrArray *paths, GPtrArray *out, struct diag *d) {
  struct tools tools;
  int code = tools_open(&tools, codebook, d);
  if (!code) {
    struct code_pool *pool = code_pool_new(tools.coder, NULL, 0);
    for (guint i = 0; i < paths->len; i++) {
      code_pool_push(pool, paths->pdata[i], paths->pdata[i]);
      if (code_pool_full(pool)) take_coded(code_pool_take(pool), out, d);
    }
    for (struct coded *c; (c = code_pool_take(pool));)
      take_coded(c, out, d);
    code_pool_free(pool);
  }
  tools_release(&tools);
  return code;
}

// Gathers the statements of all files but the first: read from those that end in .ndjson, coded from the
// rest.
static int gather(const char *codebook, const GPtrArray *paths, GPtrArray *out, struct diag *d) {
  GPtrArray *articles = g_ptr_array_new();
  int code = 0;
  for (guint i = 1; i < paths->len; i++) {
    if (!g_str_has_suffix(paths->pdata[i], ".ndjson"))
      g_ptr_array_add(articles, paths->pdata[i]);
    else if (!statements_load(paths->pdata[i], out, d))
      code = EX_NOINPUT;
  }
  if (!code && articles->len) code = code_articles(codebook, articles, out, d);
  g_ptr_array_unref(articles);
  return code;
}

// Files are matched by their base name.
static GHashTable *by_file(const GPtrArray *statements) {
  GHashTable *groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);
  for (guint i = 0; i < statements->len; i++) {
    struct statement *s = statements->pdata[i];
    char *name = g_path_get_basename(s->article);
    GPtrArray *group = g_hash_table_lookup(groups, name);
    if (group)
      g_free(name);
    else
      g_hash_table_insert(groups, name, group = g_ptr_array_new());
    g_ptr_array_add(group, s);
  }
  return groups;
}

static int write_figures(const GPtrArray *gold, const GPtrArray *statements, bool errors, const char *path,
                         struct diag *d) {
  struct output *out = output_open(path, d);
  if (!out) return EX_CANTCREAT;
  struct scoring scoring;
  GString *table = g_string_new(NULL);
  GHashTable *groups = by_file(statements);
  scoring_init(&scoring, errors);
  for (guint i = 0; i < gold->len; i++) {
    const struct json_doc *doc = gold->pdata[i];
    char *name = g_path_get_basename(json_text(json_get(doc->root, "file")));
    scoring_add(&scoring, doc->root, g_hash_table_lookup(groups, name));
    g_free(name);
  }
  if (scoring.errors) fputs(scoring.errors->str, output_file(out));
  scoring_print(&scoring, table);
  fputs(table->str, output_file(out));
  scoring_release(&scoring);
  g_hash_table_unref(groups);
  g_string_free(table, TRUE);
  return output_close(out, d);
}

static int score(const char *codebook, char **files, bool errors, const char *output, struct diag *d) {
  GPtrArray *gold = g_ptr_array_new_with_free_func(free_doc),
            *statements = g_ptr_array_new_with_free_func(free_statement),
            *paths = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(paths, g_strdup(files[0]));
  bool listed = paths_expand(files + 1, paths, d);
  int confined = confine_to_files(codebook, (char *const *)paths->pdata, paths->len, output, NULL, d);
  int code = !listed || confined                             ? diag_fault_code(d)
             : load_gold(files[0], gold, d)                  ? 0
             : g_file_test(files[0], G_FILE_TEST_IS_REGULAR) ? EX_DATAERR
                                                             : EX_NOINPUT;
  if (!code) code = gather(codebook, paths, statements, d);
  if (!code) code = write_figures(gold, statements, errors, output, d);
  g_ptr_array_unref(paths);
  g_ptr_array_unref(statements);
  g_ptr_array_unref(gold);
  return code;
}

static int run(int argc, char **argv, struct diag *d) {
  char *codebook = NULL, *output = NULL, **rest = NULL;
  gboolean errors = FALSE;
  const GOptionEntry entries[] = {
      {"codebook", 'c', 0, G_OPTION_ARG_FILENAME, &codebook, "the codebook (default: input/codebook.json)",
       "FILE"},
      {"errors", 'e', 0, G_OPTION_ARG_NONE, &errors, "list each difference before the figures", NULL},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "write to FILE instead of standard output", "FILE"},
      {0}};
  int code = 0;
  if (options_parse(argc, argv, entries, "GOLD.jsonl FILE…",
                    "Compares the statements of articles, or of .ndjson files as `code` prints them, with "
                    "hand coding: one article a line,\n"
                    "{\"file\", \"statements\": [{\"sentence\", \"actor\", \"issue\", \"stance\", \"voice\", "
                    "\"optional\"?}], \"cells\": [{\"actor\",\n"
                    "\"issue\", \"stance\"}]}. Files are matched by name.",
                    &rest, &code, d)) {
    if (rest[0] && rest[1])
      code = score(codebook, rest, errors, output, d);
    else {
      diag_error(d, (struct diag_place){0},
                 "score needs the hand-coded statements and at least one article or .ndjson file");
      code = EX_USAGE;
    }
  }
  g_strfreev(rest);
  g_free(codebook);
  g_free(output);
  return code;
}

const struct command command_score = {"score", "compare statements with hand coding", run};
