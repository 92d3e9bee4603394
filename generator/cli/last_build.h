// SPDX-License-Identifier: MIT
// What the last build of a site was made from and what it gave (SITE/.standpoint/last-build), so that a build
// for which nothing changed need not begin. A cache only: without it, or where it cannot be relied on, a
// build does all its work.
#pragma once
#include "cli/site_build.h"

// One build and what is known of the last. Zero does nothing; freed with last_build_free.
struct last_build {
  const char *site;
  bool strict, usable;
  gint64 settled;     // usable: when the input that changed last did; what changes from now on does so later
  char *path, *stamp; // the record, and a file for asking the clock
  char *inputs;       // what this build is made from
  struct diag_log *said; // what it says, from last_build_begin on
};

// Signs what a build of site is made from: input, templates, the program with its data. Where all that and
// the output stand as the last build left them, says again what that said, fills *result and *code, and
// returns true: there is nothing to do. Else messages to d are kept from now on. site must outlive b.
bool last_build_begin(struct last_build *b, const char *site, bool strict, struct site_result *result,
                      int *code, struct diag *d);

// After a build that published its site: keeps what it was made from and gave, if no input changed meanwhile.
void last_build_keep(struct last_build *b, const struct site_result *result, int code);

void last_build_free(struct last_build *b, struct diag *d);
