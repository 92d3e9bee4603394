// SPDX-License-Identifier: MIT
#include "site/page.h"
#include "unit.h"

static GHashTable *taken;

static void slug(const char *path, const char *expected) {
  char *got = article_slug(path, taken);
  ck_assert_str_eq(got, expected);
  ck_assert_str_eq(g_hash_table_lookup(taken, got), path);
  g_free(got);
}

static void begin(void) {
  taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

START_TEST(names_become_plain) {
  begin();
  slug("2024-05-06-xi-in-paris.md", "2024-05-06-xi-in-paris");
  slug("news/Élysée & Co..txt", "news-elysee-co");
  slug("UPPER_case.HTML", "upper-case");
  slug("会议.md", "article");
  slug("index.md", "article-index");
  slug("index-2.md", "article-index-2");
  slug(".hidden", "hidden");
  g_hash_table_unref(taken);
}
END_TEST

START_TEST(two_articles_never_share_a_slug) {
  begin();
  slug("a b.md", "a-b");
  char *second = article_slug("a-b.txt", taken), *third = article_slug("a_b.html", taken);
  ck_assert(g_str_has_prefix(second, "a-b-"));
  ck_assert_uint_eq(strlen(second), strlen("a-b-") + 8);
  ck_assert_str_ne(second, third);
  g_free(second);
  g_free(third);
  // Names that all come to the same plain name stay apart, and quickly.
  for (int i = 0; i < 5000; i++) {
    char *path = g_strdup_printf("%0*d.md", 200, i), *name = article_slug(path, taken);
    ck_assert_uint_le(strlen(name), 160);
    g_free(path);
    g_free(name);
  }
  ck_assert_uint_eq(g_hash_table_size(taken), 5003);
  g_hash_table_unref(taken);
}
END_TEST

START_TEST(broken_names_are_bearable) {
  begin();
  slug("\xff\xfe.md", "article");
  slug("", "article-e3b0c442");
  g_hash_table_unref(taken);
}
END_TEST

START_TEST(ways_back_and_addresses) {
  struct settings s = {.base_url = "https://example.org/b"}, none = {.base_url = ""};
  char *up = page_root("cells/a--b.html"), *here = page_root("index.html");
  ck_assert_str_eq(up, "../");
  ck_assert_str_eq(here, "");
  char *cell = page_address(&s, "cells/a--b.html"), *home = page_address(&s, "index.html"),
       *list = page_address(&s, "actors/index.html");
  ck_assert_str_eq(cell, "https://example.org/b/cells/a--b.html");
  ck_assert_str_eq(home, "https://example.org/b/");
  ck_assert_str_eq(list, "https://example.org/b/actors/");
  ck_assert_ptr_null(page_address(&none, "index.html"));
  g_free(up);
  g_free(here);
  g_free(cell);
  g_free(home);
  g_free(list);
}
END_TEST

UNIT("site/slug", names_become_plain, two_articles_never_share_a_slug, broken_names_are_bearable,
     ways_back_and_addresses)
