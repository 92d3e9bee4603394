// SPDX-License-Identifier: MIT
// Private to text/: the part-of-speech tagger, and what tagger and parser know of a word.
#pragma once
#include "text/model_data.h"

// A word as features see it; all hashes are spread over 64 bits.
struct word {
  uint64_t form;      // of the norm; numbers share one
  uint64_t suffix[4]; // the last 1, 2, 3, 4 bytes of the norm
  uint64_t prefix;    // its first 3 bytes
  uint64_t shape;     // capitals, digits, hyphens; whether it begins the sentence; whether the sentence is in
                      // capitals throughout
  uint64_t mask, cluster; // by the lexicon
};

// Fills words (s->count of them) from forms and norms.
void tagger_words(const struct lexicon *l, const struct sentence *s, struct word *words);

enum { TAGGER_FEATURES = 64 };
// Writes the features of word i of count, whose two left neighbours have classes before[0] (next) and
// before[1]; -1 is none. Returns how many.
unsigned tagger_features(const struct word *words, unsigned count, unsigned i, const int before[2],
                         uint64_t *features);

// Fills upos and xpos of s's tokens.
void tagger_tag(const struct model *m, struct sentence *s);
