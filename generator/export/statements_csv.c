// SPDX-License-Identifier: MIT
// Statements, one a row: the keys of the NDJSON in the same order.
#include "export/export.h"

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

static const char *truth(bool b) {
  return b ? "true" : "false";
}

static void write_statement(struct csv_writer *w, const struct statement *s) {
  const char *const texts[] = {s->id,
                               s->doc,
                               s->article,
                               s->title,
                               s->date,
                               s->source,
                               s->url,
                               s->actor,
                               s->person,
                               s->issue,
                               s->concept,
                               stance_name(s->stance),
                               s->agreement ? truth(s->agreement > 0) : NULL,
                               voice_name(s->voice),
                               s->by,
                               s->by_text,
                               truth(s->conditional)};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    csv_put_text(w, texts[i]);
  csv_put_thousandths(w, (int)s->confidence);
  csv_put_text(w, s->sentence);
  csv_put_unsigned(w, s->line);
  csv_put_size(w, s->start);
  csv_put_size(w, s->end);
  csv_put_text(w, s->cue);
  csv_end_row(w);
}

static void write_some(const struct export_source *from, guint first, guint end, GString *out) {
  struct csv_writer w = {.out = out, .see = from->see, .data = from->data};
  for (guint i = first; i < end; i++)
    write_statement(&w, from->statements->pdata[i]);
}

static void write_statements(const struct export_source *from, GString *out) {
  export_begin(from, out, statement_fields);
  write_some(from, 0, from->statements->len, out);
}

const struct export export_statements_csv = {.path = "data/statements.csv",
                                             .title = "statements, one a row (CSV)",
                                             .write = write_statements,
                                             .some = write_some,
                                             .table = "statements",
                                             .fields = statement_fields,
                                             .key = "article id"};
