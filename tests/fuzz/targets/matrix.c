// SPDX-License-Identifier: MIT
// A partial matrix as merge reads it: what is taken from it must come out the same once written and read
// again.
// dictionary json
#include "matrix/matrix.h"
#include "../fuzz.h"

static void free_statement(void *s) {
  statement_free(s);
}

static void take(struct statement *s, void *statements) {
  g_ptr_array_add(statements, s);
}

// Returns the matrix of the evidence in text, written; NULL where there is none.
static GString *written(struct slice text) {
  GPtrArray *statements = g_ptr_array_new_with_free_func(free_statement);
  struct json_doc doc;
  GString *out = NULL;
  if (json_parse(&doc, "matrix.json", text, fuzz_diag()) &&
      matrix_evidence(&doc, take, statements, fuzz_diag())) {
    struct matrix m;
    matrix_init(&m, fuzz_codebook(), statements, 0, NULL, NULL, fuzz_diag());
    out = g_string_new(NULL);
    matrix_write(&m, out);
    matrix_release(&m);
  }
  json_doc_release(&doc);
  g_ptr_array_unref(statements);
  return out;
}

void fuzz_target(struct slice input) {
  GString *once = written(input);
  if (!once) return;
  GString *twice = written((struct slice){once->str, once->len});
  fuzz_holds(twice && g_string_equal(once, twice));
  g_string_free(once, TRUE);
  g_string_free(twice, TRUE);
}
