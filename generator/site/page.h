// SPDX-License-Identifier: MIT
// Pages: each kind is one file in pages/ and one row in its table. A page makes the JSON tree that its
// template sees; it never hears of HTML.
#pragma once
#include "render/mustache.h"
#include "site/edition.h"
#include "site/publish.h"
#include "site/search.h"
#include "site/words.h"

// Where pages go. Adds to each tree what all pages share (site, root, language, strings, navigation,
// canonical address), renders, puts into the publication.
struct page_sink;

// Makes a sink over t, s and p, which must outlive it. The words of the pages are read from strings/ in
// folders, the template folders (NULL-terminated) that t was loaded from; book_language is the codebook's,
// whose names and labels are marked where the pages are in another. Freed with page_sink_free.
struct page_sink *page_sink_new(const struct template_set *t, const char *const *folders,
                                const struct settings *s, const char *book_language, struct publication *p,
                                struct diag *d);
void page_sink_free(struct page_sink *s);

// Returns the words of the site's language.
const struct words *page_words(const struct page_sink *s);
// Returns how text of language is marked on pages of another: {language, direction}, direction null where it
// is the pages' own; null where nothing need be marked. For the caller to add.
json *page_in(const struct page_sink *s, const char *language);
// Returns the measured accuracy of the coder (generator/data/accuracy.json), or NULL where there is none.
const json *page_accuracy(const struct page_sink *s);
// Returns the paths (char *) of the pages emitted so far, in order.
const GPtrArray *page_paths(const struct page_sink *s);
// Returns the day (YYYY-MM-DD) on which the page of the i-th path last changed, or NULL where it is not
// known.
const char *page_modified(const struct page_sink *s, guint i);

// Returns what the search shall find; pages of articles add to it.
struct search *page_search(const struct page_sink *s);

// Puts a file that no template makes; what says for messages what it was made from. Returns false where it
// failed (reported).
bool page_file(struct page_sink *s, const char *path, struct slice bytes, const char *what);

// Renders template_name with model (taken over and freed) to path ("actors/china.html"); what says for
// messages what it was made from. The model says "title" and "description", in "section" which entry of the
// navigation it belongs to, where known in "published" and "modified" the days of what it shows (else of the
// edition), and in "linked" what machines are told beside (site/linked.h). Returns false where it failed
// (reported).
bool page_emit(struct page_sink *s, const char *path, const char *template_name, json *model,
               const char *what);

// A kind of page: makes all pages of that kind.
struct page_kind {
  const char *name;
  void (*make)(const struct edition *e, struct page_sink *s);
};

// All kinds that are made from the whole edition; ended by a row whose name is NULL (pages/pages.c).
extern const struct page_kind page_kinds[];

// Makes the page of one article, while it is at hand (a NULL: only its record and statements are; excerpts
// are shown). statements: those of this article, in order, reviews applied.
void article_page_make(const struct settings *settings, const struct codebook *c,
                       const struct article_record *r, const struct article *a, const GPtrArray *statements,
                       struct page_sink *s);

// Puts the assets in place that the pages emitted so far ask for (site/assets.h).
bool page_assets(struct page_sink *s);

// The addresses of pages, relative to the site's root; the caller frees them.
char *page_path_actor(const char *actor_id);
char *page_path_issue(const char *issue_id);
char *page_path_cell(const char *actor_id, const char *issue_id);
char *page_path_article(const char *slug);
// Returns the way from a page at path back to the site's root ("", "../"), and its full address below
// settings.base_url (NULL where that is not set). The caller frees them.
char *page_root(const char *path);
char *page_address(const struct settings *s, const char *path);
// Gives the slug of an article from its path below the articles folder: lower-case ASCII letters, digits and
// hyphens; unique by taken (slug -> path), to which it is added.
char *article_slug(const char *relative_path, GHashTable *taken);
