// SPDX-License-Identifier: MIT
// Days as they are written down.
#pragma once
#include <stdbool.h>

// Says whether s is a day of the calendar, written YYYY-MM-DD and no more; NULL is none.
bool day_is(const char *s);
