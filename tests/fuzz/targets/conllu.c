// SPDX-License-Identifier: MIT
// CoNLL-U: what was read and written again reads the same, and a tagger and a parser can be learnt from it.
#include "../fuzz.h"
#include "text/learn.h"

// Whole treebanks of this target are no longer.
enum { LEARN_TOKENS = 100 };

static void learn(const GPtrArray *trees) {
  const struct recipe r = {1, 1, 1, 1, 1, 1, false};
  struct lexicon_words *words = lexicon_words_new();
  GByteArray *lexicon = lexicon_pack(words), *tags, *tagger, *moves, *parser;
  const struct slice packed = {(const char *)lexicon->data, lexicon->len};
  learn_tagger(trees, packed, &r, &tags, &tagger);
  learn_parser(trees, packed, &r, &moves, &parser);
  GByteArray *const all[] = {lexicon, tags, tagger, moves, parser};
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    g_byte_array_free(all[i], TRUE);
  lexicon_words_free(words);
}

static char *written(struct slice text, size_t *len) {
  struct treebank *bank = treebank_new();
  char *out = NULL;
  bool ok = treebank_read(bank, fuzz_file("bank.conllu", text), fuzz_diag());
  unsigned tokens = 0;
  for (guint i = 0; i < bank->trees->len; i++)
    tokens += ((const struct tree *)bank->trees->pdata[i])->s.count;
  if (ok && tokens > 0 && tokens < LEARN_TOKENS) learn(bank->trees);
  FILE *f = open_memstream(&out, len);
  for (guint i = 0; i < bank->trees->len; i++) {
    const struct tree *t = bank->trees->pdata[i];
    fputs(t->comments, f);
    conllu_write(f, &t->s, (const char *const *)t->before);
  }
  fclose(f);
  treebank_free(bank);
  if (ok) return out;
  free(out);
  return NULL;
}

void fuzz_target(struct slice input) {
  size_t len = 0, len_again = 0;
  char *once = written(input, &len);
  if (!once) return;
  char *twice = written((struct slice){once, len}, &len_again);
  fuzz_holds(twice && slice_eq((struct slice){once, len}, (struct slice){twice, len_again}));
  free(once);
  free(twice);
}
