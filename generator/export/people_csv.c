// SPDX-License-Identifier: MIT
// The people of the codebook, one a row, with the actor that each speaks for.
#include "export/export.h"

static const struct export_field fields[] = {
    {.name = "id", .type = "string", .required = true},
    {.name = "name", .type = "string", .required = true},
    {.name = "actor", .type = "string", .required = true, .refers = "actors"},
    {.name = "from", .type = "date"},
    {.name = "until", .type = "date"},
    {0}};

static void write_people(const struct export_source *from, GString *out) {
  struct csv_writer w = export_begin(from, out, fields);
  for (unsigned a = 0; a < from->codebook->actor_count; a++) {
    const struct actor *actor = &from->codebook->actors[a];
    for (unsigned p = 0; p < actor->people_count; p++) {
      csv_put_text(&w, actor->people[p].id);
      csv_put_text(&w, actor->people[p].name);
      csv_put_text(&w, actor->id);
      csv_put_text(&w, actor->people[p].from);
      csv_put_text(&w, actor->people[p].until);
      csv_end_row(&w);
    }
  }
}

const struct export export_people_csv = {.path = "data/people.csv",
                                         .title = "people, one a row (CSV)",
                                         .write = write_people,
                                         .table = "people",
                                         .fields = fields,
                                         .key = "id"};
