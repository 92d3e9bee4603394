// SPDX-License-Identifier: MIT
// Lemmas and normal forms of English words: rules plus exceptions.
#pragma once
#include "text/sentence.h"

// Writes the lemma of form as the part of speech p into out (cleared first).
void lemma_of(struct slice form, enum upos p, GString *out);

// Writes form case-folded, without accents, with straight quotes and plain hyphens, into out (cleared first):
// two spellings of one name have one norm.
void norm_of(struct slice form, GString *out);
