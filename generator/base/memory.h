// SPDX-License-Identifier: MIT
// Where there is no memory left the program ends, as GLib has it: the published site stands. Libraries that
// would go on without, and whose answer would then look like bad input, take theirs from here.
#pragma once
#include <glib.h>
#include <stddef.h>

// As malloc (also of no bytes) and realloc, but never NULL. What they return is freed with g_free or free.
void *memory_take(size_t size);
void *memory_resize(void *old, size_t size);

// Has ICU take its memory here. Comes before any other use of ICU.
void memory_for_icu(void);

// As g_utf8_normalize of text, which is UTF-8, but never NULL.
char *memory_normalize(const char *text, GNormalizeMode mode);

// Gives memory that was freed back to the system, where it would be kept for later. For the few moments when
// much was freed that nobody will want again.
void memory_trim(void);
