// SPDX-License-Identifier: MIT
// standpoint merge: statement files and partial matrices become one matrix.
#include "cli/footer.h"
#include "cli/tools.h"
#include "matrix/matrix.h"

static void free_statement(void *p) {
  statement_free(p);
}

// Cells need no sentence, place or title: without them ten times as many statements fit into memory.
static void lighten(GPtrArray *statements, guint from) {
  for (guint i = from; i < statements->len; i++) {
    struct statement *s = statements->pdata[i];
    char **const heavy[] = {&s->sentence, &s->cue, &s->title, &s->url, &s->by_text, &s->article};
    for (size_t n = 0; n < G_N_ELEMENTS(heavy); n++) {
      g_free(*heavy[n]);
      *heavy[n] = NULL;
    }
    s->article = g_strdup("");
  }
}

// Says whether the file begins as a matrix does: one object whose members stand on lines of their own, or
// that holds cells. Statements are objects of a line each.
static bool looks_like_matrix(const char *path) {
  if (strcmp(path, "-") == 0) return false;
  struct diag *quiet = diag_new_held();
  struct json_doc doc = {0};
  char *line = NULL;
  size_t room = 0;
  FILE *in = fopen(path, "rb");
  ssize_t len = in ? getline(&line, &room, in) : -1;
  if (in) fclose(in);
  bool whole = len > 0 && json_parse(&doc, path, (struct slice){line, (size_t)len}, quiet);
  bool matrix = whole && json_get(doc.root, "cells");
  if (len > 0) json_doc_release(&doc);
  if (len > 0 && !whole) {
    matrix = json_load(&doc, path, quiet) && json_get(doc.root, "cells");
    json_doc_release(&doc);
  }
  free(line);
  diag_free(quiet);
  return matrix;
}

static bool load_matrix(const char *path, GPtrArray *out, struct diag *d) {
  struct json_doc doc;
  bool ok = json_load(&doc, path, d) && matrix_evidence(&doc, out, d);
  json_doc_release(&doc);
  return ok;
}

// Returns 0, EX_NOINPUT where a file cannot be read, EX_DATAERR where anything in one is wrong.
static int load_all(char **files, GPtrArray *statements, struct diag *d) {
  int code = 0;
  for (char **f = files; *f; f++) {
    unsigned errors = diag_count(d, DIAG_ERROR);
    guint from = statements->len;
    bool matrix = looks_like_matrix(*f),
         readable = matrix ? load_matrix(*f, statements, d) : statements_load(*f, statements, d);
    lighten(statements, from);
    if (!matrix && !readable)
      code = EX_NOINPUT;
    else if (diag_count(d, DIAG_ERROR) > errors && !code)
      code = EX_DATAERR;
  }
  return code;
}

// Refuses shards that are no whole set; says how many articles they went without.
static int judge(char **files, const struct codebook *c, bool partial, struct diag *d) {
  unsigned articles = 0, skipped = 0;
  int code = footers_judge(files, c->hash, partial, &articles, &skipped, d);
  if (!code && skipped)
    diag_warning(d, (struct diag_place){0}, "%u of %u articles were skipped in coding", skipped,
                 articles + skipped);
  return code;
}

static int write_matrix(const struct codebook *c, const GPtrArray *statements, const char *path,
                        struct diag *d) {
  struct output *out = output_open(path, d);
  if (!out) return EX_CANTCREAT;
  struct matrix m;
  GString *text = g_string_new(NULL);
  matrix_init(&m, c, statements, 0, NULL, NULL, d);
  matrix_write(&m, text);
  fwrite(text->str, 1, text->len, output_file(out)); // output_close looks at the stream's error
  g_string_free(text, TRUE);
  matrix_release(&m);
  return output_close(out, d);
}

static int run(int argc, char **argv, struct diag *d) {
  char *codebook = NULL, *output = NULL, **rest = NULL;
  gboolean verbose = FALSE, partial = FALSE;
  const GOptionEntry entries[] = {
      {"codebook", 'c', 0, G_OPTION_ARG_FILENAME, &codebook, "the codebook (default: input/codebook.json)",
       "FILE"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "write to FILE instead of standard output", "FILE"},
      {"partial", 0, 0, G_OPTION_ARG_NONE, &partial, "take shards of a set that is not whole", NULL},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "say at the end how much was read", NULL},
      {0}};
  int code = 0;
  if (options_parse(argc, argv, entries, "FILE…",
                    "Makes one matrix (JSON) of statements as `code` prints them and of matrices as `merge` "
                    "and `build` write them, in any order and\n"
                    "grouping. Statements that come twice count once. FILE - reads statements from standard "
                    "input. Where a line is at fault,\n"
                    "nothing is written. Shards with a footer (FILE.footer.json) must be one whole set; "
                    "which are missing, doubled or of\n"
                    "another set is said, and nothing is written.",
                    &rest, &code, d)) {
    GPtrArray *statements = g_ptr_array_new_with_free_func(free_statement);
    struct codebook *c = NULL;
    if (!rest[0]) {
      diag_error(d, (struct diag_place){0},
                 "merge needs files of statements or matrices, or - for standard input");
      code = EX_USAGE;
    } else
      c = tools_codebook(codebook, &code, d);
    if (c) code = judge(rest, c, partial, d);
    if (c && !code) code = load_all(rest, statements, d);
    if (c && !code) code = write_matrix(c, statements, output, d);
    if (c && verbose)
      diag_note(d, (struct diag_place){0}, "%u statements read from %u files", statements->len,
                g_strv_length(rest));
    if (code && diag_fault_code(d)) code = diag_fault_code(d);
    codebook_free(c);
    g_ptr_array_unref(statements);
  }
  g_strfreev(rest);
  g_free(codebook);
  g_free(output);
  return code;
}

const struct command command_merge = {"merge", "make one matrix of statements and matrices", run};
