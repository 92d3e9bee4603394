// SPDX-License-Identifier: MIT
// The English model file: mapped read-only, checked when opened.
#pragma once
#include "base/diag.h"

struct model;

// Opens the model at path; NULL means the one that belongs to the program (beside the built program, then the
// installed place; STANDPOINT_DATA overrides). Returns NULL after an error to d. Freed with model_free.
struct model *model_open(const char *path, struct diag *d);
void model_free(struct model *m);

// Returns a text that changes whenever results may change: part of the coder's version.
const char *model_version(const struct model *m);
