// SPDX-License-Identifier: MIT
// Statements, one a row: the keys of the NDJSON in the same order.
#include "base/csv.h"
#include "export/export.h"

static void put_value(struct csv_writer *w, const json *value) {
  switch (json_type(value)) {
  case JSON_STRING:
    csv_put_text(w, json_text(value));
    break;
  case JSON_BOOL:
    csv_put_text(w, json_true(value) ? "true" : "false");
    break;
  case JSON_NUMBER: {
    char *text = json_print(value, false);
    csv_put_text(w, text);
    g_free(text);
    break;
  }
  default:
    csv_put_text(w, NULL);
  }
}

static void write_statements(const struct export_source *from, GString *out) {
  struct csv_writer w = {.out = out};
  struct statement none = {.stance = STANCE_NEUTRAL};
  json *names = statement_to_json(&none); // the columns are named also where there is no statement
  for (const json *c = json_first(names); c; c = json_next(c))
    csv_put_text(&w, json_key(c));
  csv_end_row(&w);
  json_free(names);
  for (guint i = 0; i < from->statements->len; i++) {
    json *j = statement_to_json(from->statements->pdata[i]);
    for (const json *c = json_first(j); c; c = json_next(c))
      put_value(&w, c);
    csv_end_row(&w);
    json_free(j);
  }
}

const struct export export_statements_csv = {"data/statements.csv", "Statements, one a row (CSV)",
                                             write_statements};
