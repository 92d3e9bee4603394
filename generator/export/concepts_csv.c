// SPDX-License-Identifier: MIT
// The concepts of the codebook, one a row.
#include "export/export.h"

static const struct export_field fields[] = {
    {.name = "issue", .type = "string", .required = true, .refers = "issues"},
    {.name = "id", .type = "string", .required = true},
    {.name = "name", .type = "string", .required = true},
    {.name = "kind", .type = "string", .required = true, .values = "measure harm claim"},
    {.name = "sign", .type = "integer", .required = true, .least = -1, .most = 1},
    {.name = "for", .type = "string"},
    {.name = "against", .type = "string"},
    {0}};

static void write_concepts(const struct export_source *from, GString *out) {
  struct csv_writer w = export_begin(from, out, fields);
  static const char *const signs[] = {"-1", "0", "1"};
  for (unsigned i = 0; i < from->codebook->issue_count; i++) {
    const struct issue *issue = &from->codebook->issues[i];
    for (unsigned k = 0; k < issue->concept_count; k++) {
      const struct concept *concept = &issue->concepts[k];
      csv_put_text(&w, issue->id);
      csv_put_text(&w, concept->id);
      csv_put_text(&w, concept->name);
      csv_put_text(&w, concept_kind_name(concept->kind));
      csv_put_text(&w, signs[concept->sign + 1]);
      csv_put_text(&w, concept->label_for);
      csv_put_text(&w, concept->label_against);
      csv_end_row(&w);
    }
  }
}

const struct export export_concepts_csv = {.path = "data/concepts.csv",
                                           .title = "concepts, one a row (CSV)",
                                           .write = write_concepts,
                                           .table = "concepts",
                                           .fields = fields,
                                           .key = "issue id"};
