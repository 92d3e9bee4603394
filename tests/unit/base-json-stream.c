// SPDX-License-Identifier: MIT
// JSON in pieces is taken as it is whole: each text, cut everywhere, is right or wrong for both readers.
#include "base/json.h"
#include "base/json_stream.h"
#include "unit.h"
#include <string.h>

static bool streamed(struct slice text, size_t piece, struct diag *d) {
  struct json_stream *s = json_stream_new("a.json", d);
  for (size_t at = 0; at < text.len; at += piece)
    json_stream_add(s, slice_sub(text, at, MIN(at + piece, text.len)));
  return json_stream_end(s);
}

// Both readers, and pieces of every size, say the same of text and of each of its beginnings.
static void agree(struct slice whole) {
  for (size_t len = 0; len <= whole.len; len++) {
    struct slice text = slice_sub(whole, 0, len);
    struct diag *d = diag_new_held();
    json_check("a.json", text, d);
    bool right = diag_count(d, DIAG_ERROR) == 0;
    for (size_t piece = 1; piece <= len + 1; piece += len / 3 + 1) {
      struct diag *mine = diag_new_held();
      bool ok = streamed(text, piece, mine);
      ck_assert_msg(ok == right, "%.*s: %s", (int)len, text.data, ok ? "right" : "wrong");
      ck_assert_uint_eq(diag_count(mine, DIAG_ERROR), !ok);
      diag_free(mine);
    }
    diag_free(d);
  }
}

START_TEST(it_agrees_with_the_reader_of_whole_texts) {
  static const char *const texts[] = {
      "{\"a\":[1,2.50,-3e+7,0,-0.1E-2],\"b\":{\"c\":null,\"d\":true,\"e\":false}}\n",
      " [ \"x\\n\\u00e9\\ud83d\\ude00\\\\\" , [ ] , { } ] ",
      "[\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"]",
      "12.5e3",
      "[1,]",
      "{\"a\":1,}",
      "{\"a\" 1}",
      "{a:1}",
      "[01]",
      "[1.]",
      "[.5]",
      "[1e]",
      "[+1]",
      "[tru]",
      "[\"\\x\"]",
      "[\"\\u12g4\"]",
      "[\"\\u0000\"]",
      "[\"\\ud83d\"]",
      "[\"\\ude00\"]",
      "[\"\\ud83d\\u0041\"]",
      "[\"a\tb\"]",
      "[\"\xC0\xAF\"]",
      "[\"\xED\xA0\x80\"]",
      "[\"\xF5\x80\x80\x80\"]",
      "[\"\xE2\x82\"]",
      "\xC3\xA9",
      "[1] 2",
      "]",
      "{\"a\":1,\"b\":{\"a\":2},\"a\":3}",
      "{\"a\":{\"b\":1,\"b\":2}}",
      "[{\"a\":1},{\"a\":2}]",
      "{\"a\\\"\":1,\"a\":2}",
      "",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    agree(slice_of(texts[i]));
  agree((struct slice){"[1]\0", 4});
}
END_TEST

START_TEST(deep_and_wide_texts_have_the_same_bounds) {
  GString *text = g_string_new(NULL);
  for (int depth = 198; depth < 203; depth++) {
    g_string_truncate(text, 0);
    for (int i = 0; i < depth; i++)
      g_string_append_c(text, '[');
    for (int i = 0; i < depth; i++)
      g_string_append_c(text, ']');
    struct slice whole = {text->str, text->len};
    struct diag *d = diag_new_held();
    ck_assert_int_eq(streamed(whole, 7, d), json_check("a.json", whole, d));
    diag_free(d);
  }
  for (int twice = 0; twice < 2; twice++) {
    g_string_assign(text, "{");
    for (int i = 0; i < 100; i++)
      g_string_append_printf(text, "%s\"k%d\":0", i ? "," : "", twice && i == 90 ? 70 : i);
    g_string_append_c(text, '}');
    struct diag *d = diag_new_held();
    ck_assert_int_eq(streamed((struct slice){text->str, text->len}, 11, d), !twice);
    diag_free(d);
  }
  g_string_free(text, TRUE);
}
END_TEST

START_TEST(a_fault_has_its_place) {
  char *said = NULL;
  size_t size;
  FILE *stream = open_memstream(&said, &size);
  struct diag *d = diag_new(stream, false);
  ck_assert(!streamed(slice_of("{\"\xC3\xA9\":1,\n \"b\" 2}"), 3, d));
  diag_free(d);
  fclose(stream);
  ck_assert_str_eq(said, "a.json:2:6: error: expected ':' after the key\n");
  free(said);
}
END_TEST

UNIT("base/json_stream", it_agrees_with_the_reader_of_whole_texts, deep_and_wide_texts_have_the_same_bounds,
     a_fault_has_its_place)
