// SPDX-License-Identifier: MIT
// Private to text/: lemmas where the Penn tag is known too.
#pragma once
#include "text/lemma.h"
#include "text/tags.h"

// As lemma_of, and sure of number, degree and tense by x. norm: the form as norm_of gives it.
void lemma_tagged(struct slice form, struct slice norm, enum upos p, enum xpos x, GString *out);
