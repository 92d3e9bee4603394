// SPDX-License-Identifier: MIT
#include "site/pages/cell_key.h"
#include "base/sha256.h"

void key_period(struct sha256 *k, const struct maker *m) {
  key_text(k, m->edition->matrix.from);
  key_text(k, m->edition->matrix.to);
}

void key_cell(struct sha256 *k, const struct maker *m, const struct cell *cell) {
  const gint64 numbers[] = {cell->actor,      cell->issue,      cell->stance,     cell->score,
                            cell->confidence, cell->support,    cell->oppose,     cell->neutral,
                            cell->weights[0], cell->weights[1], cell->weights[2], cell->ascribed_only,
                            cell->articles,   cell->sources,    cell->people,     cell->statements->len};
  char *label = cell_label(cell, m->codebook);
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
    key_number(k, numbers[i]);
  key_text(k, cell->first);
  key_text(k, cell->last);
  key_text(k, label);
  g_free(label);
}

void key_quote(struct sha256 *k, const struct maker *m, const struct statement *s) {
  key_statement(k, s);
  key_record(k, record_of(m, s));
}

void key_quotes(struct sha256 *k, const struct maker *m, const struct cell *cell, guint from, guint to) {
  for (guint i = from; i < to; i++)
    key_quote(k, m, cell->statements->pdata[i]);
}

void key_place(struct sha256 *k, const struct maker *m, unsigned actor, unsigned issue) {
  const struct cell *cell = matrix_cell(&m->edition->matrix, actor, issue);
  key_number(k, cell != NULL);
  if (!cell) return;
  key_cell(k, m, cell);
  key_quotes(k, m, cell, 0, cell->statements->len);
}
