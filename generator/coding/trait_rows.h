// SPDX-License-Identifier: MIT
// Private to coding/: rows of numbers, found by the keys of traits (bag_key). Most keys that are asked for
// have no row, so that is what is told fastest.
#pragma once
#include <stddef.h>
#include <stdint.h>

struct trait_rows;

// Returns an empty table that has room for count rows. Freed with trait_rows_free.
struct trait_rows *trait_rows_new(size_t count);
void trait_rows_free(struct trait_rows *t);

// Gives key the row (borrowed, not NULL) in place of the one it had.
void trait_rows_put(struct trait_rows *t, uint64_t key, const int *row);
// Returns key's row, or NULL.
const int *trait_rows_find(const struct trait_rows *t, uint64_t key);
