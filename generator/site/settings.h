// SPDX-License-Identifier: MIT
// input/site.json: what the site is called and how it shows its articles.
#pragma once
#include "base/json.h"
#include "site/colours.h"

enum article_mode {
  ARTICLES_EXCERPT,
  ARTICLES_FULL,
  ARTICLES_NONE
}; // how much of an article without a licence is shown

struct settings {
  const char *title, *subtitle, *base_url, *author, *language, *direction, *paper, *licence, *contact,
      *footer, *theme, *logo, *picture; // never NULL; "" where not given
  const char *edition, *since;          // dates; NULL where not given
  enum article_mode articles;
  unsigned min_confidence; // thousandths
  struct palette palette;
  struct json_doc doc; // owns all of the above
};

// Reads and checks path; a missing file gives the defaults with a note. Every fault is reported; what is
// wrong keeps its default. Returns false where errors were reported.
bool settings_load(struct settings *s, const char *path, struct diag *d);
void settings_release(struct settings *s);
