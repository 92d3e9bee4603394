// SPDX-License-Identifier: MIT
// The issues of the codebook, one a row, with what each stance is called.
#include "export/export.h"

static const struct export_field fields[] = {{.name = "id", .type = "string", .required = true},
                                             {.name = "name", .type = "string", .required = true},
                                             {.name = "question", .type = "string"},
                                             {.name = "support", .type = "string", .required = true},
                                             {.name = "oppose", .type = "string", .required = true},
                                             {.name = "neutral", .type = "string", .required = true},
                                             {.name = "mixed", .type = "string", .required = true},
                                             {0}};

static void write_issues(const struct export_source *from, GString *out) {
  struct csv_writer w = export_begin(from, out, fields);
  for (unsigned i = 0; i < from->codebook->issue_count; i++) {
    const struct issue *issue = &from->codebook->issues[i];
    csv_put_text(&w, issue->id);
    csv_put_text(&w, issue->name);
    csv_put_text(&w, issue->question);
    for (enum stance s = STANCE_SUPPORT; s <= STANCE_MIXED; s++)
      csv_put_text(&w, issue->labels[s]);
    csv_end_row(&w);
  }
}

const struct export export_issues_csv = {.path = "data/issues.csv",
                                         .title = "issues, one a row (CSV)",
                                         .write = write_issues,
                                         .table = "issues",
                                         .fields = fields,
                                         .key = "id"};
