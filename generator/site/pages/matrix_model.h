// SPDX-License-Identifier: MIT
// Private to the pages: the matrix as a table, in bands of as many issues as fit side by side.
#pragma once
#include "site/pages/model.h"

// Returns {bands: [{issues, rows}], all_issues, kinds, has_rows, silent, part, large}. Cells show their
// strongest statement where there are few enough of them. Of a large matrix, and on paper of a fairly large
// one, the actors and issues with most statements are shown; part then says so, and links to the pages of the
// whole where there are any (large).
json *matrix_model(const struct maker *m, bool paper);

// Says whether the matrix is too large for one page, so that matrix/N.html hold the whole.
bool matrix_is_large(const struct matrix *matrix);
