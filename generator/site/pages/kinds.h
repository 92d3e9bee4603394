// SPDX-License-Identifier: MIT
// Private to the pages: what pages.c lists, one function a kind, and the little that kinds lend each other.
#pragma once
#include "site/pages/model.h"

void index_make(const struct edition *e, struct page_sink *s);
void matrix_make(const struct edition *e, struct page_sink *s); // only where the matrix is large
void actors_make(const struct edition *e, struct page_sink *s);
void issues_make(const struct edition *e, struct page_sink *s);
void cells_make(const struct edition *e, struct page_sink *s);
void articles_make(const struct edition *e, struct page_sink *s);
void search_make(const struct edition *e, struct page_sink *s);
void agreement_make(const struct edition *e, struct page_sink *s);
void method_make(const struct edition *e, struct page_sink *s);
void print_make(const struct edition *e, struct page_sink *s);
void print_full_make(const struct edition *e, struct page_sink *s);
void data_make(const struct edition *e, struct page_sink *s);
void feed_make(const struct edition *e, struct page_sink *s);
void missing_make(const struct edition *e, struct page_sink *s);
void sitemap_make(const struct edition *e, struct page_sink *s);

// An article in a list.
json *record_model(const struct maker *m, const struct article_record *r);
