// SPDX-License-Identifier: MIT
// For machines and for the lost: sitemap, robots.txt, 404.
#include "site/pages/kinds.h"

void missing_make(const struct edition *e, struct page_sink *s) {
  (void)e;
  json *model = page_model(words_get(page_words(s), "missing.title"),
                           g_strdup(words_get(page_words(s), "missing.text")), NULL);
  json_add_bool(model, "unlisted", true);
  page_emit(s, "404.html", "404", model, "the page for lost addresses");
}

// The sitemap has full addresses; without a base_url there is none to give.
void sitemap_make(const struct edition *e, struct page_sink *s) {
  json *robots = page_model(e->settings->title, NULL, NULL);
  json_take(robots, "sitemap", page_address(e->settings, "sitemap.xml"));
  json *model = page_model(e->settings->title, NULL, NULL), *pages = json_add_array(model, "pages");
  const GPtrArray *paths = page_paths(s);
  for (guint i = 0; i < paths->len; i++) {
    const char *path = paths->pdata[i];
    char *address = page_address(e->settings, path);
    if (address && g_str_has_suffix(path, ".html") && strcmp(path, "404.html") != 0)
      json_push(pages, json_string(address));
    g_free(address);
  }
  page_emit(s, "robots.txt", "robots.txt", robots, "robots.txt");
  if (*e->settings->base_url)
    page_emit(s, "sitemap.xml", "sitemap.xml", model, "the sitemap");
  else
    json_free(model);
}
