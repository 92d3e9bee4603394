// SPDX-License-Identifier: MIT
// An article as Markdown.
// dictionary markdown
// max_len 16384
#include "../fuzz.h"
#include "read/article.h"

void fuzz_target(struct slice input) {
  struct article *a = article_parse("2024-05-06-a-note.md", input, fuzz_diag());
  if (a) fuzz_article(a);
  article_free(a);
}
