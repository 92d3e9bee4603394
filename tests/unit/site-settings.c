// SPDX-License-Identifier: MIT
#include "base/home.h"
#include "site/settings.h"
#include "unit.h"
#include <glib/gstdio.h>

// Loads text as site.json; returns what was said, with the file's path as "site.json". The caller frees it.
static char *load(struct settings *s, const char *text, bool *ok) {
  char *path = NULL, *said = NULL;
  size_t size = 0;
  int fd = g_file_open_tmp("site-XXXXXX", &path, NULL);
  g_close(fd, NULL);
  g_file_set_contents(path, text, -1, NULL);
  FILE *out = open_memstream(&said, &size);
  struct diag *d = diag_new(out, false);
  *ok = settings_load(s, path, d);
  diag_free(d);
  fclose(out);
  GString *plain = g_string_new(said);
  g_string_replace(plain, path, "site.json", 0);
  g_remove(path);
  g_free(path);
  free(said);
  return g_string_free(plain, FALSE);
}

static void faulty(const char *text, const char *expected, bool fine) {
  struct settings s;
  bool ok;
  char *said = load(&s, text, &ok);
  ck_assert_str_eq(said, expected);
  ck_assert_int_eq(ok, fine);
  settings_release(&s);
  g_free(said);
}

START_TEST(a_missing_file_gives_the_defaults) {
  struct settings s;
  struct diag *d = diag_new_held();
  ck_assert(settings_load(&s, "no/such/site.json", d));
  ck_assert_uint_eq(diag_count(d, DIAG_NOTE), 1);
  ck_assert_str_eq(s.title, "Who stands where");
  ck_assert_str_eq(s.language, "en");
  ck_assert_str_eq(s.paper, "A4");
  ck_assert_str_eq(s.base_url, "");
  ck_assert_ptr_null(s.edition);
  ck_assert_int_eq(s.articles, ARTICLES_EXCERPT);
  ck_assert_uint_eq(s.min_confidence, 500);
  settings_release(&s);
  diag_free(d);
}
END_TEST

START_TEST(all_keys_are_read) {
  struct settings s;
  bool ok;
  char *said =
      load(&s,
           "{\"$schema\": \"x\", \"title\": \"T\", \"subtitle\": \"S\", \"base_url\": "
           "\"https://example.org/a/\", \"author\": \"A\","
           "\"language\": \"de-AT\", \"direction\": \"rtl\", \"paper\": \"letter\", \"licence\": \"L\","
           "\"contact\": \"a@example.org\", \"footer\": \"F\", \"edition\": \"2024-02-29\", \"since\": "
           "\"2024-01-31\","
           "\"articles\": \"full\", \"min_confidence\": 0.625}",
           &ok);
  ck_assert_str_eq(said, "");
  ck_assert(ok);
  ck_assert_str_eq(s.title, "T");
  ck_assert_str_eq(s.base_url, "https://example.org/a/");
  ck_assert_str_eq(s.language, "de-AT");
  ck_assert_str_eq(s.direction, "rtl");
  ck_assert_str_eq(s.paper, "letter");
  ck_assert_str_eq(s.edition, "2024-02-29");
  ck_assert_str_eq(s.since, "2024-01-31");
  ck_assert_int_eq(s.articles, ARTICLES_FULL);
  ck_assert_uint_eq(s.min_confidence, 625);
  settings_release(&s);
  g_free(said);
}
END_TEST

START_TEST(every_fault_is_reported_with_its_place) {
  faulty(
      "{\"title\": 3,\n \"paper\": \"A5\",\n \"edition\": \"2023-02-29\",\n \"colour\": \"red\",\n "
      "\"articles\": \"some\",\n"
      " \"min_confidence\": 2,\n \"base_url\": \"example.org\",\n \"contact\": \"nobody\",\n \"language\": "
      "\"english!\"}",
      "site.json:1:11: error: \"title\" is not a text, expected a text\n"
      "site.json:2:11: error: \"paper\" is \"A5\", expected \"A4\" or \"letter\"\n"
      "site.json:3:13: error: \"edition\" is \"2023-02-29\", expected a date like \"2024-06-30\"\n"
      "site.json:4:2: warning: unknown key \"colour\", expected one of site.schema.json; it is passed over\n"
      "site.json:5:14: error: \"articles\" is \"some\", expected \"full\", \"excerpt\" or \"none\"\n"
      "site.json:6:20: error: \"min_confidence\" is no such number, expected one from 0 to 1\n"
      "site.json:7:14: error: \"base_url\" is \"example.org\", expected an address like "
      "\"https://example.org/briefing/\"\n"
      "site.json:8:13: error: \"contact\" is \"nobody\", expected a mail address or a web address\n"
      "site.json:9:14: error: \"language\" is \"english!\", expected a language tag like \"en\" or "
      "\"en-GB\"\n",
      false);
  faulty("[]", "site.json:1:1: error: not an object, expected { \"title\": ... }\n", false);
  faulty("{\"base_url\": \"javascript:alert(1)\"}",
         "site.json:1:14: error: \"base_url\" is \"javascript:alert(1)\", expected an address like "
         "\"https://example.org/briefing/\"\n",
         false);
}
END_TEST

START_TEST(since_after_edition_is_a_warning) {
  faulty("{\"edition\": \"2024-01-01\", \"since\": \"2024-02-01\"}",
         "site.json:1:36: warning: \"since\" (2024-02-01) lies after \"edition\" (2024-01-01), expected an "
         "earlier date; nothing will have changed\n",
         true);
}
END_TEST

START_TEST(contrast_is_that_of_wcag) {
  ck_assert_double_eq_tol(colour_contrast("#000000", "#ffffff"), 21, 0.001);
  ck_assert_double_eq_tol(colour_contrast("#ffffff", "#777777"), 4.478, 0.001);
  ck_assert_double_eq_tol(colour_contrast("#336699", "#336699"), 1, 0.001);
}
END_TEST

// The stylesheet and the table that contrasts are checked against name the same colours.
START_TEST(default_colours_are_those_of_the_stylesheet) {
  char *folder = program_folder("templates", NULL), *css = NULL;
  char *path = g_build_filename(folder, "assets", "style.css", NULL);
  ck_assert(g_file_get_contents(path, &css, NULL, NULL));
  struct palette p = palette_default();
  p.own = true;
  json *model = palette_model(&p);
  for (const json *mode = json_first(model); mode; mode = json_next(mode))
    for (const json *c = json_first(mode); c; c = json_next(c)) {
      char *rule =
          g_strdup_printf("--%s: %s;", json_text(json_get(c, "name")), json_text(json_get(c, "value")));
      ck_assert_msg(strstr(css, rule) != NULL, "%s", rule);
      g_free(rule);
    }
  json_free(model);
  g_free(css);
  g_free(path);
  g_free(folder);
}
END_TEST

// site.schema.json and the loader know the same keys.
START_TEST(the_schema_knows_the_same_keys) {
  char *folder = program_folder("generator/data", NULL);
  char *path =
      folder ? g_build_filename(folder, "..", "..", "site.schema.json", NULL) : g_strdup("site.schema.json");
  struct diag *d = diag_new_held();
  struct json_doc doc;
  ck_assert(json_load(&doc, path, d));
  json *all = json_object();
  for (const json *p = json_first(json_get(doc.root, "properties")); p; p = json_next(p))
    json_add_string(all, json_key(p), "");
  char *text = json_print(all, false);
  struct settings s;
  bool ok;
  char *said = load(&s, text, &ok);
  ck_assert_ptr_null(strstr(said, "unknown key"));
  ck_assert_uint_eq(json_count(all), 19);
  settings_release(&s);
  json_free(all);
  json_doc_release(&doc);
  diag_free(d);
  g_free(text);
  g_free(said);
  g_free(path);
  g_free(folder);
}
END_TEST

UNIT("site/settings", a_missing_file_gives_the_defaults, all_keys_are_read,
     every_fault_is_reported_with_its_place, since_after_edition_is_a_warning, contrast_is_that_of_wcag,
     default_colours_are_those_of_the_stylesheet, the_schema_knows_the_same_keys)
