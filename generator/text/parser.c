// SPDX-License-Identifier: MIT
// The parser: greedy, linear in the length of the sentence, linear scores over hashed features.
#include "text/parser.h"

// Returns the best class among those whose move st allows.
static uint32_t best_class(const struct model *m, const struct state *st, const int32_t *scores) {
  uint32_t best = UINT32_MAX;
  uint32_t ends[] = {1, m->first_right, m->parser.classes};
  for (uint32_t move = MOVE_SHIFT, c = 0; move <= MOVE_RIGHT; move++) {
    if (!state_allows(st, (enum move)move)) c = ends[move];
    for (; c < ends[move]; c++)
      if (best == UINT32_MAX || scores[c] > scores[best]) best = c;
  }
  return best;
}

enum { KEPT = 256, ROOM = WEIGHTS_CLASSES }; // words of the stack whose scores are kept; numbers of a score

// Scores of a group of features, and with those of the children added.
struct sum {
  int32_t words[ROOM], all[ROOM];
  bool words_known, all_known;
};

// Scores that stay the same from one state to others.
struct kept {
  struct sum *stack; // by height: of the stack with that word on top; the last for all that are higher
  struct sum buffer;
};

static void kept_init(struct kept *k, const struct sentence *s) {
  unsigned count = MIN(s->count + 1, (unsigned)KEPT);
  k->stack = g_malloc_n(count, sizeof *k->stack);
  for (unsigned i = 0; i < count; i++)
    k->stack[i].words_known = k->stack[i].all_known = false;
  k->buffer.words_known = k->buffer.all_known = false;
}

static void forget(struct sum *s) {
  s->words_known = s->all_known = false;
}

// Notes what st, in which nothing has happened yet, loses by the move.
static void kept_move(struct kept *k, const struct state *st, enum move move) {
  int32_t below = st->height - 2;
  if (move == MOVE_SHIFT && st->height < KEPT) forget(&k->stack[st->height]);
  if (move == MOVE_RIGHT && below < KEPT) k->stack[below].all_known = false; // it gets a child
  if (move == MOVE_SHIFT) forget(&k->buffer);
  if (move == MOVE_LEFT) k->buffer.all_known = false;
}

static void score_group(const struct model *m, const struct state *st, unsigned group, int32_t *scores) {
  uint64_t features[WEIGHTS_FEATURES];
  table_add(&m->parser, features, state_features(st, group, features), scores);
}

// Sees to it that s has the scores of both groups.
static const int32_t *sum_of(const struct model *m, const struct state *st, struct sum *s, unsigned words,
                             unsigned children) {
  if (s->all_known) return s->all;
  if (!s->words_known) {
    memset(s->words, 0, sizeof s->words);
    score_group(m, st, words, s->words);
  }
  memcpy(s->all, s->words, sizeof s->all);
  score_group(m, st, children, s->all);
  s->words_known = s->all_known = true;
  return s->all;
}

static void score_state(const struct model *m, const struct state *st, struct kept *k, int32_t *scores) {
  struct sum *top = &k->stack[MIN(st->height, KEPT) - 1];
  const int32_t *stack = sum_of(m, st, top, FEATURES_STACK, FEATURES_TOP);
  if (st->height >= KEPT) forget(top);
  const int32_t *buffer = sum_of(m, st, &k->buffer, FEATURES_BUFFER, FEATURES_NEXT);
  for (uint32_t c = 0; c < m->parser.classes; c++)
    scores[c] = stack[c] + buffer[c];
  score_group(m, st, FEATURES_BOTH, scores);
}

void sentence_parse(const struct model *m, struct sentence *s) {
  if (s->parsed || s->count == 0 || !m || m->parser.classes == 0) return;
  struct state st;
  struct kept kept;
  state_init(&st, &m->lexicon, s);
  kept_init(&kept, s);
  while (!state_done(&st)) {
    if (state_at_root(&st)) {
      state_apply(&st, MOVE_LEFT, REL_ROOT);
      continue;
    }
    if (st.height == 0) {
      kept_move(&kept, &st, MOVE_SHIFT);
      state_apply(&st, MOVE_SHIFT, REL_DEP);
      continue;
    }
    int32_t scores[ROOM];
    score_state(m, &st, &kept, scores);
    struct move_class c = m->moves[best_class(m, &st, scores)];
    kept_move(&kept, &st, (enum move)c.move);
    state_apply(&st, (enum move)c.move, (enum relation)c.relation);
  }
  for (unsigned i = 0; i < s->count; i++) {
    int32_t head = st.nodes[i].head;
    s->tokens[i].head = head == st.count ? -1 : head;
    s->tokens[i].relation = st.nodes[i].relation;
  }
  s->parsed = true;
  g_free(kept.stack);
  state_release(&st);
}
