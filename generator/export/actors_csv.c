// SPDX-License-Identifier: MIT
// The actors of the codebook, one a row.
#include "export/export.h"

static const struct export_field fields[] = {
    {.name = "id", .type = "string", .required = true},
    {.name = "name", .type = "string", .required = true},
    {.name = "kind", .type = "string", .required = true, .values = "state organisation party company person"},
    {.name = "statements", .type = "integer", .required = true},
    {0}};

static void write_actors(const struct export_source *from, GString *out) {
  struct csv_writer w = export_begin(from, out, fields);
  for (unsigned a = 0; a < from->codebook->actor_count; a++) {
    const struct actor *actor = &from->codebook->actors[a];
    unsigned statements = 0;
    for (unsigned i = 0; i < from->codebook->issue_count; i++) {
      const struct cell *cell = matrix_cell(from->matrix, a, i);
      statements += cell ? cell->statements->len : 0;
    }
    csv_put_text(&w, actor->id);
    csv_put_text(&w, actor->name);
    csv_put_text(&w, actor_kind_name(actor->kind));
    csv_put_unsigned(&w, statements);
    csv_end_row(&w);
  }
}

const struct export export_actors_csv = {.path = "data/actors.csv",
                                         .title = "actors, one a row (CSV)",
                                         .write = write_actors,
                                         .table = "actors",
                                         .fields = fields,
                                         .key = "id"};
