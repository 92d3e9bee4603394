// SPDX-License-Identifier: MIT
// The words that pages show, by language: templates/strings/LANGUAGE.json. Keys are paths ("matrix.caption");
// {name} in a text is a place to fill. An object with "other" holds the plural forms of one text. "locale"
// names the region whose dates and numbers are meant where the site's language names none; "running_names" is
// how the names of a codebook stand in running text ("the European Union"), of which a language needs none.
#pragma once
#include "base/json.h"

struct words;

// Reads the words of language (a BCP 47 tag): of "de-AT" strings/de-AT.json, strings/de.json and, for what
// these lack, strings/en.json; of "zh-CN" also strings/zh-Hans.json. Each folder (NULL-terminated) may have
// some of them; text by text the first folder wins, so that a site overrides single words. Faults are
// reported where they stand: what a file lacks, what English does not have, places that differ. Where no file
// is there for the language, that is said of at (where the settings name it) and the words are English. Freed
// with words_free.
struct words *words_load(const char *const *folders, const char *language, struct diag_place at,
                         struct diag *d);
void words_free(struct words *w);

// Returns the whole tree, as templates see it; it belongs to w.
const json *words_tree(const struct words *w);

// Returns the language that the words are in: the one asked for, or "en". Belongs to w.
const char *words_language(const struct words *w);

// Returns the text of key, which belongs to w, or NULL.
const char *words_find(const struct words *w, const char *key);
// Returns the text of key; the key itself where it is missing. Both belong to w or the caller.
const char *words_get(const struct words *w, const char *key);

// The functions below return texts that the caller frees.

// Fills the text of key: pairs of a name and a text, ended by NULL.
char *words_fill(const struct words *w, const char *key, ...) G_GNUC_NULL_TERMINATED;
// Returns the key KEY.CATEGORY of the form that goes with n things; CATEGORY is what CLDR's plural rules say
// of n in this language, "other" where there is no such form.
char *words_form(const struct words *w, const char *key, unsigned n);
// Returns the text of that form with {n} filled by n ("3 statements").
char *words_count(const struct words *w, const char *key, unsigned n);
// Returns all forms of KEY as a JSON object, for the site's script.
char *words_forms(const struct words *w, const char *key);
// Returns n with the language's mark for thousands.
char *words_number(const struct words *w, unsigned n);
// Returns thousandths as a percentage ("84 %" or "84%").
char *words_percent(const struct words *w, unsigned thousandths);
// Return an ISO date in words: with its year, its month and year, day and month, or month or year alone. NULL
// is said to be undated; what is no date stays as it is.
char *words_date(const struct words *w, const char *iso);
char *words_month(const struct words *w, const char *iso);
char *words_day(const struct words *w, const char *iso);
char *words_month_alone(const struct words *w, const char *iso);
char *words_year(const struct words *w, const char *iso);
// Returns the days from..to in words, as short as can be ("3–17 May 2024"); "" where either is NULL.
char *words_period(const struct words *w, const char *from, const char *to);
// Returns texts (char *) as the language lists things ("a, b and c"); "" where there is none.
char *words_list_texts(const struct words *w, const GPtrArray *items);
// Compares names as a dictionary of the language would.
int words_compare(const struct words *w, const char *a, const char *b);
// Returns text with its first letter as a capital.
char *words_capital(const char *text);
// Returns text, which is in language, with its first letter as it stands within a sentence: a small one,
// unless the second is a capital or no letter, or the language keeps its capitals.
char *words_small(const char *text, const char *language);

// --- running text with links: an array of segments {text, href, strong, mark}, each key always there ---

// Appends one segment; href may be NULL.
void segment_text(json *segments, const char *text);
void segment_link(json *segments, const char *text, const char *href, bool strong);

// Appends the text of key to segments: pairs of a name and an array of segments (taken over), ended by NULL.
void words_weave(const struct words *w, json *segments, const char *key, ...) G_GNUC_NULL_TERMINATED;
// Joins items (an array of arrays of segments, taken over) as the language lists things: "a, b and c".
// Returns one array of segments.
json *words_list(const struct words *w, json *items);
