// SPDX-License-Identifier: MIT
// codebook.json, checked, and where it is sound compiled and looked for in a sentence of its own words.
// dictionary json
// max_len 8192
#include "../fuzz.h"
#include "codebook/lexicon.h"

static void match(const struct lexicon *l, struct slice text) {
  struct sentences *split = text_split(fuzz_model(), text);
  GArray *found = g_array_new(FALSE, FALSE, sizeof(struct match));
  for (unsigned i = 0; i < split->count; i++) {
    const struct sentence *s = &split->items[i];
    lexicon_touches(l, s);
    lexicon_match(l, s, found);
    for (guint k = 0; k < found->len; k++) {
      const struct match *m = &g_array_index(found, struct match, k);
      fuzz_holds(m->first <= m->last && m->last < s->count && m->entry);
    }
    g_array_set_size(found, 0);
  }
  g_array_free(found, TRUE);
  sentences_free(split);
}

void fuzz_target(struct slice input) {
  struct codebook *c = codebook_load(fuzz_file("codebook.json", input), fuzz_diag());
  if (!c) return;
  struct lexicon *l = lexicon_new(c, fuzz_model());
  // No more of it: each name that n actors share is found n times.
  input = slice_head(input, 512);
  if (g_utf8_validate(input.data, (gssize)input.len, NULL)) match(l, input);
  lexicon_free(l);
  codebook_free(c);
}
