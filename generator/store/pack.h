// SPDX-License-Identifier: MIT
// Private to the store: statements as bytes, for one machine and one version.
#pragma once
#include "base/slice.h"
#include "coding/statement.h"
#include "read/article.h"

// Appends s to out, without its article's path.
void statement_pack(const struct statement *s, GByteArray *out);
// Reads the next one from *bytes, which is cut to what follows, as a statement of the article at path.
// Returns NULL where none stands there.
struct statement *statement_unpack(struct slice *bytes, const char *path);

// Appends the metadata of a (not its path) and its content hash to out, and reads them back. Returns NULL
// where they are none.
void facts_pack(const struct article *a, const char *content_hash, GByteArray *out);
struct article *facts_unpack(struct slice bytes, char **content_hash);
