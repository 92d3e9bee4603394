// SPDX-License-Identifier: MIT
// Ascending lists of numbers in few bytes of printable text, for the search index. The page's script unpacks
// them (templates/assets/search.js); tests/unit/site-packed.c says what the bits mean.
#pragma once
#include <glib.h>

// Writes bits, 13 to two characters: a value v becomes the digits v / 91 and v % 91, written with the
// printable ASCII characters from '!' on, without quotation mark, backslash and grave accent. Zero but for
// out is the beginning.
struct packer {
  GString *out;        // borrowed
  unsigned value, len; // bits not yet written
};

// Appends the low `width` (at most 32) bits of value, the highest first.
void pack_bits(struct packer *p, unsigned value, unsigned width);
// Appends n >= 1 as Elias' gamma code: as many zeros as it has bits after the first, then its bits.
void pack_count(struct packer *p, unsigned n);
// Appends list, of n >= 1 ascending numbers below range: n, then by binary interpolation: the middle one in a
// minimal binary code of what it can be, then the lists on both sides of it. What is full takes no bits.
void pack_list(struct packer *p, const unsigned *list, unsigned n, unsigned range);
// Fills the last two characters up with zeros.
void pack_end(struct packer *p);
