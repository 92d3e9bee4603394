// SPDX-License-Identifier: MIT
// Private to coding/: what a thing is called: "the ban is a gift to smugglers", "called it reckless".
#pragma once
#include "coding/cues.h"
#include "coding/document.h"

// Returns what the word k, with what describes it, calls a thing: +1 good, -1 bad, 0 neither. A "not" at k is
// not regarded.
int label_value(const struct cues *cues, const struct passage *p, int k);

// Says whether the verb h tells what its object is called or held to be; value: +1 good, -1 bad, 0 neither or
// not known.
bool label_find(const struct cues *cues, const struct passage *p, int h, int *value);

// Says whether the verb h gives its object a name, as "call" does without a preposition: then it asks for
// nothing.
bool label_gives_name(const struct passage *p, int h);
