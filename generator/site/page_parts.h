// SPDX-License-Identifier: MIT
// Private to page.c, page_files.c and page_stream.c.
#pragma once
#include "site/assets.h"
#include "site/page.h"

// Returns where the sink's files go, and in *d where what goes wrong is said.
struct publication *page_publication(const struct page_sink *s, struct diag **d);

// Says whether the file at path stands as it was kept under key (64 digits); then fills kept with what was
// kept with it, which lives as long as s.
bool page_kept(struct page_sink *s, const char *path, const char *key, struct slice *kept);
// Has the next build find the file that was put, where it is without fault, with what is to be kept.
void page_keep(struct page_sink *s, const char *path, const char *key, const struct publish_reading *r,
               const GByteArray *kept);

// --- the assets that a site's settings ask for ---

// Add the site's logo and picture, and the stylesheet of its own colours, where it has them.
void add_pictures(struct assets *a, const struct settings *s, struct diag *d);
void add_colours(struct assets *a, const struct settings *s, const struct template_set *t, struct diag *d);

// Adds the stylesheet of the editions on paper, which says what runs at the head of each page. site: what
// every page says of the site.
void add_paper(struct assets *a, const json *site, const struct words *w, const struct template_set *t,
               struct diag *d);

// Returns the address of such a picture below the site's root, or NULL where there is none; borrowed from a.
const char *picture_address(const struct assets *a, const char *file, const char *stem);
