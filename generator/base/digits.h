// SPDX-License-Identifier: MIT
// Numbers as text, without a format to read.
#pragma once
#include <stdbool.h>
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

// Writes n / 1000 so before end, with as many decimals as it needs ("0.84", "-1"); room for DIGITS_MOST is
// enough.
static inline char *thousandths_before(char *end, int n) {
  uint64_t size = n < 0 ? 0u - (unsigned)n : (unsigned)n;
  unsigned rest = (unsigned)(size % 1000);
  bool begun = false;
  for (int place = 0; place < 3 && (rest || begun); place++, rest /= 10) {
    begun = begun || rest % 10;
    if (begun) *--end = (char)('0' + rest % 10);
  }
  if (begun) *--end = '.';
  end = digits_before(end, size / 1000);
  if (n < 0) *--end = '-';
  return end;
}
