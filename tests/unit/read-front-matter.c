// SPDX-License-Identifier: MIT
#include "read.h"
#include "read/dates.h"

START_TEST(every_key_is_read) {
  struct article *a = read_text(
      "x.md",
      "---\nTitle: 'It''s on'\ndate: May 6, 2024\nauthor: [Ann, Bo]\nsource: S\nurl: https://e.org/a\n"
      "license: CC BY 4.0\ntags:\n  - a\n  - {x: [y]}\n  - b\nlang: fr\ndraft: true\nother: {a: "
      "[b]}\n---\nText.\n");
  ck_assert_str_eq(a->title, "It's on");
  ck_assert_str_eq(a->date, "2024-05-06");
  ck_assert_str_eq(a->author, "Ann, Bo");
  ck_assert_str_eq(a->source, "S");
  ck_assert_str_eq(a->url, "https://e.org/a");
  ck_assert_str_eq(a->licence, "CC BY 4.0");
  ck_assert_str_eq(a->language, "fr");
  ck_assert(a->draft);
  ck_assert_uint_eq(a->tags->len, 2);
  ck_assert_str_eq(a->tags->pdata[1], "b");
  comes_from(a, "It's on", "It''s on");
  article_free(a);
}
END_TEST

START_TEST(titles_keep_their_place) {
  static const char *const rows[][3] = {
      {"\"a \\u00e9 \\\"b\\\" c\"", "a \xC3\xA9 \"b\" c", "a \\u00e9 \\\"b\\\" c"},
      {"plain on\n  two lines", "plain on two lines", "plain on\n  two lines"},
      {">-\n  folded\n  text", "folded text", "folded\n  text"},
      {"Z\xC3\xBCrich talks # comment", "Z\xC3\xBCrich talks", "Z\xC3\xBCrich talks"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    char *text =
        g_strdup_printf("---\n\xC3\xA9: \xC3\xA9\ntitle: %s\ndate: 2024-01-01\n---\nText.\n", rows[i][0]);
    struct article *a = read_text("x.md", text);
    ck_assert_str_eq(a->title, rows[i][1]);
    comes_from(a, rows[i][1], rows[i][2]);
    read_prove(a);
    article_free(a);
    g_free(text);
  }
}
END_TEST

START_TEST(the_site_is_cut_from_the_title) {
  struct article *a = read_text(
      "x.md",
      "---\ntitle: \"This is not a time for jokes | Elections | Al Jazeera\"\nsource: Al Jazeera\n---\nT.\n");
  ck_assert_str_eq(a->title, "This is not a time for jokes");
  comes_from(a, "This is not a time for jokes", "This is not a time for jokes");
  article_free(a);
}
END_TEST

static void dated(const char *text, const char *expected) {
  char *got = date_parse(slice_of(text));
  ck_assert_msg(g_strcmp0(got, expected) == 0, "%s: %s, expected %s", text, got ? got : "none",
                expected ? expected : "none");
  g_free(got);
}

START_TEST(dates_are_written_in_many_ways) {
  dated("2024-05-06", "2024-05-06");
  dated("2024-05-06T23:59:00-08:00", "2024-05-06");
  dated("20240506", "2024-05-06");
  dated("2024/5/6 10:00", "2024-05-06");
  dated("06.05.2024", "2024-05-06");
  dated("6 May 2024", "2024-05-06");
  dated("6th of May, 2024", "2024-05-06");
  dated("May 6, 2024", "2024-05-06");
  dated("Sept. 15 2023", "2023-09-15");
  dated("Published on Friday, May 3, 2024, 17:05", "2024-05-03");
  dated("Mon, 06 May 2024 10:00:00 +0200", "2024-05-06");
  dated("25/12/2024", "2024-12-25");
  dated("12/25/2024", "2024-12-25");
  dated("05/06/2024", NULL);
  dated("2023-02-29", NULL);
  dated("31 April 2024", NULL);
  dated("May 2024", NULL);
  dated("yesterday", NULL);
  dated("", NULL);
}
END_TEST

START_TEST(dates_stand_in_names) {
  static const char *const rows[][2] = {{"a/2024-05-06-xi.md", "2024-05-06"},
                                        {"20240506_xi.txt", "2024-05-06"},
                                        {"bbc-2024-05-06.html", "2024-05-06"},
                                        {"x/v20240506.md", NULL},
                                        {"2024-05-06/x.md", NULL},
                                        {"120240506.md", NULL},
                                        {"2024-13-06.md", NULL}};
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    char *got = date_in_name(rows[i][0]);
    ck_assert_msg(g_strcmp0(got, rows[i][1]) == 0, "%s: %s", rows[i][0], got);
    g_free(got);
  }
  char *got = date_in_url("https://e.org/2024/5/6/xi");
  ck_assert_str_eq(got, "2024-05-06");
  g_free(got);
  got = date_alone(slice_of("6 May 2024 was a Monday"));
  ck_assert_ptr_null(got);
}
END_TEST

UNIT("read/front-matter", every_key_is_read, titles_keep_their_place, the_site_is_cut_from_the_title,
     dates_are_written_in_many_ways, dates_stand_in_names)
