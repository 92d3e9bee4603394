// SPDX-License-Identifier: MIT
// Data files for others: one file a format, one row in the table of exports.
#pragma once
#include "matrix/matrix.h"

// What an export sees.
struct export_source {
  const struct codebook *codebook;
  const GPtrArray *statements; // const struct statement *, in statement order
  const struct matrix *matrix;
};

struct export {
  const char *path; // on the site: "data/statements.csv"
  const char *title; // for people: "Statements, one a row (CSV)"
  void (*write)(const struct export_source *from, GString *out);
};

// All exports; ended by a row whose path is NULL. To add one: a file here that defines its row, and its line in export.c.
extern const struct export *const exports[];
