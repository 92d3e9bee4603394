// SPDX-License-Identifier: MIT
// Private to text/: the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011) and the
// features of a state.
//
// The root stands behind the last token: a token that moves left onto it is the head of the sentence, and as
// that is allowed only with one token left on the stack, every result is one tree.
#pragma once
#include "text/tagger.h"

// A token, the root (index count) or nobody (index count + 1) as the features see it.
struct node {
  uint64_t form, tag, form_tag, cluster; // spread over 64 bits
  int32_t left[2], right[2];             // outermost and second children on each side
  int32_t head;                          // -1: none yet
  uint64_t left_set, right_set;          // relations of the children, a bit each
  uint16_t lefts, rights;                // numbers of children
  uint8_t relation;
};

struct state {
  int32_t count; // tokens
  int32_t *stack, height;
  int32_t next;       // first token of the buffer; count is the root
  struct node *nodes; // count + 2
};

// Prepares the first state for s, whose tokens have tags. Released with state_release.
void state_init(struct state *st, const struct lexicon *l, const struct sentence *s);
void state_release(struct state *st);

// Says whether the move is one of those that the transition system allows here.
bool state_allows(const struct state *st, enum move move);
// Says whether nothing is left to be done.
static inline bool state_done(const struct state *st) {
  return st->next == st->count && st->height == 0;
}
// Says whether the only thing left to be done is to make the last token the root.
static inline bool state_at_root(const struct state *st) {
  return st->next == st->count && st->height == 1;
}
void state_apply(struct state *st, enum move move, enum relation relation);

// Which features: of the stack as it is below its topmost word's children (the same again whenever that word
// is the topmost), of those children (the same until it gets another), of the buffer and of its first word's
// children (likewise), of both sides.
enum {
  FEATURES_STACK = 1,
  FEATURES_TOP = 2,
  FEATURES_BUFFER = 4,
  FEATURES_NEXT = 8,
  FEATURES_BOTH = 16,
  FEATURES_ALL = 31
};

// Writes the features of st of the groups (at most WEIGHTS_FEATURES). Returns how many.
unsigned state_features(const struct state *st, unsigned groups, uint64_t *features);
