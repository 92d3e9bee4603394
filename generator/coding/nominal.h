// SPDX-License-Identifier: MIT
// Private to coding/: the holders that a noun phrase names by its own words.
#pragma once
#include "coding/document.h"

// Adds an actor, once.
void who_add(struct who *w, int actor, const struct person *person);

// Fills out for the noun phrase headed by t, without pronouns and epithets.
void nominal_who(const struct document *d, const struct passage *p, int t, struct who *out, int depth);
