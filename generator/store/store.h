// SPDX-License-Identifier: MIT
// A cache of statements by content: lets a build code only what is new. Never a source of truth: a store that
// is old, torn or not ours is made anew.
#pragma once
#include "coding/statement.h"
#include "read/article.h"

struct store;

// Opens (or makes, with its folder) the store at path for results of this codebook hash and coder version;
// results of others are dropped. A store of ours that is torn or of another schema is removed and made anew,
// with a note; a file that is not ours is moved to PATH.aside, with a note, or left alone where that is
// taken. On any trouble a note is reported and NULL returned: the build then works without. d must outlive
// the store, which is freed with store_close. One thread at a time may use it.
struct store *store_open(const char *path, const char *codebook_hash, const char *coder_version,
                         struct diag *d);
// Keeps what was put and closes. A store that turned out torn is removed.
void store_close(struct store *s);

// Looks up the statements of the article with this content hash: of all that its statements depend on but the
// codebook and the coder. Appends them to out as statements of the article at path, without traces. Returns
// false, out as it was, where they are not there.
bool store_get(struct store *s, const char *path, const char *content_hash, GPtrArray *out);

// Keeps the statements [from, statements->len) as those of an article with this content hash.
void store_put(struct store *s, const char *content_hash, const GPtrArray *statements, guint from);

// What the store knows of the article at path, when its file last had this stamp (of all that tells whether
// it changed, and of the program that read it). Returns an article with its metadata alone, no text (bytes
// and blocks are NULL), and in *content_hash a copy of its content hash; both are the caller's. NULL where it
// is not known.
struct article *store_recall(struct store *s, const char *path, const char *stamp, char **content_hash);

// Has the store know a so.
void store_know(struct store *s, const char *path, const char *stamp, const struct article *a,
                const char *content_hash);
