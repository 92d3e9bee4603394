// SPDX-License-Identifier: MIT
// Private to the pages: coordinates for the charts that templates draw. Places along a line are percentages,
// so that a chart stretches with its page while its marks keep their form.
#pragma once
#include "site/pages/model.h"

// A line of days, from julian day to julian day; empty where to < from.
struct days {
  int from, to;
};

// Reads "YYYY-MM-DD" into a julian day. Returns false where iso is NULL or no date.
bool julian_day(const char *iso, int *day);

// Returns thousandths of a line as a percentage with one decimal, by whole numbers alone; the caller frees
// it.
char *chart_percentage(int thousandths);

// Returns the days of from..to ("YYYY-MM-DD"); empty where one is NULL or no date.
struct days days_of(const char *from, const char *to);
// Returns the months along the line: [{x, label, year or null}].
json *days_ticks(const struct maker *m, const struct days *d);

// Returns the dated statements of cell along the line, those of one day, stance and sort of voice together:
// [{x, y, scale, title, mark}]; support above, opposition below. Where there are more than can be told apart,
// those of neighbouring days are together too.
json *days_dots(const struct maker *m, const struct days *d, const struct cell *cell);

// Returns the place of a score (thousandths, -1000 to 1000) on a line from opposition to support; the caller
// frees it.
char *score_place(int score);
