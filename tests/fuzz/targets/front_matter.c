// SPDX-License-Identifier: MIT
// The YAML between two rows of dashes.
// dictionary yaml
#include "../fuzz.h"
#include "read/article.h"

void fuzz_target(struct slice input) {
  GString *whole = g_string_new("---\n");
  g_string_append_len(whole, input.data, (gssize)input.len);
  g_string_append(whole, "\n---\n\nOne paragraph.\n");
  struct article *a = article_parse("note.md", (struct slice){whole->str, whole->len}, fuzz_diag());
  if (a) fuzz_article(a);
  article_free(a);
  g_string_free(whole, TRUE);
}
