// SPDX-License-Identifier: MIT
// Learning the parser by a dynamic oracle: it goes on from its own mistakes and asks what is best from there
// (Goldberg and Nivre 2012, 2013).
#include "text/learn.h"
#include "text/parser.h"

enum {
  EXPLORE_FROM = 1,
  EXPLORE_OF_TEN = 9
}; // rounds before the parser's own moves are followed, and how often then

struct parser_task {
  struct learner *learner;
  struct lexicon lexicon;
  struct move_class moves[WEIGHTS_CLASSES];
  int16_t left[REL_COUNT], right[REL_COUNT]; // classes
  unsigned classes, round;
  uint64_t random;
  unsigned seen, wrong;
};

// The tree to be learnt, with the root at index count.
struct gold {
  int32_t *head;
  int32_t *first, *sibling; // children in ascending order; -1 ends
  bool *stacked;            // is on the stack
};

static void gold_init(struct gold *g, const struct sentence *s) {
  int32_t n = (int32_t)s->count;
  g->head = g_new(int32_t, n + 1);
  g->first = g_new(int32_t, n + 1);
  g->sibling = g_new(int32_t, n + 1);
  g->stacked = g_new0(bool, n + 1);
  for (int32_t i = 0; i <= n; i++)
    g->first[i] = -1;
  for (int32_t i = n - 1; i >= 0; i--) {
    int32_t h = s->tokens[i].head < 0 ? n : s->tokens[i].head;
    g->head[i] = h;
    g->sibling[i] = g->first[h];
    g->first[h] = i;
  }
  g->head[n] = -1;
}

static void gold_release(struct gold *g) {
  g_free(g->head);
  g_free(g->first);
  g_free(g->sibling);
  g_free(g->stacked);
}

// Counts the arcs of the gold tree that move makes unreachable from st.
static int cost_of(const struct state *st, const struct gold *g, enum move move) {
  int cost = 0;
  int32_t b0 = st->next;
  if (move == MOVE_SHIFT) {
    int32_t h = g->head[b0];
    bool is_top = st->height > 0 && st->stack[st->height - 1] == h;
    if (h >= 0 && h < st->count && g->stacked[h] && !is_top) cost++;
    for (int32_t c = g->first[b0]; c >= 0; c = g->sibling[c])
      cost += g->stacked[c];
    return cost;
  }
  int32_t s0 = st->stack[st->height - 1], h = g->head[s0];
  for (int32_t c = g->first[s0]; c >= 0; c = g->sibling[c])
    cost += c >= b0;
  if (move == MOVE_LEFT)
    cost += h > b0 || (st->height > 1 && h == st->stack[st->height - 2]);
  else
    cost += h >= b0;
  return cost;
}

// Fills the costs of the three moves (-1: not allowed). Returns the smallest.
static int costs_of(const struct state *st, const struct gold *g, int costs[3]) {
  int least = G_MAXINT;
  for (int move = MOVE_SHIFT; move <= MOVE_RIGHT; move++) {
    costs[move] = state_allows(st, (enum move)move) ? cost_of(st, g, (enum move)move) : -1;
    if (costs[move] >= 0) least = MIN(least, costs[move]);
  }
  return least;
}

static void follow(struct state *st, struct gold *g, struct move_class c) {
  if (c.move == MOVE_SHIFT)
    g->stacked[st->next] = true;
  else
    g->stacked[st->stack[st->height - 1]] = false;
  state_apply(st, (enum move)c.move, (enum relation)c.relation);
}

// Chooses the best-scored class that is allowed (*predicted) and the best-scored among the right ones
// (*right).
static void choose(const struct parser_task *task, const struct state *st, const struct sentence *s,
                   const struct gold *g, const int32_t *scores, int *predicted, int *right) {
  int costs[3], least = costs_of(st, g, costs);
  int32_t s0 = st->height > 0 ? st->stack[st->height - 1] : -1;
  *predicted = *right = -1;
  for (unsigned c = 0; c < task->classes; c++) {
    struct move_class m = task->moves[c];
    if (costs[m.move] < 0) continue;
    if (*predicted < 0 || scores[c] > scores[*predicted]) *predicted = (int)c;
    // The relation counts wherever the arc is right, and is the gold one where the right head is out of
    // reach.
    if (costs[m.move] > least || (m.move != MOVE_SHIFT && m.relation != s->tokens[s0].relation)) continue;
    if (*right < 0 || scores[c] > scores[*right]) *right = (int)c;
  }
  if (*right < 0) *right = *predicted;
}

static void learn_sentence(struct parser_task *task, const struct sentence *s) {
  struct state st;
  struct gold g;
  state_init(&st, &task->lexicon, s);
  gold_init(&g, s);
  while (!state_done(&st)) {
    if (state_at_root(&st)) {
      state_apply(&st, MOVE_LEFT, REL_ROOT);
      continue;
    }
    uint64_t features[WEIGHTS_FEATURES];
    int32_t scores[WEIGHTS_CLASSES];
    unsigned n = state_features(&st, FEATURES_ALL, features);
    learner_score(task->learner, features, n, scores);
    int predicted, right;
    choose(task, &st, s, &g, scores, &predicted, &right);
    learner_tick(task->learner);
    task->seen++;
    if (predicted != right) {
      learner_update(task->learner, features, n, (unsigned)right, (unsigned)predicted);
      task->wrong++;
    }
    bool explore = task->round >= EXPLORE_FROM && random_next(&task->random) % 10 < EXPLORE_OF_TEN;
    follow(&st, &g, task->moves[explore ? predicted : right]);
  }
  state_release(&st);
  gold_release(&g);
}

// Numbers the moves: shift, then left and right arcs with each relation that some token has on that side.
static void collect_moves(struct parser_task *task, const GPtrArray *trees) {
  unsigned counts[2][REL_COUNT] = {{0}};
  for (guint i = 0; i < trees->len; i++) {
    const struct sentence *s = &((const struct tree *)trees->pdata[i])->s;
    for (unsigned k = 0; k < s->count; k++)
      if (s->tokens[k].head >= 0) counts[s->tokens[k].head < (int32_t)k][s->tokens[k].relation]++;
  }
  task->moves[task->classes++] = (struct move_class){MOVE_SHIFT, REL_DEP};
  for (int side = 0; side < 2; side++)
    for (int r = 0; r < REL_COUNT; r++)
      if (counts[side][r] >= 5 || r == REL_DEP)
        task->moves[task->classes++] = (struct move_class){side ? MOVE_RIGHT : MOVE_LEFT, (uint8_t)r};
}

void learn_parser(const GPtrArray *trees, struct slice lexicon, const struct recipe *r, GByteArray **moves,
                  GByteArray **table) {
  struct parser_task *task = g_new0(struct parser_task, 1);
  task->lexicon = (struct lexicon){(uint32_t)(lexicon.len / sizeof(struct lexicon_slot) - 1),
                                   (const struct lexicon_slot *)(const void *)lexicon.data};
  task->random = 19961121;
  collect_moves(task, trees);
  task->learner = learner_new(task->classes, r->parser_min, r->parser_least);
  gpointer *order = g_memdup2(trees->pdata, trees->len * sizeof(gpointer));
  for (task->round = 0; task->round < r->parser_rounds; task->round++) {
    random_shuffle(&task->random, order, trees->len);
    task->seen = task->wrong = 0;
    for (guint i = 0; i < trees->len; i++)
      learn_sentence(task, &((const struct tree *)order[i])->s);
    if (r->verbose)
      fprintf(stderr, "parser round %u: %.2f %% wrong while learning\n", task->round + 1,
              100.0 * task->wrong / MAX(1, task->seen));
  }
  *moves = g_byte_array_new();
  g_byte_array_append(*moves, (const guint8 *)task->moves, (guint)(task->classes * sizeof *task->moves));
  *table = learner_pack(task->learner);
  learner_free(task->learner);
  g_free(order);
  g_free(task);
}
