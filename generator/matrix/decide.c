// SPDX-License-Identifier: MIT
// The manual's rule: from statements to a cell.
#include "matrix/cell_sum.h"
#include "matrix/evidence.h"

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

// Closes the document at hand: adds it to several.
static void add_document(const struct cell_sum *sum, unsigned several[3]) {
  memmove(several, sum->several, sizeof sum->several); // may be the same
  if (sum->documents) add_article(several, sum->own, sum->own_ascribed_only);
}

void cell_sum_add(struct cell_sum *sum, const struct statement *s, guint64 document) {
  unsigned weight = statement_weight(s);
  if (document != sum->document) {
    add_document(sum, sum->several);
    memset(sum->own, 0, sizeof sum->own);
    sum->own_ascribed_only = true;
    sum->document = document;
    sum->documents++;
  }
  sum->by_stance[s->stance]++;
  sum->voices[s->stance] += weight;
  sum->sure[s->stance] += (guint64)weight * s->confidence;
  sum->own[s->stance] += weight;
  if (s->voice != VOICE_ASCRIBED) {
    sum->own_ascribed_only = false;
    sum->unascribed = true;
  }
}

// Rounds half away from zero, so that both sides are treated alike. 0 of nothing is 0.
static int thousandths(gint64 part, gint64 whole) {
  if (whole <= 0) return 0;
  return (int)((2000 * part + (part < 0 ? -whole : whole)) / (2 * whole));
}

static unsigned mean_confidence(const struct cell_sum *sum, enum stance cell) {
  guint64 sure = 0, weight = 0;
  for (enum stance s = STANCE_SUPPORT; s <= STANCE_NEUTRAL; s++) {
    if (!stance_carries(cell, s)) continue;
    sure += sum->sure[s];
    weight += sum->voices[s];
  }
  return weight > 0 ? (unsigned)((2 * sure + weight) / (2 * weight)) : 0;
}

void cell_sum_finish(const struct cell_sum *sum, struct cell *cell) {
  unsigned *w = cell->weights;
  if (sum->documents == 1)
    memcpy(w, sum->own, sizeof sum->own);
  else
    add_document(sum, w);
  unsigned whole = w[STANCE_SUPPORT] + w[STANCE_OPPOSE] + w[STANCE_NEUTRAL];
  cell->support = sum->by_stance[STANCE_SUPPORT];
  cell->oppose = sum->by_stance[STANCE_OPPOSE];
  cell->neutral = sum->by_stance[STANCE_NEUTRAL];
  cell->articles = sum->documents;
  cell->ascribed_only = !sum->unascribed;
  cell->stance = stance_by_rule(w[STANCE_SUPPORT], w[STANCE_OPPOSE], w[STANCE_NEUTRAL]);
  cell->score = thousandths((gint64)w[STANCE_SUPPORT] - w[STANCE_OPPOSE], whole);
  cell->confidence = mean_confidence(sum, cell->stance);
}

// --- a cell whose statements are all at hand ---

static int by_doc(const void *a, const void *b) {
  const struct statement *x = *(const struct statement *const *)a, *y = *(const struct statement *const *)b;
  return statement_compare_docs(x, y);
}

static void weigh(struct cell *cell) {
  struct cell_sum sum = {0};
  GPtrArray *all = g_ptr_array_copy(cell->statements, NULL, NULL);
  g_ptr_array_sort(all, by_doc);
  guint64 document = 0;
  for (guint i = 0; i < all->len; i++) {
    if (i == 0 || by_doc(&all->pdata[i - 1], &all->pdata[i])) document++;
    cell_sum_add(&sum, all->pdata[i], document);
  }
  cell_sum_finish(&sum, cell);
  g_ptr_array_unref(all);
}

// Counts the sources and people and finds the first and the last day.
static void count(struct cell *cell) {
  GHashTable *sources = g_hash_table_new(g_str_hash, g_str_equal),
             *people = g_hash_table_new(g_str_hash, g_str_equal);
  cell->first = cell->last = NULL;
  for (guint i = 0; i < cell->statements->len; i++) {
    const struct statement *s = cell->statements->pdata[i];
    if (s->source) g_hash_table_add(sources, s->source);
    if (s->person) g_hash_table_add(people, s->person);
    if (s->date && (!cell->first || strcmp(s->date, cell->first) < 0)) cell->first = s->date;
    if (s->date && (!cell->last || strcmp(s->date, cell->last) > 0)) cell->last = s->date;
  }
  cell->sources = g_hash_table_size(sources);
  cell->people = g_hash_table_size(people);
  g_hash_table_unref(sources);
  g_hash_table_unref(people);
}

void cell_decide(struct cell *cell) {
  g_ptr_array_sort(cell->statements, evidence_best_first);
  count(cell);
  weigh(cell);
}
