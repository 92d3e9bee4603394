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

// One data file. CSV files are UTF-8 by RFC 4180 (commas, CR LF, a first line of names, columns in a fixed
// order to which new ones are only appended); text that a spreadsheet would run as a formula begins with an
// apostrophe (base/csv.h). JSON has no such change.
struct export {
  const char *path;  // on the site: "data/statements.csv"
  const char *title; // for people: "Statements, one a row (CSV)"
  void (*write)(const struct export_source *from, GString *out);
};

// All exports; ended by NULL. To add one: a file here that defines its row, and its line in export.c.
extern const struct export *const exports[];

// The rows, one a file.
extern const struct export export_matrix_json, export_matrix_csv, export_statements_csv,
    export_statements_ndjson;
