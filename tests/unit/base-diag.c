// SPDX-License-Identifier: MIT
#include "base/diag.h"
#include "base/diag_log.h"
#include "unit.h"

START_TEST(held_messages_keep_their_order) {
  char *buffer = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&buffer, &size);
  struct diag *d = diag_new(out, false), *held = diag_new_held();
  ck_assert(!diag_warning(held, (struct diag_place){"a.md", 2, 3}, "odd %s", "thing"));
  diag_error(held, (struct diag_place){"a.md", 0, 0}, "cannot be read");
  diag_note(d, (struct diag_place){0}, "first");
  ck_assert_int_eq(diag_worst(d), DIAG_NOTE);
  diag_pour(d, held);
  ck_assert_int_eq(diag_worst(held), DIAG_NONE);
  ck_assert_int_eq(diag_worst(d), DIAG_ERROR);
  ck_assert_uint_eq(diag_count(d, DIAG_WARNING), 1);
  fclose(out);
  ck_assert_str_eq(buffer,
                   "standpoint: note: first\na.md:2:3: warning: odd thing\na.md: error: cannot be read\n");
  free(buffer);
  diag_free(d);
  diag_free(held);
}
END_TEST

START_TEST(control_characters_never_reach_the_terminal) {
  char *buffer = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&buffer, &size);
  struct diag *d = diag_new(out, false);
  diag_error(d, (struct diag_place){"a\033[2J\n", 0, 0}, "x");
  diag_error(d, (struct diag_place){"\xc3\xa9", 0, 0}, "%s",
             "\xff \xc2\x9b"
             "1m \xe2\x80\xae end \xe2\x80");
  fclose(out);
  ck_assert_str_eq(buffer, "a?[2J?: error: x\n\xc3\xa9: error: ? ?1m ? end ??\n");
  free(buffer);
  diag_free(d);
}
END_TEST

START_TEST(kept_messages_are_said_again) {
  char *buffer = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&buffer, &size);
  struct diag *d = diag_new(out, false), *held = diag_new_held();
  struct diag_log *log = diag_log_new();
  diag_note(d, (struct diag_place){0}, "before");
  diag_keep(d, log);
  diag_warning(held, (struct diag_place){"a\tb\n\xc3\xa9.md", 2, 3}, "%s", "odd \\ \"thing\"\n\tthere");
  diag_pour(d, held);
  diag_error(d, (struct diag_place){0}, "of the program");
  diag_keep(d, NULL);
  diag_note(d, (struct diag_place){0}, "after");
  fflush(out);
  char *said = g_strndup(buffer, size);
  fclose(out);
  free(buffer);
  FILE *again = open_memstream(&buffer, &size);
  struct diag *second = diag_new(again, false);
  diag_note(second, (struct diag_place){0}, "before");
  ck_assert(diag_log_say(log->lines->str, second));
  diag_note(second, (struct diag_place){0}, "after");
  ck_assert(!diag_log_say("2\t1\t1\t@x\n", second));
  ck_assert(!diag_log_say("7\t1\t1\t@x\ttext\n", second));
  ck_assert_uint_eq(diag_count(second, DIAG_WARNING), 1);
  ck_assert_uint_eq(diag_count(second, DIAG_ERROR), 1);
  fclose(again);
  ck_assert_str_eq(buffer, said);
  free(buffer);
  g_free(said);
  diag_log_free(log);
  diag_free(d);
  diag_free(held);
  diag_free(second);
}
END_TEST

UNIT("base/diag", kept_messages_are_said_again, held_messages_keep_their_order,
     control_characters_never_reach_the_terminal)
