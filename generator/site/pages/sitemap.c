// SPDX-License-Identifier: MIT
// For machines and for the lost: sitemap, robots.txt, 404.
#include "base/day.h"
#include "site/pages/kinds.h"

void missing_make(const struct edition *e, struct page_sink *s) {
  (void)e;
  json *model = page_model(words_get(page_words(s), "missing.title"),
                           g_strdup(words_get(page_words(s), "missing.text")), NULL);
  json_add_bool(model, "unlisted", true);
  page_emit(s, "404.html", "404", model, "the page for lost addresses");
}

// What a sitemap may hold at most (sitemaps.org).
enum { SITEMAP_MAX = 50000 };

static bool listed(const char *path) {
  return g_str_has_suffix(path, ".html") && strcmp(path, "404.html") != 0;
}

// Pages from..to of the listed ones: [{address, date}].
static json *sitemap_pages(const struct edition *e, const struct page_sink *s, const GArray *list, guint from,
                           guint to) {
  json *pages = json_array();
  for (guint k = from; k < to; k++) {
    guint i = g_array_index(list, guint, k);
    const char *date = page_modified(s, i), *newest = e->settings->edition;
    if (!newest && day_is(e->matrix.to)) newest = e->matrix.to;
    json *j = json_push(pages, json_object());
    json_take(j, "address", page_address(e->settings, page_paths(s)->pdata[i]));
    json_add_string(j, "date", date ? date : newest);
  }
  return pages;
}

static void emit_sitemap(const struct edition *e, struct page_sink *s, const char *path, json *pages,
                         json *parts) {
  json *model = page_model(e->settings->title, NULL, NULL);
  json_add_bool(model, "has_parts", json_first(parts) != NULL);
  json_add(model, "parts", parts);
  json_add(model, "pages", pages);
  page_emit(s, path, "sitemap.xml", model, path);
}

// The sitemap has full addresses; without a base_url there is none to give. More pages than one may hold go
// into several, which it then lists.
static void sitemaps(const struct edition *e, struct page_sink *s) {
  GArray *list = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < page_paths(s)->len; i++)
    if (listed(page_paths(s)->pdata[i])) g_array_append_val(list, i);
  json *parts = json_array();
  bool one = list->len <= SITEMAP_MAX;
  for (guint from = 0; !one && from < list->len; from += SITEMAP_MAX) {
    char *path = g_strdup_printf("sitemap-%u.xml", from / SITEMAP_MAX + 1);
    json_take(json_push(parts, json_object()), "address", page_address(e->settings, path));
    emit_sitemap(e, s, path, sitemap_pages(e, s, list, from, MIN(from + SITEMAP_MAX, list->len)),
                 json_array());
    g_free(path);
  }
  emit_sitemap(e, s, "sitemap.xml", one ? sitemap_pages(e, s, list, 0, list->len) : json_array(), parts);
  g_array_unref(list);
}

void sitemap_make(const struct edition *e, struct page_sink *s) {
  json *robots = page_model(e->settings->title, NULL, NULL);
  json_take(robots, "sitemap", page_address(e->settings, "sitemap.xml"));
  page_emit(s, "robots.txt", "robots.txt", robots, "robots.txt");
  page_finish(s);
  if (*e->settings->base_url) sitemaps(e, s);
}
