// SPDX-License-Identifier: MIT
// The main job, as build and check run it.
#pragma once
#include "base/diag.h"
#include <glib.h>

struct build_options {
  gboolean strict, no_store, verbose;
  gboolean dry; // check: do everything, write nothing
  gint jobs;    // threads; 0: one a processor
};

// Codes and publishes the site in the folder `site`. Returns the exit code.
int build_site(const char *site, const struct build_options *o, struct diag *d);
