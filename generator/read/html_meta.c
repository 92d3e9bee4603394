// SPDX-License-Identifier: MIT
// What a page says of itself in its head.
#include "read/html.h"

enum { HEAD_LIMIT = 1 << 20 }; // bytes in which a page says it

struct meta {
  const char *name; // of <meta name|property|itemprop>, lower case
  enum html_field field;
  unsigned rank; // from 1; the lower goes first where a page has several
};

static const struct meta metas[] = {
    {"article:published_time", HTML_DATE, 1},
    {"datepublished", HTML_DATE, 2},
    {"date", HTML_DATE, 3},
    {"dc.date.issued", HTML_DATE, 4},
    {"dcterms.created", HTML_DATE, 4},
    {"dc.date", HTML_DATE, 5},
    {"pubdate", HTML_DATE, 5},
    {"publish-date", HTML_DATE, 5},
    {"publishdate", HTML_DATE, 5},
    {"parsely-pub-date", HTML_DATE, 5},
    {"og:published_time", HTML_DATE, 5},
    {"citation_publication_date", HTML_DATE, 6},
    {"og:title", HTML_TITLE, 1},
    {"dc.title", HTML_TITLE, 2},
    {"twitter:title", HTML_TITLE, 3},
    {"og:site_name", HTML_SITE, 1},
    {"application-name", HTML_SITE, 2},
    {"author", HTML_AUTHOR, 1},
    {"dc.creator", HTML_AUTHOR, 2},
    {"parsely-author", HTML_AUTHOR, 3},
    {"article:author", HTML_AUTHOR, 4},
    {"og:url", HTML_URL, 2},
    {"language", HTML_LANGUAGE, 2},
    {"content-language", HTML_LANGUAGE, 3},
    {"og:locale", HTML_LANGUAGE, 4},
};

// Takes value over.
static void take(struct html_meta *m, enum html_field field, unsigned rank, char *value) {
  bool better = value && *value && (!m->values[field] || rank < m->ranks[field]);
  g_free(better ? m->values[field] : value);
  if (!better) return;
  m->values[field] = value;
  m->ranks[field] = rank;
}

static void on_meta(struct html_meta *m, struct slice inside) {
  static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
  for (size_t n = 0; n < G_N_ELEMENTS(names); n++) {
    char *name = html_value(inside, names[n]), *value = name ? html_value(inside, "content") : NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(metas) && value; i++) {
      bool address = metas[i].field == HTML_AUTHOR && strstr(value, "://");
      if (g_ascii_strcasecmp(metas[i].name, name) == 0 && !address)
        take(m, metas[i].field, metas[i].rank, g_strdup(value));
    }
    if (value && *value && strcmp(name, "article:tag") == 0)
      g_ptr_array_add(m->tags, g_steal_pointer(&value));
    g_free(value);
    g_free(name);
  }
}

static void on_link(struct html_meta *m, struct slice inside) {
  char *rel = html_value(inside, "rel");
  if (rel && g_ascii_strcasecmp(rel, "canonical") == 0) take(m, HTML_URL, 1, html_value(inside, "href"));
  if (rel && g_ascii_strcasecmp(rel, "license") == 0) take(m, HTML_LICENCE, 1, html_value(inside, "href"));
  g_free(rel);
}

static bool is(const struct html_token *t, const char *name) {
  return t->name.len == strlen(name) && g_ascii_strncasecmp(t->name.data, name, t->name.len) == 0;
}

void html_meta_read(struct html_meta *m, struct slice text) {
  struct html_scan scan = {.text = slice_sub(text, 0, MIN(text.len, HEAD_LIMIT))};
  struct html_token t;
  *m = (struct html_meta){.tags = g_ptr_array_new_with_free_func(g_free)};
  while (html_next(&scan, &t)) {
    if (t.type != HTML_OPEN) continue;
    if (is(&t, "meta")) on_meta(m, t.inside);
    if (is(&t, "link") || is(&t, "a")) on_link(m, t.inside);
    if (!is(&t, "html")) continue;
    take(m, HTML_LANGUAGE, 1, html_value(t.inside, "lang"));
    take(m, HTML_LANGUAGE, 1, html_value(t.inside, "xml:lang"));
  }
}

void html_meta_release(struct html_meta *m) {
  for (size_t i = 0; i < HTML_FIELDS; i++)
    g_free(m->values[i]);
  g_ptr_array_unref(m->tags);
}
