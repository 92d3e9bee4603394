// SPDX-License-Identifier: MIT
// Shards of a list of articles, I of N: each path falls to exactly one of them.
#pragma once
#include "base/diag.h"

struct shard {
  guint64 index, count; // count 0: no shard was asked for, all articles are taken
};

// Reads "I/N" with I from 0 and below N. Returns false, *s as it was, where text is nothing of that form.
bool shard_parse(const char *text, struct shard *s);

// Removes from paths (char *, owned by the array) each whose FNV-1a hash (64 bit) is not I modulo N. Where s
// has no count, all stay.
void shard_keep(const struct shard *s, GPtrArray *paths);
