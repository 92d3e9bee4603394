// SPDX-License-Identifier: MIT
// Private to the words: what words_load.c fills and words.c says.
#pragma once
#include "site/language.h"
#include "site/words.h"

struct words {
  json *tree;
  char *tag; // the language of the words
  struct language *language;
};

// Finds the next {name} of a pattern and moves the pattern behind it; returns false at the end. *before is
// the text up to it.
bool words_place(const char **pattern, struct slice *before, struct slice *name);
