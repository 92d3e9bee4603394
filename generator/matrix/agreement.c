// SPDX-License-Identifier: MIT
#include "matrix/matrix.h"

struct agreement matrix_agreement(const struct matrix *m, unsigned a, unsigned b) {
  struct agreement all = {0};
  for (unsigned i = 0; i < m->codebook->issue_count; i++) {
    const struct cell *x = matrix_cell(m, a, i), *y = matrix_cell(m, b, i);
    if (!x || !y) continue;
    all.shared++;
    if (x->stance == STANCE_MIXED || y->stance == STANCE_MIXED) continue;
    if (x->stance == y->stance)
      all.same++;
    else if (x->stance != STANCE_NEUTRAL && y->stance != STANCE_NEUTRAL)
      all.opposed++;
  }
  return all;
}
