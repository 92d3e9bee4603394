// SPDX-License-Identifier: MIT
// Private to read/: an article's bytes as UTF-8, and the way back from each character to the file.
#pragma once
#include "read/article.h"

struct text {
  struct slice utf8;  // what the readers read: valid, without BOM or NUL
  size_t base;        // the bytes of the file before it, where it lies in the file itself
  GString *converted; // owned; NULL where utf8 lies in the file itself
  GArray *map;        // struct run from converted text to the file; NULL likewise
};

// Prepares t over the bytes of a. A BOM decides; else, for HTML, the encoding that the page declares; else it
// must be UTF-8. Reports what cannot be read, with the place of the first bad byte, and returns false; t is
// then empty.
bool text_decode(struct text *t, const struct article *a, struct diag *d);
void text_release(struct text *t);

// Returns the offset in the file of the character at offset in t->utf8.
size_t text_source(const struct text *t, size_t offset);

// Turns b's runs, made over t->utf8, into runs over the file.
void text_restore(const struct text *t, struct block *b);
