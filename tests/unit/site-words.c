// SPDX-License-Identifier: MIT
#include "base/home.h"
#include "site/words.h"
#include "unit.h"

static struct words *words;
static char *folder;

static void begin(const char *language) {
  folder = program_folder("templates", NULL);
  ck_assert_ptr_nonnull(folder);
  const char *folders[] = {folder, NULL};
  struct diag *d = diag_new_held();
  words = words_load(folders, language, (struct diag_place){0}, d);
  ck_assert_int_eq(diag_worst(d), DIAG_NONE);
  diag_free(d);
}

static void end(void) {
  words_free(words);
  g_free(folder);
}

static void is(char *got, const char *expected) {
  ck_assert_str_eq(got, expected);
  g_free(got);
}

START_TEST(dates_numbers_and_counts) {
  begin("en");
  is(words_date(words, "2024-05-06"), "6 May 2024");
  is(words_day(words, "2024-12-31"), "31 December");
  is(words_date(words, NULL), "undated");
  is(words_date(words, "soon"), "soon");
  is(words_date(words, "2024-05-00"), "2024-05-00");
  is(words_month(words, "2024-05-06"), "May 2024");
  is(words_month_alone(words, "2024-05-06"), "May");
  is(words_year(words, "2024-05-06"), "2024");
  is(words_period(words, "2024-05-03", "2024-05-17"), "3–17 May 2024");
  is(words_period(words, "2024-04-20", "2024-07-19"), "20 April – 19 July 2024");
  is(words_period(words, "2023-12-31", "2024-01-01"), "31 December 2023 – 1 January 2024");
  is(words_period(words, "2024-05-03", "2024-05-03"), "3 May 2024");
  is(words_period(words, NULL, "2024-05-03"), "");
  is(words_number(words, 999), "999");
  is(words_number(words, 1000), "1,000");
  is(words_number(words, 1234567), "1,234,567");
  is(words_percent(words, 845), "85%");
  is(words_count(words, "count.statements", 1), "1 statement");
  is(words_count(words, "count.statements", 0), "0 statements");
  is(words_count(words, "count.articles", 12000), "12,000 articles");
  end();
}
END_TEST

START_TEST(german_french_and_chinese_have_their_own) {
  begin("de");
  is(words_date(words, "2024-05-06"), "6. Mai 2024");
  is(words_period(words, "2024-05-03", "2024-05-17"), "3.–17. Mai 2024");
  is(words_percent(words, 845), "85\u00a0%");
  is(words_count(words, "count.statements", 1234), "1.234 Aussagen");
  is(words_count(words, "count.issues", 1), "1 Thema");
  end();
  begin("fr");
  is(words_count(words, "count.statements", 0), "0 énoncé");
  is(words_count(words, "count.statements", 2), "2 énoncés");
  is(words_count(words, "count.articles", 1000000), "1\u202f000\u202f000 d’articles");
  is(words_month(words, "2024-08-06"), "août 2024");
  end();
  begin("zh-CN");
  ck_assert_str_eq(words_language(words), "zh-CN");
  is(words_date(words, "2024-05-06"), "2024年5月6日");
  is(words_count(words, "count.articles", 1), "1篇文章");
  is(words_year(words, "2024-05-06"), "2024年");
  end();
  begin("en-US");
  is(words_date(words, "2024-05-06"), "May 6, 2024");
  end();
}
END_TEST

START_TEST(capitals_and_small_letters) {
  is(words_capital("élan"), "Élan");
  is(words_capital(""), "");
  is(words_small("Wants a ceasefire", "en"), "wants a ceasefire");
  is(words_small("NATO is blamed", "en"), "NATO is blamed");
  is(words_small("A truce", "en"), "a truce");
  is(words_small("", "en"), "");
  is(words_small("Waffenruhe gefordert", "de-AT"), "Waffenruhe gefordert");
}
END_TEST

START_TEST(missing_words_show_their_key) {
  begin("en");
  ck_assert_str_eq(words_get(words, "no.such.key"), "no.such.key");
  ck_assert_str_eq(words_get(words, "nav"), "nav");
  end();
}
END_TEST

static char *plain(json *segments) {
  GString *text = g_string_new(NULL);
  for (const json *s = json_first(segments); s; s = json_next(s))
    g_string_append(text, json_text(json_get(s, "text")));
  json_free(segments);
  return g_string_free(text, FALSE);
}

static json *one(const char *text) {
  json *s = json_array();
  segment_text(s, text);
  return s;
}

// "A", "B", "C" … as a list is made of.
static json *letters(int n) {
  json *names = json_array();
  for (int i = 0; i < n; i++) {
    char name[2] = {(char)('A' + i), 0};
    json_push(names, one(name));
  }
  return names;
}

START_TEST(sentences_are_woven_from_parts) {
  begin("en");
  json *out = json_array();
  char *key = words_form(words, "findings.side.with", 3);
  words_weave(words, out, key, "actor", one("X"), "label", one("wants it"), "others",
              words_list(words, letters(3)), NULL);
  is(plain(out), "X wants it, and so do A, B and C");
  is(key, "findings.side.with.other");
  is(words_form(words, "findings.side.with", 1), "findings.side.with.one");
  is(plain(words_list(words, json_array())), "");
  is(plain(words_list(words, letters(1))), "A");
  end();
  begin("zh-Hans");
  is(plain(words_list(words, letters(3))), "A、B和C");
  end();
}
END_TEST

static int by_dictionary(const void *a, const void *b) {
  return words_compare(words, *(const char *const *)a, *(const char *const *)b);
}

START_TEST(names_stand_as_in_a_dictionary) {
  const char *names[] = {"Zeit", "Österreich", "Ostwind", "ostsee"};
  begin("de");
  qsort(names, G_N_ELEMENTS(names), sizeof *names, by_dictionary);
  ck_assert_str_eq(names[0], "Österreich");
  ck_assert_str_eq(names[1], "ostsee");
  ck_assert_str_eq(names[2], "Ostwind");
  ck_assert_str_eq(names[3], "Zeit");
  end();
}
END_TEST

UNIT("site/words", dates_numbers_and_counts, german_french_and_chinese_have_their_own,
     capitals_and_small_letters, missing_words_show_their_key, sentences_are_woven_from_parts,
     names_stand_as_in_a_dictionary)
