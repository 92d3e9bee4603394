// SPDX-License-Identifier: MIT
// Private to coding/: what the grammar knows of a statement that it made: how the concept is named, how the
// holder was found, what stands on the way. Each is a trait of the statement's pair (coding/pairs.h).
#pragma once
#include "coding/climb.h"

// Gives s its features as a finding of c.
void rule_features_set(struct statement *s, const struct climb *c, const struct finding *f);

// Returns the next feature of s from *i on (0 at first), as head and tail of its name ("cue-" and "demand";
// the tail may be empty); both are static. Returns false at the end.
bool rule_feature_next(const struct statement *s, unsigned *i, const char **head, const char **tail);

// Returns the class of the last cue on the grammar's way to s, CUE_NONE where there was none.
enum cue_class rule_features_cue(const struct statement *s);
