// SPDX-License-Identifier: MIT
// Writing ZIP archives: deflated, without dates of their own, so that the same files give the same bytes.
#pragma once
#include "base/slice.h"
#include <glib.h>

// An archive that is being written. Zero but for out is an empty one.
struct zip {
  GString *out;          // borrowed
  GString *central;      // the directory so far; owned
  struct zip_file *file; // being added piece by piece
  unsigned files;
};

// Appends a file. name is ASCII, with '/' between folders; at most 65,535 files of at most 4 GB in all.
void zip_add(struct zip *z, const char *name, struct slice bytes);
// The same piece by piece, one file at a time: begun, any number of pieces, closed.
void zip_begin(struct zip *z, const char *name);
void zip_put(struct zip *z, struct slice bytes);
void zip_close(struct zip *z);
// Appends the directory and frees what z holds. Must be called once, at the end.
void zip_end(struct zip *z);
