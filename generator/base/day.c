// SPDX-License-Identifier: MIT
#include "base/day.h"
#include <glib.h>
#include <stdlib.h>
#include <string.h>

bool day_is(const char *s) {
  if (!s || strlen(s) != 10 || s[4] != '-' || s[7] != '-') return false;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit(s[i])) return false;
  return g_date_valid_dmy((GDateDay)atoi(s + 8), (GDateMonth)atoi(s + 5), (GDateYear)atoi(s));
}
