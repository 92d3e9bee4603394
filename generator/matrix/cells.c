// SPDX-License-Identifier: MIT
// From statements to the cells that they belong to.
#include "matrix/evidence.h"
#include "matrix/matrix.h"
#include "matrix/places.h"

static bool in_period(const struct statement *s, const char *from, const char *to) {
  if (!from && !to) return true;
  return s->date && (!from || strcmp(s->date, from) >= 0) && (!to || strcmp(s->date, to) <= 0);
}

// Of two statements with one id, the order of which must not matter.
static bool counts_before(const struct statement *a, const struct statement *b) {
  int order = evidence_compare(a, b);
  return order ? order < 0 : statement_compare(a, b) < 0;
}

static void note_period(struct matrix *m, const char *date) {
  if (!date) return;
  if (!m->from || strcmp(date, m->from) < 0) m->from = date;
  if (!m->to || strcmp(date, m->to) > 0) m->to = date;
}

void matrix_init(struct matrix *m, const struct codebook *c, const GPtrArray *statements,
                 unsigned min_confidence, const char *from, const char *to, struct diag *d) {
  size_t count = (size_t)c->actor_count * c->issue_count;
  *m = (struct matrix){.codebook = c, .cells = g_new0(struct cell, count ? count : 1)};
  struct places places;
  places_init(&places, c);
  GHashTable *chosen = g_hash_table_new(g_str_hash, g_str_equal),
             *docs = g_hash_table_new(g_str_hash, g_str_equal);
  unsigned actor, issue;
  for (guint i = 0; i < statements->len; i++) {
    struct statement *s = statements->pdata[i];
    if (s->confidence < min_confidence || !in_period(s, from, to)) continue;
    bool known = places_find(&places, s, &actor, &issue, d);
    const struct statement *other = known ? g_hash_table_lookup(chosen, s->id) : NULL;
    if (known && (!other || counts_before(s, other))) g_hash_table_replace(chosen, s->id, s);
  }
  for (guint i = 0; i < statements->len; i++) {
    struct statement *s = statements->pdata[i];
    if (g_hash_table_lookup(chosen, s->id) != s) continue;
    places_find(&places, s, &actor, &issue, d);
    struct cell *cell = &m->cells[(size_t)actor * c->issue_count + issue];
    if (!cell->statements) cell->statements = g_ptr_array_new();
    g_ptr_array_add(cell->statements, s);
    g_hash_table_add(docs, s->doc);
    note_period(m, s->date);
  }
  m->articles = g_hash_table_size(docs);
  for (actor = 0; actor < c->actor_count; actor++) {
    for (issue = 0; issue < c->issue_count; issue++) {
      struct cell *cell = &m->cells[(size_t)actor * c->issue_count + issue];
      cell->actor = actor;
      cell->issue = issue;
      if (!cell->statements) continue;
      cell_decide(cell);
      cell->label = cell_label(cell, c);
    }
  }
  g_hash_table_unref(chosen);
  g_hash_table_unref(docs);
  places_release(&places);
}

void matrix_release(struct matrix *m) {
  for (size_t i = 0; m->cells && i < (size_t)m->codebook->actor_count * m->codebook->issue_count; i++)
    if (m->cells[i].statements) {
      g_ptr_array_unref(m->cells[i].statements);
      g_free(m->cells[i].label);
    }
  g_free(m->cells);
  *m = (struct matrix){0};
}

const struct cell *matrix_cell(const struct matrix *m, unsigned actor, unsigned issue) {
  const struct cell *cell = &m->cells[(size_t)actor * m->codebook->issue_count + issue];
  return cell->statements ? cell : NULL;
}
