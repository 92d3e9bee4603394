// SPDX-License-Identifier: MIT
// What the commands share: options by GLib, files, output.
#pragma once
#include "cli/command.h"
#include <glib.h>

// Parses argv by entries (GOption; -h/--help, --version included). usage: what stands behind the command's
// name ("FILE…"); about: the paragraph below it. Returns true to go on, with *rest the remaining arguments
// (owned by the caller, NULL-terminated); else *exit_code is set (0 after --help, EX_USAGE after a fault,
// which is reported).
bool options_parse(int argc, char **argv, const GOptionEntry *entries, const char *usage, const char *about,
                   char ***rest, int *exit_code, struct diag *d);

// Opens path for data: NULL or "-" is standard output; else a temporary file beside path that output_close
// renames into place. What a run that was killed left of such files is removed. NULL after an error to d.
struct output;
struct output *output_open(const char *path, struct diag *d);
FILE *output_file(struct output *o);
// Flushes and puts in place. Returns 0, or EX_IOERR / EX_CANTCREAT after an error to d. Frees o.
int output_close(struct output *o, struct diag *d);
// Throws away what was written. Frees o (NULL: none).
void output_abandon(struct output *o);
// The same, and says that a signal asked to stop (base/stop.h). Returns the exit code for that.
int output_stopped(struct output *o, struct diag *d);

// The paths that args name, one after the other; "-" reads paths from standard input, one a line, as they
// come. Zero is a valid state: none.
struct paths {
  char **args; // borrowed, NULL-terminated; where it stands now
  struct diag *d;
  char *line;
  size_t room;
};
// Returns the next one, borrowed until the next call or paths_release; NULL at the end, and after a fault to
// d where standard input cannot be read to its end.
const char *paths_next(struct paths *p);
void paths_release(struct paths *p);

// Appends to out (char *, owned) all paths named by args. Returns false after a fault to d, where standard
// input cannot be read to its end.
bool paths_expand(char **args, GPtrArray *out, struct diag *d);

// Returns SITE/input/codebook.json for `site`, or a copy of given where that is not NULL. The caller frees
// it.
char *codebook_path(const char *given, const char *site);
