// SPDX-License-Identifier: MIT
// Private to text/: a table of feature weights as it lies in the model file, and scoring by it.
//
// A feature is a 64-bit key. Its low bits choose a bucket, its top 16 bits are the check that tells the rows
// of a bucket apart. Of a bucket's index entry the low 24 bits say where its rows begin; bit 24 + n is set
// where a row's check has n as its low 3 bits, so that most features that were never learnt are known from
// the index alone. A row is check (2 bytes), scale (2), number of entries (1), then that many entries of
// class (1) and weight (1, signed); a full row, whose number is WEIGHTS_FULL, has the weights of all classes
// instead, one a byte, in the order of WEIGHTS_PLACE, which a machine adds up many at once. The score of a
// class is the sum of weight times scale. The rows of a bucket lie longest first: what has many weights is
// met most often. Features that were never learnt have no row. Behind the last row are WEIGHTS_SLACK zeros,
// so that full rows may be read in steps of that many.
#pragma once
#include "base/fnv.h"
#include "base/slice.h"
#include <glib.h>
#include <stdint.h>

struct table {
  uint32_t mask;         // number of buckets - 1
  uint32_t classes;      // at most WEIGHTS_CLASSES
  const uint32_t *index; // mask + 2 entries
  const uint8_t *rows;
  uint64_t serial; // no other table of the process has it; tables of one model have an odd and an even one
};

enum {
  WEIGHTS_CLASSES = 192, // a multiple of WEIGHTS_SLACK
  WEIGHTS_SLACK = 96,
  WEIGHTS_BUCKETS = 1 << 22, // at most
  WEIGHTS_ROW_HEAD = 5,
  WEIGHTS_FULL = 255,
  WEIGHTS_FULL_FROM = 24, // entries from which a row is written full
  WEIGHTS_FEATURES = 160
};

// Where the weight of a class stands in a full row: of 32 classes those that are eight apart lie side by
// side. A full row is as long as the classes, rounded up to 32.
#define WEIGHTS_PLACE(class) ((class) / 32 * 32 + (class) % 8 * 4 + (class) % 32 / 8)
#define WEIGHTS_FULL_SIZE(classes) (((classes) + 31) / 32 * 32)

#define WEIGHTS_START(entry) ((entry)&0xFFFFFFu)

// Reads the table that fills bytes (aligned to 4). Checks every row; returns false where something does not
// fit.
bool table_open(struct table *t, struct slice bytes);

// Adds the scores of all classes of t for the count features (at most WEIGHTS_FEATURES) to scores, which has
// room for WEIGHTS_CLASSES and holds nothing of worth behind the first t->classes.
void table_add(const struct table *t, const uint64_t *features, unsigned count, int32_t *scores);

// Likewise, but sets scores to 0 first.
static inline void table_score(const struct table *t, const uint64_t *features, unsigned count,
                               int32_t *scores) {
  memset(scores, 0, WEIGHTS_CLASSES * sizeof *scores);
  table_add(t, features, count, scores);
}

// Spreads the bits of x over all 64: features are made by adding products, and end here.
static inline uint64_t feature_mix(uint64_t x) {
  x ^= x >> 32;
  x *= UINT64_C(0xD6E8FEB86659FD93);
  x ^= x >> 29;
  return x;
}

// FNV-1a over n bytes, then spread: the number of a word, affix or shape.
static inline uint64_t feature_hash(const char *bytes, size_t n, uint64_t seed) {
  return feature_mix(fnv_add(FNV_BASIS ^ seed, bytes, n));
}
