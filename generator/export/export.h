// SPDX-License-Identifier: MIT
// Data files for others: one file a format, one row in the table of exports.
#pragma once
#include "base/csv.h"
#include "matrix/matrix.h"

// An article as the list of articles has it; texts NULL where unknown.
struct export_article {
  const char *path, *title, *date, *source, *url, *author, *licence;
  const char *page; // its page on the site
  unsigned statements;
};

// What an export sees.
struct export_source {
  const struct codebook *codebook;
  const GPtrArray *statements; // const struct statement *, in statement order
  const struct matrix *matrix;
  const GArray *articles; // struct export_article, newest first
  // Told of what is written: of tables as csv_writer tells (base/csv.h), of other files by lines with NULL at
  // the end of a line or a part. Whole rows may then be taken out of what was appended. NULL: nobody is told.
  void (*see)(const char *text, void *data);
  void *data;
};

// A column of a table, or a key of each object, by the names of Frictionless Table Schema. Its meaning in
// words stands in the site's strings: data.fields.TABLE.NAME, else data.fields.NAME.
struct export_field {
  const char *name, *type; // "string", "integer", "number", "boolean", "date", "array", "object"
  bool required;           // never empty
  const char *values;      // all that it can be, separated by spaces; NULL: anything
  const char *refers;      // the table whose "id" it names; NULL
  double least, most;      // bounds of a number, where least < most
};

// One data file. CSV files are UTF-8 by RFC 4180 (commas, CR LF, a first line of names, columns in a fixed
// order to which new ones are only appended); text that a spreadsheet would run as a formula begins with an
// apostrophe (base/csv.h). JSON has no such change.
struct export {
  const char *path;  // on the site: "data/statements.csv"
  const char *title; // for messages: "statements, one a row (CSV)"
  void (*write)(const struct export_source *from, GString *out);
  // Of a file that lists statements: appends what stands for those from `first` to before `end`, so that
  // write of none and then this for one run after another gives what write does. It says of a statement what
  // the statement itself does, and nothing else. NULL: another file.
  void (*some)(const struct export_source *from, guint first, guint end, GString *out);
  const char *table;                 // what it holds: "statements"; the strings' data.tables.TABLE tells it
  const struct export_field *fields; // ended by one without a name
  const char *key; // the columns that together tell rows apart, separated by spaces; NULL: not a table
};

// All exports; ended by NULL. To add one: a file here that defines its row, and its line in export.c.
extern const struct export *const exports[];

// The rows, one a file.
extern const struct export export_statements_csv, export_statements_ndjson, export_matrix_csv,
    export_matrix_json, export_articles_csv, export_actors_csv, export_people_csv, export_issues_csv,
    export_concepts_csv;

extern const struct export_field statement_fields[]; // of both files of statements

// Begins a CSV file with its first line.
struct csv_writer export_begin(const struct export_source *from, GString *out,
                               const struct export_field *fields);
