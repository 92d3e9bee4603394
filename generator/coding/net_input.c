// SPDX-License-Identifier: MIT
// What the net sees of a sentence, and of a pair in it.
#include "coding/net.h"
#include "coding/tree.h"

enum { FARTHEST = 10 };

static uint32_t flags_of(const struct reading *r, const struct passage *p, int t) {
  uint32_t flags = (uint32_t)(p->quoted[t] != 0) << NET_QUOTED | (uint32_t)tree_negated(p, t) << NET_NEGATED |
                   (uint32_t)p->who[t].place << NET_PLACE | (uint32_t)(p->who[t].count > 0) << NET_ACTOR;
  unsigned n;
  const struct cue *list = tree_cues(r->d->coder->cues, p, t, &n);
  for (unsigned i = 0; i < n; i++)
    flags |= UINT32_C(1) << (NET_CUES + list[i].class - 1);
  return flags;
}

void net_see_words(const struct reading *r, const struct net *n, const struct passage *p,
                   struct net_words *words) {
  words->count = MIN(p->s->count, NET_WORDS);
  for (unsigned t = 0; t < words->count; t++) {
    const struct token *k = &p->s->tokens[t];
    words->row[t] = p->who[t].count ? 0 : net_row(n, k->norm, k->lemma);
    words->upos[t] = k->upos;
    words->relation[t] = k->relation;
    words->head[t] = (uint8_t)(k->head >= 0 && (unsigned)k->head < words->count ? (unsigned)k->head : t);
    words->flags[t] = flags_of(r, p, (int)t);
  }
}

static void mark(const struct net_words *words, struct net_pair *seen, unsigned t, enum net_mark m) {
  if (t < words->count) seen->marks[t] |= UINT32_C(1) << m;
}

// Returns 1 where a and the pair's concept lie on the same side of the axis, -1 on the other, 0 where a takes
// none.
static int beside(const struct pair *pair, int a) {
  return pair->target->concept->sign < 0 ? -a : a;
}

static void mark_actors(const struct reading *r, const struct pair *pair, const struct net_words *words,
                        struct net_pair *seen) {
  const int8_t *sides = r->d->coder->codebook->issues[pair->issue].sides;
  for (unsigned t = 0; t < words->count; t++) {
    const struct who *w = &pair->p->who[t];
    if (w->count == 0) continue;
    mark(words, seen, t, pair_word(pair->p, t, pair->actor) ? MARK_MINE : MARK_OTHER);
    for (unsigned i = 0; i < w->count; i++) {
      int side = beside(pair, sides[w->of[i].actor]);
      if (side) mark(words, seen, t, side > 0 ? MARK_ALLY : MARK_RIVAL);
    }
  }
}

static void mark_concepts(const struct pair *pair, const struct net_words *words, struct net_pair *seen) {
  for (unsigned i = 0; i < pair->p->targets->len; i++) {
    const struct target *o = &g_array_index(pair->p->targets, struct target, i);
    bool own = o->concept->issue == pair->issue, chosen = o == pair->target;
    int side = beside(pair, o->concept->sign);
    for (unsigned t = o->first; t <= o->last; t++) {
      mark(words, seen, t,
           !own       ? MARK_FOREIGN
           : chosen   ? MARK_CONCEPT
           : side > 0 ? MARK_SAME
           : side < 0 ? MARK_TURNED
                      : MARK_NO_SIDE);
      if (own && o->guess) mark(words, seen, t, MARK_GUESS);
      if (own && o->ref) mark(words, seen, t, MARK_REFERENCE);
    }
  }
}

static void mark_way(const struct pair *pair, const struct net_words *words, struct net_pair *seen) {
  if (pair->distance || pair->at < 0) return;
  for (unsigned i = 0; i < pair->way.ups; i++)
    mark(words, seen, pair->way.up[i], MARK_UP);
  for (unsigned i = 0; i < pair->way.downs; i++)
    mark(words, seen, pair->way.down[i], MARK_DOWN);
  if (pair->way.top >= 0) mark(words, seen, (unsigned)pair->way.top, MARK_TOP);
}

static void set_place(const struct pair *pair, const struct net_words *words, struct net_pair *seen) {
  unsigned head = pair->target->head;
  seen->at = pair->at >= 0 && (unsigned)pair->at < words->count ? pair->at : -1;
  seen->concept = pair->distance == 0 && head < words->count ? (int)head : -1;
  for (unsigned t = 0; t < words->count && seen->at < 0; t++)
    if (seen->marks[t] >> MARK_MINE & 1) seen->at = (int)t;
  if (seen->at >= 0) mark(words, seen, (unsigned)seen->at, MARK_AT);
}

static void set_features(const struct reading *r, const struct pair *pair, struct net_pair *seen) {
  const struct codebook *book = r->d->coder->codebook;
  const struct target *t = pair->target;
  uint8_t *f = seen->features;
  f[FEATURE_NAMED] = pair->named;
  f[FEATURE_PLACED] = pair->placed;
  f[FEATURE_VOICED] = pair->voiced;
  f[FEATURE_AUTHOR] = pair->author;
  f[FEATURE_DISTANCE + pair->distance] = 1;
  f[FEATURE_KIND + t->concept->kind] = 1;
  f[FEATURE_SIGN + (t->concept->sign > 0 ? 0 : t->concept->sign < 0 ? 1 : 2)] = 1;
  f[FEATURE_ACTOR_MEANT] = t->concept->actor >= 0;
  int own = beside(pair, book->issues[pair->issue].sides[pair->actor]);
  f[FEATURE_OWN_ALLY] = own > 0;
  f[FEATURE_OWN_RIVAL] = own < 0;
  f[FEATURE_ACTOR_KIND + book->actors[pair->actor].kind] = 1;
  if (pair->distance) return;
  f[FEATURE_REFERENCE] = t->ref;
  f[FEATURE_IMPLIED] = t->implied;
  f[FEATURE_GUESS] = t->guess;
  f[FEATURE_BARE] = t->bare;
  f[FEATURE_UPS] = (uint8_t)MIN(pair->way.ups, FARTHEST);
  f[FEATURE_DOWNS] = (uint8_t)MIN(pair->way.downs, FARTHEST);
  f[FEATURE_MEET] = pair->at >= 0 && pair->way.top >= 0;
  if (seen->at < 0 || seen->concept < 0) return;
  f[FEATURE_ORDER] = seen->at < seen->concept;
  f[FEATURE_GAP] = (uint8_t)STEP_OF(ABS(seen->at - seen->concept), 2, 4, 8, 14, 25);
}

void net_see_pair(const struct reading *r, const struct pair *pair, const struct net_words *words,
                  struct net_pair *seen) {
  memset(seen, 0, sizeof *seen);
  mark_actors(r, pair, words, seen);
  mark_concepts(pair, words, seen);
  mark_way(pair, words, seen);
  set_place(pair, words, seen);
  set_features(r, pair, seen);
  seen->label = net_label(r->d->coder->labels, pair->target->concept);
}
