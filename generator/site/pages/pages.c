// SPDX-License-Identifier: MIT
// The table of pages. To add a kind: a file here, its declaration in kinds.h, its template, and its row.
#include "site/pages/kinds.h"

const struct page_kind page_kinds[] = {
    {"index", index_make},
    {"matrix", matrix_make},
    {"actors", actors_make},
    {"issues", issues_make},
    {"cells", cells_make},
    {"articles", articles_make},
    {"search", search_make},
    {"agreement", agreement_make},
    {"method", method_make},
    {"print", print_make},
    {"print-full", print_full_make},
    {"data", data_make},
    {"feed", feed_make},
    {"404", missing_make},
    {"sitemap", sitemap_make}, // last: it lists the pages made before
    {NULL, NULL},
};
