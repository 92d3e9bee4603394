// SPDX-License-Identifier: MIT
// Putting a site in place as a whole or not at all. Called from one thread.
#pragma once
#include "base/diag.h"
#include "base/slice.h"
#include "site/gate.h"
#include <sys/stat.h>

struct publication;

struct publish_result {
  unsigned files;     // pages and files of the new site, foreign ones not counted
  unsigned written;   // of these, new or changed
  unsigned unchanged; // of these, the very file of the old site: same bytes, same time stamp
  unsigned removed;   // files of the old site that the new one no longer has
  unsigned carried;   // foreign files and links taken along
};

// Begins a new site that will take the place of folder output. Takes the lock (OUTPUT.lock, gone again at the
// end) and finishes or takes back what an earlier run left half done in OUTPUT.next. Returns NULL (reported)
// where output is a folder that the program did not make (it has no .standpoint-manifest) and that holds more
// than a .gitignore, where anything cannot be read or made, and where another build holds the lock; *busy
// (may be NULL) says whether it was the lock.
struct publication *publish_begin(const char *output, bool *busy, struct diag *d);

// The same for a rehearsal: files are checked as ever and kept nowhere; publish_commit puts nothing in place.
struct publication *publish_begin_dry(void);

// Puts bytes (copied or written at once) at path: relative, '/' between names, UTF-8, no empty name, "." or
// "..", no backslash or control character, names up to 255 bytes, 1023 in all. Where the old site has the
// same bytes there, that very file is taken along. source says for messages what the file was made from.
// Returns false (reported) on a bad path, on a path that was put before, differs from such a one in capitals
// alone or is a folder of another's (both sources are named), and where it cannot be written; after the last
// the publication can no longer be committed. Where the program is told to stop (base/stop.h) it returns
// false and says nothing, and nothing is committed any more.
bool publish_put(struct publication *p, const char *path, struct slice bytes, const char *source,
                 struct diag *d);

// What can be found out of a file apart from all others, so that several threads may at once: publish_put is
// publish_read and publish_put_read. Released with publish_reading_release.
struct publish_reading {
  char sha256[65];
  struct gate_notes *notes; // site/gate.h
};
struct publish_reading publish_read(const char *path, struct slice bytes);
void publish_reading_release(struct publish_reading *r);
bool publish_put_read(struct publication *p, const char *path, struct slice bytes,
                      const struct publish_reading *r, const char *source, struct diag *d);

// publish_put of a file that the gate can read in pieces (gate_streams), piece by piece. Returns NULL, or
// false at the end, as publish_put does; publish_stream_end frees it, and says in r what was found out of the
// file, for the caller to release.
struct publish_stream;
struct publish_stream *publish_stream_new(struct publication *p, const char *path, const char *source,
                                          struct diag *d);
void publish_stream_add(struct publish_stream *s, struct slice bytes);
bool publish_stream_end(struct publish_stream *s, struct publish_reading *r);

// Puts the file that the old site has at path as it stands, unread: the caller knows that it is the one of
// this digest and these notes (which may be released afterwards). Returns false as publish_put does.
bool publish_keep(struct publication *p, const char *path, const struct publish_reading *r,
                  const char *source, struct diag *d);
// Finds how the file stands that the program wrote at path of the old site. Returns false where there is
// none.
bool publish_standing(struct publication *p, const char *path, struct stat *status);

// Returns the open folder that the site lies in, which stays p's; -1 in a rehearsal.
int publish_folder(const struct publication *p);

// Opens the file that the old site has at path, of as many bytes as the program wrote there. -1: there is
// none.
int publish_old(struct publication *p, const char *path, size_t *size);

// Says whether the old site has a file at path that the program did not write.
bool publish_foreign(const struct publication *p, const char *path);

// Reports what the gate (site/gate.h) found in all files put, and foreign files that stand where a file was
// put. Returns false after errors; then nothing can be committed.
bool publish_check(struct publication *p, struct diag *d);

// Takes foreign files along, syncs to disk, exchanges new and old in one step, removes the old. Where nothing
// at all changed, nothing is touched. Frees p in any case. On failure (reported, false), and where the
// program is told to stop before the exchange (false, nothing said), the old site stands untouched.
bool publish_commit(struct publication *p, struct publish_result *result, struct diag *d);

// Gives up: removes the new site, leaves the old. Frees p (NULL is fine).
void publish_abandon(struct publication *p);

// What publish_verify found.
struct publish_state {
  unsigned files, same; // files that the program published; of these, still there with the same bytes
  unsigned foreign;     // files that it did not make
  char sha256[65];      // of the list of all files with their digests: one number for the whole site
};

// Compares a published folder with the list of what was published there (.standpoint-manifest). Each file
// that is missing or has other bytes is an error to d, each that the program did not make a note. Returns
// false (reported) where there is nothing to compare: no site, or a list that cannot be read.
bool publish_verify(const char *output, struct publish_state *state, struct diag *d);
