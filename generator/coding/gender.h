// SPDX-License-Identifier: MIT
// Private to coding/: which pronoun means a person.
#pragma once
#include "coding/document.h"

// Given names (data/given-names.txt) by folded name. NULL after an error to d. Freed with given_names_free.
struct given_names;
struct given_names *given_names_load(const char *folder, struct diag *d);
void given_names_free(struct given_names *g);

// Fills d->pronouns: the codebook's pronoun of each actor; of a person for whom it gives none what the
// article's titles ("Ms Lane") or else the given name tell. The mentions must be found.
void genders_learn(struct document *d);

// Says whether he or she, as gender, can mean who's first actor; PRONOUN_ANY means any.
bool gender_fits(const struct document *d, const struct who *w, enum pronoun gender);
