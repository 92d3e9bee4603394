// SPDX-License-Identifier: MIT
// Private to the pages: the parts that their trees have in common. Each returned tree is a new root for the
// caller to add; each of its keys is always there, null where unknown, so that no template reads another
// level's.
#pragma once
#include "site/page.h"

// What the parts are made from.
struct maker {
  const struct settings *settings;
  const struct codebook *codebook;
  const struct words *words;
  const struct edition *edition; // NULL while a single article is at hand
  struct page_sink *sink;
};

struct maker maker_of(const struct edition *e, struct page_sink *s);

// Adds text, which is taken over and freed, under key.
#define json_take(object, key, text) ((void)json_add(object, key, json_string_take(text)))
// Adds KEY.one or KEY.other of the words, with n filled in, under name.
void add_count(const struct maker *m, json *object, const char *name, const char *key, unsigned n);

// A mark: shape by stance, hollow where it rests on others' accounts alone. {support, oppose, neutral, mixed,
// hollow, stance}
json *mark_model(enum stance stance, bool hollow);

// Returns the best statement of cell that says what the cell says; of a mixed one the best of all.
const struct statement *strongest(const struct cell *cell);

// A cell for matrices and lists. with_quote: also its strongest statement under "quote".
json *cell_model(const struct maker *m, const struct cell *cell, bool with_quote);
// The place of an empty cell: {found: false, …}.
json *empty_cell_model(const struct maker *m, unsigned actor, unsigned issue);

// A statement as a quote with all that is known of it. Its issue and actor must be in the codebook.
json *statement_model(const struct maker *m, const struct statement *s);
// Returns in words what s says ("wants a ceasefire"); the caller frees it.
char *statement_label(const struct codebook *c, const struct statement *s);
// Returns where s is read in its article, else on its cell's page; the caller frees it.
char *statement_href(const struct maker *m, const struct statement *s);
// Returns who stands behind an ascribed statement, as a name; NULL where the text does not say. Borrowed.
const char *ascriber(const struct codebook *c, const struct statement *s);
// Says whether actor and issue of s are in the codebook, so that s has a cell.
bool statement_has_cell(const struct codebook *c, const struct statement *s);

// Returns url where it leads to the web, else NULL: an article may claim any address.
const char *web_address(const char *url);

// Returns the record of the statement's article, or NULL.
const struct article_record *record_of(const struct maker *m, const struct statement *s);

// Orders pointers to const struct cell *: most statements first, then by actor and issue.
int cells_most_first(const void *a, const void *b);

// Counts the statements of actor over all its cells.
unsigned actor_statements(const struct matrix *m, unsigned actor);
// Lists who spoke for actor, most statements first: [{id, name, count, count_text}].
json *people_model(const struct maker *m, unsigned actor);

// What a person's own statements in a cell come to, as a cell; NULL where there are none.
json *person_cell_model(const struct maker *m, const struct cell *cell, const char *person);

// Fills in the line that every page's foot and the front page's head show: from how much the edition was
// coded.
void add_provenance(const struct maker *m, json *model);

// Returns a day in words, with its year where the edition goes over several; the caller frees it.
char *edition_day(const struct maker *m, const char *date);

// Adds "published" and "modified": the first and last day of the statements that the actor (-1: any) makes on
// the issue (-1: any).
void add_days(const struct maker *m, json *model, int actor, int issue);

// Begins a page's tree: title, description (taken over), section.
json *page_model(const char *title, char *description, const char *section);
