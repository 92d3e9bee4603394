// SPDX-License-Identifier: MIT
// Private to read/: what the readers share. A new reader is one file and one row in the table of readers
// (article.c).
#pragma once
#include "read/encoding.h"
#include "read/writer.h"

// An article on its way in. Readers append blocks whose runs count in text.utf8; article.c turns them into
// offsets of the file.
struct reading {
  struct article *article;
  struct text text;
  struct diag *d;
  bool front_matter;    // there is some, odd or not
  bool date_given;      // it has a date, good or bad
  struct block *title;  // owned: the title as it stands in the file, where it is set apart; NULL: none so far
  char *site;           // owned: the site's name, which titles like to carry at their end
  unsigned title_level; // the highest heading level that may serve as title where title is NULL; 0: none
};

struct reader {
  enum article_format format;
  const char *endings; // of file names, each followed by a space
  // Reads r->text into blocks and metadata, reporting faults. Returns false, with an error reported, where
  // nothing can be read.
  bool (*read)(struct reading *r);
};

// Returns the reader for a file of this name; NULL where its ending is no article's.
const struct reader *reader_for_name(const char *path);

// The readers themselves, as `read` above says.
bool markdown_read(struct reading *r);
bool plain_read(struct reading *r);
bool html_read(struct reading *r);

// Returns the place of an offset in r->text.utf8.
struct diag_place reading_at(const struct reading *r, size_t offset);

// Takes block over into the article; NULL is ignored.
void reading_add(struct reading *r, struct block *block);

// Sets *field, one of the article's, to value folded as text is, unless it has a value already or nothing is
// left of this one.
void reading_set(char **field, struct slice value);

// Sets the date from value. Returns false where value is no date.
bool reading_set_date(struct reading *r, struct slice value);

// Sets the address where value is one (http or https, no white space). Returns false where it is none.
bool reading_set_url(struct reading *r, struct slice value);

// Sets the language from a tag like "en" or "en_GB". Returns false where value is none.
bool reading_set_language(struct reading *r, struct slice value);

// Reads the YAML front matter at the start of r->text into metadata and title, if there is one. Returns the
// offset where the body begins: 0 where there is no front matter. Odd front matter is a warning.
size_t front_matter_read(struct reading *r);

// Settles the title, once all blocks are there: cuts the site's name, marks its repetition, falls back on the
// first heading and the file's name, and puts it first.
void title_settle(struct reading *r);

// Returns why a block of this text is no running text, by the rules of boilerplate.c; NULL where no rule
// speaks against it.
const char *boilerplate_reason(const char *text);

// Marks the blocks of a that are not running text.
void boilerplate_mark(struct article *a);
