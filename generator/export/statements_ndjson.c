// SPDX-License-Identifier: MIT
// Statements, one JSON object a line; `standpoint merge` and `render` read it back.
#include "export/export.h"

static void write_some(const struct export_source *from, guint first, guint end, GString *out) {
  for (guint i = first; i < end; i++) {
    statement_print(from->statements->pdata[i], out);
    g_string_append_c(out, '\n');
    if (from->see) from->see(NULL, from->data);
  }
}

static void write_statements(const struct export_source *from, GString *out) {
  write_some(from, 0, from->statements->len, out);
}

const struct export export_statements_ndjson = {.path = "data/statements.ndjson",
                                                .title = "statements, one a line (NDJSON)",
                                                .write = write_statements,
                                                .some = write_some,
                                                .table = "statements",
                                                .fields = statement_fields};
