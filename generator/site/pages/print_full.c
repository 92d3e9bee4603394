// SPDX-License-Identifier: MIT
// The full edition for paper: the whole matrix, and for every cell the statements that it rests on (of many
// the best); links as numbered notes.
#include "site/pages/findings.h"
#include "site/pages/kinds.h"
#include "site/pages/matrix_model.h"
#include "site/pages/notes.h"
#include "site/pages/why.h"

enum { PRINTED = 50 }; // statements of a cell; all are on its page

// What the rule weighed, in a line.
static char *say_weights(const struct maker *m, const struct cell *cell) {
  char *s = words_number(m->words, cell->weights[STANCE_SUPPORT]),
       *o = words_number(m->words, cell->weights[STANCE_OPPOSE]),
       *n = words_number(m->words, cell->weights[STANCE_NEUTRAL]);
  char *text = words_fill(m->words, "print.weights", "s", s, "o", o, "n", n, NULL);
  g_free(s);
  g_free(o);
  g_free(n);
  return text;
}

// A cell with its best statements: own words and deeds, then others' accounts, each best first.
static json *evidence_model(const struct maker *m, struct notes *notes, const struct cell *cell) {
  json *j = cell_model(m, cell, false), *statements = json_add_array(j, "statements");
  json_take(j, "counts", why_counts(m, cell));
  json_take(j, "weights", say_weights(m, cell));
  guint printed = MIN(cell->statements->len, PRINTED);
  for (int ascribed = 0; ascribed < 2; ascribed++)
    for (guint i = 0; i < printed; i++) {
      const struct statement *s = cell->statements->pdata[i];
      if ((s->voice == VOICE_ASCRIBED) == ascribed) json_push(statements, notes_quote(notes, m, s));
    }
  if (printed < cell->statements->len)
    add_count(m, j, "more", "concept.more", cell->statements->len - printed);
  else
    json_add_string(j, "more", NULL);
  return j;
}

static json *chapter_model(const struct maker *m, struct notes *notes, unsigned issue) {
  const struct issue *i = &m->codebook->issues[issue];
  json *chapter = json_object(), *cells = json_add_array(chapter, "cells");
  unsigned statements = 0, actors = 0;
  for (unsigned a = 0; a < m->codebook->actor_count; a++) {
    const struct cell *cell = matrix_cell(&m->edition->matrix, a, issue);
    if (!cell) continue;
    json_push(cells, evidence_model(m, notes, cell));
    statements += cell->statements->len;
    actors++;
  }
  json_add_string(chapter, "id", i->id);
  json_add_string(chapter, "name", i->name);
  json_add_string(chapter, "question", i->question);
  json_add_string(chapter, "support_label", i->labels[STANCE_SUPPORT]);
  json_add_string(chapter, "oppose_label", i->labels[STANCE_OPPOSE]);
  json_add_bool(chapter, "has_cells", actors > 0);
  add_count(m, chapter, "statements_text", "count.statements", statements);
  add_count(m, chapter, "actors_text", "count.actors", actors);
  return chapter;
}

static void add_chapters(const struct maker *m, json *model) {
  struct notes *notes = notes_new();
  json *chapters = json_add_array(model, "chapters");
  for (unsigned i = 0; i < m->codebook->issue_count; i++)
    json_push(chapters, chapter_model(m, notes, i));
  json *list = notes_model(notes, m);
  json_add_bool(model, "has_notes", json_first(list) != NULL);
  json_add(model, "notes", list);
  notes_free(notes);
}

void print_full_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  json *model = page_model(words_get(m.words, "print.full_title"),
                           g_strdup(words_get(m.words, "print.full_description")), "print");
  char *floor = words_percent(m.words, e->settings->min_confidence);
  json_add_string(model, "kind", "paper full");
  add_provenance(&m, model);
  json *findings = findings_model(&m), *matrix = matrix_model(&m, MATRIX_IN_FULL);
  json_add_bool(model, "has_findings", json_first(findings) != NULL);
  json_add(model, "findings", findings);
  json_add(model, "matrix", matrix);
  json_take(model, "floor_text", words_fill(m.words, "method.floor", "n", floor, NULL));
  add_count(&m, model, "skipped_text", "method.skipped", e->skipped->len);
  json_add_bool(model, "has_skipped", e->skipped->len > 0);
  add_chapters(&m, model);
  page_emit(s, "print-full.html", "print-full", model, "the full print version");
  g_free(floor);
}
