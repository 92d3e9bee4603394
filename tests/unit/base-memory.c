// SPDX-License-Identifier: MIT
#include "base/files.h"
#include "base/memory.h"
#include "unit.h"
#include <stdlib.h>

START_TEST(nothing_is_something_too) {
  char *nothing = memory_take(0), *more = memory_take(3);
  ck_assert_ptr_nonnull(nothing);
  memcpy(more, "ab", 3);
  more = memory_resize(more, 1 << 16);
  ck_assert_str_eq(more, "ab");
  more = memory_resize(more, 0);
  ck_assert_ptr_nonnull(more);
  free(more);
  free(nothing);
}
END_TEST

START_TEST(lines_end_where_the_file_does) {
  char text[] = "one\n\nlast", *line = NULL;
  size_t room = 0;
  FILE *in = fmemopen(text, strlen(text), "r");
  ck_assert_int_eq(file_line(&line, &room, in), 4);
  ck_assert_int_eq(file_line(&line, &room, in), 1);
  ck_assert_int_eq(file_line(&line, &room, in), 4);
  ck_assert_str_eq(line, "last");
  ck_assert_int_eq(file_line(&line, &room, in), -1);
  ck_assert(!ferror(in));
  fclose(in);
  in = fopen(".", "r");
  ck_assert_int_eq(file_line(&line, &room, in), -1);
  ck_assert(ferror(in));
  fclose(in);
  free(line);
}
END_TEST

UNIT("base/memory", nothing_is_something_too, lines_end_where_the_file_does)
