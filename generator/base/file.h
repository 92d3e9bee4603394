// SPDX-License-Identifier: MIT
// A whole file into memory, whatever the path turns out to be.
#pragma once
#include "base/diag.h"

// Reads the regular file at path. Returns its bytes, owned by the caller; NULL, with an error reported, where
// it cannot be read, is no file, is larger than limit bytes, or changed meanwhile. Never waits for a pipe or
// a device.
GString *file_read(const char *path, size_t limit, struct diag *d);
