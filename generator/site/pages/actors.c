// SPDX-License-Identifier: MIT
// A page for each actor: its issues with quotes in order of time, who spoke, who agrees; and the list of
// actors.
#include "site/pages/agreements.h"
#include "site/pages/cell_key.h"
#include "site/pages/chart.h"
#include "site/pages/kinds.h"
#include "site/pages/linked_parts.h"

enum {
  QUOTES = 12, // the newest of a cell; all are on the cell's page
  LISTED = 8,  // positions in the list of actors; all are on the actor's page
  PAGE = 60    // actors on a page of the list
};

static int by_time(const void *pa, const void *pb) {
  const struct statement *a = *(const struct statement *const *)pa, *b = *(const struct statement *const *)pb;
  // Undated ones come first, where nothing follows from their place.
  int dates = g_strcmp0(a->date, b->date);
  return dates ? dates : statement_compare(a, b);
}

// Quotes in order of time. Where the actor's own words or deeds turn to another side on a later day, the
// quote says so.
static json *quotes_model(const struct maker *m, const struct cell *cell) {
  json *quotes = json_array();
  GPtrArray *sorted = g_ptr_array_copy(cell->statements, NULL, NULL);
  g_ptr_array_sort(sorted, by_time);
  const struct statement *before = NULL;
  for (guint i = 0; i < sorted->len; i++) {
    const struct statement *s = sorted->pdata[i];
    bool own = s->voice != VOICE_ASCRIBED,
         turns = own && before && before->stance != s->stance && g_strcmp0(before->date, s->date) != 0;
    if (own) before = s;
    if (i + QUOTES < sorted->len) continue;
    json *j = json_push(quotes, statement_model(m, s));
    json_add_string(j, "turn", turns ? m->codebook->issues[cell->issue].labels[s->stance] : NULL);
  }
  g_ptr_array_unref(sorted);
  return quotes;
}

static json *issue_section(const struct maker *m, const struct cell *cell, const struct days *days) {
  json *j = cell_model(m, cell, false);
  json_add(j, "quotes", quotes_model(m, cell));
  json_add(j, "dots", days_dots(m, days, cell));
  if (cell->statements->len > QUOTES)
    add_count(m, j, "more", "actor.more", cell->statements->len - QUOTES);
  else
    json_add_string(j, "more", NULL);
  return j;
}

static json *people_with_issues(const struct maker *m, unsigned actor) {
  json *people = people_model(m, actor);
  for (json *p = json_first(people); p; p = json_next(p)) {
    json *issues = json_add_array(p, "issues");
    for (unsigned i = 0; i < m->codebook->issue_count; i++) {
      const struct cell *cell = matrix_cell(&m->edition->matrix, actor, i);
      json *j = cell ? person_cell_model(m, cell, json_text(json_get(p, "id"))) : NULL;
      if (j) json_push(issues, j);
    }
  }
  return people;
}

// A card of the list of actors (brief: with its first positions only), and the head of the actor's page.
static json *actor_model(const struct maker *m, unsigned actor, bool brief) {
  const struct actor *a = &m->codebook->actors[actor];
  char *kind = g_strconcat("kinds.", actor_kind_name(a->kind), NULL);
  unsigned n = actor_statements(&m->edition->matrix, actor), shown = 0, left = 0;
  json *j = json_object(), *cells = json_add_array(j, "cells"), *missing = json_add_array(j, "missing");
  json_add_string(j, "name", a->name);
  json_take(j, "href", page_path_actor(a->id));
  json_add_string(j, "kind", words_get(m->words, kind));
  json_take(j, "count", words_number(m->words, n));
  add_count(m, j, "count_text", "count.statements", n);
  json_add_bool(j, "silent", n == 0);
  for (unsigned i = 0; i < m->codebook->issue_count; i++) {
    const struct cell *cell = matrix_cell(&m->edition->matrix, actor, i);
    if (!cell)
      json_push(missing, json_string(m->codebook->issues[i].name));
    else if (brief && shown >= LISTED)
      left++;
    else {
      json_push(cells, cell_model(m, cell, false));
      shown++;
    }
  }
  json_add_bool(j, "has_missing", json_first(missing) != NULL);
  if (left)
    add_count(m, j, "more", "actors.more", left);
  else
    json_add_string(j, "more", NULL);
  g_free(kind);
  return j;
}

static char *describe(const struct maker *m, unsigned actor, unsigned statements) {
  GString *list = g_string_new(NULL);
  for (unsigned i = 0; i < m->codebook->issue_count && list->len < 160; i++) {
    const struct cell *cell = matrix_cell(&m->edition->matrix, actor, i);
    char *label = cell ? cell_label(cell, m->codebook) : NULL;
    if (label)
      g_string_append_printf(list, "%s%s%s%s", list->len ? words_get(m->words, "list.clause") : "",
                             m->codebook->issues[i].name, words_get(m->words, "list.colon"), label);
    g_free(label);
  }
  char *count = words_count(m->words, "count.statements", statements);
  char *text = words_fill(m->words, statements ? "actor.description" : "actor.description_silent", "actor",
                          m->codebook->actors[actor].name, "list", list->str, "statements", count, NULL);
  g_string_free(list, TRUE);
  g_free(count);
  return text;
}

// Its own cells, and with whom it agrees.
static struct sha256 *actor_key(const struct maker *m, unsigned actor) {
  struct sha256 *k = page_key(m->sink, "actor");
  if (!k) return NULL;
  key_number(k, actor);
  key_period(k, m);
  for (unsigned i = 0; i < m->codebook->issue_count; i++)
    key_place(k, m, actor, i);
  for (unsigned b = 0; b < m->codebook->actor_count; b++) {
    struct agreement g = matrix_agreement(&m->edition->matrix, actor, b);
    key_number(k, g.shared);
    key_number(k, g.same);
    key_number(k, g.opposed);
  }
  return k;
}

static void actor_make(const struct maker *m, unsigned actor, const struct days *days) {
  const struct actor *a = &m->codebook->actors[actor];
  char *title = words_fill(m->words, "actor.title", "actor", a->name, NULL), *path = page_path_actor(a->id),
       key[65];
  if (page_stands(m->sink, path, title, NULL, actor_key(m, actor), key)) goto done;
  json *model = page_model(title, describe(m, actor, actor_statements(&m->edition->matrix, actor)), "actors");
  json_add(model, "actor", actor_model(m, actor, false));
  json *sections = json_add_array(model, "sections");
  for (unsigned i = 0; i < m->codebook->issue_count; i++) {
    const struct cell *cell = matrix_cell(&m->edition->matrix, actor, i);
    if (cell) json_push(sections, issue_section(m, cell, days));
  }
  json_add(model, "ticks", days_ticks(m, days));
  json_add_bool(model, "has_days", days->from <= days->to);
  json *people = people_with_issues(m, actor);
  json_add_bool(model, "has_people", json_first(people) != NULL);
  json_add(model, "people", people);
  json_add(model, "agreement", actor_agreements(m, actor));
  add_days(m, model, (int)actor, -1);
  json_add(model, "linked",
           linked_crumbs(m, words_get(m->words, "actors.title"), "actors/index.html", a->name, path));
  page_emit_keyed(m->sink, path, "actor", model, title, NULL, key);
done:
  g_free(title);
  g_free(path);
}

// --- the list, in pages ---

// No id holds a dot, so that no actor's page has this name.
static char *list_path(guint page) {
  return page ? g_strdup_printf("actors/index.%u.html", page + 1) : g_strdup("actors/index.html");
}

// Links to all pages of the list, each by its first and last actor.
static json *list_pages(const struct maker *m, const GArray *speaking, guint share, guint here) {
  json *pages = json_array();
  for (guint first = 0; share < speaking->len && first < speaking->len; first += share) {
    guint last = MIN(first + share, speaking->len) - 1;
    json *j = json_push(pages, json_object());
    json_take(j, "href", list_path(first / share));
    json_take(j, "label",
              words_fill(m->words, "matrix.part_link", "first",
                         m->codebook->actors[g_array_index(speaking, unsigned, first)].name, "last",
                         m->codebook->actors[g_array_index(speaking, unsigned, last)].name, NULL));
    json_add_string(j, "current", first / share == here ? "page" : NULL);
  }
  return pages;
}

static void list_make(const struct maker *m, const GArray *speaking, const GArray *silent, guint share,
                      guint page) {
  guint first = page * share, last = MIN(first + share, speaking->len);
  json *model = page_model(words_get(m->words, "actors.title"),
                           g_strdup(words_get(m->words, "actors.description")), "actors");
  json *cards = json_add_array(model, "actors"), *others = json_add_array(model, "silent");
  for (guint i = first; i < last; i++)
    json_push(cards, actor_model(m, g_array_index(speaking, unsigned, i), true));
  for (guint i = 0; last == speaking->len && i < silent->len; i++)
    json_push(others, actor_model(m, g_array_index(silent, unsigned, i), true));
  json_add_bool(model, "has_silent", json_first(others) != NULL);
  json *pages = list_pages(m, speaking, share, page);
  json_add_bool(model, "has_pages", json_first(pages) != NULL);
  json_add(model, "pages", pages);
  char *path = list_path(page);
  page_emit(m->sink, path, "actors", model, "the list of actors");
  g_free(path);
}

void actors_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  struct days days = days_of(e->matrix.from, e->matrix.to);
  GArray *speaking = g_array_new(FALSE, FALSE, sizeof(unsigned)),
         *silent = g_array_new(FALSE, FALSE, sizeof(unsigned));
  for (unsigned a = 0; a < e->codebook->actor_count; a++) {
    g_array_append_val(actor_statements(&e->matrix, a) ? speaking : silent, a);
    actor_make(&m, a, &days);
  }
  guint pages = MAX((speaking->len + PAGE - 1) / PAGE, 1),
        share = MAX((speaking->len + pages - 1) / pages, 1);
  for (guint page = 0; page < pages; page++)
    list_make(&m, speaking, silent, share, page);
  g_array_unref(speaking);
  g_array_unref(silent);
}
