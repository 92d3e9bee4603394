// SPDX-License-Identifier: MIT
#include "cli/progress.h"
#include "base/exits.h"
#include <unistd.h>

enum { PAUSE = 100000, PATIENCE = 500000 }; // microseconds between two lines; before the first

void progress_start(struct progress *p, const char *what, unsigned all) {
  *p = (struct progress){.what = what, .all = all, .on = isatty(STDERR_FILENO)};
  p->shown = g_get_monotonic_time() + PATIENCE - PAUSE;
}

void progress_step(struct progress *p) {
  p->done++;
  gint64 now = p->on ? g_get_monotonic_time() : 0;
  if (!p->on || now - p->shown < PAUSE) return;
  p->shown = now;
  fprintf(stderr, "\r\033[K%s: %u", p->what, p->done);
  if (p->all) fprintf(stderr, " of %u", p->all);
  fputs(" articles", stderr);
}

void progress_end(struct progress *p) {
  if (p->on) fputs("\r\033[K", stderr);
}

static void counted(unsigned n, const char *one, const char *many, const char *after) {
  fprintf(stderr, "%u %s%s", n, n == 1 ? one : many, after);
}

void summary_print(const struct site_result *r, gint64 began, bool dry, bool verbose, int code,
                   const struct diag *d) {
  double seconds = (double)(g_get_monotonic_time() - began) / 1e6;
  counted(r->articles, "article", "articles", ", ");
  fprintf(stderr, "%u skipped, ", r->skipped);
  counted(r->statements, "statement", "statements", " in ");
  counted(r->cells, "cell", "cells", "; ");
  if (!dry) {
    counted(r->files.files, "file", "files", " ");
    fprintf(stderr, "(%u written, %u unchanged, %u removed); ", r->files.written, r->files.unchanged,
            r->files.removed);
  }
  counted(diag_count(d, DIAG_ERROR), "error", "errors", ", ");
  counted(diag_count(d, DIAG_WARNING), "warning", "warnings", "; ");
  fprintf(stderr, "%.1f s\n", seconds);
  if (verbose)
    fprintf(stderr,
            "coded now: %u of %u; pages left as they stand: %u; left out below the site's min_confidence: "
            "%u; files of others carried "
            "over: %u\n",
            r->coded, r->articles, r->standing, r->weak, r->files.carried);
  if (!dry && code > EXIT_INPUT_ERRORS) fputs("nothing was published; the old site stands\n", stderr);
}
