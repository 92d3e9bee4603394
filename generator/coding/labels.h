// SPDX-License-Identifier: MIT
// Private to coding/: what a thing is called: "the ban is a gift to smugglers", "called it reckless".
#pragma once
#include "coding/cues.h"
#include "coding/document.h"

// Returns what the word k, with what describes it, calls a thing: +1 good, -1 bad, 0 neither. A "not" at k is
// not regarded.
int label_value(const struct cues *cues, const struct passage *p, int k);

enum label { LABEL_NONE, LABEL_NEUTRAL, LABEL_GOOD, LABEL_BAD };

// Returns what the verb h calls its object or holds it to be: LABEL_NEUTRAL where it gives a name that takes
// no side, or none that is known, as "call" does without a preposition; LABEL_NONE where no side comes of it.
enum label label_of_object(const struct cues *cues, const struct passage *p, int h);
