// SPDX-License-Identifier: MIT
// Statements, one JSON object a line; `standpoint merge` and `render` read it back.
#include "export/export.h"

static void write_statements(const struct export_source *from, GString *out) {
  for (guint i = 0; i < from->statements->len; i++) {
    statement_print(from->statements->pdata[i], out);
    g_string_append_c(out, '\n');
    if (from->see) from->see(NULL, from->data);
  }
}

const struct export export_statements_ndjson = {.path = "data/statements.ndjson",
                                                .title = "statements, one a line (NDJSON)",
                                                .write = write_statements,
                                                .table = "statements",
                                                .fields = statement_fields};
