// SPDX-License-Identifier: MIT
#include "base/lines.h"
#include "unit.h"

static void at(const char *text, size_t offset, unsigned line, unsigned column) {
  struct lines l;
  lines_init(&l, slice_of(text));
  unsigned got_line, got_column;
  lines_find(&l, offset, &got_line, &got_column);
  ck_assert_uint_eq(got_line, line);
  ck_assert_uint_eq(got_column, column);
  lines_release(&l);
}

START_TEST(columns_count_characters) {
  at("a\n\xC3\xA9"
     "b",
     4, 2, 2);
  at("a\n\xC3\xA9"
     "b",
     3, 2, 1);
}
END_TEST

START_TEST(every_line_end_counts_once) {
  at("a\r\nb", 3, 2, 1);
  at("a\rb", 2, 2, 1);
  at("a\n\nb", 3, 3, 1);
}
END_TEST

START_TEST(past_the_end_is_the_end) {
  at("", 0, 1, 1);
  at("ab", 99, 1, 3);
}
END_TEST

// Three bytes of two characters, over and over, so that the ends of steps fall on each of them.
START_TEST(columns_of_long_lines) {
  GString *text = g_string_new("one line\n");
  for (int i = 0; i < 4096; i++)
    g_string_append(text, "a\xC3\xA9");
  struct lines l;
  lines_init(&l, (struct slice){text->str, text->len});
  for (size_t k = 0; k <= text->len - 9; k++) {
    unsigned line, column;
    lines_find(&l, 9 + k, &line, &column);
    ck_assert_uint_eq(line, 2);
    ck_assert_uint_eq(column, 1 + k / 3 * 2 + (k % 3 > 0));
  }
  lines_release(&l);
  g_string_free(text, TRUE);
}
END_TEST

UNIT("base/lines", columns_count_characters, every_line_end_counts_once, past_the_end_is_the_end,
     columns_of_long_lines)
