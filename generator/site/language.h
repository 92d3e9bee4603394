// SPDX-License-Identifier: MIT
// What CLDR knows of one language, by way of ICU: plurals, numbers, dates, lists, the order of names, the
// direction of its script. Not for use by several threads at once. Texts returned are the caller's to free
// unless said otherwise.
#pragma once
#include <glib.h>
#include <stdbool.h>

struct language;

enum date_form { DATE_FULL, DATE_MONTH, DATE_DAY, DATE_MONTH_ALONE, DATE_YEAR, DATE_FORMS };

// Makes the services of a BCP 47 tag ("de", "en-GB", "zh-Hans"). A language that ICU does not know gets the
// root's forms. Freed with language_free.
struct language *language_new(const char *tag);
void language_free(struct language *l);

// Returns the CLDR category of n things: "zero", "one", "two", "few", "many" or "other". Belongs to l until
// the next call.
const char *language_plural(struct language *l, unsigned n);
// Returns all categories that whole numbers can have in this language, NULL-terminated; freed with
// g_strfreev.
char **language_plurals(const struct language *l);

// Return a number with the language's digits and marks for thousands, or a percentage from thousandths
// (rounded to whole ones, halves up).
char *language_number(const struct language *l, unsigned n);
char *language_percent(const struct language *l, unsigned thousandths);

// Returns the day in words, in the Gregorian calendar: as a whole, or the part that form names.
char *language_date(const struct language *l, enum date_form form, int year, int month, int day);
// Returns the days between two dates, as short as the language can say it. y, m, d: from, to.
char *language_period(const struct language *l, const int from[3], const int to[3]);

// Returns n texts as the language lists things ("a, b and c"); "" for none.
char *language_list(const struct language *l, const char *const *items, unsigned n);

// Compares two names as a dictionary of the language would; ties by bytes.
int language_compare(const struct language *l, const char *a, const char *b);

// --- of tags ---

// Says whether ICU knows the language of tag.
bool language_is_known(const char *tag);
// Says whether it is written from right to left.
bool language_is_rtl(const char *tag);
// Says whether a and b name one language in one script ("en-GB" and "en"; not "zh-TW" and "zh-CN").
bool language_is_same(const char *a, const char *b);
// Returns the names under which words of tag may be found, the nearest first: "de-AT", "de"; "zh-CN",
// "zh-Hans", "zh" (never another script: "zh-TW", "zh-Hant"). NULL-terminated, freed with g_strfreev.
char **language_names(const char *tag);
// Says whether tag names a region ("de-AT", "zh-Hans-CN").
bool language_has_region(const char *tag);
