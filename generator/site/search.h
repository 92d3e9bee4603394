// SPDX-License-Identifier: MIT
// What the site's search finds, gathered while the pages of articles are made: exactly the text that they
// show.
#pragma once
#include "base/slice.h"
#include "codebook/codebook.h"
#include <glib.h>

struct search; // passages by article

// One statement of a passage. Texts belong to the search.
struct search_statement {
  const char *id, *actor, *issue; // ids
  const char *label;              // what it says in words ("Wants a ceasefire")
  const char *person, *voice;     // for people; person may be NULL
  enum stance stance;
  bool hollow; // only as others say
};

// A coded sentence, or other text of an article.
struct search_passage {
  const char *text;
  unsigned block;     // where other text stands: the block's number on the article's page, from 1
  GArray *statements; // struct search_statement; empty for other text
};

// folder (open; -1: none) is where passages lie until they are asked for (base/spill.h).
struct search *search_new(int folder);
void search_free(struct search *s);
// Says whether all passages could be read back so far; else errno is kept in *error.
bool search_sound(const struct search *s, int *error);

// Adds a passage (text is copied) to the article at path; block as above, 0 for a coded sentence. Returns it;
// it stays the search's.
struct search_passage *search_add(struct search *s, const char *path, const char *text, unsigned block);
// Adds a statement to p; its texts are copied.
void search_add_statement(struct search *s, struct search_passage *p, struct search_statement statement);

// Returns the passages of the article at path (struct search_passage *) in the order added; NULL where there
// are none. They live until another article is asked for or added to.
const GPtrArray *search_passages(struct search *s, const char *path);

// Has the article at path known by key (64 hexadecimal digits): of all that its passages are made from.
void search_set_key(struct search *s, const char *path, const char *key);
// Adds to sum what tells the passages of the article at path from others: its key, else what they say.
struct sha256;
void search_add_key(struct search *s, const char *path, struct sha256 *sum);

// Appends the passages of the article at path to out as bytes, which search_unpack adds again; they must
// outlive s. Returns false, with nothing added, where they are none.
void search_pack(struct search *s, const char *path, GByteArray *out);
bool search_unpack(struct search *s, const char *path, struct slice bytes);
