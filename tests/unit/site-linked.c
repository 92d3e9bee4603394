// SPDX-License-Identifier: MIT
// What machines are told: texts that JSON and the escaper leave as they are, and sitemaps of many pages.
#include "base/home.h"
#include "no_publication.h"
#include "render/mustache.h"
#include "site/linked.h"
#include "site/page.h"
#include "site/pages/kinds.h"
#include "unit.h"

static GHashTable *files; // path -> text

// Only the sitemaps are kept.
static void put_file(const char *path, struct slice bytes) {
  if (g_str_has_suffix(path, ".xml"))
    g_hash_table_insert(files, g_strdup(path), g_strndup(bytes.data, bytes.len));
}

START_TEST(a_linked_string_reads_as_it_was_and_needs_no_escaping) {
  static const char *const texts[] = {
      "plain", "\"quoted\" & <tagged> 'it'",         "back\\slash",     "line\nand\ttab",
      "",      "</script><script>alert(1)</script>", "Zürich 日本 \x7f"};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    json *object = json_object();
    linked_string(object, "text", texts[i]);
    const char *linked = json_text(json_get(object, "text"));
    GString *escaped = g_string_new(NULL), *whole = g_string_new("\"");
    escape_markup(slice_of(linked), escaped);
    ck_assert_str_eq(escaped->str, linked);
    g_string_append_printf(whole, "%s\"", linked);
    struct diag *d = diag_new(stderr, false);
    struct json_doc doc;
    ck_assert(json_parse(&doc, "text", slice_of(whole->str), d));
    ck_assert_str_eq(json_text(doc.root), texts[i]);
    json_doc_release(&doc);
    diag_free(d);
    g_string_free(escaped, TRUE);
    g_string_free(whole, TRUE);
    json_free(object);
  }
  json *object = json_object();
  linked_string(object, "text", NULL);
  ck_assert_int_eq(json_type(json_get(object, "text")), JSON_NULL);
  json_free(object);
}
END_TEST

static unsigned count(const char *path, const char *part) {
  const char *text = g_hash_table_lookup(files, path);
  ck_assert_msg(text != NULL, "%s is not made", path);
  unsigned n = 0;
  while ((text = strstr(text, part))) {
    n++;
    text += strlen(part);
  }
  return n;
}

// Makes a site of n pages that say nothing, and its sitemap.
static void make_sitemap(guint n) {
  struct diag *d = diag_new(stderr, false);
  struct settings settings = {.title = "T",
                              .subtitle = "",
                              .base_url = "https://example.org/",
                              .author = "",
                              .language = "en",
                              .direction = "ltr",
                              .paper = "A4",
                              .licence = "",
                              .contact = "",
                              .footer = "",
                              .theme = "",
                              .logo = "",
                              .picture = "",
                              .edition = "2024-05-01"};
  struct edition e = {.settings = &settings};
  char *program = program_folder("templates", NULL);
  const char *folders[] = {program, NULL};
  struct template_set *whole = template_set_load(folders, true, d);
  struct page_sink *s = page_sink_new(whole, folders, &settings, "en", NULL, 2, d);
  for (guint i = 0; i < n; i++) {
    char *path = g_strdup_printf("p/%u.html", i);
    page_emit(s, path, "robots.txt", json_object(), path);
    g_free(path);
  }
  sitemap_make(&e, s);
  page_finish(s);
  page_sink_free(s);
  template_set_free(whole);
  g_free(program);
  diag_free(d);
}

START_TEST(one_sitemap_holds_fifty_thousand_pages) {
  files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  make_sitemap(50000);
  ck_assert_uint_eq(g_hash_table_size(files), 1);
  ck_assert_uint_eq(count("sitemap.xml", "<lastmod>2024-05-01</lastmod></url>"), 50000);
  g_hash_table_unref(files);
}
END_TEST

START_TEST(more_go_into_several) {
  files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  make_sitemap(50001);
  ck_assert_uint_eq(count("sitemap.xml", "<sitemap><loc>https://example.org/sitemap-"), 2);
  ck_assert_uint_eq(count("sitemap.xml", "<url>"), 0);
  ck_assert_uint_eq(count("sitemap-1.xml", "<url>"), 50000);
  ck_assert_uint_eq(count("sitemap-2.xml", "<url><loc>https://example.org/p/50000.html</loc>"), 1);
  g_hash_table_unref(files);
}
END_TEST

UNIT("site/linked", a_linked_string_reads_as_it_was_and_needs_no_escaping,
     one_sitemap_holds_fifty_thousand_pages, more_go_into_several)
