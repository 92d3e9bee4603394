// SPDX-License-Identifier: MIT
// Reading and using a table of weights.
#include "text/weights.h"
#include "base/processor.h"

static uint16_t read16(const uint8_t *p) {
  return (uint16_t)(p[0] | p[1] << 8);
}

// Returns how many bytes the row takes.
static uint32_t row_size(const struct table *t, const uint8_t *row) {
  return WEIGHTS_ROW_HEAD + (row[4] == WEIGHTS_FULL ? WEIGHTS_FULL_SIZE(t->classes) : 2u * row[4]);
}

static bool rows_fit(const struct table *t, uint32_t start, uint32_t end) {
  uint32_t at = start;
  while (at < end) {
    if (end - at < WEIGHTS_ROW_HEAD) return false;
    const uint8_t *row = t->rows + at;
    uint32_t size = row_size(t, row);
    if (end - at < size) return false;
    for (uint32_t i = 0; row[4] != WEIGHTS_FULL && i < row[4]; i++)
      if (row[WEIGHTS_ROW_HEAD + 2 * i] >= t->classes) return false;
    at += size;
  }
  return true;
}

bool table_open(struct table *t, struct slice bytes) {
  uint32_t head[4]; // buckets, classes, bytes of rows, 0
  if (bytes.len < sizeof head) return false;
  memcpy(head, bytes.data, sizeof head);
  uint64_t index = ((uint64_t)head[0] + 1) * sizeof(uint32_t);
  bool power = head[0] > 0 && (head[0] & (head[0] - 1)) == 0;
  if (!power || head[0] > WEIGHTS_BUCKETS || head[1] == 0 || head[1] > WEIGHTS_CLASSES ||
      bytes.len != sizeof head + index + head[2] + WEIGHTS_SLACK)
    return false;
  static gsize serial = 0;
  t->serial = (uint64_t)g_atomic_pointer_add(&serial, 1) + 1;
  t->mask = head[0] - 1;
  t->classes = head[1];
  t->index = (const uint32_t *)(const void *)(bytes.data + sizeof head);
  t->rows = (const uint8_t *)bytes.data + sizeof head + index;
  if (WEIGHTS_START(t->index[0]) != 0 || WEIGHTS_START(t->index[head[0]]) != head[2]) return false;
  for (uint32_t b = 0; b < head[0]; b++) {
    uint32_t start = WEIGHTS_START(t->index[b]), end = WEIGHTS_START(t->index[b + 1]);
    if (start > end || end > head[2] || !rows_fit(t, start, end)) return false;
  }
  return true;
}

// --- finding rows ---

// What a thread looked up last in a table: most features that are met were met just before, and the table is
// larger than what a processor keeps near. Of a feature the table tells by bucket and check alone. An entry's
// place is the check but for its top bit; in its low 24 bits it has where the row begins, above them that bit
// and as many of the feature's low bits as there is room for.
enum { RECENT = 1 << 15, ABSENT = 0xFFFFFF };
struct recent {
  uint64_t serial; // of the table
  uint64_t entries[RECENT];
};

static GPrivate recents = G_PRIVATE_INIT(g_free); // struct recent [2]: a model has two tables

static inline size_t place_of(uint64_t feature) {
  return feature >> 48 & (RECENT - 1);
}

static inline uint64_t told_by(uint64_t feature) {
  return (feature << 1 | feature >> 63) << 24;
}

// Where the row with the check begins, of those from at to end.
static uint32_t find_row(const struct table *t, uint32_t at, uint32_t end, uint64_t check) {
  for (; at < end; at += row_size(t, t->rows + at))
    if (read16(t->rows + at) == check) return at;
  return ABSENT;
}

static uint64_t *recent_of(const struct table *t) {
  struct recent *all = g_private_get(&recents);
  if (!all) g_private_set(&recents, all = g_new0(struct recent, 2));
  struct recent *r = &all[t->serial & 1];
  if (r->serial == t->serial) return r->entries;
  r->serial = t->serial;
  uint32_t end = WEIGHTS_START(t->index[1]);
  for (size_t check = 0; check < RECENT; check++) // the features whose low bits and top bit are 0
    r->entries[check] = find_row(t, 0, end, check);
  return r->entries;
}

// Rows of a bucket that may hold a feature's.
struct candidate {
  uint32_t at, end;
};

static void fetch(const uint8_t *row) {
  __builtin_prefetch(row);
  __builtin_prefetch(row + 64);
}

// Writes the rows of the features that were not met just before. Returns how many there are.
static unsigned find_missed(const struct table *t, const uint64_t *missed, unsigned count, uint64_t *recent,
                            const uint8_t **rows) {
  struct candidate maybe[WEIGHTS_FEATURES];
  unsigned n = 0;
  // In passes, so that the memory of all features is on its way at once.
  for (unsigned i = 0; i < count; i++)
    __builtin_prefetch(&t->index[missed[i] & t->mask]);
  for (unsigned i = 0; i < count; i++) {
    const uint32_t *entry = &t->index[missed[i] & t->mask];
    bool known = entry[0] >> 24 >> (missed[i] >> 48 & 7) & 1;
    maybe[i] = (struct candidate){WEIGHTS_START(entry[0]), known ? WEIGHTS_START(entry[1]) : 0};
    if (known) fetch(t->rows + maybe[i].at);
  }
  for (unsigned i = 0; i < count; i++) {
    uint32_t at = find_row(t, maybe[i].at, maybe[i].end, missed[i] >> 48);
    recent[place_of(missed[i])] = told_by(missed[i]) | at;
    if (at != ABSENT) rows[n++] = t->rows + at;
  }
  return n;
}

// Writes the rows that the features have. Returns how many there are.
static unsigned find_rows(const struct table *t, const uint64_t *features, unsigned count,
                          const uint8_t **rows) {
  uint64_t *recent = recent_of(t), missed[WEIGHTS_FEATURES];
  unsigned n = 0, misses = 0;
  for (unsigned i = 0; i < count; i++) {
    uint64_t at = recent[place_of(features[i])] ^ told_by(features[i]);
    rows[n] = t->rows + (at < ABSENT ? at : 0);
    fetch(rows[n]);
    n += at < ABSENT;
    missed[misses] = features[i];
    misses += at > ABSENT;
  }
  return n + find_missed(t, missed, misses, recent, rows + n);
}

// --- adding up ---

// Eight numbers of 32 bits; read from a full row each holds four weights.
typedef int32_t eight __attribute__((vector_size(32)));
typedef uint32_t bits8 __attribute__((vector_size(32)));
enum { LANES = 8, SUMS = WEIGHTS_SLACK / LANES };
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define BYTE_OF(fours, n) ((eight)((fours) << (24 - 8 * (n))) >> 24)
#else
#define BYTE_OF(fours, n) ((eight)((fours) << 8 * (n)) >> 24)
#endif

// gcc's analyser takes the number of lanes for that of bits.
#if defined __GNUC__ && __GNUC__ >= 12 && !defined __clang__
#pragma GCC diagnostic ignored "-Wanalyzer-shift-count-overflow"
#endif

// Of each 32 weights of a row the n-th bytes of four belong to the classes from 8n on.
static inline void add_row(const uint8_t *weights, int32_t scale, eight *sums) {
#pragma GCC unroll 3
  for (unsigned k = 0; k < SUMS; k += 4) {
    bits8 fours;
    memcpy(&fours, weights + k * LANES, sizeof fours);
    sums[k] += BYTE_OF(fours, 0) * scale;
    sums[k + 1] += BYTE_OF(fours, 1) * scale;
    sums[k + 2] += BYTE_OF(fours, 2) * scale;
    sums[k + 3] += BYTE_OF(fours, 3) * scale;
  }
}

FOR_EACH_PROCESSOR
static void add_full(const uint8_t *const *rows, unsigned count, uint32_t classes, int32_t *scores) {
  for (uint32_t from = 0; from < classes; from += WEIGHTS_SLACK) {
    eight sums[SUMS];
    memcpy(sums, scores + from, sizeof sums);
    for (unsigned i = 0; i < count; i++)
      add_row(rows[i] + WEIGHTS_ROW_HEAD + from, read16(rows[i] + 2), sums);
    memcpy(scores + from, sums, sizeof sums);
  }
}

static void add_sparse(const uint8_t *row, int32_t *scores) {
  int32_t scale = read16(row + 2);
  const uint8_t *entry = row + WEIGHTS_ROW_HEAD, *end = entry + 2u * row[4];
  for (; end - entry >= 8; entry += 8) {
    scores[entry[0]] += scale * (int8_t)entry[1];
    scores[entry[2]] += scale * (int8_t)entry[3];
    scores[entry[4]] += scale * (int8_t)entry[5];
    scores[entry[6]] += scale * (int8_t)entry[7];
  }
  for (; entry < end; entry += 2)
    scores[entry[0]] += scale * (int8_t)entry[1];
}

void table_add(const struct table *t, const uint64_t *features, unsigned count, int32_t *scores) {
  const uint8_t *rows[WEIGHTS_FEATURES], *full[WEIGHTS_FEATURES], *sparse[WEIGHTS_FEATURES];
  unsigned found = find_rows(t, features, count, rows), fulls = 0, sparses = 0;
  for (unsigned i = 0; i < found; i++) {
    bool is_full = rows[i][4] == WEIGHTS_FULL;
    full[fulls] = sparse[sparses] = rows[i];
    fulls += is_full;
    sparses += !is_full;
  }
  add_full(full, fulls, t->classes, scores);
  for (unsigned i = 0; i < sparses; i++)
    add_sparse(sparse[i], scores);
}
