// SPDX-License-Identifier: MIT
// One matrix of statements in any number: they pass through a sorter, and cells keep no more than sums.
#pragma once
#include "matrix/matrix.h"

struct merging_options {
  const char *folder; // for temporary files
  size_t memory;      // bytes
  unsigned best;      // so many statements of each cell, best first, are named in the matrix; 0: all
};

struct merging;

// Begins; c and d must outlive it. Freed with merging_free.
struct merging *merging_new(const struct codebook *c, const struct merging_options *options, struct diag *d);
void merging_free(struct merging *m);

// Takes s over (a statement_taker, data: the merging); ids that the codebook does not have are warned about.
void merging_take(struct statement *s, void *data);

// Returns how many it was given.
guint64 merging_count(const struct merging *m);

// Says whether temporary files failed so far (reported).
bool merging_failed(const struct merging *m);

// Writes the matrix to out, as matrix_write makes it of the same statements; with `best` it has that as a key
// and the evidence of the statements named alone. Nothing is written before all is sorted. Returns false
// after an error of the temporary files; whether out took it all is for the caller to ask.
bool merging_write(struct merging *m, FILE *out);
