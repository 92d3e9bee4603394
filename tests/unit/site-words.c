// SPDX-License-Identifier: MIT
#include "base/home.h"
#include "site/words.h"
#include "unit.h"

static struct words *words;
static char *folder;

static void begin(void) {
  folder = program_folder("templates");
  ck_assert_ptr_nonnull(folder);
  const char *folders[] = {folder, NULL};
  struct diag *d = diag_new_held();
  words = words_load(folders, "en-GB", d);
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
  begin();
  is(words_date(words, "2024-05-06"), "6 May 2024");
  is(words_day(words, "2024-12-31"), "31 December");
  is(words_date(words, NULL), "undated");
  is(words_date(words, "soon"), "soon");
  is(words_period(words, "2024-05-03", "2024-05-17"), "3–17 May 2024");
  is(words_period(words, "2024-04-20", "2024-07-19"), "20 April – 19 July 2024");
  is(words_period(words, "2023-12-31", "2024-01-01"), "31 December 2023 – 1 January 2024");
  is(words_period(words, "2024-05-03", "2024-05-03"), "3 May 2024");
  is(words_period(words, NULL, "2024-05-03"), "");
  is(words_number(words, 999), "999");
  is(words_number(words, 1000), "1000");
  is(words_number(words, 1234567), "1,234,567");
  is(words_percent(words, 845), "85%");
  is(words_count(words, "count.statements", 1), "1 statement");
  is(words_count(words, "count.statements", 0), "0 statements");
  is(words_count(words, "count.articles", 12000), "12,000 articles");
  end();
}
END_TEST

START_TEST(capitals_and_small_letters) {
  is(words_capital("élan"), "Élan");
  is(words_capital(""), "");
  is(words_small("Wants a ceasefire"), "wants a ceasefire");
  is(words_small("NATO is blamed"), "NATO is blamed");
  is(words_small("A truce"), "a truce");
  is(words_small(""), "");
}
END_TEST

START_TEST(missing_words_show_their_key) {
  begin();
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

START_TEST(sentences_are_woven_from_parts) {
  begin();
  json *names = json_array();
  for (int i = 0; i < 3; i++)
    json_push(names, one(i == 0 ? "A" : i == 1 ? "B" : "C"));
  json *out = json_array();
  words_weave(words, out, "findings.side.many", "actor", one("X"), "label", one("wants it"), "others",
              words_list(words, names), NULL);
  is(plain(out), "X wants it, and so do A, B and C");
  is(plain(words_list(words, json_array())), "");
  end();
}
END_TEST

UNIT("site/words", dates_numbers_and_counts, capitals_and_small_letters, missing_words_show_their_key,
     sentences_are_woven_from_parts)
