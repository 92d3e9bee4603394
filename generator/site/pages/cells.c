// SPDX-License-Identifier: MIT
// A cell's page: the label, why it is that, and every statement that it rests on.
#include "site/pages/cell_key.h"
#include "site/pages/kinds.h"
#include "site/pages/linked_parts.h"
#include "site/pages/why.h"

enum {
  NEIGHBOURS = 12, // all are shown up to so many
  NEAREST = 6,     // and else these; the rest stand on the actor's or the issue's page
  SHEET = CELL_SHEET,
  LINES = 2000 // at most so many have a line on the first page, the others an address alone
};

// Statements from..to of the cell's order that are own words and deeds, or others' accounts. A sentence that
// stands in two copies of an article has one id, which can be an anchor once.
static json *statements_model(const struct maker *m, const struct cell *cell, guint from, guint to,
                              bool ascribed, GHashTable *anchors) {
  json *list = json_array();
  for (guint i = from; i < to; i++) {
    const struct statement *s = cell->statements->pdata[i];
    if ((s->voice == VOICE_ASCRIBED) != ascribed) continue;
    json *j = json_push(list, statement_model(m, s));
    const struct article_record *r = record_of(m, s);
    json_add_bool(j, "anchor", g_hash_table_add(anchors, (char *)s->id));
    json_add_bool(j, "in_article", r && r->has_page);
  }
  return list;
}

static char *sheet_path(const struct maker *m, const struct cell *cell, guint sheet) {
  char *path = page_path_cell(m->codebook->actors[cell->actor].id, m->codebook->issues[cell->issue].id);
  if (!sheet) return path;
  // No id holds a dot, so that no other cell's page has this name.
  char *further = g_strdup_printf("%.*s.%u.html", (int)(strlen(path) - strlen(".html")), path, sheet + 1);
  g_free(path);
  return further;
}

// Those from first on, by their pages: the addresses that articles lead to, and the page's number.
static json *rest_model(const struct maker *m, const struct cell *cell, guint first, GHashTable *anchors) {
  json *rest = json_array(), *ids = NULL;
  for (guint i = first; i < cell->statements->len; i++) {
    const struct statement *s = cell->statements->pdata[i];
    if (i == first || i % SHEET == 0) {
      json *page = json_push(rest, json_object());
      json_take(page, "href", sheet_path(m, cell, i / SHEET));
      json_take(page, "label", words_number(m->words, i / SHEET + 1));
      ids = json_add_array(page, "ids");
    }
    if (g_hash_table_add(anchors, (char *)s->id)) json_push(ids, json_string(s->id));
  }
  return rest;
}

// What the first page says of those on further ones: a line each, so that every statement's address on the
// cell's page leads on to it.
static json *later_model(const struct maker *m, const struct cell *cell, GHashTable *anchors) {
  if (cell->statements->len <= SHEET) return json_null();
  json *j = json_object(), *lines = json_add_array(j, "lines");
  guint last = MIN(cell->statements->len, LINES);
  for (guint i = SHEET; i < last; i++) {
    const struct statement *s = cell->statements->pdata[i];
    if (!g_hash_table_add(anchors, (char *)s->id)) continue;
    json *line = json_push(lines, json_object());
    char *page = sheet_path(m, cell, i / SHEET), *label = statement_label(m->codebook, s);
    json_add_string(line, "id", s->id);
    json_take(line, "href", g_strconcat(page, "#s-", s->id, NULL));
    json_add(line, "mark", mark_model(s->stance, s->voice == VOICE_ASCRIBED));
    json_take(line, "label", words_capital(label));
    json_take(line, "day_text", words_date(m->words, s->date));
    json_add_string(line, "source", s->source);
    g_free(page);
    g_free(label);
  }
  json_add(j, "rest", rest_model(m, cell, last, anchors));
  add_count(m, j, "text", "cell.later", cell->statements->len - SHEET);
  return j;
}

static json *sheets_model(const struct maker *m, const struct cell *cell, guint here) {
  guint sheets = (cell->statements->len + SHEET - 1) / SHEET;
  if (sheets < 2) return json_null();
  json *j = json_object(), *pages = json_add_array(j, "pages");
  for (guint k = 0; k < sheets; k++) {
    json *page = json_push(pages, json_object());
    json_take(page, "href", sheet_path(m, cell, k));
    json_take(page, "label", words_number(m->words, k + 1));
    json_add_string(page, "current", k == here ? "page" : NULL);
  }
  return j;
}

// The actor's other cells, or the issue's: all in the codebook's order, or of many those with most
// statements.
static GPtrArray *neighbours_of(const struct maker *m, const struct cell *cell, bool same_actor) {
  const struct codebook *c = m->codebook;
  GPtrArray *others = g_ptr_array_new();
  for (unsigned k = 0; k < (same_actor ? c->issue_count : c->actor_count); k++) {
    const struct cell *other =
        matrix_cell(&m->edition->matrix, same_actor ? cell->actor : k, same_actor ? k : cell->issue);
    if (other && other != cell) g_ptr_array_add(others, (void *)other);
  }
  if (others->len > NEIGHBOURS) {
    g_ptr_array_sort(others, cells_most_first);
    g_ptr_array_set_size(others, NEAREST);
  }
  return others;
}

// Of a neighbour the page says only where it stands: its counts would have all pages change with each.
static json *neighbours_model(const struct maker *m, const struct cell *cell, bool same_actor) {
  const struct codebook *c = m->codebook;
  GPtrArray *others = neighbours_of(m, cell, same_actor);
  json *list = json_array();
  for (guint i = 0; i < others->len; i++) {
    const struct cell *other = others->pdata[i];
    json *j = json_push(list, json_object());
    char *label = cell_label(other, c);
    json_add_string(j, "name", same_actor ? c->issues[other->issue].name : c->actors[other->actor].name);
    json_take(j, "href", page_path_cell(c->actors[other->actor].id, c->issues[other->issue].id));
    json_add_string(j, "stance", stance_name(other->stance));
    json_add(j, "mark", mark_model(other->stance, other->ascribed_only));
    json_take(j, "label", words_capital(label));
    g_free(label);
  }
  g_ptr_array_unref(others);
  return list;
}

// --- what a sheet is made from ---

static void key_neighbours(struct sha256 *k, const struct maker *m, const struct cell *cell,
                           bool same_actor) {
  GPtrArray *others = neighbours_of(m, cell, same_actor);
  for (guint i = 0; i < others->len; i++) {
    const struct cell *other = others->pdata[i];
    char *label = cell_label(other, m->codebook);
    key_number(k, other->actor);
    key_number(k, other->issue);
    key_number(k, other->stance);
    key_number(k, other->ascribed_only);
    key_text(k, label);
    g_free(label);
  }
  key_number(k, -1);
  g_ptr_array_unref(others);
}

// The first sheet tells of all statements, each further one of its own and the strongest; days are said with
// their year where the edition goes over several.
static struct sha256 *sheet_key(const struct maker *m, const struct cell *cell, guint sheet) {
  struct sha256 *k = page_key(m->sink, "cell");
  if (!k) return NULL;
  const struct statement *best = strongest(cell);
  key_number(k, sheet);
  key_period(k, m);
  key_cell(k, m, cell);
  key_quote(k, m, best);
  key_number(k, cell->statements->len);
  if (sheet)
    key_sheet(k, m, cell, sheet);
  else
    key_quotes(k, m, cell);
  key_neighbours(k, m, cell, true);
  key_neighbours(k, m, cell, false);
  return k;
}

static void add_statements(const struct maker *m, json *model, const struct cell *cell, guint sheet) {
  guint from = sheet * SHEET, to = MIN(from + SHEET, cell->statements->len);
  GHashTable *anchors = g_hash_table_new(g_str_hash, g_str_equal);
  json *own = statements_model(m, cell, from, to, false, anchors),
       *others = statements_model(m, cell, from, to, true, anchors);
  json_add_bool(model, "has_own", json_first(own) != NULL);
  json_add(model, "own", own);
  json_add_bool(model, "has_others", json_first(others) != NULL);
  json_add(model, "others", others);
  json_add(model, "later", sheet ? json_null() : later_model(m, cell, anchors));
  json_add(model, "sheets", sheets_model(m, cell, sheet));
  g_hash_table_unref(anchors);
}

static void add_neighbours(const struct maker *m, json *model, const struct cell *cell) {
  json *issues = neighbours_model(m, cell, true), *actors = neighbours_model(m, cell, false);
  json_add_bool(model, "has_other_issues", json_first(issues) != NULL);
  json_add(model, "other_issues", issues);
  json_add_bool(model, "has_other_actors", json_first(actors) != NULL);
  json_add(model, "other_actors", actors);
}

static void sheet_make(const struct maker *m, const struct cell *cell, guint sheet) {
  const struct actor *a = &m->codebook->actors[cell->actor];
  const struct issue *i = &m->codebook->issues[cell->issue];
  char *title = words_fill(m->words, "cell.title", "actor", a->name, "issue", i->name, NULL);
  char *label = cell_label(cell, m->codebook), *path = sheet_path(m, cell, sheet), key[65];
  if (page_stands(m->sink, path, title, NULL, sheet_key(m, cell, sheet), key)) goto done;
  char *count = words_count(m->words, "count.statements", cell->statements->len);
  char *articles = words_count(m->words, "count.articles", cell->articles);
  json *model = page_model(title,
                           words_fill(m->words, "cell.description", "actor", a->name, "issue", i->name,
                                      "label", label, "statements", count, "articles", articles, NULL),
                           "matrix");
  json_add(model, "cell", cell_model(m, cell, true));
  json_add(model, "why", sheet ? json_null() : why_model(m, cell));
  json_add_bool(model, "is_first", sheet == 0);
  add_statements(m, model, cell, sheet);
  add_neighbours(m, model, cell);
  char *actor_path = page_path_actor(a->id);
  add_days(m, model, (int)cell->actor, (int)cell->issue);
  json_add(model, "linked", linked_crumbs(m, a->name, actor_path, title, path));
  g_free(actor_path);
  page_emit_keyed(m->sink, path, "cell", model, title, NULL, key);
  g_free(count);
  g_free(articles);
done:
  g_free(title);
  g_free(label);
  g_free(path);
}

void cells_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  for (unsigned a = 0; a < e->codebook->actor_count; a++)
    for (unsigned i = 0; i < e->codebook->issue_count; i++) {
      const struct cell *cell = matrix_cell(&e->matrix, a, i);
      for (guint sheet = 0; cell && sheet * SHEET < cell->statements->len; sheet++)
        sheet_make(&m, cell, sheet);
    }
}
