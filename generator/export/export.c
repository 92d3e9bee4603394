// SPDX-License-Identifier: MIT
// The table of exports.
#include "export/export.h"

const struct export *const exports[] = {&export_matrix_json, &export_matrix_csv, &export_statements_csv,
                                        &export_statements_ndjson, NULL};
