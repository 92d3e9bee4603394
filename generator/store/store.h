// SPDX-License-Identifier: MIT
// A cache of statements by content: lets a build code only what is new. Never a source of truth: a store that is old, torn or not ours is made anew.
#pragma once
#include "coding/statement.h"

struct store;

// Opens (or makes) the store at path for results of this codebook hash and coder version; results of others are dropped. On any trouble a note is reported and NULL returned: the
// build then works without. Freed with store_close.
struct store *store_open(const char *path, const char *codebook_hash, const char *coder_version, struct diag *d);
void store_close(struct store *s);

// Looks up the statements of the article with this content hash (hexadecimal) under this path. Appends them to out. Returns false where they are not there.
bool store_get(struct store *s, const char *path, const char *content_hash, GPtrArray *out);

// Keeps the statements [from, statements->len) as those of the article.
void store_put(struct store *s, const char *path, const char *content_hash, const GPtrArray *statements, guint from);
