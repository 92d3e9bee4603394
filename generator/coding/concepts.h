// SPDX-License-Identifier: MIT
// Private to coding/: the concepts that the words mean: terms, references, what a vote is about.
#pragma once
#include "coding/document.h"

// Fills targets of every passage, weights and main of d.
void concepts_find(struct document *d);

// Adds what else in passage i means an actor that is a concept too: pronouns, offices, epithets, other names.
// who of the passage must be filled.
void actor_targets_add(struct document *d, unsigned i);

enum { CONCEPT_NEAR = 2 }; // sentences back that a concept stays what is spoken of

// Returns the measure with a side that was last named before token of passage i, at most CONCEPT_NEAR
// sentences back, or NULL.
const struct concept *concept_lately_meant(const struct document *d, unsigned i, unsigned token);

// Returns a target of the one word t, which means c without naming it.
struct target target_by_reference(unsigned t, const struct concept *c);
