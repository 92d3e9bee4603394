// SPDX-License-Identifier: MIT
// Private to base/: checks the form of JSON text and notes where each value and key stands.
#pragma once
#include "base/diag.h"
#include <stdint.h>

struct json_spot {
  size_t value, key; // byte offsets; key is SIZE_MAX outside objects
};

// Walks text in document order. Appends a json_spot for each value to spots (NULL: none is kept). Reports the
// first fault of form (returns false) and each doubled key (goes on).
bool json_scan(struct slice text, const char *path, const struct lines *lines, GArray *spots, struct diag *d);
