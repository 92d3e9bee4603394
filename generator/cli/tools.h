// SPDX-License-Identifier: MIT
// What a command needs to code articles: codebook, model, coder.
#pragma once
#include "cli/options.h"
#include "coding/coder.h"

struct tools {
  struct codebook *codebook;
  struct model *model;
  struct coder *coder;
};

// Opens the codebook (given NULL: ./input/codebook.json). Returns NULL after errors to d, with *code
// EX_NOINPUT or EX_DATAERR.
struct codebook *tools_codebook(const char *given, int *code, struct diag *d);

// Opens all three. Returns 0, or EX_NOINPUT, EX_DATAERR (the codebook) or EX_UNAVAILABLE (the program's own
// data) after errors to d. Released with tools_release in any case.
int tools_open(struct tools *t, const char *codebook, struct diag *d);
void tools_release(struct tools *t);
