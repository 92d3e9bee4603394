// SPDX-License-Identifier: MIT
// Borrowed text: bytes that belong to somebody else, not ended by NUL.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
  const char *data;
  size_t len;
};

// Returns a slice over the NUL-terminated s; an empty one for NULL.
static inline struct slice slice_of(const char *s) {
  return (struct slice){s, s ? strlen(s) : 0};
}

// Returns the bytes [start, end) of s.
static inline struct slice slice_sub(struct slice s, size_t start, size_t end) {
  return (struct slice){start ? s.data + start : s.data, end - start}; // NULL has no offsets
}

// Returns the first bytes of the UTF-8 text s: at most max, and no half of a character.
static inline struct slice slice_head(struct slice s, size_t max) {
  if (s.len <= max) return s;
  while (max && ((unsigned char)s.data[max] & 0xC0) == 0x80)
    max--;
  return (struct slice){s.data, max};
}

// Says whether a and b hold the same bytes.
static inline bool slice_eq(struct slice a, struct slice b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

// Says whether a holds the same bytes as the NUL-terminated s.
static inline bool slice_is(struct slice a, const char *s) {
  return slice_eq(a, slice_of(s));
}

// Says whether s begins with the NUL-terminated prefix.
static inline bool slice_starts(struct slice s, const char *prefix) {
  size_t n = strlen(prefix);
  return s.len >= n && memcmp(s.data, prefix, n) == 0;
}

// Returns s without ASCII white space at both ends.
static inline struct slice slice_trim(struct slice s) {
  while (s.len && strchr(" \t\r\n\f\v", s.data[0]) && s.data[0])
    s.data++, s.len--;
  while (s.len && s.data[s.len - 1] && strchr(" \t\r\n\f\v", s.data[s.len - 1]))
    s.len--;
  return s;
}
