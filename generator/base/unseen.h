// SPDX-License-Identifier: MIT
// Characters that a reader does not see but that change what is seen: they turn the order of the words around
// them, or hide in the midst of a word.
#pragma once
#include "base/slice.h"
#include <glib.h>

// Says whether c is such a character: marks, embeddings, overrides and isolates of direction, characters
// without width, blanks that pass for letters, tags. Not among them are the joiners, the soft hyphen and the
// three plain marks of direction (U+200E, U+200F, U+061C), which languages need and which turn nothing but
// themselves.
bool unseen_is(gunichar c);

// Says whether s, valid UTF-8, holds one.
bool unseen_in(struct slice s);

// Returns s with U+FFFD for each of them, so that it is seen that there was something. The caller frees it.
char *unseen_shown(const char *s);
