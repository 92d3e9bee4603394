// SPDX-License-Identifier: MIT
// Private to coding/: sentences that take a side without naming on what: the article's topic.
#pragma once
#include "coding/document.h"

// Adds to every passage that names no concept the words that a cue takes ("opposed the change", "it is
// unacceptable") as targets (guess set): they may mean the concept last meant, or the article's main one.
// After concepts_find has done the rest; d->main and d->weights are read.
void topic_guess(struct document *d);
