// SPDX-License-Identifier: MIT
// The leave-behind for a meeting: matrix, findings and quotes on two pages, links as numbered notes.
#include "site/pages/findings.h"
#include "site/pages/kinds.h"
#include "site/pages/matrix_model.h"
#include "site/pages/notes.h"

enum {
  QUOTED = 4,   // at most so many issues, each with a quote of either side
  AT_LENGTH = 4 // of more issues than this only the first finding is shown
};

static unsigned issue_statements(const struct maker *m, unsigned issue) {
  unsigned n = 0;
  for (unsigned a = 0; a < m->codebook->actor_count; a++) {
    const struct cell *cell = matrix_cell(&m->edition->matrix, a, issue);
    if (cell) n += cell->statements->len;
  }
  return n;
}

// Says whether fewer than QUOTED issues have more statements (of equal ones, stand before it).
static bool is_quoted(const struct maker *m, unsigned issue) {
  unsigned before = 0, own = issue_statements(m, issue);
  for (unsigned i = 0; i < m->codebook->issue_count; i++) {
    unsigned n = issue_statements(m, i);
    before += n > own || (n == own && i < issue);
  }
  return before < QUOTED;
}

// The cell that stands for a side of an issue: the actor that speaks most there in its own words; NULL where
// nobody does.
static const struct cell *best_of(const struct maker *m, unsigned issue, enum stance side) {
  const struct cell *best = NULL;
  for (unsigned a = 0; a < m->codebook->actor_count; a++) {
    const struct cell *cell = matrix_cell(&m->edition->matrix, a, issue);
    if (cell && cell->stance == side && !cell->ascribed_only &&
        (!best || cell->statements->len > best->statements->len))
      best = cell;
  }
  return best;
}

// The strongest quotes, issue by issue, and the notes that say where they stand.
static void add_quotes(const struct maker *m, json *model) {
  json *issues = json_array();
  struct notes *notes = notes_new();
  for (unsigned i = 0; i < m->codebook->issue_count; i++) {
    json *issue = json_object(), *quotes = json_add_array(issue, "quotes");
    json_add_string(issue, "name", m->codebook->issues[i].name);
    for (enum stance side = STANCE_SUPPORT; side <= STANCE_OPPOSE && is_quoted(m, i); side++) {
      const struct cell *best = best_of(m, i, side);
      if (best) json_push(quotes, notes_quote(notes, m, strongest(best)));
    }
    if (json_first(quotes))
      json_push(issues, issue);
    else
      json_free(issue);
  }
  json_add_bool(model, "has_quotes", json_first(issues) != NULL);
  json_add(model, "issues", issues);
  json_add(model, "notes", notes_model(notes, m));
  notes_free(notes);
}

static void add_findings(const struct maker *m, json *model) {
  json *all = findings_model(m), *shown = json_add_array(model, "findings");
  unsigned n = 0;
  for (const json *group = json_first(all); group; group = json_next(group))
    n++;
  for (const json *group = json_first(all); group; group = json_next(group)) {
    json *j = json_push(shown, json_object()), *sentences = json_add_array(j, "sentences");
    json_add_string(j, "name", json_text(json_get(group, "name")));
    for (const json *s = json_first(json_get(group, "sentences")); s; s = n > AT_LENGTH ? NULL : json_next(s))
      json_push(sentences, json_copy(s));
  }
  json_add_bool(model, "has_findings", n > 0);
  json_free(all);
}

void print_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  json *model = page_model(words_get(m.words, "print.title"),
                           g_strdup(words_get(m.words, "print.description")), "print");
  char *floor = words_percent(m.words, e->settings->min_confidence);
  json_add_string(model, "kind", "paper brief");
  add_provenance(&m, model);
  json_take(model, "floor_text", words_fill(m.words, "method.floor", "n", floor, NULL));
  add_findings(&m, model);
  json_add(model, "matrix", matrix_model(&m, MATRIX_IN_BRIEF));
  add_quotes(&m, model);
  page_emit(s, "print.html", "print", model, "the print version");
  g_free(floor);
}
