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

// Scores that stay the same from one state to others.
struct kept {
  int32_t (*stack)[ROOM]; // by height: of the stack with that word on top; the last for all that are higher
  bool known[KEPT];
  int32_t buffer[ROOM];
  bool buffer_known;
};

static void kept_init(struct kept *k, const struct sentence *s) {
  memset(k, 0, sizeof *k);
  k->stack = g_malloc_n(MIN(s->count + 1, (unsigned)KEPT), sizeof *k->stack);
}

// Notes what st, in which nothing has happened yet, loses by the move.
static void kept_move(struct kept *k, const struct state *st, enum move move) {
  int32_t below = st->height - 2;
  if (move == MOVE_SHIFT && st->height < KEPT) k->known[st->height] = false;
  if (move == MOVE_RIGHT && below < KEPT) k->known[below] = false; // it gets a child
  if (move != MOVE_RIGHT) k->buffer_known = false;
}

static void score_group(const struct model *m, const struct state *st, unsigned group, int32_t *scores) {
  uint64_t features[WEIGHTS_FEATURES];
  table_add(&m->parser, features, state_features(st, group, features), scores);
}

static void score_state(const struct model *m, const struct state *st, struct kept *k, int32_t *scores) {
  int32_t top = MIN(st->height, KEPT) - 1;
  if (!k->known[top]) {
    memset(k->stack[top], 0, sizeof k->stack[top]);
    score_group(m, st, FEATURES_STACK, k->stack[top]);
    k->known[top] = st->height < KEPT;
  }
  if (!k->buffer_known) {
    memset(k->buffer, 0, sizeof k->buffer);
    score_group(m, st, FEATURES_BUFFER, k->buffer);
    k->buffer_known = true;
  }
  for (uint32_t c = 0; c < m->parser.classes; c++)
    scores[c] = k->stack[top][c] + k->buffer[c];
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
