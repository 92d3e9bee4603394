// SPDX-License-Identifier: MIT
// Statements, one JSON object a line; `standpoint merge` and `render` read it back.
#include "export/export.h"

static void write_statements(const struct export_source *from, GString *out) {
  for (guint i = 0; i < from->statements->len; i++) {
    json *j = statement_to_json(from->statements->pdata[i]);
    char *line = json_print(j, false);
    g_string_append(out, line);
    g_string_append_c(out, '\n');
    g_free(line);
    json_free(j);
  }
}

const struct export export_statements_ndjson = {.path = "data/statements.ndjson",
                                                .title = "statements, one a line (NDJSON)",
                                                .write = write_statements,
                                                .table = "statements",
                                                .fields = statement_fields};
