// SPDX-License-Identifier: MIT
// Which names stand in which groups: the inside of the search index, for words as for the values of filters.
#pragma once
#include "base/json.h"

struct postings;

// Makes one without names. Freed with postings_free.
struct postings *postings_new(void);
void postings_free(struct postings *p);

// Notes that name (copied) stands in group. Groups never go down from call to call; the same one twice counts
// once.
void postings_add(struct postings *p, const char *name, unsigned group);

// Returns {name: packed list} (site/packed.h), sorted by name. range: how many groups there are. The caller
// frees it.
json *postings_to_json(const struct postings *p, unsigned range);

// One piece of the index of words.
struct postings_piece {
  char *first;    // the first word in it
  GString *words; // each a capital letter (A: 0 to Z: 25), how many UTF-16 units it shares with the word
                  // before, then the rest of it
  GString *lists; // their packed lists, one after the other without a gap
};

// Returns the words in the order of their code points, in pieces of about `size` bytes (struct postings_piece
// *, owned by the array).
GPtrArray *postings_pieces(const struct postings *p, unsigned range, size_t size);
