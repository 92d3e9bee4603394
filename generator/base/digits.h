// SPDX-License-Identifier: MIT
// Whole numbers as text, without a format to read.
#pragma once
#include <stdint.h>

enum { DIGITS_MOST = 20 }; // of 64 bits

// Writes n in decimal so that its last digit stands right before end, where there must be room for
// DIGITS_MOST. Returns its first digit. No NUL is added.
static inline char *digits_before(char *end, uint64_t n) {
  do
    *--end = (char)('0' + n % 10);
  while (n /= 10);
  return end;
}
