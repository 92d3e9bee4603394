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

// Returns the digest of those statements of the cell that stand on one page, which three pages ask for.
static const char *sheet_digest(const struct maker *m, const struct cell *cell, guint sheet) {
  const GPtrArray *all = cell->statements;
  guint from = sheet * CELL_SHEET, to = MIN(from + CELL_SHEET, all->len);
  char *digest = g_hash_table_lookup(page_digests(m->sink), &all->pdata[from]);
  if (digest) return digest;
  struct sha256 *sum = sha256_new();
  for (guint i = from; i < to; i++)
    key_quote(sum, m, all->pdata[i]);
  digest = g_malloc(65);
  sha256_end(sum, digest);
  g_hash_table_insert(page_digests(m->sink), &all->pdata[from], digest);
  return digest;
}

void key_sheet(struct sha256 *k, const struct maker *m, const struct cell *cell, guint sheet) {
  key_text(k, sheet_digest(m, cell, sheet));
}

void key_quotes(struct sha256 *k, const struct maker *m, const struct cell *cell) {
  for (guint sheet = 0; sheet * CELL_SHEET < cell->statements->len; sheet++)
    key_sheet(k, m, cell, sheet);
}

void key_place(struct sha256 *k, const struct maker *m, unsigned actor, unsigned issue) {
  const struct cell *cell = matrix_cell(&m->edition->matrix, actor, issue);
  key_number(k, cell != NULL);
  if (!cell) return;
  key_cell(k, m, cell);
  key_quotes(k, m, cell);
}
