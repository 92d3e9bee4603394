// SPDX-License-Identifier: MIT
// The matrix as the contract has it; `standpoint merge` reads it back.
#include "export/export.h"

static const struct export_field fields[] = {{.name = "title", .type = "string", .required = true},
                                             {.name = "period", .type = "object", .required = true},
                                             {.name = "articles", .type = "integer", .required = true},
                                             {.name = "actors", .type = "array", .required = true},
                                             {.name = "issues", .type = "array", .required = true},
                                             {.name = "cells", .type = "array", .required = true},
                                             {.name = "evidence", .type = "array", .required = true},
                                             {0}};

static void write_matrix(const struct export_source *from, GString *out) {
  matrix_write(from->matrix, out);
}

const struct export export_matrix_json = {.path = "data/matrix.json",
                                          .title = "the matrix, with the evidence of each cell (JSON)",
                                          .write = write_matrix,
                                          .table = "whole",
                                          .fields = fields};
