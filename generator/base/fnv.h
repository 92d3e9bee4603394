// SPDX-License-Identifier: MIT
// FNV-1a, 64 bit (Fowler, Noll, Vo): a quick hash of bytes that is the same everywhere.
#pragma once
#include <stddef.h>
#include <stdint.h>

#define FNV_BASIS UINT64_C(0xCBF29CE484222325)

// Returns the hash h (FNV_BASIS at first) with n more bytes in it.
static inline uint64_t fnv_add(uint64_t h, const char *bytes, size_t n) {
  for (size_t i = 0; i < n; i++)
    h = (h ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001B3);
  return h;
}
