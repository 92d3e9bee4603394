// SPDX-License-Identifier: MIT
// Private to the pages: the matrix as a table, in bands of as many issues as fit side by side.
#pragma once
#include "site/pages/model.h"

// Returns {bands: [{first, issues, rows}], silent: {…} or null, issue_count, has_rows}. Cells show their
// strongest statement where there are few enough of them.
json *matrix_model(const struct maker *m);
