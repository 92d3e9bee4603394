// SPDX-License-Identifier: MIT
// Private to the pages: the parts of a page's JSON-LD beside the page itself (site/linked.h). Each function
// returns what the page's model holds under "linked".
#pragma once
#include "site/pages/model.h"

// The front page: the briefing as an article, and its data.
json *linked_briefing(const struct maker *m);
// The page of data files: the data alone.
json *linked_data(const struct maker *m);
// An article's page: the article that it shows, by those who published it.
json *linked_article(const struct article_record *r);
// A page within a section: the way to it, site › parent › title. Null parts where the site has no address.
json *linked_crumbs(const struct maker *m, const char *parent, const char *parent_path, const char *title,
                    const char *path);
