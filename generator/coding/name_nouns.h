// SPDX-License-Identifier: MIT
// Private to coding/: the common nouns in actors' names, by which a text takes them up again: "the union" for
// the "Rail Workers' Union", "the museum" for the "Museum of Oslo".
#pragma once
#include "codebook/codebook.h"

struct name_nouns;

// Gathers those of the codebook's names and aliases. Freed with name_nouns_free.
struct name_nouns *name_nouns_new(const struct codebook *c);
void name_nouns_free(struct name_nouns *n);

// Says whether some actor's name holds such a noun, in capitals or not; the second, whether that actor's
// does.
bool name_nouns_hold(const struct name_nouns *n, const char *lemma);
bool name_noun_of(const struct name_nouns *n, const char *lemma, int actor);
