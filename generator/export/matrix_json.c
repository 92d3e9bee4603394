// SPDX-License-Identifier: MIT
// The matrix as the contract has it; `standpoint merge` reads it back.
#include "export/export.h"
#include "matrix/matrix_out.h"

static const struct export_field fields[] = {{.name = "title", .type = "string", .required = true},
                                             {.name = "period", .type = "object", .required = true},
                                             {.name = "articles", .type = "integer", .required = true},
                                             {.name = "actors", .type = "array", .required = true},
                                             {.name = "issues", .type = "array", .required = true},
                                             {.name = "cells", .type = "array", .required = true},
                                             {.name = "evidence", .type = "array", .required = true},
                                             {0}};

static void part(void *data) {
  const struct export_source *from = data;
  if (from->see) from->see(NULL, from->data);
}

static void write_matrix(const struct export_source *from, GString *out) {
  struct export_source source = *from;
  matrix_write_out(from->matrix, &(struct matrix_out){.text = out, .taken = part, .data = &source});
}

const struct export export_matrix_json = {.path = "data/matrix.json",
                                          .title = "the matrix, with the evidence of each cell (JSON)",
                                          .write = write_matrix,
                                          .table = "whole",
                                          .fields = fields};
