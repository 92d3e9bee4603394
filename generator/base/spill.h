// SPDX-License-Identifier: MIT
// Bytes that are put down and read back later, and need no memory in between: they lie in a file without a
// name, which goes away with its last user. Where there is no room on disk they stay in memory.
#pragma once
#include "base/slice.h"
#include <glib.h>

struct spill;

// Makes an empty one whose file lies in folder (open; it stays the caller's, and is needed no longer than
// this call); -1: in memory alone. Freed with spill_free.
struct spill *spill_new(int folder);
void spill_free(struct spill *s);

// Puts bytes down. Returns where.
guint64 spill_put(struct spill *s, struct slice bytes);
// Reads size bytes that were put at `at`. Returns false with errno where the disk does not give them back.
bool spill_get(struct spill *s, guint64 at, size_t size, char *to);
