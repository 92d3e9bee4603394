// SPDX-License-Identifier: MIT
// Private to the pages: all tables as sheets of one workbook (.xlsx), row by row.
#pragma once
#include "export/export.h"

struct workbook;

// Begins a workbook that is appended to out. workbook_end ends and frees it.
struct workbook *workbook_new(GString *out);
void workbook_end(struct workbook *w);

// Begins and ends the sheet of a table. Its first row is of names.
void workbook_begin_sheet(struct workbook *w, const struct export *table);
void workbook_end_sheet(struct workbook *w);
// Puts the next cell of the row; ends the row.
void workbook_put(struct workbook *w, const char *text);
void workbook_end_row(struct workbook *w);
