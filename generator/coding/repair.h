// SPDX-License-Identifier: MIT
// Private to coding/: mends errors that a parser of news often makes, where word classes and frames tell
// better.
#pragma once
#include "coding/cues.h"
#include "text/sentence.h"

// Changes heads and relations of s where a rule applies. The result is still one tree.
void tree_repair(const struct cues *cues, struct sentence *s);
