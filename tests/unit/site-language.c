// SPDX-License-Identifier: MIT
#include "site/language.h"
#include "unit.h"

static void is(char *got, const char *expected) {
  ck_assert_str_eq(got, expected);
  g_free(got);
}

static void are(char **got, const char *expected) {
  is(g_strjoinv(" ", got), expected);
  g_strfreev(got);
}

START_TEST(tags) {
  are(language_names("de-AT"), "de-AT de-Latn de");
  are(language_names("zh-CN"), "zh-CN zh-Hans zh");
  are(language_names("zh"), "zh zh-Hans");
  are(language_names("zh-TW"), "zh-TW zh-Hant");
  are(language_names("qqq"), "qqq");
  ck_assert(language_is_same("en-GB", "en"));
  ck_assert(language_is_same("zh", "zh-Hans-CN"));
  ck_assert(!language_is_same("zh-TW", "zh-CN"));
  ck_assert(!language_is_same("de", "en"));
  ck_assert(language_is_rtl("ar"));
  ck_assert(language_is_rtl("fa-IR"));
  ck_assert(!language_is_rtl("de"));
  ck_assert(language_is_known("sr-Latn"));
  ck_assert(!language_is_known("qqq"));
  ck_assert(language_has_region("de-AT"));
  ck_assert(!language_has_region("zh-Hans"));
}
END_TEST

START_TEST(plurals_follow_cldr) {
  static const struct {
    const char *tag;
    unsigned n;
    const char *category;
  } cases[] = {{"en", 0, "other"}, {"en", 1, "one"},   {"fr", 0, "one"},  {"fr", 2, "other"},
               {"pl", 1, "one"},   {"pl", 3, "few"},   {"pl", 5, "many"}, {"pl", 22, "few"},
               {"ar", 0, "zero"},  {"ar", 2, "two"},   {"ar", 7, "few"},  {"ar", 11, "many"},
               {"zh", 1, "other"}, {"qqq", 1, "other"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct language *l = language_new(cases[i].tag);
    ck_assert_str_eq(language_plural(l, cases[i].n), cases[i].category);
    language_free(l);
  }
  struct language *l = language_new("pl");
  char **all = language_plurals(l);
  ck_assert_uint_eq(g_strv_length(all), 4);
  ck_assert(g_strv_contains((const char *const *)all, "few"));
  g_strfreev(all);
  language_free(l);
}
END_TEST

START_TEST(years_are_gregorian_everywhere) {
  struct language *l = language_new("th");
  is(language_date(l, DATE_YEAR, 2024, 5, 6), "2024");
  is(language_number(l, 1234), "1,234");
  language_free(l);
  l = language_new("ar-EG");
  is(language_number(l, 1234), "١٬٢٣٤");
  language_free(l);
}
END_TEST

START_TEST(a_day_that_its_month_has_not_is_its_last) {
  struct language *l = language_new("en-GB");
  is(language_date(l, DATE_FULL, 2023, 2, 31), "28 February 2023");
  is(language_date(l, DATE_DAY, 1812, 6, 24), "24 June");
  language_free(l);
}
END_TEST

UNIT("site/language", tags, plurals_follow_cldr, years_are_gregorian_everywhere,
     a_day_that_its_month_has_not_is_its_last)
