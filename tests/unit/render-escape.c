// SPDX-License-Identifier: MIT
#include "render/mustache.h"
#include "unit.h"

static void escapes(struct slice s, const char *expected) {
  GString *out = g_string_new("");
  escape_markup(s, out);
  ck_assert_str_eq(out->str, expected);
  g_string_free(out, TRUE);
}

START_TEST(markup_becomes_references) {
  escapes(slice_of(""), "");
  escapes((struct slice){0}, "");
  escapes(slice_of("plain"), "plain");
  escapes(slice_of("&<>\"'"), "&amp;&lt;&gt;&quot;&#39;");
  escapes(slice_of("a&b"), "a&amp;b");
  escapes(slice_of("&amp;"), "&amp;amp;");
}
END_TEST

START_TEST(white_space_and_letters_stay) {
  escapes(slice_of("a\tb\nc\r\n é 中 😀 \xC2\xA0"), "a\tb\nc\r\n é 中 😀 \xC2\xA0");
}
END_TEST

START_TEST(what_no_page_can_hold_is_replaced) {
  escapes((struct slice){"a\0b", 3}, "a\uFFFDb");
  escapes(slice_of("\x01\x1F\x7F"), "\uFFFD\uFFFD\uFFFD");
  escapes(slice_of("x\xC2\x85y"), "x\uFFFDy");                       // a C1 control
  escapes(slice_of("x\xEF\xBF\xBEy\xEF\xB7\x90"), "x\uFFFDy\uFFFD"); // noncharacters
  escapes(slice_of("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");           // half a surrogate pair
  escapes(slice_of("\xC3"), "\uFFFD");
  escapes(slice_of("\xC3<"), "\uFFFD&lt;");
  escapes(slice_of("\xC0\xBC"), "\uFFFD\uFFFD"); // an overlong '<'
  escapes(slice_of("\u202Ea\u2066b\u2069\u200B"), "\uFFFDa\uFFFDb\uFFFD\uFFFD");
  escapes(slice_of("\u200C\u200D\u200E\u200F"), "\u200C\u200D\u200E\u200F"); // languages need these
}
END_TEST

static void escapes_style(struct slice s, const char *expected) {
  GString *out = g_string_new(""), *page = g_string_new("");
  escape_style(s, out);
  ck_assert_str_eq(out->str, expected);
  escape_markup((struct slice){out->str, out->len}, page);
  ck_assert_str_eq(page->str, out->str);
  g_string_free(out, TRUE);
  g_string_free(page, TRUE);
}

START_TEST(texts_stay_inside_a_string_of_a_stylesheet) {
  escapes_style(slice_of(""), "");
  escapes_style(slice_of("Plain text 12"), "Plain text 12");
  escapes_style(slice_of("\"}</style>'\\"), "\\22 \\7d \\3c \\2f style\\3e \\27 \\5c ");
  escapes_style(slice_of("a\nb:c"), "a\\a b\\3a c");
  escapes_style(slice_of("é 中 😀"), "é 中 😀");
  escapes_style(slice_of("\x01\xC3"), "\uFFFD\uFFFD");
}
END_TEST

UNIT("render/escape", markup_becomes_references, white_space_and_letters_stay,
     what_no_page_can_hold_is_replaced, texts_stay_inside_a_string_of_a_stylesheet)
