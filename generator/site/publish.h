// SPDX-License-Identifier: MIT
// Putting a site in place as a whole or not at all.
#pragma once
#include "base/diag.h"
#include "base/slice.h"

struct publication;

struct publish_result {
  unsigned files, written, unchanged, removed, carried; // carried: foreign files taken along
};

// Begins a new site beside the old one (output + ".next"). Recovers first what an earlier run left half done. Refuses (NULL, error) where output is a folder that the
// program did not make and that is not empty (.gitignore apart), or another build holds the lock.
struct publication *publish_begin(const char *output, struct diag *d);

// Puts bytes at path (relative, '/' between names, no ".." and no leading '/'). Where the old site has the same bytes there, the file is linked, so bytes and time stamp stay.
// Two calls with one path are an error that names both sources. source says for messages what the page was made from.
bool publish_put(struct publication *p, const char *path, struct slice bytes, const char *source, struct diag *d);

// Runs the gate over every page put (site/gate.h). Returns false after errors.
bool publish_check(struct publication *p, struct diag *d);

// Carries foreign files over, syncs, exchanges new and old in one step, removes the old. Frees p in any case. On failure the old site stands.
bool publish_commit(struct publication *p, struct publish_result *result, struct diag *d);

// Gives up: removes the new site, leaves the old. Frees p.
void publish_abandon(struct publication *p);
