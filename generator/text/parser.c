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

void sentence_parse(const struct model *m, struct sentence *s) {
  if (s->parsed || s->count == 0 || !m || m->parser.classes == 0) return;
  struct state st;
  state_init(&st, &m->lexicon, s);
  while (!state_done(&st)) {
    if (state_at_root(&st)) {
      state_apply(&st, MOVE_LEFT, REL_ROOT);
      continue;
    }
    if (st.height == 0) {
      state_apply(&st, MOVE_SHIFT, REL_DEP);
      continue;
    }
    uint64_t features[WEIGHTS_FEATURES];
    int32_t scores[WEIGHTS_CLASSES];
    unsigned n = state_features(&st, features);
    table_score(&m->parser, features, n, scores);
    struct move_class c = m->moves[best_class(m, &st, scores)];
    state_apply(&st, (enum move)c.move, (enum relation)c.relation);
  }
  for (unsigned i = 0; i < s->count; i++) {
    int32_t head = st.nodes[i].head;
    s->tokens[i].head = head == st.count ? -1 : head;
    s->tokens[i].relation = st.nodes[i].relation;
  }
  s->parsed = true;
  state_release(&st);
}
