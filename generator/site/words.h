// SPDX-License-Identifier: MIT
// The words that pages show, by language: templates/strings/LANGUAGE.json. Keys are paths ("matrix.caption");
// {name} in a text is a place to fill.
#pragma once
#include "base/json.h"

struct words;

// Reads strings/en.json and over it the language's own file (strings/de.json, then strings/de-AT.json for
// "de-AT"); of each name the first that one of the folders (NULL-terminated) has, so that a site overrides
// single files. Faults are reported; what is missing shows its key. Freed with words_free.
struct words *words_load(const char *const *folders, const char *language, struct diag *d);
void words_free(struct words *w);

// Returns the whole tree, as templates see it; it belongs to w.
const json *words_tree(const struct words *w);

// Returns the text of key; the key itself where it is missing. Both belong to w or the caller.
const char *words_get(const struct words *w, const char *key);

// The functions below return texts that the caller frees.

// Fills the text of key: pairs of a name and a text, ended by NULL.
char *words_fill(const struct words *w, const char *key, ...) G_GNUC_NULL_TERMINATED;
// Returns KEY.one or KEY.other with {n} filled by n ("3 statements").
char *words_count(const struct words *w, const char *key, unsigned n);
// Returns n with the language's mark for thousands.
char *words_number(const struct words *w, unsigned n);
// Returns thousandths as a percentage ("84 %" or "84%").
char *words_percent(const struct words *w, unsigned thousandths);
// Return an ISO date in words: with its year, its month and year, or day and month alone. NULL is said to be
// undated; what is no date stays as it is.
char *words_date(const struct words *w, const char *iso);
char *words_month(const struct words *w, const char *iso);
char *words_day(const struct words *w, const char *iso);
// Returns the days from..to in words, as short as can be ("3–17 May 2024"); "" where either is NULL.
char *words_period(const struct words *w, const char *from, const char *to);
// Returns text with its first letter as a capital, or as a small letter unless the second is a capital or no
// letter.
char *words_capital(const char *text);
char *words_small(const char *text);

// --- running text with links: an array of segments {text, href, strong, stance}, each key always there ---

// Appends one segment; href may be NULL.
void segment_text(json *segments, const char *text);
void segment_link(json *segments, const char *text, const char *href, bool strong);

// Appends the text of key to segments: pairs of a name and an array of segments (taken over), ended by NULL.
void words_weave(const struct words *w, json *segments, const char *key, ...) G_GNUC_NULL_TERMINATED;
// Joins items (an array of arrays of segments, taken over) as the language lists things: "a, b and c".
// Returns one array of segments.
json *words_list(const struct words *w, json *items);
