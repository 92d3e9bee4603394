// SPDX-License-Identifier: MIT
// Private to read/html*.c: a saved page cut into drafts of blocks, each knowing what it stood in, from which
// the article is then chosen.
#pragma once
#include "read/html_scan.h"
#include "read/reader.h"

// What an element does to the text in it.
enum html_flags {
  HTML_BLOCK = 1,     // begins and ends a block
  HTML_CONTAINER = 2, // may be what holds the article
  HTML_SKIP = 4,      // its text is never the article's
  HTML_SOFT = 8,      // nor is this, unless it turns out to hold most of the text
  HTML_LIST = 16,     // deepens the lists by one
  HTML_ARTICLE = 32,  // says that it is the article, or the page's main part
  HTML_VOID = 64,     // has no content
};

struct html_element {
  const char *name;
  unsigned flags;
  int kind;       // an enum block_kind; -1: that of the element around
  unsigned level; // of a heading
};

// Returns what is known of the element; a default for the rest.
const struct html_element *html_element(const char *name);

enum html_part { HTML_TEXT_PART, HTML_ASIDE_PART, HTML_COMMENTS_PART };

// Says what kind of part an element is by its class, id and role ("share-bar", "comments", "navigation").
enum html_part html_part_of(struct slice inside);

// Says whether the element is hidden from readers.
bool html_hidden(struct slice inside);

struct html_draft {
  struct block *block;  // owned; runs over the text
  int container;        // index in containers
  int aside;            // index in asides of the innermost one that it stands in; -1: none
  size_t linked, words; // bytes of words in links, and in all
};

struct html_container {
  int parent;   // index; -1
  bool article; // <article>, <main>, role=main
  bool body;    // itemprop=articleBody
  size_t text;  // bytes of running text in it and all below, once counted
  int last;     // index of the last container below it
};

struct html_aside {
  int parent; // index; -1
  bool comments;
  bool kept;   // it holds the article after all
  size_t text; // bytes of running text directly in it
};

struct html_page {
  GArray *drafts;      // struct html_draft
  GArray *containers;  // struct html_container; the first one is the page
  GArray *asides;      // struct html_aside
  struct block *title; // owned: the <title>
  char *time; // owned: the datetime of the first <time>, of one that says it is the publication's where there
              // is one
  bool time_sure;
};

// Reads the page in r->text. Returns false, with an error reported, where it cannot be read. Release in any
// case.
bool html_page_read(struct html_page *page, struct reading *r);
void html_page_release(struct html_page *page);

enum html_field {
  HTML_DATE,
  HTML_TITLE,
  HTML_SITE,
  HTML_AUTHOR,
  HTML_URL,
  HTML_LICENCE,
  HTML_LANGUAGE,
  HTML_FIELDS
};

struct html_meta {
  char *values[HTML_FIELDS]; // owned; NULL where the page does not say
  unsigned ranks[HTML_FIELDS];
  GPtrArray *tags; // char *
};

// Reads what the page says of itself in <html>, <meta> and <link>. Release it.
void html_meta_read(struct html_meta *m, struct slice text);
void html_meta_release(struct html_meta *m);
