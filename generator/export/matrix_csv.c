// SPDX-License-Identifier: MIT
// The matrix, one cell a row.
#include "export/export.h"

static const struct export_field fields[] = {
    {.name = "actor", .type = "string", .required = true, .refers = "actors"},
    {.name = "actor_name", .type = "string", .required = true},
    {.name = "issue", .type = "string", .required = true, .refers = "issues"},
    {.name = "issue_name", .type = "string", .required = true},
    {.name = "stance", .type = "string", .required = true, .values = "support oppose neutral mixed"},
    {.name = "label", .type = "string", .required = true},
    {.name = "score", .type = "number", .required = true, .least = -1, .most = 1},
    {.name = "confidence", .type = "number", .required = true, .most = 1},
    {.name = "support", .type = "integer", .required = true},
    {.name = "oppose", .type = "integer", .required = true},
    {.name = "neutral", .type = "integer", .required = true},
    {.name = "ascribed_only", .type = "boolean", .required = true},
    {.name = "weight_support", .type = "integer", .required = true},
    {.name = "weight_oppose", .type = "integer", .required = true},
    {.name = "weight_neutral", .type = "integer", .required = true},
    {.name = "articles", .type = "integer", .required = true},
    {.name = "sources", .type = "integer", .required = true},
    {.name = "people", .type = "integer", .required = true},
    {.name = "first", .type = "date"},
    {.name = "last", .type = "date"},
    {.name = "statement", .type = "string", .required = true, .refers = "statements"},
    {.name = "sentence", .type = "string", .required = true},
    {0}};

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
  struct csv_writer w = export_begin(from, out, fields);
  for (unsigned a = 0; a < c->actor_count; a++) {
    for (unsigned i = 0; i < c->issue_count; i++) {
      const struct cell *cell = matrix_cell(from->matrix, a, i);
      if (cell) put_cell(&w, cell, c);
    }
  }
}

const struct export export_matrix_csv = {.path = "data/matrix.csv",
                                         .title = "cells of the matrix, one a row (CSV)",
                                         .write = write_cells,
                                         .table = "matrix",
                                         .fields = fields,
                                         .key = "actor issue"};
