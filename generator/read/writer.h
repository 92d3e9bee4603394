// SPDX-License-Identifier: MIT
// Private to read/: writes a block's text and, beside it, where each byte stood. Every reader writes through
// this, so that white space, zero-width characters and runs are treated alike everywhere.
#pragma once
#include "read/article.h"

struct block *block_new(enum block_kind kind, unsigned level);
void block_free(struct block *b);

// Shortens b's text to its first length bytes (the end of a character); white space at the new end goes too.
void block_cut(struct block *b, size_t length);

struct writer {
  struct block *block;        // NULL between blocks
  bool space;                 // white space is due before the next text
  size_t space_at, space_end; // the source of that white space
};

// Begins a block; the one before must have been taken or dropped.
void writer_begin(struct writer *w, enum block_kind kind, unsigned level);

// Appends text that stands in the source as it is, at source. White space (no-break spaces and line
// separators too) becomes one space between words; zero-width, bidirectional and other control characters go.
void writer_put(struct writer *w, struct slice text, size_t source);

// Appends text that the source writes otherwise, in source_len bytes at source: an entity, an escape. Folded
// likewise.
void writer_put_as(struct writer *w, struct slice text, size_t source, size_t source_len);

// Appends white space made of source_len bytes at source.
void writer_space(struct writer *w, size_t source, size_t source_len);

// Ends the block and returns it, owned by the caller; NULL where it has no text.
struct block *writer_take(struct writer *w);

// Returns text folded as a block's text is, owned by the caller; NULL where nothing is left.
char *text_folded(struct slice text);

// Returns text as a key for "says the same": its letters and digits alone, in lower case. The caller frees
// it.
char *text_key(const char *text);
