// SPDX-License-Identifier: MIT
// Assets: the files that pages ask for beside themselves (style, script, icon, logo). Each is published under
// a name that holds a digest of its bytes, so that hosts may let browsers keep it for ever, and under its
// plain name where a page or another asset asks for that.
#pragma once
#include "base/json.h"
#include "site/publish.h"
#include <glib.h>

struct assets;

// Begins with the files of FOLDER/assets for each of folders (NULL-terminated; of each name the first one
// counts; an absent folder has none). The last of folders is the program's own. Unreadable files are
// reported. Freed with assets_free.
struct assets *assets_load(const char *const *folders, struct diag *d);
// Says whether each folder that is there could be read: without one, pages lack what they name.
bool assets_whole(const struct assets *a);
void assets_free(struct assets *a);

// Adds an asset that lies elsewhere or that a template made; bytes are copied, source says for messages what
// it was made from. One of this name that the folders have takes its place.
void assets_add(struct assets *a, const char *name, struct slice bytes, const char *source);

// Returns what templates see: for each asset the address below the site's root, by its name with a hyphen for
// each dot: {"style-css": "assets/style.0123456789.css"}. It belongs to a and grows with assets_add.
const json *assets_tree(const struct assets *a);

// Appends to names what a page names ("assets/NAME"), once each and ended by NUL. Knows of no other page, so
// that several threads may at once.
void assets_named(struct slice page, GString *names);
// Notes that a page asks for the assets of these names.
void assets_note(struct assets *a, struct slice names);

// Puts the assets that a page or another asset names, and of the site's own folders all. The program's own
// that nobody names stay out. Returns false after errors.
bool assets_put(struct assets *a, struct publication *p, struct diag *d);
