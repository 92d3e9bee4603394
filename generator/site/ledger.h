// SPDX-License-Identifier: MIT
// What each page of the last build was made from and what came of it: a page of which nothing changed then
// stands, and need be neither made nor read again. A cache only: a ledger that is torn, of another salt or
// not ours has no pages.
#pragma once
#include "base/slice.h"
#include <glib.h>
#include <sys/stat.h>

struct ledger;

// A page that stands. All but the texts are borrowed from the ledger.
struct ledger_page {
  char sha256[65];       // of its file
  char date[11];         // the day on which it last changed; "" where that is not known
  struct slice notes;    // the gate's (gate_notes_pack)
  struct slice assets;   // names of the assets that it asks for, each ended by NUL
  struct slice passages; // what the search finds in it (search_pack)
};

// Opens the ledger at path for pages made under salt (64 hexadecimal digits): of all that every page depends
// on, the program among it. Freed with ledger_free.
struct ledger *ledger_open(const char *path, const char *salt);
void ledger_free(struct ledger *l);

// Looks up the page at path that was made from what key says (64 hexadecimal digits), whose file had status
// when the last build ended. Fills page. Returns false where it was made from anything else, or the file is
// not the one that was written then.
bool ledger_find(struct ledger *l, const char *path, const char *key, const struct stat *status,
                 struct ledger_page *page);

// Takes the page that was found along to the next build.
void ledger_keep(struct ledger *l, const char *path);
// Keeps a page that was made (all is copied).
void ledger_put(struct ledger *l, const char *path, const char *key, const struct ledger_page *page);

// After the site was put in place in folder: takes down how its files stand. Returns when the one that
// changed last did (its ctime in nanoseconds), for the caller to wait until the clock has gone on.
gint64 ledger_settle(struct ledger *l, const char *folder);
// Writes what was kept and put in the place of the old ledger. Where that fails, the next build makes all
// pages.
void ledger_write(struct ledger *l);
