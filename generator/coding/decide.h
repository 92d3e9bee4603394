// SPDX-License-Identifier: MIT
// Private to coding/: from a pair with its chances to its statements.
#pragma once
#include "coding/pair_net.h"

// Appends the statements that the pair's chances carry (none, one; two where the grammar found both sides in
// the sentence), without ids, to be owned by out: the grammar's own where it found that stance, else a new
// one. Confidence is the chance; voice is the likeliest.
void pair_decide(const struct reading *r, const struct pair *pair, GPtrArray *out);

// Returns the pair with its traits, and what the net sees of it, as a line of JSON without a line feed, for
// fitting; the caller frees it. with_words: with the words of its sentence.
char *pair_line(const struct reading *r, const struct pair *pair, struct pair_net *asked, bool with_words);
