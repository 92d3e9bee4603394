// SPDX-License-Identifier: MIT
// The table of exports.
#include "export/export.h"

const struct export *const exports[] = {&export_statements_csv, &export_matrix_csv,
                                        &export_articles_csv,   &export_actors_csv,
                                        &export_people_csv,     &export_issues_csv,
                                        &export_concepts_csv,   &export_statements_ndjson,
                                        &export_matrix_json,    NULL};

struct csv_writer export_begin(const struct export_source *from, GString *out,
                               const struct export_field *fields) {
  struct csv_writer w = {.out = out, .see = from->see, .data = from->data};
  for (; fields->name; fields++)
    csv_put_text(&w, fields->name);
  csv_end_row(&w);
  return w;
}
