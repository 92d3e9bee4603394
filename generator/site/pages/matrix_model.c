// SPDX-License-Identifier: MIT
#include "site/pages/matrix_model.h"

enum {
  BAND = 6,          // issues side by side
  QUOTED_CELLS = 400 // above this many cells their quotes would weigh down the page
};

static json *issue_model(const struct maker *m, unsigned issue) {
  const struct issue *i = &m->codebook->issues[issue];
  json *j = json_object();
  json_add_string(j, "id", i->id);
  json_add_string(j, "name", i->name);
  json_take(j, "href", page_path_issue(i->id));
  json_add_string(j, "question", *i->question ? i->question : NULL);
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

static json *row_model(const struct maker *m, unsigned actor, unsigned first, unsigned last, bool quotes) {
  const struct actor *a = &m->codebook->actors[actor];
  json *row = json_object();
  json_add_string(row, "id", a->id);
  json_add_string(row, "name", a->name);
  json_take(row, "href", page_path_actor(a->id));
  json_add_string(row, "kind", actor_kind_name(a->kind));
  json_add_number(row, "order", actor);
  json_add_number(row, "total", actor_statements(&m->edition->matrix, actor));
  json_take(row, "people", say_people(m, actor));
  json *cells = json_add_array(row, "cells");
  for (unsigned i = first; i < last; i++) {
    const struct cell *cell = matrix_cell(&m->edition->matrix, actor, i);
    json_push(cells, cell ? cell_model(m, cell, quotes) : empty_cell_model(m, actor, i));
  }
  return row;
}

static bool any_cell(const struct matrix *matrix, unsigned actor, unsigned first, unsigned last) {
  for (unsigned i = first; i < last; i++)
    if (matrix_cell(matrix, actor, i)) return true;
  return false;
}

static json *silent_model(const struct maker *m) {
  const struct matrix *matrix = &m->edition->matrix;
  json *silent = json_object(), *actors = json_add_array(silent, "actors");
  unsigned n = 0;
  for (unsigned a = 0; a < m->codebook->actor_count; a++) {
    if (any_cell(matrix, a, 0, m->codebook->issue_count)) continue;
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
    if (any_cell(&m->edition->matrix, a, 0, m->codebook->issue_count))
      seen |= 1u << m->codebook->actors[a].kind;
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

json *matrix_model(const struct maker *m) {
  const struct matrix *matrix = &m->edition->matrix;
  unsigned cells = count_cells(matrix), issues = m->codebook->issue_count;
  json *j = json_object(), *bands = json_add_array(j, "bands");
  // Bands of even width: seven issues are four and three, not six and one.
  unsigned band_count = (issues + BAND - 1) / BAND,
           width = band_count ? (issues + band_count - 1) / band_count : 1;
  for (unsigned first = 0; first < issues; first += width) {
    unsigned last = MIN(first + width, issues);
    json *band = json_push(bands, json_object()), *heads = json_add_array(band, "issues");
    for (unsigned i = first; i < last; i++)
      json_push(heads, issue_model(m, i));
    json *rows = json_add_array(band, "rows");
    for (unsigned a = 0; a < m->codebook->actor_count; a++)
      if (any_cell(matrix, a, first, last))
        json_push(rows, row_model(m, a, first, last, cells <= QUOTED_CELLS));
    json_add_number(band, "columns", last - first);
    json_add_bool(band, "first", first == 0);
  }
  json_add_bool(j, "has_rows", cells > 0);
  json_add(j, "silent", silent_model(m));
  json_add(j, "kinds", kinds_model(m));
  json *heads = json_add_array(j, "all_issues");
  for (unsigned i = 0; i < issues; i++)
    json_push(heads, issue_model(m, i));
  return j;
}
