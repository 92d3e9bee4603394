// SPDX-License-Identifier: MIT
// Private to publish: the place where a site stands, and the list of what the program wrote there.
#pragma once
#include "base/diag.h"
#include "site/publish.h"
#include "site/publish_files.h"
#include <stdint.h>

// Names at the root of a site that are the program's own business; no page can have them.
#define RESERVED ".standpoint-"
#define MANIFEST RESERVED "manifest" // what the program wrote: the mark of its own sites
#define BUILDING RESERVED "building" // marks a new site that is not complete
#define REPLACED                                                                                             \
  RESERVED "old" // the old site inside the new one, where two renames take the place of an exchange

// --- the manifest (publish_manifest.c): "standpoint-manifest 1", then a line for each file: SHA-256, size,
// path; by path ---

struct manifest_entry {
  char *path;
  size_t size;
  char sha256[65];
};

struct manifest {
  GString *text;       // as it stands on disk; NULL: there is none
  GPtrArray *entries;  // struct manifest_entry *
  GHashTable *by_path; // path -> entry
  GHashTable *folders; // every folder that holds one of them, at any depth
};

void manifest_init(struct manifest *m);
void manifest_release(struct manifest *m);

// Adds a file (all is copied). Folders are added too. Returns the entry, which stays m's.
const struct manifest_entry *manifest_add(struct manifest *m, const char *path, size_t size,
                                          const char *sha256);

// Sorts the entries and writes them into text.
void manifest_print(struct manifest *m);

// Reads the manifest of the site in folder, shown in messages as path. None there leaves m empty. Returns
// false (reported) where there is one that cannot be read.
bool manifest_read(struct manifest *m, struct tree *folder, const char *path, struct diag *d);

// Says what is wrong with path as the path of a page; NULL: nothing.
const char *path_fault(const char *path);

// --- the place (publish_place.c) ---

struct place {
  char *shown;              // the output folder as the user named it
  int parent;               // the folder that holds it, open; -1: none
  char *name, *next, *lock; // its own name there, that of the new site and of the lock
  int lock_fd;              // -1: not held
};

// Finds the place of output, takes the lock, and ends what an earlier run left half done. Returns false
// (reported), with p released, where that fails; *busy says whether another holds the lock.
bool place_open(struct place *p, const char *output, bool *busy, struct diag *d);

// Gives the lock back. Fine on a zeroed p, and twice.
void place_release(struct place *p);

// Puts NEXT where OUTPUT is, and removes what was there. Returns false (reported) where that fails; OUTPUT
// then stands.
bool place_exchange(struct place *p, struct diag *d);

// Removes NEXT, unless the old site lies in it; what cannot be removed, the next run removes.
void place_discard(const struct place *p);

// Reports an error of the system at path inside the output ("": the output itself). Returns false.
bool place_error(const struct place *p, struct diag *d, const char *path, const char *what, int error);

// --- for files that come in pieces (publish_stream.c) ---

bool publish_is_dry(const struct publication *p);
// Notes that source makes the file at path. Returns false (reported) as publish_put does.
bool publish_claim(struct publication *p, const char *path, const char *source, struct diag *d);
// Makes the file at path of the new site, for writing. Returns -1 (reported) where that fails.
int publish_create(struct publication *p, const char *path, struct diag *d);
// Reports errno at path; the publication can no longer be committed. Returns false.
bool publish_failed(struct publication *p, struct diag *d, const char *path, const char *what);
// Notes what the file that was claimed has become; kept: the old site's is taken along.
void publish_note(struct publication *p, const char *path, size_t size, const struct publish_reading *r,
                  bool kept);
