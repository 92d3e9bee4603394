// SPDX-License-Identifier: MIT
// Private to coding/: who speaks: quotation marks, running quotations, speaker labels, the author of a
// speech.
#pragma once
#include "coding/document.h"

// Marks the tokens between quotation marks in every passage.
void quotations_mark(struct document *d);

// Finds the voice of every passage that has quoted words, and the author of a speech; after who_resolve.
void attribution_resolve(struct document *d);

// Returns the token of a reporting verb's subject or of "according to X" that reports the clause of t outside
// of the quotation, or -1.
int reporting_subject(const struct document *d, const struct passage *p, int t);

// Says whether t is a verb or noun of speech.
bool is_speech(const struct document *d, const struct passage *p, int t);
