// SPDX-License-Identifier: MIT
// Private to the pages: the matrix as a table, in bands of as many issues as fit side by side.
#pragma once
#include "site/pages/model.h"

enum matrix_place {
  MATRIX_ON_SCREEN, // the front page
  MATRIX_IN_BRIEF,  // the leave-behind
  MATRIX_IN_FULL    // the full edition
};

// Returns {bands: [{issues, rows}], all_issues, kinds, has_rows, silent, part, large, compact}. Cells show
// their strongest statement on the screen where there are few enough of them. Of a large matrix the actors
// and issues with most statements are shown, but for the full edition; part then says so, and links to the
// pages of the whole where there are any (large). compact: the leave-behind of more than a page of labels,
// whose cells are to be a word; it has the actors of one page, and narrower bands.
json *matrix_model(const struct maker *m, enum matrix_place place);

// Says whether the matrix is too large for one page, so that matrix/N.html hold the whole.
bool matrix_is_large(const struct matrix *matrix);
