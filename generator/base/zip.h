// SPDX-License-Identifier: MIT
// Writing ZIP archives: deflated, without dates of their own, so that the same files give the same bytes.
#pragma once
#include "base/slice.h"
#include <glib.h>

// An archive that is being written. Zero but for out is an empty one.
struct zip {
  GString *out; // borrowed: what was not taken yet
  // Takes what stands in out, piece by piece; NULL: all stays there.
  void (*take)(struct slice bytes, void *data);
  void *data;
  bool spills; // a file lies in the open folder until its size is known (base/spill.h), else in memory
  int folder;
  guint64 taken;         // bytes
  GString *central;      // the directory so far; owned
  struct zip_file *file; // being added piece by piece
  unsigned files;
  int error;
};

// Appends a file. name is ASCII, with '/' between folders; at most 65,535 files of at most 4 GB in all.
void zip_add(struct zip *z, const char *name, struct slice bytes);
// The same piece by piece, one file at a time: begun, any number of pieces, closed.
void zip_begin(struct zip *z, const char *name);
void zip_put(struct zip *z, struct slice bytes);
void zip_close(struct zip *z);
// Appends the directory and frees what z holds. Must be called once, at the end. Returns 0, or the errno of
// what the disk did not give back: the archive is then damaged.
int zip_end(struct zip *z);

// A part of a file, packed for itself: the same bytes give the same part, whatever stands before it, so that
// it can be taken from another archive as it is.
struct zip_part {
  guint64 at;          // where it lies in the archive
  guint32 packed, len; // bytes there, and unpacked
  guint32 sum;         // zip_sum of what it says
};

// Ends a part of the file that was begun: all that was put since the last one ended. Up to 4 GB.
struct zip_part zip_end_part(struct zip *z);
// Puts a part that was packed elsewhere; the one at hand must have been ended. Returns it with its place
// here.
struct zip_part zip_put_part(struct zip *z, struct zip_part part, struct slice packed);

// Returns the CRC-32 of bytes, which tells a flipped bit.
guint32 zip_sum(struct slice bytes);
