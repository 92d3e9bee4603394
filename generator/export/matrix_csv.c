// SPDX-License-Identifier: MIT
// The matrix, one cell a row.
#include "base/csv.h"
#include "export/export.h"

static const char *const columns[] = {
    "actor",          "actor_name",    "issue",          "issue_name", "stance",  "label",
    "score",          "confidence",    "support",        "oppose",     "neutral", "ascribed_only",
    "weight_support", "weight_oppose", "weight_neutral", "articles",   "sources", "people",
    "first",          "last",          "statement",      "sentence"};

static void put_cell(struct csv_writer *w, const struct cell *cell, const struct codebook *c) {
  const struct statement *best = cell->statements->pdata[0];
  char *label = cell_label(cell, c);
  csv_put_text(w, c->actors[cell->actor].id);
  csv_put_text(w, c->actors[cell->actor].name);
  csv_put_text(w, c->issues[cell->issue].id);
  csv_put_text(w, c->issues[cell->issue].name);
  csv_put_text(w, stance_name(cell->stance));
  csv_put_text(w, label);
  csv_put_thousandths(w, cell->score);
  csv_put_thousandths(w, (int)cell->confidence);
  csv_put_unsigned(w, cell->support);
  csv_put_unsigned(w, cell->oppose);
  csv_put_unsigned(w, cell->neutral);
  csv_put_text(w, cell->ascribed_only ? "true" : "false");
  for (enum stance s = STANCE_SUPPORT; s <= STANCE_NEUTRAL; s++)
    csv_put_unsigned(w, cell->weights[s]);
  csv_put_unsigned(w, cell->articles);
  csv_put_unsigned(w, cell->sources);
  csv_put_unsigned(w, cell->people);
  csv_put_text(w, cell->first);
  csv_put_text(w, cell->last);
  csv_put_text(w, best->id);
  csv_put_text(w, best->sentence);
  csv_end_row(w);
  g_free(label);
}

static void write_cells(const struct export_source *from, GString *out) {
  const struct codebook *c = from->codebook;
  struct csv_writer w = {.out = out};
  for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
    csv_put_text(&w, columns[i]);
  csv_end_row(&w);
  for (unsigned a = 0; a < c->actor_count; a++) {
    for (unsigned i = 0; i < c->issue_count; i++) {
      const struct cell *cell = matrix_cell(from->matrix, a, i);
      if (cell) put_cell(&w, cell, c);
    }
  }
}

const struct export export_matrix_csv = {
    "data/matrix.csv", "Matrix, one cell a row, with its strongest sentence (CSV)", write_cells};
