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

// Returns the words of text (char *, owned by the array) in their order: compatibility decomposition, small
// letters, no marks, fold_letters; then each run of letters and digits is a word, and each character of a
// script that does not part its words by spaces (Chinese, Japanese) is one by itself. The caller unrefs it.
GPtrArray *fold_words(const char *text);
