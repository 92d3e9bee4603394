// SPDX-License-Identifier: MIT
// Private to coding/: what every statement of a sentence has, whoever found it.
#pragma once
#include "coding/document.h"
#include "coding/statement.h"

// Makes a statement of the actor in p's sentence on the target's concept, in p or in a sentence before:
// article, places, actor, person (NULL where none is meant), issue, concept. Stance, voice and cue are left
// open.
struct statement *statement_base(const struct document *d, const struct passage *p, const struct target *t,
                                 int actor, const struct person *person);

// Sets s's cue to the words that take the side ("call"; "" where none) and the target's, and begins its
// trace, where it has one, with what the target means. t stands in p.
void statement_cue(struct statement *s, const struct passage *p, const struct target *t, const char *words);
