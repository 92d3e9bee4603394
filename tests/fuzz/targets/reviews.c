// SPDX-License-Identifier: MIT
// reviews.csv, and after a row "====" an article whose sentences it may name. What it makes is applied and
// checked.
#include "matrix/reviews.h"
#include "../fuzz.h"

static void free_statement(void *s) {
  statement_free(s);
}

void fuzz_target(struct slice input) {
  struct reviews r;
  struct slice table = fuzz_part(&input);
  reviews_load(&r, fuzz_file("reviews.csv", table), fuzz_codebook(), fuzz_diag());
  struct article *a = article_parse("input/articles/a.md", input, fuzz_diag());
  GPtrArray *made = g_ptr_array_new_with_free_func(free_statement),
            *rejected = g_ptr_array_new_with_free_func(free_statement);
  if (a) reviews_place(&r, a, "input/articles", made, fuzz_diag());
  for (guint i = 0; i < made->len; i++) {
    const struct statement *s = made->pdata[i];
    fuzz_holds(s->start < s->end && s->end <= a->bytes->len);
  }
  reviews_apply(&r, made, rejected);
  reviews_report_unused(&r, fuzz_diag());
  g_ptr_array_unref(made);
  g_ptr_array_unref(rejected);
  article_free(a);
  reviews_release(&r);
}
