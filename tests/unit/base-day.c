// SPDX-License-Identifier: MIT
#include "base/day.h"
#include "unit.h"

START_TEST(days_of_the_calendar_are_days) {
  static const char *const days[] = {"2024-02-29", "1999-12-31", "0001-01-01"};
  for (size_t i = 0; i < sizeof days / sizeof *days; i++)
    ck_assert_msg(day_is(days[i]), "%s", days[i]);
}
END_TEST

START_TEST(everything_else_is_not) {
  static const char *const others[] = {
      NULL,         "",         "2023-02-29",       "2024-13-01", "2024-00-10", "2024-1-01", "2024-01-1",
      "2024/01/01", "24-01-01", "2024-01-01T00:00", "x024-01-01", "2024-01-0x", "2024-01-32"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    ck_assert_msg(!day_is(others[i]), "%s", others[i] ? others[i] : "nothing");
}
END_TEST

UNIT("base/day", days_of_the_calendar_are_days, everything_else_is_not)
