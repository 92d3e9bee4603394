// SPDX-License-Identifier: MIT
// What build, render and check share: a site opened, its articles added one by one, the rest made and put in
// place.
#pragma once
#include "coding/coder.h"
#include "coding/statement_pool.h"
#include "matrix/reviews.h"
#include "render/mustache.h"
#include "site/edition.h"
#include "site/page.h"

struct site_options {
  const char *site; // the folder
  bool strict;      // publish nothing where the input has errors
  bool dry;         // make and gate every page, write nothing
  unsigned jobs;    // threads that render; 0: one a processor
  bool keep;        // what is known of files is kept in SITE/.standpoint for the next build
  gint64
      settled; // files that changed up to then (their ctime, in nanoseconds) cannot have changed again unseen
};

// A site while it is being made. Zero is a valid state; released by site_finish or site_abandon.
struct site_build {
  const struct site_options *options;
  struct diag *d;
  char *input, *output; // SITE/input, SITE/output
  // The site's own folder, its themes', the program's themes', the program's; NULL-terminated,
  // owned.
  const char *templates[5];
  struct settings settings;
  struct codebook *codebook;
  struct reviews reviews;
  struct template_set *template_set;
  struct publication *publication;
  struct page_sink *sink;
  GHashTable *slugs; // slug -> path
  struct edition edition;
  struct statement_pool *pool; // where its statements lie, unless they lay in another
  unsigned weak;               // statements below min_confidence, left out
  GString *inputs;             // what it is made from, as it was at the beginning (cli/inputs.h)
  char *unread;                // what of it could not be read then; NULL: nothing
};

struct site_result {
  bool opened; // false: the build ended before there was anything to count
  unsigned articles, skipped, statements, cells, weak;
  unsigned standing; // pages that were left as they stand, for nothing changed that they are made from
  unsigned coded;    // articles not known to the cache; render: 0
  struct publish_result files;
};

// Opens SITE: settings, codebook, reviews, templates, and the publication beside the old site. Every fault of
// all of them is reported. Returns 0, or an
// exit code after errors that leave nothing to publish (s is then released).
int site_open(struct site_build *s, const struct site_options *options, struct diag *d);

// Has pages that would be made from the same as those of the last build left as they stand. program: what
// tells this program from others.
void site_remember(struct site_build *s, const char *program);

// Adds one article with its statements (taken over, as coded; reviews and min_confidence are applied here)
// and makes its page. a NULL: only statements are at hand; path is then the article's path as they have it. a
// stays the caller's. content: a digest of a, or NULL. unread: a has its metadata alone, the rest is read
// from this file where it is needed; NULL: a is whole.
void site_add_article(struct site_build *s, const char *path, const struct article *a, const char *content,
                      const char *unread, GPtrArray *statements);

// Notes an article that was not coded.
void site_skip_article(struct site_build *s, const char *path, const char *reason);

// Makes all other pages and the data, runs the gate, and puts the site in place (not with dry, nor with
// strict after errors). Fills result. Releases s. Returns the exit code.
int site_finish(struct site_build *s, struct site_result *result);

// Where the program is told to stop (base/stop.h): says so, gives up and releases s. Returns the exit code,
// 128 and the signal's number.
int site_stopped(struct site_build *s);

// Gives up and releases s; the old site stands.
void site_abandon(struct site_build *s);

// Returns the path of article below SITE as statements have it: relative to the site, so that the same site
// gives the same bytes wherever it lies. The caller frees it.
char *site_relative(const struct site_build *s, const char *path);
