// SPDX-License-Identifier: MIT
// Private to the pages: what a reader's own choice of a period needs, so that the site's script decides cells
// anew by the manual's rule.
#pragma once
#include "site/pages/model.h"

// Returns the months of the edition, or its years where it has more than three years: [{value, label, first,
// last, is_last}], first and last counted in days from the edition's first; empty where nothing is dated.
json *period_units(const struct maker *m);
// Returns {units} to choose from; null where there are fewer than two.
json *period_model(const struct maker *m);

// Returns the statements of cell (of one person where person is not NULL) as text, the caller's to free: a
// group for each article, "DAY:" and for each statement one letter for stance (s, o, n; a capital where
// ascribed), the number of its words (label_index) and "." and its confidence in thousandths. DAY counts from
// the edition's first, "-" is undated; "=" before it: the same article as the group before. NULL where
// there is no statement.
char *period_evidence(const struct maker *m, const struct cell *cell, const char *person);

// Returns the words that labels on the issue are made of as a JSON array (label_at; null where there are
// none), the caller's to free.
char *period_labels(const struct issue *issue);
