// SPDX-License-Identifier: MIT
// Word lists of the data folder: tab-separated lines, # begins a comment line.
#pragma once
#include "base/diag.h"

struct wordfile {
  char *bytes;     // owned; the fields point into it
  GPtrArray *rows; // char **, each NULL-terminated fields of one line, in the file's order
};

// Reads the file at path. Returns false after an error to d.
bool wordfile_load(struct wordfile *w, const char *path, struct diag *d);
void wordfile_release(struct wordfile *w);
