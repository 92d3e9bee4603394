// SPDX-License-Identifier: MIT
// Private to the pages: the matrix as a table, in bands of as many issues as fit side by side.
#pragma once
#include "site/pages/model.h"

enum { MATRIX_BAND = 6 }; // issues side by side

enum matrix_place {
  MATRIX_ON_SCREEN, // the front page
  MATRIX_IN_BRIEF,  // the leave-behind
  MATRIX_IN_FULL    // the full edition
};

// Returns {bands: [{issues, rows}], all_issues, kinds, has_rows, silent, part, large, compact}. On the screen
// each cell shows its strongest statement, and each actor its persons. Of a large matrix the actors and
// issues with most statements are shown, but for the full edition; part then says so, and links to the pages
// of the whole where there are any (large). compact: the leave-behind of more than a page of labels, whose
// cells are to be a word; it has the actors of one page, and wider bands.
json *matrix_model(const struct maker *m, enum matrix_place place);

// Says whether the matrix is too large for one page, so that matrix/N.html hold the whole
// (matrix_sheets.c).
bool matrix_is_large(const struct matrix *matrix);

// Returns the table of these actors and issues (indices, unsigned), at most `most` issues side by side. With
// quotes persons are shown under each actor too, as far as the page can bear.
json *matrix_table(const struct maker *m, const GArray *actors, const GArray *issues, guint most,
                   bool quotes);

// Returns what leads to the pages of the whole: {text, bands: [{label, sheets: [{href, label, current}]}]};
// text says that `actors` and `issues` are shown here. here: the path of the page that it stands on, or NULL.
// Without such pages bands is empty.
json *matrix_parts(const struct maker *m, guint actors, guint issues, const char *here);

// Returns the at most `most` actors (or issues) with most statements, in the codebook's order; 0: all.
GArray *matrix_pick(const struct matrix *matrix, bool actors, unsigned most);
// Returns the elements first..last of list.
GArray *matrix_band(const GArray *list, guint first, guint last);
// Returns how many of `all` each part gets where a part holds `most`, so that parts are even: seven issues
// are four and three, not six and one.
guint matrix_share(guint all, guint most);
// Says whether actor has a cell on any of the issues.
bool matrix_any_cell(const struct matrix *matrix, unsigned actor, const GArray *issues);
