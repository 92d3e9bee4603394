// SPDX-License-Identifier: MIT
// Private to the pages: the manual's rule for a cell, spelled out with the cell's own numbers.
#pragma once
#include "site/pages/model.h"

// Returns {counts, weighing, decision, ascribed, reviewed, has_table, rows: [...]}: sentences, and where
// several articles count a row for each.
json *why_model(const struct maker *m, const struct cell *cell);

// Returns its counts alone: statements, articles, sources, and the statements of each stance, in a sentence.
// The caller frees it.
char *why_counts(const struct maker *m, const struct cell *cell);
