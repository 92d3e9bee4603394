// SPDX-License-Identifier: MIT
// An article as read from disk: metadata and blocks of text whose every byte knows where it stood in the
// file.
#pragma once
#include "base/diag.h"
#include "base/lines.h"

enum block_kind {
  BLOCK_TITLE,
  BLOCK_HEADING,
  BLOCK_PARAGRAPH,
  BLOCK_ITEM,
  BLOCK_QUOTE,
  BLOCK_CELL,
  BLOCK_CODE
};

// A stretch of a block's text and the stretch of the file that it was made from. Where both are as long as
// each other they agree byte for byte (but that a space may stand for a line end or a tab, and that a file in
// another encoding agrees character for character); else (an entity, folded white space) the text stands for
// the source stretch as a whole.
struct run {
  size_t text, text_len;
  size_t source, source_len;
};

struct block {
  enum block_kind kind;
  unsigned level; // BLOCK_HEADING: 1..6; BLOCK_ITEM: depth of the list from 1; else 0
  GString *text;  // owned; UTF-8, markup removed, entities decoded, white space folded to single spaces
  GArray *runs;   // struct run, ascending, covering text without gaps
  const char *boilerplate; // NULL for running text; else why it is not coded ("comments", "share line",
                           // "caption"): static text
};

// Finds the bytes [*source, *source_end) of the file from which the bytes [start, end) of b's text were made
// (start < end <= length).
void block_source(const struct block *b, size_t start, size_t end, size_t *source, size_t *source_end);

enum article_format { ARTICLE_MARKDOWN, ARTICLE_PLAIN, ARTICLE_HTML };

struct article {
  char *path; // as given
  enum article_format format;
  GString *bytes;     // the file as it lies on disk
  struct lines lines; // over bytes
  // Metadata, owned; NULL where unknown.
  char *title, *author, *source, *url, *licence;
  char *date;         // "YYYY-MM-DD"
  char *language;     // BCP 47
  bool title_guessed; // title was made from the file's name: fit to be shown, no part of what identifies the
                      // article
  GPtrArray *tags;    // char *
  bool draft;
  // struct block *, owned, in reading order. A title that stands in the file is blocks[0], BLOCK_TITLE,
  // wherever its bytes lie (front matter, first heading, <title> or <h1>); its repetition as a heading is
  // boilerplate "title again".
  GPtrArray *blocks;
};

// Reads the file at path, choosing the reader by its name (.md .markdown; .txt .text; .html .htm .xhtml;
// others by content). Faults of the article are reported to d with their place. Returns NULL where nothing
// can be read (an error was reported); else an article to be freed with article_free. The file's bytes are
// kept, so that offsets stay checkable.
struct article *article_read(const char *path, struct diag *d);

// The same over bytes at hand, which are copied; format as the name of path says.
struct article *article_parse(const char *path, struct slice bytes, struct diag *d);

void article_free(struct article *a);
