// SPDX-License-Identifier: MIT
#include "base/json.h"
#include "unit.h"

static char *messages(const char *text, bool *ok) {
  char *buffer = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&buffer, &size);
  struct diag *d = diag_new(out, false);
  struct json_doc doc;
  *ok = json_parse(&doc, "x.json", slice_of(text), d);
  json_doc_release(&doc);
  diag_free(d);
  fclose(out);
  return buffer;
}

static void faulty(const char *text, const char *expected, bool readable) {
  bool ok;
  char *got = messages(text, &ok);
  ck_assert_str_eq(got, expected);
  ck_assert_int_eq(ok, readable);
  free(got);
}

START_TEST(faults_have_a_place_and_say_what_was_expected) {
  faulty("{\"a\": 1,\n  b}", "x.json:2:3: error: unexpected 'b', expected a string in double quotes\n",
         false);
  faulty("[1, 2", "x.json:1:6: error: unexpected end of file, expected ',' or ']'\n", false);
  faulty("{\"a\":1,\"a\":2}", "x.json:1:8: error: key \"a\" stands twice in one object, expected it once\n",
         true);
  faulty("[1] 2", "x.json:1:5: error: unexpected '2', expected nothing after the value\n", false);
}
END_TEST

START_TEST(texts_end_where_they_end) {
  faulty("[\"a\\u0000b\"]", "x.json:1:9: error: unexpected '0', expected no NUL in a text\n", false);
  faulty("[\"\\ud800x\"]", "x.json:1:8: error: unexpected '0', expected both halves of a character\n", false);
  faulty("[\"\\udc00\"]", "x.json:1:8: error: unexpected '0', expected both halves of a character\n", false);
  faulty("[\"\\ud83d\\u0041\"]", "x.json:1:14: error: unexpected '1', expected both halves of a character\n",
         false);
  faulty("[\"\\ud83d\\ude00\"]", "", true);
}
END_TEST

START_TEST(deep_nesting_is_an_error) {
  GString *deep = g_string_new(NULL);
  for (int i = 0; i < 100000; i++)
    g_string_append_c(deep, '[');
  bool ok;
  char *got = messages(deep->str, &ok);
  ck_assert(!ok);
  ck_assert_ptr_nonnull(strstr(got, "at most 200 levels"));
  free(got);
  g_string_free(deep, TRUE);
}
END_TEST

START_TEST(nodes_know_their_places) {
  struct diag *d = diag_new_held();
  struct json_doc doc;
  ck_assert(json_parse(&doc, "x.json", slice_of("{\n \"a\": [true,\n  {\"b\": \"c\"}]}"), d));
  const json *b = json_get(json_next(json_first(json_get(doc.root, "a"))), "b");
  ck_assert_str_eq(json_text(b), "c");
  ck_assert_uint_eq(json_place(&doc, b).line, 3);
  ck_assert_uint_eq(json_place(&doc, b).column, 9);
  ck_assert_uint_eq(json_key_place(&doc, b).column, 4);
  json_doc_release(&doc);
  diag_free(d);
}
END_TEST

START_TEST(printing_is_stable) {
  json *o = json_object();
  json_add_number(o, "n", 0.125);
  json_add_number(o, "i", 3);
  json_push(json_add_array(o, "a"), json_string("q\"\n"));
  json_add_string(o, "none", NULL);
  char *line = json_print(o, false), *pretty = json_print(o, true);
  ck_assert_str_eq(line, "{\"n\":0.125,\"i\":3,\"a\":[\"q\\\"\\n\"],\"none\":null}");
  ck_assert_str_eq(
      pretty, "{\n  \"n\": 0.125,\n  \"i\": 3,\n  \"a\": [\n    \"q\\\"\\n\"\n  ],\n  \"none\": null\n}\n");
  g_free(line);
  g_free(pretty);
  json_free(o);
}
END_TEST

START_TEST(thousandths_are_printed_as_numbers) {
  for (unsigned n = 0; n <= 3000; n++) {
    GString *text = g_string_new(NULL);
    json *number = json_number(n / 1000.0);
    char *expected = json_print(number, false);
    json_print_thousandths(text, n);
    ck_assert_str_eq(text->str, expected);
    g_free(expected);
    json_free(number);
    g_string_free(text, TRUE);
  }
}
END_TEST

UNIT("base/json", thousandths_are_printed_as_numbers, faults_have_a_place_and_say_what_was_expected,
     texts_end_where_they_end, deep_nesting_is_an_error, nodes_know_their_places, printing_is_stable)
