// SPDX-License-Identifier: MIT
// The key of a page: a digest of all that it is made from beyond what the ledger's salt says.
#pragma once
#include "coding/statement.h"
#include "site/edition.h"

struct sha256;

// Adds a text (NULL is another than ""), a number, or all that pages may show of a statement and of its
// article's record but the number of its statements (NULL: it has none).
void key_text(struct sha256 *k, const char *text);
void key_number(struct sha256 *k, gint64 n);
void key_record(struct sha256 *k, const struct article_record *r);
void key_statement(struct sha256 *k, const struct statement *s);

// Fills digest: of the statements of one article, in order. content: of all that they are made from but the
// path, where nothing was done to them since (then they need not be looked at); NULL.
void statements_digest(char digest[65], const char *path, const char *content, const GPtrArray *statements);
