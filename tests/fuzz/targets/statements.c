// SPDX-License-Identifier: MIT
// Statements as merge and render read them: NDJSON in, a matrix, and out again as every export writes them.
// dictionary json
// max_len 8192
#include "../fuzz.h"
#include "export/export.h"
#include "matrix/matrix.h"

static void free_statement(void *s) {
  statement_free(s);
}

static void export_all(const GPtrArray *statements, const struct matrix *m) {
  GArray *articles = g_array_new(FALSE, FALSE, sizeof(struct export_article));
  const struct export_source from = {
      .codebook = fuzz_codebook(), .statements = statements, .matrix = m, .articles = articles};
  for (unsigned i = 0; exports[i]; i++) {
    GString *out = g_string_new(NULL);
    exports[i]->write(&from, out);
    fuzz_holds(g_utf8_validate(out->str, (gssize)out->len, NULL));
    g_string_free(out, TRUE);
  }
  g_array_free(articles, TRUE);
}

void fuzz_target(struct slice input) {
  GPtrArray *statements = g_ptr_array_new_with_free_func(free_statement);
  statements_load(fuzz_file("statements.ndjson", input), statements, fuzz_diag());
  struct matrix m;
  matrix_init(&m, fuzz_codebook(), statements, 0, NULL, NULL, fuzz_diag());
  export_all(statements, &m);
  matrix_release(&m);
  g_ptr_array_unref(statements);
}
