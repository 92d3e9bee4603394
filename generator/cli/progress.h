// SPDX-License-Identifier: MIT
// What a person at a terminal sees of a long job: a line that counts, and a summary. Nothing of the first in
// a pipe.
#pragma once
#include "cli/site_build.h"

struct progress {
  const char *what;
  unsigned done, all;
  gint64 shown; // monotonic time of the last line, microseconds
  bool on;
};

// Starts a count of `all` steps (0: nobody knows how many); nothing is shown where stderr is no terminal or
// the job takes less than half a second.
void progress_start(struct progress *p, const char *what, unsigned all);
void progress_step(struct progress *p);
// Removes the line.
void progress_end(struct progress *p);

// Prints the closing summary on stderr; began is g_get_monotonic_time() at the start, code the exit code, dry
// where nothing was to be written.
void summary_print(const struct site_result *r, gint64 began, bool dry, bool verbose, int code,
                   const struct diag *d);
