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

const struct export_field statement_fields[] = {
    {.name = "id", .type = "string", .required = true},
    {.name = "doc", .type = "string", .required = true},
    {.name = "article", .type = "string", .required = true},
    {.name = "title", .type = "string"},
    {.name = "date", .type = "date"},
    {.name = "source", .type = "string"},
    {.name = "url", .type = "string"},
    {.name = "actor", .type = "string", .required = true, .refers = "actors"},
    {.name = "person", .type = "string", .refers = "people"},
    {.name = "issue", .type = "string", .required = true, .refers = "issues"},
    {.name = "concept", .type = "string"},
    {.name = "stance", .type = "string", .required = true, .values = "support oppose neutral"},
    {.name = "agreement", .type = "boolean"},
    {.name = "voice", .type = "string", .required = true, .values = "stated acted ascribed"},
    {.name = "by", .type = "string"},
    {.name = "by_text", .type = "string"},
    {.name = "conditional", .type = "boolean", .required = true},
    {.name = "confidence", .type = "number", .required = true, .most = 1},
    {.name = "sentence", .type = "string", .required = true},
    {.name = "line", .type = "integer", .required = true},
    {.name = "start", .type = "integer", .required = true},
    {.name = "end", .type = "integer", .required = true},
    {.name = "cue", .type = "string"},
    {0}};

static void write_statements(const struct export_source *from, GString *out) {
  struct csv_writer w = {.out = out};
  export_head(&w, statement_fields);
  for (guint i = 0; i < from->statements->len; i++) {
    json *j = statement_to_json(from->statements->pdata[i]);
    for (const json *c = json_first(j); c; c = json_next(c))
      put_value(&w, c);
    csv_end_row(&w);
    json_free(j);
  }
}

const struct export export_statements_csv = {.path = "data/statements.csv",
                                             .title = "statements, one a row (CSV)",
                                             .write = write_statements,
                                             .table = "statements",
                                             .fields = statement_fields,
                                             .key = "article id"};
