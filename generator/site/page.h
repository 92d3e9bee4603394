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
struct ledger;
struct sha256;

// Makes a sink over t, s and p, which must outlive it. The words of the pages are read from strings/ in
// folders, the template folders (NULL-terminated) that t was loaded from; book_language is the codebook's,
// whose names and labels are marked where the pages are in another. Pages are rendered on so many threads
// (from 1). Freed with page_sink_free.
struct page_sink *page_sink_new(const struct template_set *t, const char *const *folders,
                                const struct settings *s, const char *book_language, struct publication *p,
                                unsigned threads, struct diag *d);
// Says whether all that every page needs could be read; else that was reported, and no page is to be made.
bool page_sink_ready(const struct page_sink *s);
void page_sink_free(struct page_sink *s);

// Returns the words of the site's language.
const struct words *page_words(const struct page_sink *s);
// Returns how text of language is marked on pages of another: {language, direction}, direction null where it
// is the pages' own; null where nothing need be marked. For the caller to add.
json *page_in(const struct page_sink *s, const char *language);
// Returns the measured accuracy of the coder (generator/data/accuracy.json), or NULL where there is none.
const json *page_accuracy(const struct page_sink *s);
// Returns the paths (char *) of the pages put so far, in order.
const GPtrArray *page_paths(const struct page_sink *s);
// Returns the day (YYYY-MM-DD) on which the page of the i-th path last changed, or NULL where it is not
// known.
const char *page_modified(const struct page_sink *s, guint i);

// Reports a fault of the system with the file at path; the site is then not published.
void page_fault(struct page_sink *s, const char *path, const char *what, int error);

// Returns the open folder that the site lies in, where files without a name may lie meanwhile (base/spill.h);
// -1: none.
int page_folder(const struct page_sink *s);

// Returns what the search shall find; pages of articles add to it.
struct search *page_search(const struct page_sink *s);

// Puts a file that no template makes (bytes are copied); what says for messages what it was made from. Where
// it fails, that is reported.
void page_file(struct page_sink *s, const char *path, struct slice bytes, const char *what);

// The same of bytes that are taken over.
void page_file_take(struct page_sink *s, const char *path, GString *bytes, const char *what);

// The same piece by piece, for files that are too large to be held; page_stream_end ends and frees it, and
// fills sha256 (may be NULL) with the digest of what was put; "" where it was not put, or the gate cannot
// read it in pieces (gate_streams).
struct page_stream;
struct page_stream *page_stream_new(struct page_sink *s, const char *path, const char *what);
void page_stream_add(struct page_stream *f, struct slice bytes);
void page_stream_end(struct page_stream *f, char sha256[65]);

// A part of such a file that the next build can take from it as it is.
enum { PAGE_KEY = 64 };
struct page_piece {
  char key[72];     // of all that it is made from, PAGE_KEY hexadecimal digits ended by NUL; the rest 0
  guint64 at;       // bytes before it
  guint32 size;     // its own
  guint32 facts[3]; // what else is to be known of it
};
// Looks for the piece of that key in the file that the last build left. Returns false where it has none.
bool page_stream_find(const struct page_stream *f, const char *key, struct page_piece *piece);
// Appends the bytes of one that was found. Returns false, nothing appended, where they cannot be read.
bool page_stream_read(const struct page_stream *f, const struct page_piece *piece, GString *to);
// Has the next build find a piece of the file at hand, which `at` says the place of in that.
void page_stream_note(struct page_stream *f, const struct page_piece *piece);

// Renders template_name with model (taken over and freed) to path ("actors/china.html"); what says for
// messages what it was made from. The model says "title" and "description", in "section" which entry of the
// navigation it belongs to, where known in "published" and "modified" the days of what it shows (else of the
// edition), and in "linked" what machines are told beside (site/linked.h). Where it fails, that is reported.
// Pages and files are put in the order in which they are asked for, some of them later (page_finish).
void page_emit(struct page_sink *s, const char *path, const char *template_name, json *model,
               const char *what);
// Waits for all pages and files: page_paths knows them then.
void page_finish(struct page_sink *s);

// --- pages that the next build may leave as they stand ---

// Has such pages kept in the ledger at path (site/ledger.h). salt: what all pages depend on and the sink does
// not know of: the program and the codebook.
void page_remember(struct page_sink *s, const char *path, const char *salt);
// Returns that ledger, NULL where there is none. It stays the sink's.
struct ledger *page_ledger(const struct page_sink *s);

// Begins the key of the page at path: of its template, and of all that every page depends on. The caller adds
// whatever else it is made from (site/page_key.h). Returns NULL where nothing is remembered.
struct sha256 *page_key(const struct page_sink *s, const char *template_name);
// Returns digests that several keys have in common: of what lies at an address, to 64 hexadecimal digits
// (freed with s by g_free).
GHashTable *page_digests(struct page_sink *s);
// Ends and frees key (NULL is fine), and says whether the page at path stands as it was made from the same;
// then it is taken along, and there is nothing to make. article: the path of the article whose passages the
// search finds in it, or NULL. hex becomes what page_emit_keyed wants.
bool page_stands(struct page_sink *s, const char *path, const char *what, const char *article,
                 struct sha256 *key, char hex[65]);
// Returns how many pages stood so far.
unsigned page_standing(const struct page_sink *s);
// page_emit for a page that does not; hex as page_stands left it.
void page_emit_keyed(struct page_sink *s, const char *path, const char *template_name, json *model,
                     const char *what, const char *article, const char *hex);

// --- the same of files that no template makes ---

struct page_file_left {
  struct slice kept; // what was kept with it; lives as long as the sink
  char sha256[65];   // of the file
};

// Begins a file's key; NULL where nothing is remembered.
struct sha256 *page_file_key(const struct page_sink *s);
// Ends and frees key (NULL is fine), and says whether the file at path stands as it was made from the same;
// then fills left. hex becomes what page_file_keyed wants.
bool page_file_stands(struct page_sink *s, const char *path, struct sha256 *key, char hex[65],
                      struct page_file_left *left);
// Takes the file that stands along. The gate must not look into it (gate_looks_into).
void page_file_keep(struct page_sink *s, const char *path, const char *what,
                    const struct page_file_left *left);
// page_file for one that does not. bytes and kept, which the next build is to find with it, are taken over.
void page_file_keyed(struct page_sink *s, const char *path, GString *bytes, const char *what, const char *hex,
                     GByteArray *kept);

// A kind of page: makes all pages of that kind.
struct page_kind {
  const char *name;
  void (*make)(const struct edition *e, struct page_sink *s);
};

// All kinds that are made from the whole edition; ended by a row whose name is NULL (pages/pages.c).
extern const struct page_kind page_kinds[];

// Says whether the page of an article stands as it was made from the same; key becomes what article_page_make
// wants. content: a digest of all that the page shows of the article beyond its record (NULL: it does not
// stand). The record has the digest of its statements.
bool article_page_stands(const struct article_record *r, const char *content, struct page_sink *s,
                         char key[65]);
// Makes the page of one article that does not, while it is at hand (a NULL: only its record and statements
// are; excerpts are shown).
void article_page_make(const struct settings *settings, const struct codebook *c,
                       const struct article_record *r, const struct article *a, const GPtrArray *statements,
                       struct page_sink *s, const char *key);

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
