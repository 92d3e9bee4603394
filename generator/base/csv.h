// SPDX-License-Identifier: MIT
// CSV by RFC 4180, in and out: comma, double quotes, UTF-8.
#pragma once
#include "base/diag.h"
#include "base/lines.h"

// --- reading ---

struct csv {
  char *path;         // owned
  GString *bytes;     // owned
  struct lines lines; // over bytes
  GPtrArray *fields;  // char *, owned: those of the row last read, quotes removed
  GArray *offsets;    // size_t: where each of them begins in the file
  size_t row;         // where the row begins
  size_t next;        // where the next row begins
};

// Opens the CSV file at path (a BOM is passed over). Returns false after an error to d where it cannot be
// read or is not UTF-8; release it in any case with csv_release.
bool csv_load(struct csv *c, const char *path, struct diag *d);
// The same over text, which is copied.
bool csv_parse(struct csv *c, const char *path, struct slice text, struct diag *d);
// Frees what was read, fields too; c itself is the caller's.
void csv_release(struct csv *c);

// Reads the next row into c->fields; rows without any text are passed over. A row at fault (a quote left
// open, text behind a closing quote, a quote inside a bare field) is reported and passed over too. Returns
// false at the end.
bool csv_next(struct csv *c, struct diag *d);

// Returns where field n of the row last read stands; where the row has no such field, where the row stands.
struct diag_place csv_place(const struct csv *c, unsigned n);

// --- writing ---

struct csv_writer {
  GString *out;    // borrowed
  unsigned fields; // written in this row
  // Told of the text of each field, before it is quoted, and with NULL that the row has ended, so that nobody
  // need read the table again to give it another form. NULL: nobody is told.
  void (*see)(const char *text, void *data);
  void *data;
};

// Says whether a spreadsheet would run a field that begins like s as a formula: behind spaces, tabs and line
// ends of any kind an = + - or @, or one of their wide forms; or a tab or line end itself at the start. A
// plain number is none.
bool csv_is_formula(const char *s);

// Appends one field, quoted where it must be. One that would be run as a formula gets a leading apostrophe.
// NULL writes an empty field.
void csv_put_text(struct csv_writer *w, const char *s);
// Append a whole number.
void csv_put_unsigned(struct csv_writer *w, unsigned n);
void csv_put_size(struct csv_writer *w, size_t n);
// Appends n / 1000 with as many decimals as it needs, three at most ("0.84", "-1").
void csv_put_thousandths(struct csv_writer *w, int n);
// Ends the row (CR LF).
void csv_end_row(struct csv_writer *w);
