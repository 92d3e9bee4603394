// SPDX-License-Identifier: MIT
// `code` as a whole, on an article with the example codebook: the first byte chooses the format, and whether
// all is explained too, which has the net read each sentence again without each of its words: one input in
// eight. Every statement knows its bytes, reads back as it was written, and explaining comes to an end.
// dictionary markdown
// max_len 8192
#include "../fuzz.h"
#include "coding/coder.h"

static struct codebook *book;
static struct coder *coder;

static void open_once(void) {
  if (coder) return;
  struct diag *d = diag_new(stderr, false);
  book = codebook_load("input/codebook.json", d);
  fuzz_holds(book);
  coder = coder_new(book, fuzz_model(), d);
  diag_free(d);
  fuzz_holds(coder);
}

static void check(const struct article *a, const struct statement *s) {
  fuzz_holds(s->start < s->end && s->end <= a->bytes->len && s->line > 0 && s->confidence <= 1000);
  json *j = statement_to_json(s);
  char *text = json_print(j, false);
  struct statement *again = statement_from_json(j, (struct diag_place){.path = "a"}, fuzz_diag());
  fuzz_holds(g_utf8_validate(text, -1, NULL) && again && strcmp(again->id, s->id) == 0);
  statement_free(again);
  g_free(text);
  json_free(j);
}

static void explain(const struct article *a) {
  GString *why = g_string_new(NULL);
  coder_explain(coder, a, 0, true, why);
  fuzz_holds(g_utf8_validate(why->str, (gssize)why->len, NULL));
  g_string_free(why, TRUE);
}

static void free_statement(void *s) {
  statement_free(s);
}

void fuzz_target(struct slice input) {
  static const char *const names[] = {"a.md", "a.txt", "a.html"};
  open_once();
  if (!input.len) return;
  unsigned how = (unsigned char)input.data[0];
  struct article *a = article_parse(names[how % 3], slice_sub(input, 1, input.len), fuzz_diag());
  if (!a) return;
  fuzz_article(a);
  GPtrArray *made = g_ptr_array_new_with_free_func(free_statement);
  coder_run(coder, a, made, fuzz_diag());
  for (guint i = 0; i < made->len; i++)
    check(a, made->pdata[i]);
  if (how / 3 % 8 == 0) explain(a);
  g_ptr_array_unref(made);
  article_free(a);
}
