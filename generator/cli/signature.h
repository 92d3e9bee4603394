// SPDX-License-Identifier: MIT
// A digest of what the system says of files without reading them (size, time stamps, inode, as git's index
// does), and whether it can be relied on.
#pragma once
#include <glib.h>
#include <stdbool.h>

// Made with signature_new, ended with signature_end.
struct signature {
  GChecksum *sum;
  gint64 changed; // when the file that changed last did: its ctime, which nobody can set, in nanoseconds
  bool sound;     // false: something could not be seen, or is no file (a link to a folder, a socket)
};

struct signature signature_new(void);
// Adds a text that matters as much as the files do.
void signature_text(struct signature *s, const char *text);
// Adds the file at path; none there is a state like others.
void signature_file(struct signature *s, const char *path);
// Adds all that lies below folder; a folder that is not there is a state too. Links to files count as what
// they lead to.
void signature_folder(struct signature *s, const char *folder);
// Adds the running program and the libraries that it has loaded.
void signature_program(struct signature *s);
// Returns the digest of the program alone, for the caller to free; NULL where it cannot be seen.
char *program_signature(void);
// Frees s. Returns the digest in hexadecimal, for the caller to free.
char *signature_end(struct signature *s);

// Two changes within one tick of a file system's clock have one time stamp. Writes a file at path until that
// file is younger than `changed`, for at most a twentieth of a second, and removes it: what changes from now
// on can be told from what was signed. Returns false where the clock does not get there, or nothing can be
// written.
bool signature_outlasts(const char *path, gint64 changed);
