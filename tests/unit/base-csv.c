// SPDX-License-Identifier: MIT
#include "base/csv.h"
#include "unit.h"

// Reads text and returns its rows, fields parted by '|' and rows by '/', then the messages behind a line
// feed.
static char *read_all(const char *text, size_t len) {
  char *messages = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&messages, &size);
  struct diag *d = diag_new(out, false);
  struct csv c;
  GString *rows = g_string_new(NULL);
  csv_parse(&c, "x.csv", (struct slice){text, len}, d);
  while (csv_next(&c, d)) {
    if (rows->len) g_string_append_c(rows, '/');
    for (guint i = 0; i < c.fields->len; i++)
      g_string_append_printf(rows, "%s%s", i ? "|" : "", (char *)c.fields->pdata[i]);
  }
  csv_release(&c);
  diag_free(d);
  fclose(out);
  g_string_append_printf(rows, "\n%s", messages);
  free(messages);
  return g_string_free(rows, FALSE);
}

static void reads(const char *text, const char *expected) {
  char *got = read_all(text, strlen(text));
  ck_assert_str_eq(got, expected);
  g_free(got);
}

START_TEST(rows_and_fields) {
  reads("", "\n");
  reads("a,b\r\nc,d\r\n", "a|b/c|d\n");
  reads("a,b\nc,d", "a|b/c|d\n");
  reads("a\rb", "a/b\n");
  reads("\xef\xbb\xbf"
        "a,\n\n , \n,b",
        "a|/|b\n");
  reads("\"a,\"\"b\"\"\nc\",\"\"\n", "a,\"b\"\nc|\n");
}
END_TEST

START_TEST(faults_leave_out_their_row_alone) {
  reads("a,b\"c\nd", "d\nx.csv:1:4: error: a quote inside a bare field, expected the whole field in quotes "
                     "and this one doubled\n");
  reads("a\n\"b\" c,d\ne",
        "a/e\nx.csv:2:4: error: text behind a closing quote, expected a comma or the end of the line\n");
  reads("a\nb,\"c\nd\n",
        "a\nx.csv:2:3: error: this quote is never closed, expected another before the end of the file\n");
  reads("a\xff", "\nx.csv:1:2: error: byte that is not UTF-8 text, expected UTF-8\n");
  char *got = read_all("a\0b", 3);
  ck_assert_str_eq(got, "\nx.csv:1:2: error: byte that is not UTF-8 text, expected UTF-8\n");
  g_free(got);
}
END_TEST

static void writes(const char *field, const char *expected) {
  GString *out = g_string_new(NULL);
  struct csv_writer w = {.out = out};
  csv_put_text(&w, field);
  csv_put_text(&w, "z");
  csv_end_row(&w);
  char *whole = g_strconcat(expected, ",z\r\n", NULL);
  ck_assert_str_eq(out->str, whole);
  g_free(whole);
  g_string_free(out, TRUE);
}

START_TEST(fields_are_quoted_where_they_must_be_and_formulas_are_text) {
  writes(NULL, "");
  writes("a b", "a b");
  writes("a,b", "\"a,b\"");
  writes("say \"x\"", "\"say \"\"x\"\"\"");
  writes("a\nb", "\"a\nb\"");
  writes("=1+1", "'=1+1");
  writes("+a", "'+a");
  writes("@a", "'@a");
  writes("\ta", "'\ta");
  writes("\ra", "\"'\ra\"");
  writes("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0");
  writes("-1.5", "-1.5");
  writes("+12", "+12");
  writes("-", "'-");
  writes("-1+2", "'-1+2");
  writes(" =1", "' =1");
  writes("\n=1", "\"'\n=1\"");
  writes("\u00a0@a", "'\u00a0@a");
  writes("\u200b=1", "'\u200b=1");
  writes("\uff1d1", "'\uff1d1"); // a wide equals sign
  writes(" a=1", " a=1");
}
END_TEST

START_TEST(thousandths_are_short) {
  static const struct {
    int n;
    const char *text;
  } all[] = {{0, "0"},      {840, "0.84"},    {5, "0.005"},  {1000, "1"},
             {-1000, "-1"}, {-333, "-0.333"}, {-50, "-0.05"}};
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
    GString *out = g_string_new(NULL);
    struct csv_writer w = {.out = out};
    csv_put_thousandths(&w, all[i].n);
    ck_assert_str_eq(out->str, all[i].text);
    g_string_free(out, TRUE);
  }
}
END_TEST

static void see(const char *text, void *data) {
  g_string_append(data, text ? text : "!");
  g_string_append_c(data, '|');
}

START_TEST(who_looks_on_sees_the_texts) {
  GString *out = g_string_new(NULL), *seen = g_string_new(NULL);
  struct csv_writer w = {.out = out, .see = see, .data = seen};
  csv_put_text(&w, "=a,\"b\"");
  csv_put_text(&w, NULL);
  csv_put_unsigned(&w, 0);
  csv_put_size(&w, SIZE_MAX);
  csv_put_thousandths(&w, -50);
  csv_end_row(&w);
  ck_assert_str_eq(out->str, "\"'=a,\"\"b\"\"\",,0,18446744073709551615,-0.05\r\n");
  ck_assert_str_eq(seen->str, "=a,\"b\"||0|18446744073709551615|-0.05|!|");
  g_string_free(out, TRUE);
  g_string_free(seen, TRUE);
}
END_TEST

UNIT("base-csv", who_looks_on_sees_the_texts, rows_and_fields, faults_leave_out_their_row_alone,
     fields_are_quoted_where_they_must_be_and_formulas_are_text, thousandths_are_short)
