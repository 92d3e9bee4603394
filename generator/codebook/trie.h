// SPDX-License-Identifier: MIT
// Private to codebook/: a trie over words. A word of a pattern may be met under several keys (its norm, its
// lemmas, its other spellings), so one key may lead to several nodes.
#pragma once
#include "codebook/pattern.h"

struct entry;

struct leaf {
  const struct entry *entry; // NULL: a phrase
  const uint8_t *letters;    // enum letters, one a word
};

struct trie;

// Makes an empty trie. Freed with trie_free.
struct trie *trie_new(void);
void trie_free(struct trie *t);

// Adds a node that nothing leads to. Returns its number.
unsigned trie_root(struct trie *t);

// Adds p below root, to be met by lemmas too where inflected is true.
void trie_add(struct trie *t, unsigned root, const struct pattern *p, bool inflected,
              const struct entry *entry);

// Returns the number of the key, 0 where no pattern has it.
unsigned trie_key(const struct trie *t, const char *key);

// Returns the nodes (unsigned) that key leads to from node, or NULL.
const GArray *trie_next(const struct trie *t, unsigned node, unsigned key);

// Returns the leaves (struct leaf) at node, or NULL.
const GArray *trie_leaves(const struct trie *t, unsigned node);
