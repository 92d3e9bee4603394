// SPDX-License-Identifier: MIT
// Who spoke for an actor.
#include "site/pages/model.h"

struct voice_count {
  const struct person *person;
  unsigned count, order;
};

static int most_first(const void *pa, const void *pb) {
  const struct voice_count *a = pa, *b = pb;
  if (a->count != b->count) return a->count > b->count ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

static void count_people(const struct matrix *matrix, unsigned actor, GHashTable *counts) {
  for (unsigned i = 0; i < matrix->codebook->issue_count; i++) {
    const struct cell *cell = matrix_cell(matrix, actor, i);
    for (guint k = 0; cell && k < cell->statements->len; k++) {
      const struct statement *s = cell->statements->pdata[k];
      if (!s->person) continue;
      unsigned n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, s->person));
      g_hash_table_insert(counts, s->person, GUINT_TO_POINTER(n + 1));
    }
  }
}

json *person_cell_model(const struct maker *m, const struct cell *cell, const char *person) {
  struct cell part = {.actor = cell->actor, .issue = cell->issue, .statements = g_ptr_array_new()};
  for (guint i = 0; i < cell->statements->len; i++) {
    const struct statement *s = cell->statements->pdata[i];
    if (g_strcmp0(s->person, person) == 0) g_ptr_array_add(part.statements, (void *)s);
  }
  json *j = NULL;
  if (part.statements->len) {
    cell_decide(&part);
    j = cell_model(m, &part, false);
  }
  g_ptr_array_unref(part.statements);
  return j;
}

json *people_model(const struct maker *m, unsigned actor) {
  const struct actor *a = &m->codebook->actors[actor];
  GHashTable *counts = g_hash_table_new(g_str_hash, g_str_equal);
  GArray *order = g_array_new(FALSE, FALSE, sizeof(struct voice_count));
  count_people(&m->edition->matrix, actor, counts);
  for (unsigned p = 0; p < a->people_count; p++) {
    unsigned n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, a->people[p].id));
    struct voice_count v = {&a->people[p], n, p};
    if (n) g_array_append_val(order, v);
  }
  g_array_sort(order, most_first);
  json *people = json_array();
  for (guint p = 0; p < order->len; p++) {
    const struct voice_count *v = &g_array_index(order, struct voice_count, p);
    json *j = json_push(people, json_object());
    json_add_string(j, "id", v->person->id);
    json_add_string(j, "name", v->person->name);
    add_count(m, j, "count_text", "count.statements", v->count);
  }
  g_array_unref(order);
  g_hash_table_unref(counts);
  return people;
}
