// SPDX-License-Identifier: MIT
// What the other pairs of the article tell of a pair: people mostly keep to what they think.
#include "coding/pairs.h"

// The chances of one actor's pairs on one issue, as for a concept that favours the issue's axis.
struct tally {
  double most[ATTITUDE_COUNT], next[ATTITUDE_COUNT], sum[ATTITUDE_COUNT]; // next: the second of them
  unsigned count;
};

struct tallies {
  GHashTable *by_pair; // actor and issue -> struct tally
  double rate;         // mean chance of being a position, of all pairs
};

static int64_t tally_key(const struct reading *r, const struct pair *pair) {
  return (int64_t)pair->actor * r->d->coder->codebook->issue_count + pair->issue;
}

// Returns the attitude to the axis that a is to the pair's concept, or the other way about.
static int turned(const struct pair *pair, int a) {
  bool against = pair->target->concept->sign < 0 && a != ATTITUDE_NEUTRAL && a != ATTITUDE_NONE;
  return against ? ATTITUDE_FOR + ATTITUDE_AGAINST - a : a;
}

static void count_in(struct tally *t, const struct pair *pair) {
  for (int a = ATTITUDE_FOR; a < ATTITUDE_COUNT; a++) {
    int as = turned(pair, a);
    double p = pair->chance[a];
    t->sum[as] += p;
    if (p > t->most[as]) {
      t->next[as] = t->most[as];
      t->most[as] = p;
    } else if (p > t->next[as]) {
      t->next[as] = p;
    }
  }
  t->count++;
}

static const double OUTWEIGHS = 1.5;

struct tallies *tallies_new(const struct reading *r) {
  struct tallies *all = g_new0(struct tallies, 1);
  all->by_pair = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  for (unsigned i = 0; i < r->pairs->len; i++) {
    const struct pair *pair = &g_array_index(r->pairs, struct pair, i);
    int64_t key = tally_key(r, pair);
    struct tally *t = g_hash_table_lookup(all->by_pair, &key);
    if (!t) {
      t = g_new0(struct tally, 1);
      g_hash_table_insert(all->by_pair, g_memdup2(&key, sizeof key), t);
    }
    count_in(t, pair);
    all->rate += (1 - pair->chance[ATTITUDE_NONE]) / r->pairs->len;
  }
  return all;
}

void tallies_free(struct tallies *all) {
  if (!all) return;
  g_hash_table_destroy(all->by_pair);
  g_free(all);
}

static int thousandths(double p) {
  return (int)(1000 * p + 0.5);
}

// What the same actor is found to think elsewhere.
static void elsewhere_traits(const struct tally *t, const struct pair *pair, struct bag *b) {
  static const char *const most[] = {NULL, "article-most-for", "article-most-against",
                                     "article-most-neutral"},
                           *const sum[] = {NULL, "article-sum-for", "article-sum-against",
                                           "article-sum-neutral"};
  if (t->count < 2) {
    bag_add(b, "article-alone");
    return;
  }
  double each[ATTITUDE_COUNT] = {0}, all = 0.3;
  for (int a = ATTITUDE_FOR; a < ATTITUDE_COUNT; a++) {
    int as = turned(pair, a);
    double own = pair->chance[a], best = t->most[as] > own ? t->most[as] : t->next[as];
    each[a] = MAX(t->sum[as] - own, 0);
    bag_add_number(b, most[a], STEP_OF(thousandths(best), 50, 100, 200, 300, 400, 500, 600, 700));
    bag_add_number(b, sum[a], STEP_OF(thousandths(each[a]), 100, 300, 600, 1000, 1500, 2000, 3000));
    all += each[a];
  }
  int balance = thousandths(1 + (each[ATTITUDE_FOR] - each[ATTITUDE_AGAINST]) / all);
  bag_add_number(b, "article-balance", STEP_OF(balance, 400, 600, 800, 1000, 1200, 1400, 1600));
}

// How sure other actors are found to hold the same issue in the same sentence; pairs lie sentence by
// sentence.
static void rival_traits(const struct reading *r, unsigned i, struct bag *b) {
  const struct pair *all = (const struct pair *)(void *)r->pairs->data, *pair = &all[i];
  unsigned from = i, to = i;
  while (from > 0 && all[from - 1].p == pair->p)
    from--;
  while (to + 1 < r->pairs->len && all[to + 1].p == pair->p)
    to++;
  double rival = 0;
  int ahead = 0;
  for (unsigned k = from; k <= to; k++) {
    if (all[k].issue != pair->issue || all[k].actor == pair->actor) continue;
    rival = MAX(rival, 1 - all[k].chance[ATTITUDE_NONE]);
    ahead += all[k].chance[ATTITUDE_NONE] < pair->chance[ATTITUDE_NONE];
  }
  bag_add_number(b, "sentence-rival", STEP_OF(thousandths(rival), 50, 100, 200, 350, 500, 700));
  bag_add_number(b, "sentence-ahead", MIN(ahead, 3));
}

void pair_article_traits(const struct reading *r, const struct tallies *all, unsigned i, struct bag *b) {
  const struct pair *pair = &g_array_index(r->pairs, struct pair, i);
  int64_t key = tally_key(r, pair);
  elsewhere_traits(g_hash_table_lookup(all->by_pair, &key), pair, b);
  rival_traits(r, i, b);
  bag_add_number(b, "article-rate", STEP_OF(thousandths(all->rate), 50, 80, 110, 140, 180, 220, 280, 350));
}

void pairs_outweigh(struct reading *r) {
  struct tallies *all = tallies_new(r);
  for (unsigned i = 0; i < r->pairs->len; i++) {
    struct pair *pair = &g_array_index(r->pairs, struct pair, i);
    int64_t key = tally_key(r, pair);
    const struct tally *t = g_hash_table_lookup(all->by_pair, &key);
    double with = t->sum[turned(pair, ATTITUDE_FOR)], against = t->sum[turned(pair, ATTITUDE_AGAINST)];
    pair->outweighed[ATTITUDE_FOR] = against > OUTWEIGHS * with;
    pair->outweighed[ATTITUDE_AGAINST] = with > OUTWEIGHS * against;
  }
  tallies_free(all);
}
