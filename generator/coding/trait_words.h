// SPDX-License-Identifier: MIT
// Private to coding/: traits in words.
#pragma once
#include <glib.h>

// Appends the trait of that name in words: "the holder is: subject of "condemn"" for
// "actor-head=nsubj,condemn&h".
void trait_words(const char *name, GString *out);
