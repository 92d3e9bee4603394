// SPDX-License-Identifier: MIT
// A cell's page: the label, why it is that, and every statement that it rests on.
#include "site/pages/kinds.h"
#include "site/pages/why.h"

enum { NEIGHBOURS = 24 };

// Statements of the cell, own words and deeds or others' accounts, in the cell's order. A sentence that
// stands in two copies of an article has one id, which can be an anchor once.
static json *statements_model(const struct maker *m, const struct cell *cell, bool ascribed,
                              GHashTable *anchors) {
  json *list = json_array();
  for (guint i = 0; i < cell->statements->len; i++) {
    const struct statement *s = cell->statements->pdata[i];
    if ((s->voice == VOICE_ASCRIBED) != ascribed) continue;
    json *j = json_push(list, statement_model(m, s));
    const struct article_record *r = record_of(m, s);
    json_add_bool(j, "anchor", g_hash_table_add(anchors, (char *)s->id));
    json_add_bool(j, "in_article", r && r->has_page);
  }
  return list;
}

static int most_statements(const void *pa, const void *pb) {
  const struct cell *a = *(const struct cell *const *)pa, *b = *(const struct cell *const *)pb;
  if (a->statements->len != b->statements->len) return a->statements->len > b->statements->len ? -1 : 1;
  return a->actor != b->actor  ? (a->actor < b->actor ? -1 : 1)
         : a->issue < b->issue ? -1
                               : a->issue > b->issue;
}

// The actor's other cells, or the issue's: all in the codebook's order, or of many those with most
// statements.
static json *neighbours_model(const struct maker *m, const struct cell *cell, bool same_actor) {
  const struct codebook *c = m->codebook;
  GPtrArray *others = g_ptr_array_new();
  for (unsigned k = 0; k < (same_actor ? c->issue_count : c->actor_count); k++) {
    const struct cell *other =
        matrix_cell(&m->edition->matrix, same_actor ? cell->actor : k, same_actor ? k : cell->issue);
    if (other && other != cell) g_ptr_array_add(others, (void *)other);
  }
  if (others->len > NEIGHBOURS) {
    g_ptr_array_sort(others, most_statements);
    g_ptr_array_set_size(others, NEIGHBOURS);
  }
  json *list = json_array();
  for (guint i = 0; i < others->len; i++) {
    const struct cell *other = others->pdata[i];
    json *j = json_push(list, cell_model(m, other, false));
    json_add_string(j, "name", same_actor ? c->issues[other->issue].name : c->actors[other->actor].name);
  }
  g_ptr_array_unref(others);
  return list;
}

static void cell_make(const struct maker *m, const struct cell *cell) {
  const struct actor *a = &m->codebook->actors[cell->actor];
  const struct issue *i = &m->codebook->issues[cell->issue];
  char *title = words_fill(m->words, "cell.title", "actor", a->name, "issue", i->name, NULL);
  char *label = cell_label(cell, m->codebook), *path = page_path_cell(a->id, i->id);
  char *count = words_count(m->words, "count.statements", cell->statements->len);
  char *articles = words_count(m->words, "count.articles", cell->articles);
  json *model = page_model(title,
                           words_fill(m->words, "cell.description", "actor", a->name, "issue", i->name,
                                      "label", label, "statements", count, "articles", articles, NULL),
                           "matrix");
  json_add(model, "cell", cell_model(m, cell, true));
  json_add(model, "why", why_model(m, cell));
  GHashTable *anchors = g_hash_table_new(g_str_hash, g_str_equal);
  json *own = statements_model(m, cell, false, anchors), *others = statements_model(m, cell, true, anchors);
  json_add_bool(model, "has_own", json_first(own) != NULL);
  json_add(model, "own", own);
  json_add_bool(model, "has_others", json_first(others) != NULL);
  json_add(model, "others", others);
  json *issues = neighbours_model(m, cell, true), *actors = neighbours_model(m, cell, false);
  json_add_bool(model, "has_other_issues", json_first(issues) != NULL);
  json_add(model, "other_issues", issues);
  json_add_bool(model, "has_other_actors", json_first(actors) != NULL);
  json_add(model, "other_actors", actors);
  page_emit(m->sink, path, "cell", model, title);
  g_hash_table_unref(anchors);
  g_free(title);
  g_free(label);
  g_free(path);
  g_free(count);
  g_free(articles);
}

void cells_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  for (unsigned a = 0; a < e->codebook->actor_count; a++)
    for (unsigned i = 0; i < e->codebook->issue_count; i++) {
      const struct cell *cell = matrix_cell(&e->matrix, a, i);
      if (cell) cell_make(&m, cell);
    }
}
