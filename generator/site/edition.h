// SPDX-License-Identifier: MIT
// All that the pages of one edition are made from. Article bodies are not kept: an article's page is made
// while the article is at hand.
#pragma once
#include "matrix/matrix.h"
#include "matrix/reviews.h"
#include "read/article.h"
#include "site/settings.h"

// What stays of an article after its page is made.
struct article_record {
  char *path;                                   // as given; the key of its statements
  char *slug;                                   // its page is articles/SLUG.html
  char *title;                                  // never NULL
  char *date, *source, *url, *author, *licence; // NULL where unknown
  unsigned statements;
  char digest[65]; // tells these from others, wherever they come from; "" where nothing is remembered
  bool has_page;   // false: articles "none" or render without the article and no statement
};

struct skipped { // an article that was not coded, for the method page
  char *path, *reason;
};

struct edition {
  const struct settings *settings;
  const struct codebook *codebook;
  const struct reviews *reviews;
  GPtrArray *articles;   // struct article_record *, newest first, undated last, then by path
  GHashTable *by_path;   // path -> struct article_record *, borrowed
  GPtrArray *statements; // struct statement *, in statement order, reviews applied
  GPtrArray *rejected;   // struct statement *, taken out by reviews
  GPtrArray *skipped;    // struct skipped *
  struct matrix matrix;
  GArray *changes; // struct change, since settings.since
};
