// SPDX-License-Identifier: MIT
// Private to the pages: small multiples, one little chart of the same scale for each actor (E. Tufte, The
// Visual Display of Quantitative Information, 1983).
#pragma once
#include "site/pages/model.h"

// Returns the statements of cells (const struct cell *) by month or year: {units: [{label}], first, last,
// charts: [{name, href, text, bars: [{x, width, y, height, stance}]}], rows: [{name, href, values: [text or
// null]}]}; null where there are fewer than two months or nothing is dated. Bars stand on a line in the
// middle of a strip of MULTIPLE_HEIGHT pixels, support above it, opposition below, neutral on it; of all
// charts the highest bar fills its half. Of many cells those with most statements are drawn.
json *multiples_model(const struct maker *m, const GPtrArray *cells);

enum { MULTIPLE_HEIGHT = 56 };
