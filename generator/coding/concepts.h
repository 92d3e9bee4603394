// SPDX-License-Identifier: MIT
// Private to coding/: the concepts that the words mean: terms, references, what a vote is about.
#pragma once
#include "coding/document.h"

// Fills targets of every passage, weights and main of d.
void concepts_find(struct document *d);
