// SPDX-License-Identifier: MIT
#include "site/packed.h"

enum { UNIT_BITS = 13, BASE = 91 };

static char digit(unsigned n) {
  unsigned c = '!' + n;
  if (c >= '"') c++;
  if (c >= '\\') c++;
  if (c >= '`') c++;
  return (char)c;
}

static void pack_bit(struct packer *p, unsigned bit) {
  p->value = p->value << 1 | bit;
  if (++p->len < UNIT_BITS) return;
  g_string_append_c(p->out, digit(p->value / BASE));
  g_string_append_c(p->out, digit(p->value % BASE));
  p->value = p->len = 0;
}

void pack_bits(struct packer *p, unsigned value, unsigned width) {
  while (width-- > 0)
    pack_bit(p, value >> width & 1);
}

void pack_end(struct packer *p) {
  while (p->len)
    pack_bit(p, 0);
}

// Returns how many bits follow the first that is set.
static unsigned bits_behind(unsigned n) {
  unsigned bits = 0;
  for (n >>= 1; n; n >>= 1)
    bits++;
  return bits;
}

void pack_count(struct packer *p, unsigned n) {
  unsigned rest = bits_behind(n);
  pack_bits(p, 0, rest);
  pack_bits(p, n, rest + 1);
}

// Appends value, which is one of 0 … choices - 1, in the fewest bits: the first few values take one bit less.
static void pack_choice(struct packer *p, unsigned value, unsigned choices) {
  unsigned width = bits_behind(choices), shorter = (2u << width) - choices;
  if (value < shorter)
    pack_bits(p, value, width);
  else
    pack_bits(p, value + shorter, width + 1);
}

// The numbers lie in [low, low + room).
static void pack_between(struct packer *p, const unsigned *list, unsigned n, unsigned low, unsigned room) {
  if (n == 0 || n == room) return;
  unsigned middle = n / 2, value = list[middle];
  pack_choice(p, value - low - middle, room - n + 1);
  pack_between(p, list, middle, low, value - low);
  pack_between(p, list + middle + 1, n - middle - 1, value + 1, low + room - value - 1);
}

void pack_list(struct packer *p, const unsigned *list, unsigned n, unsigned range) {
  pack_count(p, n);
  pack_between(p, list, n, 0, range);
}
