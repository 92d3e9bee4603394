// SPDX-License-Identifier: MIT
// Private to codebook/: finding the patterns of a trie in a sentence.
#pragma once
#include "codebook/trie.h"

enum { TOKEN_KEYS = 5 };

// The keys of one token.
struct token_keys {
  unsigned keys[TOKEN_KEYS]; // 0 where there is none; the first `exact` are the word itself, not its lemmas
  uint8_t exact;
  uint8_t joined_len; // tokens that make one word together ("cease - fire"), 0 for none
  unsigned joined;    // its key
};

// Fills keys for all tokens of s; all: also the lemmas that a wrong tag may hide, and joined words.
void token_keys_fill(const struct trie *t, const struct sentence *s, struct token_keys *keys, bool all);

// Called for each leaf met, with the number of tokens passed over; returning true ends the walk.
typedef bool (*walk_found)(const struct leaf *leaf, unsigned first, unsigned last, unsigned passed,
                           void *data);

// Walks the trie from root, beginning at token first. Returns true where found ended it. keys are those of s.
bool walk_from(const struct trie *t, unsigned root, enum pattern_use use, const struct sentence *s,
               const struct token_keys *keys, unsigned first, walk_found found, void *data);

// Says whether a walk from there could end at a leaf if the words had other parts of speech; true too where
// that takes too many steps to tell.
bool walk_may_end(const struct trie *t, unsigned root, enum pattern_use use, const struct sentence *s,
                  const struct token_keys *keys, unsigned first);
