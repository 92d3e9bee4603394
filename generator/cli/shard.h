// SPDX-License-Identifier: MIT
// Shards of a list of articles, I of N: each path falls to exactly one of them.
#pragma once
#include "base/diag.h"

struct shard {
  guint64 index, count; // count 0: no shard was asked for, all articles are taken
};

// Reads "I/N" with I from 0 and below N. Returns false, *s as it was, where text is nothing of that form.
bool shard_parse(const char *text, struct shard *s);

// Says whether path falls to s: its FNV-1a hash (64 bit) is I modulo N, or s has no count.
bool shard_takes(const struct shard *s, const char *path);
