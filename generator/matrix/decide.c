// SPDX-License-Identifier: MIT
// The manual's rule: from statements to a cell.
#include "matrix/evidence.h"
#include "matrix/matrix.h"

enum { OWN = 3, ASCRIBED = 1 }; // of a statement within an article
enum {
  ARTICLE = 6,
  ARTICLE_ASCRIBED = 2
}; // of an article among several; even, so that a mixed one can be halved

enum stance stance_by_rule(unsigned s, unsigned o, unsigned n) {
  if (n > s + o || s + o == 0) return STANCE_NEUTRAL;
  if (3 * MIN(s, o) >= s + o) return STANCE_MIXED;
  return s > o ? STANCE_SUPPORT : STANCE_OPPOSE;
}

unsigned statement_weight(const struct statement *s) {
  return s->voice == VOICE_ASCRIBED ? ASCRIBED : OWN;
}

bool stance_carries(enum stance cell, enum stance statement) {
  return cell == STANCE_MIXED ? statement != STANCE_NEUTRAL : cell == statement;
}

static int by_doc(const void *a, const void *b) {
  const struct statement *x = *(const struct statement *const *)a, *y = *(const struct statement *const *)b;
  return strcmp(x->doc, y->doc);
}

// Adds to weights what the article with these own weights contributes among several.
static void add_article(unsigned weights[3], const unsigned own[3], bool ascribed_only) {
  unsigned whole = ascribed_only ? ARTICLE_ASCRIBED : ARTICLE;
  enum stance stance = stance_by_rule(own[STANCE_SUPPORT], own[STANCE_OPPOSE], own[STANCE_NEUTRAL]);
  if (stance == STANCE_MIXED) {
    weights[STANCE_SUPPORT] += whole / 2;
    weights[STANCE_OPPOSE] += whole / 2;
  } else
    weights[stance] += whole;
}

// Counts the articles and sets the weights.
static void weigh(struct cell *cell) {
  GPtrArray *all = g_ptr_array_copy(cell->statements, NULL, NULL);
  g_ptr_array_sort(all, by_doc);
  unsigned several[3] = {0}, own[3] = {0};
  cell->articles = 0;
  cell->ascribed_only = true;
  for (guint i = 0; i < all->len;) {
    const struct statement *first = all->pdata[i];
    bool ascribed_only = true;
    memset(own, 0, sizeof own);
    for (; i < all->len && strcmp(first->doc, ((const struct statement *)all->pdata[i])->doc) == 0; i++) {
      const struct statement *s = all->pdata[i];
      own[s->stance] += statement_weight(s);
      if (s->voice != VOICE_ASCRIBED) ascribed_only = cell->ascribed_only = false;
    }
    add_article(several, own, ascribed_only);
    cell->articles++;
  }
  memcpy(cell->weights, cell->articles == 1 ? own : several, sizeof own);
  g_ptr_array_unref(all);
}

// Rounds half away from zero, so that both sides are treated alike. 0 of nothing is 0.
static int thousandths(gint64 part, gint64 whole) {
  if (whole <= 0) return 0;
  return (int)((2000 * part + (part < 0 ? -whole : whole)) / (2 * whole));
}

static unsigned mean_confidence(const struct cell *cell) {
  guint64 sum = 0, weight = 0;
  for (guint i = 0; i < cell->statements->len; i++) {
    const struct statement *s = cell->statements->pdata[i];
    if (!stance_carries(cell->stance, s->stance)) continue;
    sum += (guint64)statement_weight(s) * s->confidence;
    weight += statement_weight(s);
  }
  return weight > 0 ? (unsigned)((2 * sum + weight) / (2 * weight)) : 0;
}

static void count(struct cell *cell) {
  GHashTable *sources = g_hash_table_new(g_str_hash, g_str_equal),
             *people = g_hash_table_new(g_str_hash, g_str_equal);
  unsigned by_stance[3] = {0};
  cell->first = cell->last = NULL;
  for (guint i = 0; i < cell->statements->len; i++) {
    const struct statement *s = cell->statements->pdata[i];
    by_stance[s->stance]++;
    if (s->source) g_hash_table_add(sources, s->source);
    if (s->person) g_hash_table_add(people, s->person);
    if (s->date && (!cell->first || strcmp(s->date, cell->first) < 0)) cell->first = s->date;
    if (s->date && (!cell->last || strcmp(s->date, cell->last) > 0)) cell->last = s->date;
  }
  cell->support = by_stance[STANCE_SUPPORT];
  cell->oppose = by_stance[STANCE_OPPOSE];
  cell->neutral = by_stance[STANCE_NEUTRAL];
  cell->sources = g_hash_table_size(sources);
  cell->people = g_hash_table_size(people);
  g_hash_table_unref(sources);
  g_hash_table_unref(people);
}

void cell_decide(struct cell *cell) {
  g_ptr_array_sort(cell->statements, evidence_best_first);
  count(cell);
  weigh(cell);
  const unsigned *w = cell->weights;
  unsigned whole = w[STANCE_SUPPORT] + w[STANCE_OPPOSE] + w[STANCE_NEUTRAL];
  cell->stance = stance_by_rule(w[STANCE_SUPPORT], w[STANCE_OPPOSE], w[STANCE_NEUTRAL]);
  cell->score = thousandths((gint64)w[STANCE_SUPPORT] - w[STANCE_OPPOSE], whole);
  cell->confidence = mean_confidence(cell);
}
