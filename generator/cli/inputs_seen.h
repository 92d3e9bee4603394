// SPDX-License-Identifier: MIT
// The digests of files that were read before, by what the system says of them (size, times, inode), so that a
// file of which nothing changed is not read again for its digest. A cache only: one that is torn or not ours
// knows nothing.
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <sys/stat.h>

struct inputs_seen;

// Opens the cache at path. Files that changed up to settled (their ctime in nanoseconds; 0: none) cannot have
// changed again unseen, and are kept. Freed with inputs_seen_free.
struct inputs_seen *inputs_seen_open(const char *path, gint64 settled);
void inputs_seen_free(struct inputs_seen *s);

// Returns the digest (borrowed) of the file at path when it stood so; NULL where that is not known.
const char *inputs_seen_find(const struct inputs_seen *s, const char *path, const struct stat *status);
// Keeps the digest hex of the file at path that stood so before it was read.
void inputs_seen_put(struct inputs_seen *s, const char *path, const struct stat *status, const char *hex);
// Puts what was kept in the place of the old cache. Where that fails, the next build reads all files.
void inputs_seen_write(struct inputs_seen *s);
