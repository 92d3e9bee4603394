// SPDX-License-Identifier: MIT
// From a byte offset to the line and column that people see.
#pragma once
#include "base/slice.h"
#include <glib.h>

struct lines {
  struct slice text; // borrowed
  GArray *starts;    // size_t: where each line begins, ascending
  GArray *counts;    // private to lines.c
};

// Prepares l for text, which must outlive it. Line ends are LF, CRLF and lone CR.
void lines_init(struct lines *l, struct slice text);
void lines_release(struct lines *l);

// Finds the line and the column of offset, both from 1; columns count UTF-8 characters. An offset past the
// end means the end. The time that it takes does not grow with the line.
void lines_find(const struct lines *l, size_t offset, unsigned *line, unsigned *column);
