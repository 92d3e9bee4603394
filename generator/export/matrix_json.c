// SPDX-License-Identifier: MIT
// The matrix as the contract has it; `standpoint merge` reads it back.
#include "export/export.h"

static void write_matrix(const struct export_source *from, GString *out) {
  matrix_write(from->matrix, out);
}

const struct export export_matrix_json = {"data/matrix.json", "Matrix, with the evidence of each cell (JSON)",
                                          write_matrix};
