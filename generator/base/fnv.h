// SPDX-License-Identifier: MIT
// FNV-1a, 64 bit (Fowler, Noll, Vo): a quick hash of bytes that is the same everywhere. And one for whole
// files.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define FNV_BASIS UINT64_C(0xCBF29CE484222325)

// Returns the hash h (FNV_BASIS at first) with n more bytes in it.
static inline uint64_t fnv_add(uint64_t h, const char *bytes, size_t n) {
  for (size_t i = 0; i < n; i++)
    h = (h ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001B3);
  return h;
}

// Returns another hash of n bytes, made of eight at a time and so in a fraction of the time, by the byte
// order of the machine.
static inline uint64_t fnv_wide(const char *bytes, size_t n) {
  uint64_t h = UINT64_C(0x9E3779B97F4A7C15) ^ n;
  size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    uint64_t word;
    memcpy(&word, bytes + i, 8);
    h = (h ^ word) * UINT64_C(0xD6E8FEB86659FD93);
    h ^= h >> 31;
  }
  h = fnv_add(h, bytes + i, n - i);
  return h ^ h >> 29;
}
