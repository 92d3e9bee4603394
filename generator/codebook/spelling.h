// SPDX-License-Identifier: MIT
// Private to codebook/: spellings that are one word.
#pragma once
#include <glib.h>
#include <stdbool.h>

// Appends to out (char *, owned by the caller) other spellings of the norm word: British and American
// ("defence", "defense"), with and without the dots of an abbreviation (where upper says that it is one),
// without the Arabic article ("al-sisi", "sisi").
void spelling_variants(const char *word, bool upper, GPtrArray *out);

// Returns word without a leading "al-" or "el-".
const char *without_article(const char *word);
