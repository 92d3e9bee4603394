// SPDX-License-Identifier: MIT
// Private to the pages: the data files of an edition as they are published, and how they are told in words.
#pragma once
#include "export/export.h"
#include "site/pages/model.h"

// What is known of a data file once it is written.
struct data_file {
  const struct export *what;
  size_t size; // bytes
  char sha256[65];
  unsigned rows;       // of a table, the first line not counted
  GPtrArray *examples; // char *: of each column the first text that is not empty, else NULL; NULL: no table
  char *line;          // the first line, cut where it is long; NULL: a table, or empty
};

// Puts all data files of m's edition in the order of the table of exports, and all tables as sheets of one
// workbook (pages/workbook.h), of which it says the size in bytes, and in *error 0 or what workbook_end says.
// Returns what is known of them (struct data_file *, owned by the array).
GPtrArray *data_files_make(const struct maker *m, size_t *workbook, int *error);

// Returns the name of the file in data/ ("statements.csv"); it belongs to the export.
const char *data_file_name(const struct export *x);
// Returns what the field holds in words, for TABLE or for all; it belongs to the words.
const char *data_field_text(const struct maker *m, const char *table, const char *field);
// Returns words of the file: data.tables.TABLE.part; the caller frees it.
char *data_table_text(const struct maker *m, const struct export *x, const char *part);
// Returns the export's table as a whole: the CSV file of that name; NULL where there is none.
const struct export *data_table(const char *table);

// The description of all files for programs: data/datapackage.json, a Frictionless data package.
json *datapackage_model(const struct maker *m, const GPtrArray *files);
