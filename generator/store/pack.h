// SPDX-License-Identifier: MIT
// Private to the store: statements as bytes, for one machine and one version.
#pragma once
#include "base/slice.h"
#include "coding/statement.h"

// Appends s to out, without its article's path.
void statement_pack(const struct statement *s, GByteArray *out);
// Reads the next one from *bytes, which is cut to what follows, as a statement of the article at path.
// Returns NULL where none stands there.
struct statement *statement_unpack(struct slice *bytes, const char *path);
