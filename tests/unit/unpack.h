// SPDX-License-Identifier: MIT
// Reads packed lists back, as the page's script does.
#pragma once
#include <glib.h>

struct unpacker {
  const char *text;
  size_t at;
  unsigned value, left;
};

static inline unsigned unpack_digit(char c) {
  unsigned n = (unsigned)(c - '!');
  return n - (c > '"') - (c > '\\') - (c > '`');
}

static inline unsigned unpack_bit(struct unpacker *u) {
  if (!u->left) {
    u->value = unpack_digit(u->text[u->at]) * 91 + unpack_digit(u->text[u->at + 1]);
    u->at += 2;
    u->left = 13;
  }
  return u->value >> --u->left & 1;
}

static inline unsigned unpack_bits(struct unpacker *u, unsigned width) {
  unsigned n = 0;
  while (width-- > 0)
    n = n << 1 | unpack_bit(u);
  return n;
}

static inline unsigned unpack_choice(struct unpacker *u, unsigned choices) {
  unsigned width = 0;
  while (choices >> (width + 1))
    width++;
  unsigned shorter = (2u << width) - choices, n = unpack_bits(u, width);
  return n < shorter ? n : n * 2 + unpack_bit(u) - shorter;
}

static inline void unpack_between(struct unpacker *u, unsigned *list, unsigned n, unsigned low,
                                  unsigned room) {
  if (n == 0) return;
  unsigned middle = n / 2;
  unsigned value = low + middle + (n == room ? 0 : unpack_choice(u, room - n + 1));
  list[middle] = value;
  unpack_between(u, list, middle, low, value - low);
  unpack_between(u, list + middle + 1, n - middle - 1, value + 1, low + room - value - 1);
}

// Returns the next list of numbers below range; the caller unrefs it.
static inline GArray *unpack_list(struct unpacker *u, unsigned range) {
  unsigned rest = 0;
  while (!unpack_bit(u))
    rest++;
  unsigned n = 1u << rest | unpack_bits(u, rest);
  GArray *list = g_array_sized_new(FALSE, TRUE, sizeof(unsigned), n);
  g_array_set_size(list, n);
  unpack_between(u, (unsigned *)(void *)list->data, n, 0, range);
  return list;
}
