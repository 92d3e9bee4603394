// SPDX-License-Identifier: MIT
// Words as the search compares them: without case and accents. The page's script (templates/assets/search.js)
// folds what a reader types by the same steps and the same table, which the index hands to it.
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <string.h>

// Letters that do not come apart into a plain letter and an accent, and what they count as; ended by a row of
// NULLs.
struct fold_letter {
  const char *from, *to;
};
extern const struct fold_letter fold_letters[];

// Called with each word of a text, which lives until the call ends.
typedef void fold_word(const char *word, void *data);

// Calls each with the words of text in their order: compatibility decomposition, small
// letters, no marks, fold_letters; then each run of letters and digits is a word, and each character of a
// script that does not part its words by spaces (Chinese, Japanese) is one by itself.
void fold_words(const char *text, fold_word *each, void *data);
