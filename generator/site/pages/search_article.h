// SPDX-License-Identifier: MIT
// Private to the pages: what of an article's page the search finds.
#pragma once
#include "site/page.h"

// Adds to s what the article page of r shows by its model: each coded sentence with its statements, and the
// text beside them.
void search_see_article(struct search *s, const struct article_record *r, const json *model);
// Adds to s a statement whose article has no page, by its model (statement_model).
void search_see_statement(struct search *s, const struct article_record *r, const json *statement);
