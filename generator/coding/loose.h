// SPDX-License-Identifier: MIT
// Private to coding/: who may hold a concept where the words between are not understood.
#pragma once
#include "coding/climb.h"

// Adds to c, which found nobody, those who are likeliest to hold its concept: the voice of the quotation, who
// reports the sentence, the nearest subject above, whose it is. The attitude is the product of the signs of
// the cues above the concept and of the negations; a harm or claim that no cue judges is taken to be named
// against it. Their confidence is fitted apart (struct finding, loose).
void loose_find(struct climb *c);
