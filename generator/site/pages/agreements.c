// SPDX-License-Identifier: MIT
#include "site/pages/agreements.h"
#include "site/pages/kinds.h"

enum {
  NEAREST = 6,
  TABLE = 30, // actors side by side in the table
  PAIRS = 10,
  COMPARED = 400 // actors whose pairs are compared: bounds the work
};

struct pair {
  unsigned a, b;
  struct agreement agreement;
};

static int most_same(const void *pa, const void *pb) {
  const struct pair *a = pa, *b = pb;
  int sa = (int)a->agreement.same - (int)a->agreement.opposed,
      sb = (int)b->agreement.same - (int)b->agreement.opposed;
  if (sa != sb) return sa > sb ? -1 : 1;
  if (a->agreement.shared != b->agreement.shared) return a->agreement.shared < b->agreement.shared ? -1 : 1;
  return a->a != b->a ? (a->a < b->a ? -1 : 1) : a->b < b->b ? -1 : a->b > b->b;
}

static int most_opposed(const void *pa, const void *pb) {
  const struct pair *a = pa, *b = pb;
  int sa = (int)a->agreement.opposed - (int)a->agreement.same,
      sb = (int)b->agreement.opposed - (int)b->agreement.same;
  if (sa != sb) return sa > sb ? -1 : 1;
  return most_same(pa, pb);
}

static json *ref(const struct maker *m, unsigned actor) {
  json *j = json_object();
  json_add_string(j, "name", m->codebook->actors[actor].name);
  json_take(j, "href", page_path_actor(m->codebook->actors[actor].id));
  return j;
}

static char *say(const struct maker *m, const char *key, unsigned n, unsigned of) {
  char *number = words_number(m->words, n), *all = words_number(m->words, of);
  char *text = words_fill(m->words, key, "n", number, "of", all, NULL);
  g_free(number);
  g_free(all);
  return text;
}

static json *pair_model(const struct maker *m, const struct pair *p, bool against) {
  json *j = json_object();
  json_add(j, "a", ref(m, p->a));
  json_add(j, "b", ref(m, p->b));
  json_take(j, "text",
            say(m, against ? "agreement.opposed" : "agreement.same",
                against ? p->agreement.opposed : p->agreement.same, p->agreement.shared));
  return j;
}

// The first `most` of pairs that agree (or stand against each other) more often than not.
static json *pairs_model(const struct maker *m, GArray *pairs, bool against, guint most) {
  json *list = json_array();
  g_array_sort(pairs, against ? most_opposed : most_same);
  for (guint i = 0; i < pairs->len && i < most; i++) {
    const struct pair *p = &g_array_index(pairs, struct pair, i);
    unsigned mine = against ? p->agreement.opposed : p->agreement.same,
             other = against ? p->agreement.same : p->agreement.opposed;
    if (mine <= other) break;
    json_push(list, pair_model(m, p, against));
  }
  return list;
}

static void compare(const struct maker *m, unsigned a, unsigned b, GArray *pairs) {
  struct pair p = {a, b, matrix_agreement(&m->edition->matrix, a, b)};
  if (p.agreement.shared) g_array_append_val(pairs, p);
}

json *actor_agreements(const struct maker *m, unsigned actor) {
  GArray *pairs = g_array_new(FALSE, FALSE, sizeof(struct pair));
  for (unsigned b = 0; b < m->codebook->actor_count; b++)
    if (b != actor) compare(m, actor, b, pairs);
  json *j = json_object(), *with = pairs_model(m, pairs, false, NEAREST),
       *against = pairs_model(m, pairs, true, NEAREST);
  json_add_bool(j, "any", json_first(with) || json_first(against));
  json_add_bool(j, "has_with", json_first(with) != NULL);
  json_add_bool(j, "has_against", json_first(against) != NULL);
  json_add(j, "with", with);
  json_add(j, "against", against);
  g_array_unref(pairs);
  return j;
}

struct weighed {
  unsigned actor, statements;
};

static int most_statements(const void *pa, const void *pb) {
  const struct weighed *a = pa, *b = pb;
  if (a->statements != b->statements) return a->statements > b->statements ? -1 : 1;
  return a->actor < b->actor ? -1 : a->actor > b->actor;
}

static int codebook_order(const void *pa, const void *pb) {
  const struct weighed *a = pa, *b = pb;
  return a->actor < b->actor ? -1 : a->actor > b->actor;
}

// The actors with most statements, at most `most`, in the codebook's order.
static GArray *speakers(const struct maker *m, guint most) {
  GArray *all = g_array_new(FALSE, FALSE, sizeof(struct weighed));
  for (unsigned a = 0; a < m->codebook->actor_count; a++) {
    struct weighed w = {a, actor_statements(&m->edition->matrix, a)};
    if (w.statements) g_array_append_val(all, w);
  }
  g_array_sort(all, most_statements);
  if (all->len > most) g_array_set_size(all, most);
  g_array_sort(all, codebook_order);
  return all;
}

static json *table_cell(const struct maker *m, unsigned a, unsigned b) {
  struct agreement g = matrix_agreement(&m->edition->matrix, a, b);
  json *j = json_object();
  int balance = (int)g.same - (int)g.opposed, shared = (int)g.shared;
  const char *level = !shared             ? "none"
                      : balance == shared ? "all"
                      : balance > 0       ? "most"
                      : balance == 0      ? "even"
                      : balance > -shared ? "few"
                                          : "against";
  json_add_bool(j, "self", a == b);
  json_add_bool(j, "shared", shared > 0);
  json_add_string(j, "level", a == b ? "self" : level);
  char *same = words_number(m->words, g.same), *of = words_number(m->words, g.shared);
  json_take(j, "text", shared ? g_strconcat(same, "/", of, NULL) : NULL);
  g_free(same);
  g_free(of);
  json_take(j, "title", shared ? say(m, "agreement.same", g.same, g.shared) : NULL);
  json_add_string(j, "with", m->codebook->actors[b].name);
  return j;
}

static json *table_model(const struct maker *m, const GArray *actors) {
  json *rows = json_array();
  for (guint i = 0; i < actors->len; i++) {
    unsigned a = g_array_index(actors, struct weighed, i).actor;
    json *row = json_push(rows, ref(m, a)), *cells = json_add_array(row, "cells");
    for (guint k = 0; k < actors->len; k++)
      json_push(cells, table_cell(m, a, g_array_index(actors, struct weighed, k).actor));
  }
  return rows;
}

void agreement_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  GArray *compared = speakers(&m, COMPARED), *shown = speakers(&m, TABLE),
         *pairs = g_array_new(FALSE, FALSE, sizeof(struct pair));
  for (guint i = 0; i < compared->len; i++)
    for (guint k = i + 1; k < compared->len; k++)
      compare(&m, g_array_index(compared, struct weighed, i).actor,
              g_array_index(compared, struct weighed, k).actor, pairs);
  json *model = page_model(words_get(m.words, "agreement.title"),
                           g_strdup(words_get(m.words, "agreement.description")), "agreement");
  json *heads = json_add_array(model, "heads");
  for (guint i = 0; i < shown->len; i++)
    json_push(heads, ref(&m, g_array_index(shown, struct weighed, i).actor));
  json_add(model, "rows", table_model(&m, shown));
  json_add_bool(model, "has_rows", shown->len > 1);
  if (compared->len > shown->len)
    add_count(&m, model, "folded", "agreement.folded", shown->len);
  else
    json_add_string(model, "folded", NULL);
  json *with = pairs_model(&m, pairs, false, PAIRS), *against = pairs_model(&m, pairs, true, PAIRS);
  json_add_bool(model, "has_with", json_first(with) != NULL);
  json_add_bool(model, "has_against", json_first(against) != NULL);
  json_add(model, "with", with);
  json_add(model, "against", against);
  page_emit(s, "agreement.html", "agreement", model, "the agreement table");
  g_array_unref(compared);
  g_array_unref(shown);
  g_array_unref(pairs);
}
