// SPDX-License-Identifier: MIT
// Sentences, tokens, tags and trees of any text.
#include "../fuzz.h"
#include "text/conllu.h"
#include "text/model.h"

// A parsed sentence is one tree: one root, no cycle.
static void check_tree(const struct sentence *s) {
  unsigned roots = 0;
  for (unsigned i = 0; i < s->count; i++) {
    fuzz_holds(s->tokens[i].head >= -1 && s->tokens[i].head < (int32_t)s->count);
    roots += s->tokens[i].head < 0;
    unsigned steps = 0;
    for (int32_t t = (int32_t)i; t >= 0; t = s->tokens[t].head)
      fuzz_holds(steps++ <= s->count);
  }
  fuzz_holds(roots == 1);
}

static void check(struct sentences *split, struct slice text, FILE *out) {
  uint32_t at = 0;
  for (unsigned i = 0; i < split->count; i++) {
    struct sentence *s = &split->items[i];
    fuzz_holds(s->count > 0 && s->start >= at && s->start < s->end && s->end <= text.len);
    for (unsigned k = 0; k < s->count; k++) {
      const struct token *t = &s->tokens[k];
      fuzz_holds(t->start >= at && t->start < t->end && t->end <= s->end);
      fuzz_holds(g_utf8_validate(t->form.data, (gssize)t->form.len, NULL));
      fuzz_holds(g_utf8_validate(t->norm, -1, NULL) && g_utf8_validate(t->lemma, -1, NULL));
      at = t->end;
    }
    if (s->count > 400) continue;
    sentence_parse(fuzz_model(), s);
    check_tree(s);
    conllu_write(out, s, NULL);
  }
}

void fuzz_target(struct slice input) {
  // Readers hand on nothing else.
  if (memchr(input.data, 0, input.len) || !g_utf8_validate(input.data, (gssize)input.len, NULL)) return;
  char *written = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&written, &len);
  struct sentences *split = text_split(fuzz_model(), input);
  check(split, input, out);
  sentences_free(split);
  fclose(out);
  free(written);
}
