// SPDX-License-Identifier: MIT
// The gate: reads every page as strangers would before it is put in place.
#pragma once
#include "base/diag.h"
#include "base/slice.h"
#include <glib.h>

struct gate;

// What one file says: its ids, where its links lead, its faults.
struct gate_notes;

// Reads one file as gate_file does; says at most so many faults. Knows of no other file, so that several
// threads may read at once. Freed with gate_notes_free.
struct gate_notes *gate_read(const char *path, struct slice bytes, unsigned most);
void gate_notes_free(struct gate_notes *n);
// Says whether no fault was found.
bool gate_notes_clean(const struct gate_notes *n);

// Appends notes without faults to out as bytes, which gate_notes_unpack reads back (NULL where they are
// none): texts stay borrowed from bytes. For files that stand unchanged from one build to the next, on one
// machine.
void gate_notes_pack(const struct gate_notes *n, GByteArray *out);
struct gate_notes *gate_notes_unpack(const char *path, struct slice bytes);

// Starts a check of a whole site. Free with gate_free.
struct gate *gate_new(void);
void gate_free(struct gate *g);

// Reads one file (path relative to the site's root) and reports each fault at its line and column.
//   .html: XML that HTML5 reads alike (begins with <!DOCTYPE html>, only void elements are closed at once, no
//   CDATA); ids
//     are unique; no scripts but files of the site and JSON-LD, no event handlers, no addresses but relative
//     ones, http(s) and mailto, no resource from elsewhere, no frames, no <base>, no form with an action, no
//     refresh; style attributes hold nothing but custom properties with a number.
//   .svg, .xml: well-formed, no entities of their own; .svg is as harmless as a page.
//   .css: nothing loaded but files of the site by url(). .json: JSON.
// Links, fragments and assets are noted for gate_finish. All other files are noted by name only.
void gate_file(struct gate *g, const char *path, struct slice bytes, struct diag *d);

// Says whether it is more than the name of the file at path that is noted.
bool gate_looks_into(const char *path);

// gate_read of a file that comes in pieces. Only JSON can be read so, of which the first fault alone is said,
// and what the gate does not look into.
struct gate_stream;
bool gate_streams(const char *path);
struct gate_stream *gate_stream_new(const char *path);
void gate_stream_add(struct gate_stream *g, struct slice bytes);
// Frees g; the notes are the caller's.
struct gate_notes *gate_stream_end(struct gate_stream *g);

// The same of a file that gate_read (with GATE_ALL) or gate_notes_unpack read; bytes may be empty for the
// latter.
enum { GATE_ALL = 200 };
void gate_take(struct gate *g, const char *path, const struct gate_notes *n, struct slice bytes,
               struct diag *d);

// Notes that a file stands at path without reading it: a foreign file that pages may link to.
void gate_foreign(struct gate *g, const char *path);

// After all files: reports every internal link, fragment and asset that leads nowhere, in the order of the
// files. At most 200 messages are made in all, and then one that counts the rest. Returns false where
// anything was found since gate_new.
bool gate_finish(struct gate *g, struct diag *d);
