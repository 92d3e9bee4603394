// SPDX-License-Identifier: MIT
// What a site is made from: the digest of every file below SITE/input and SITE/templates, published with the
// site as data/inputs.sha256 in the format of sha256sum, so that `sha256sum -c` in SITE checks it too.
#pragma once
#include "base/diag.h"

#define INPUTS_FILE "data/inputs.sha256"

// Appends a line for each file that a build of site may read, by path (bytes): digest, two spaces, path below
// site. Names that begin with . or _ are passed over, as the reader of articles passes them over; so are
// files that are too large for any reader (LIMIT_REVIEWS_BYTES); so is what may not be read: the first path
// of that is returned (the caller frees it; NULL: none). A build says so itself, and where it has nothing to
// say of it the input changed meanwhile. A fault of the system is reported to d (diag_fault). Files that seen
// knows are not read, the others are kept in it; NULL: all are read.
struct inputs_seen;
char *inputs_list(const char *site, struct inputs_seen *seen, GString *lines, struct diag *d);

// Returns line's path as it stands in a list, escaped as sha256sum does (borrowed, within line); NULL where
// line is none of a list.
const char *inputs_path(const char *line);
