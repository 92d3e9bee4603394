// SPDX-License-Identifier: MIT
#include "site/pages/matrix_model.h"
#include "site/pages/kinds.h"
#include "site/pages/period.h"

enum {
  WHOLE_CELLS = 400, // above this many cells with their quotes the front page shows a part
  BRIEF_CELLS = 160, // and above this many the leave-behind has short cells
  MOST_ACTORS = 30,
  MOST_ISSUES = 12,
  BRIEF_ACTORS = 60,  // a page of them
  BRIEF_ISSUES = 16,  // two bands
  NARROW_BAND = 8,    // issues side by side where cells are short
  PERSON_CELLS = 600, // at most so many cells of persons on a page
  MOST_PERSONS = 12   // and so many persons under an actor; all are on the actor's page
};

static json *issue_model(const struct maker *m, unsigned issue) {
  const struct issue *i = &m->codebook->issues[issue];
  json *j = json_object();
  json_add_string(j, "id", i->id);
  json_add_string(j, "name", i->name);
  json_take(j, "href", page_path_issue(i->id));
  json_add_string(j, "question", *i->question ? i->question : NULL);
  json_take(j, "labels", period_labels(i));
  return j;
}

// The names of the two who spoke most.
static char *say_people(const struct maker *m, unsigned actor) {
  json *people = people_model(m, actor);
  GString *names = g_string_new(NULL);
  unsigned n = 0;
  for (const json *p = json_first(people); p && n < 2; p = json_next(p), n++)
    g_string_append_printf(names, "%s%s", n ? words_get(m->words, "list.comma") : "",
                           json_text(json_get(p, "name")));
  json_free(people);
  return g_string_free(names, names->len == 0);
}

// A row's cells: the actor's, or those of one of its persons.
static json *cells_model(const struct maker *m, unsigned actor, const GArray *issues, bool quotes,
                         const char *person) {
  json *cells = json_array();
  for (guint i = 0; i < issues->len; i++) {
    unsigned issue = g_array_index(issues, unsigned, i);
    const struct cell *cell = matrix_cell(&m->edition->matrix, actor, issue);
    json *j = !cell ? NULL : person ? person_cell_model(m, cell, person) : cell_model(m, cell, quotes);
    if (!j) j = empty_cell_model(m, actor, issue);
    json_add_string(j, "person_id", person);
    json_take(j, "evidence", cell ? period_evidence(m, cell, person) : NULL);
    json_push(cells, j);
  }
  return cells;
}

// The first `most` of those who spoke for the actor, each with its cells.
static json *persons_model(const struct maker *m, unsigned actor, const GArray *issues, unsigned most) {
  json *all = people_model(m, actor), *persons = json_array();
  unsigned n = 0;
  for (const json *person = json_first(all); person && n < most; person = json_next(person), n++) {
    json *p = json_push(persons, json_copy(person));
    char *page = page_path_actor(m->codebook->actors[actor].id);
    json_take(p, "href", g_strconcat(page, "#p-", json_text(json_get(p, "id")), NULL));
    json_add(p, "cells", cells_model(m, actor, issues, false, json_text(json_get(p, "id"))));
    g_free(page);
  }
  json_free(all);
  return persons;
}

static json *row_model(const struct maker *m, unsigned actor, const GArray *issues, bool quotes,
                       unsigned most_persons) {
  const struct actor *a = &m->codebook->actors[actor];
  json *row = json_object();
  json_add_string(row, "id", a->id);
  json_add_string(row, "name", a->name);
  json_take(row, "href", page_path_actor(a->id));
  json_add_string(row, "kind", actor_kind_name(a->kind));
  json_add_number(row, "order", actor);
  json_take(row, "people", say_people(m, actor));
  json_add(row, "cells", cells_model(m, actor, issues, quotes, NULL));
  json *persons = persons_model(m, actor, issues, most_persons);
  json_add_bool(row, "has_persons", json_first(persons) != NULL);
  json_add(row, "persons", persons);
  return row;
}

bool matrix_any_cell(const struct matrix *matrix, unsigned actor, const GArray *issues) {
  for (guint i = 0; i < issues->len; i++)
    if (matrix_cell(matrix, actor, g_array_index(issues, unsigned, i))) return true;
  return false;
}

// --- which actors and issues are shown ---

struct weighed {
  unsigned index, statements;
};

static int most_statements(const void *pa, const void *pb) {
  const struct weighed *a = pa, *b = pb;
  if (a->statements != b->statements) return a->statements > b->statements ? -1 : 1;
  return a->index < b->index ? -1 : a->index > b->index;
}

static int ascending(const void *pa, const void *pb) {
  unsigned a = *(const unsigned *)pa, b = *(const unsigned *)pb;
  return a < b ? -1 : a > b;
}

static unsigned issue_statements(const struct matrix *matrix, unsigned issue) {
  unsigned n = 0;
  for (unsigned a = 0; a < matrix->codebook->actor_count; a++) {
    const struct cell *cell = matrix_cell(matrix, a, issue);
    if (cell) n += cell->statements->len;
  }
  return n;
}

GArray *matrix_pick(const struct matrix *matrix, bool actors, unsigned most) {
  unsigned count = actors ? matrix->codebook->actor_count : matrix->codebook->issue_count;
  GArray *all = g_array_new(FALSE, FALSE, sizeof(struct weighed)),
         *chosen = g_array_new(FALSE, FALSE, sizeof(unsigned));
  for (unsigned k = 0; k < count; k++) {
    struct weighed w = {k, actors ? actor_statements(matrix, k) : issue_statements(matrix, k)};
    g_array_append_val(all, w);
  }
  g_array_sort(all, most_statements);
  for (guint k = 0; k < all->len && (!most || k < most); k++)
    g_array_append_val(chosen, g_array_index(all, struct weighed, k).index);
  g_array_sort(chosen, ascending);
  g_array_unref(all);
  return chosen;
}

static json *silent_model(const struct maker *m) {
  const struct matrix *matrix = &m->edition->matrix;
  json *silent = json_object(), *actors = json_add_array(silent, "actors");
  unsigned n = 0;
  for (unsigned a = 0; a < m->codebook->actor_count; a++) {
    if (actor_statements(matrix, a)) continue;
    json *j = json_push(actors, json_object());
    json_add_string(j, "name", m->codebook->actors[a].name);
    json_take(j, "href", page_path_actor(m->codebook->actors[a].id));
    n++;
  }
  add_count(m, silent, "text", "matrix.silent", n);
  if (n) return silent;
  json_free(silent);
  return json_null();
}

static unsigned count_cells(const struct matrix *matrix) {
  unsigned n = 0, all = matrix->codebook->actor_count * matrix->codebook->issue_count;
  for (unsigned i = 0; i < all; i++)
    n += matrix->cells[i].statements != NULL;
  return n;
}

// The kinds of actor that have a row, for the filter.
static json *kinds_model(const struct maker *m) {
  json *kinds = json_array();
  unsigned seen = 0;
  for (unsigned a = 0; a < m->codebook->actor_count; a++)
    if (actor_statements(&m->edition->matrix, a)) seen |= 1u << m->codebook->actors[a].kind;
  for (enum actor_kind k = ACTOR_STATE; k <= ACTOR_PERSON; k++) {
    if (!(seen & 1u << k)) continue;
    json *j = json_push(kinds, json_object());
    char *key = g_strconcat("kinds.", actor_kind_name(k), NULL);
    json_add_string(j, "value", actor_kind_name(k));
    json_add_string(j, "label", words_get(m->words, key));
    g_free(key);
  }
  return kinds;
}

GArray *matrix_band(const GArray *issues, guint first, guint last) {
  GArray *band = g_array_new(FALSE, FALSE, sizeof(unsigned));
  g_array_append_vals(band, &g_array_index(issues, unsigned, first), last - first);
  return band;
}

// How many persons each actor can show at most, so that their cells do not weigh the page down.
static unsigned fitting_persons(const struct maker *m, const GArray *actors, guint issues) {
  unsigned count[MOST_PERSONS + 1] = {0}, most = 0; // by number of persons, the larger ones as MOST_PERSONS
  for (guint a = 0; a < actors->len; a++) {
    json *people = people_model(m, g_array_index(actors, unsigned, a));
    count[MIN(json_count(people), MOST_PERSONS)]++;
    json_free(people);
  }
  for (unsigned n = 1; n <= MOST_PERSONS; n++) {
    guint rows = 0;
    for (unsigned k = 1; k <= MOST_PERSONS; k++)
      rows += count[k] * MIN(k, n);
    if (rows * issues <= PERSON_CELLS) most = n;
  }
  return most;
}

static json *band_model(const struct maker *m, const GArray *actors, const GArray *issues, bool quotes,
                        unsigned most_persons) {
  json *band = json_object(), *heads = json_add_array(band, "issues"), *rows = json_add_array(band, "rows");
  for (guint i = 0; i < issues->len; i++)
    json_push(heads, issue_model(m, g_array_index(issues, unsigned, i)));
  for (guint a = 0; a < actors->len; a++) {
    unsigned actor = g_array_index(actors, unsigned, a);
    if (matrix_any_cell(&m->edition->matrix, actor, issues))
      json_push(rows, row_model(m, actor, issues, quotes, most_persons));
  }
  return band;
}

guint matrix_share(guint all, guint most) {
  guint parts = (all + most - 1) / most;
  return parts ? (all + parts - 1) / parts : 1;
}

json *matrix_table(const struct maker *m, const GArray *actors, const GArray *issues, guint most,
                   bool quotes) {
  unsigned persons = quotes ? fitting_persons(m, actors, issues->len) : 0;
  guint width = matrix_share(issues->len, most);
  json *j = json_object(), *bands = json_add_array(j, "bands"), *heads = json_add_array(j, "all_issues");
  for (guint first = 0; first < issues->len; first += width) {
    GArray *band = matrix_band(issues, first, MIN(first + width, issues->len));
    json_push(bands, band_model(m, actors, band, quotes, persons));
    g_array_unref(band);
  }
  for (guint i = 0; i < issues->len; i++) {
    json *head = json_push(heads, issue_model(m, g_array_index(issues, unsigned, i)));
    json_take(head, "sort_label",
              words_fill(m->words, "matrix.sort_issue", "issue", json_text(json_get(head, "name")), NULL));
  }
  json_take(j, "statement_forms", words_forms(m->words, "count.statements"));
  json_add_bool(j, "has_rows", count_cells(&m->edition->matrix) > 0);
  json_add(j, "kinds", kinds_model(m));
  json_add(j, "period", period_model(m));
  return j;
}

bool matrix_is_large(const struct matrix *matrix) {
  return count_cells(matrix) > WHOLE_CELLS;
}

json *matrix_model(const struct maker *m, enum matrix_place place) {
  const struct matrix *matrix = &m->edition->matrix;
  bool large = matrix_is_large(matrix), brief = place == MATRIX_IN_BRIEF, screen = place == MATRIX_ON_SCREEN;
  bool compact = brief && count_cells(matrix) > BRIEF_CELLS, cut = large && place != MATRIX_IN_FULL;
  GArray *actors = matrix_pick(matrix, true, compact ? BRIEF_ACTORS : cut ? MOST_ACTORS : 0);
  GArray *issues = matrix_pick(matrix, false, compact ? BRIEF_ISSUES : cut ? MOST_ISSUES : 0);
  bool part = actors->len < m->codebook->actor_count || issues->len < m->codebook->issue_count;
  json *j = matrix_table(m, actors, issues, compact ? NARROW_BAND : MATRIX_BAND, screen);
  json_add(j, "part", part ? matrix_parts(m, actors->len, issues->len, NULL) : json_null());
  json_add_bool(j, "large", large);
  json_add_bool(j, "compact", compact);
  json_add(j, "silent", silent_model(m));
  g_array_unref(actors);
  g_array_unref(issues);
  return j;
}
