// SPDX-License-Identifier: MIT
// Private to the pages: what those of cells, actors and issues are made from, for their keys.
#pragma once
#include "site/page_key.h"
#include "site/pages/model.h"

// Adds the days over which the edition goes: they tell how other days are said.
void key_period(struct sha256 *k, const struct maker *m);
// Adds all that is counted and decided of cell, not its statements.
void key_cell(struct sha256 *k, const struct maker *m, const struct cell *cell);
// Adds a statement with its article's record.
void key_quote(struct sha256 *k, const struct maker *m, const struct statement *s);
// Adds those of the cell's order that its page number `sheet` (from 0) shows likewise, or all of them.
enum { CELL_SHEET = 100 }; // statements on a page
void key_sheet(struct sha256 *k, const struct maker *m, const struct cell *cell, guint sheet);
void key_quotes(struct sha256 *k, const struct maker *m, const struct cell *cell);
// Adds the whole of the cell of actor and issue, also where there is none.
void key_place(struct sha256 *k, const struct maker *m, unsigned actor, unsigned issue);
