// SPDX-License-Identifier: MIT
// Which cell a statement belongs to, by the codebook's ids.
#pragma once
#include "codebook/codebook.h"
#include "coding/statement.h"

struct places {
  GHashTable *actors, *issues; // id -> index + 1
  GHashTable *warned;          // of what was not found
};

// Makes the tables of c, which must outlive them. Released with places_release.
void places_init(struct places *p, const struct codebook *c);
void places_release(struct places *p);

// Finds the indices of s's actor and issue in the codebook. Returns false where it does not have both; each
// id that it does not have is warned about once.
bool places_find(const struct places *p, const struct statement *s, unsigned *actor, unsigned *issue,
                 struct diag *d);
