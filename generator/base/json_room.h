// SPDX-License-Identifier: MIT
// Private to json.c: room for the nodes of trees that are built, of few sizes and in great number. It is
// handed round between threads, since what one builds another frees, and given back when the program ends.
#pragma once
#include <stddef.h>

// Returns room for size bytes; *kind becomes what room_give wants.
void *room_take(size_t size, unsigned *kind);
// Takes it back. Kind 0 is memory of GLib's.
void room_give(void *room, unsigned kind);
