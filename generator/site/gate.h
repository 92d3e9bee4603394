// SPDX-License-Identifier: MIT
// The gate: reads every page as strangers would before it is put in place.
#pragma once
#include "base/diag.h"
#include "base/slice.h"

struct gate;

// Starts a check of a whole site.
struct gate *gate_new(void);
void gate_free(struct gate *g);

// Reads one file (path relative to the site's root). Pages (.html) and .xml, .svg are parsed (libxml2 SAX2, well-formed); ids are unique; no script, event handler, style attribute with
// url(), javascript: link or external resource but the assets; links, fragments and assets are noted. Other files are noted by name only.
void gate_file(struct gate *g, const char *path, struct slice bytes, struct diag *d);

// After all files: reports every internal link, fragment and asset that leads nowhere. Returns false where anything was found since gate_new.
bool gate_finish(struct gate *g, struct diag *d);
