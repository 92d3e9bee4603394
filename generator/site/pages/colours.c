// SPDX-License-Identifier: MIT
// The stylesheet of a site that has colours of its own.
#include "site/pages/kinds.h"
#include "site/pages/model.h"

void colours_make(const struct edition *e, struct page_sink *s) {
  if (e->settings->palette.own)
    page_emit(s, "assets/colours.css", "colours.css", page_model(e->settings->title, NULL, NULL),
              "site.json");
}
