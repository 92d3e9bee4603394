// SPDX-License-Identifier: MIT
// Private to the pages: what an edition on paper has in place of links: articles numbered in the order in
// which they are first quoted, and listed at its end.
#pragma once
#include "site/pages/model.h"

struct notes;

struct notes *notes_new(void);
void notes_free(struct notes *n);

// Returns s as a quote (statement_model) that also says "note", the number of its article, from 1.
json *notes_quote(struct notes *n, const struct maker *m, const struct statement *s);

// Returns the articles quoted so far, by number: [{number, title, source, author, date_text, href, address}];
// href is the article's page, NULL where it has none; address what paper shows: where the article came from,
// else its page's full address, else NULL.
json *notes_model(const struct notes *n, const struct maker *m);
