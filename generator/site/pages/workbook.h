// SPDX-License-Identifier: MIT
// Private to the pages: all tables as sheets of one workbook (.xlsx), row by row.
#pragma once
#include "export/export.h"
#include "site/page.h"

#define WORKBOOK "data/tables.xlsx"

struct workbook;

// Begins the workbook of the site that goes to s, which must outlive it. workbook_end ends and frees it;
// returns its size in bytes, and in *error 0, or the errno of what the disk did not give back: it is then
// damaged.
struct workbook *workbook_new(struct page_sink *s);
size_t workbook_end(struct workbook *w, int *error);

// Begins and ends the sheet of a table. Its first row is of names.
void workbook_begin_sheet(struct workbook *w, const struct export *table);
void workbook_end_sheet(struct workbook *w);
// Puts the next cell of the row; ends the row.
void workbook_put(struct workbook *w, const char *text);
void workbook_end_row(struct workbook *w);

// Ends rows that the next build may take as they are packed, all since this was last called, under a key of
// all that they are made from (PAGE_KEY digits; NULL: it may not).
void workbook_end_rows(struct workbook *w, const char *key);
// Takes so many rows that the last build ended under this key. Returns false, nothing taken, where there are
// none.
bool workbook_take_rows(struct workbook *w, const char *key, unsigned rows);
