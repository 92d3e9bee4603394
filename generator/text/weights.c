// SPDX-License-Identifier: MIT
// Reading and using a table of weights.
#include "text/weights.h"

static uint16_t read16(const uint8_t *p) {
  return (uint16_t)(p[0] | p[1] << 8);
}

static bool rows_fit(const struct table *t, uint32_t start, uint32_t end) {
  uint32_t at = start;
  while (at < end) {
    if (end - at < WEIGHTS_ROW_HEAD) return false;
    uint32_t entries = t->rows[at + 4];
    if (end - at < WEIGHTS_ROW_HEAD + 2 * entries) return false;
    for (uint32_t i = 0; i < entries; i++)
      if (t->rows[at + WEIGHTS_ROW_HEAD + 2 * i] >= t->classes) return false;
    at += WEIGHTS_ROW_HEAD + 2 * entries;
  }
  return true;
}

bool table_open(struct table *t, struct slice bytes) {
  uint32_t head[4]; // buckets, classes, bytes of rows, 0
  if (bytes.len < sizeof head) return false;
  memcpy(head, bytes.data, sizeof head);
  uint64_t index = ((uint64_t)head[0] + 1) * sizeof(uint32_t);
  bool power = head[0] > 0 && (head[0] & (head[0] - 1)) == 0;
  if (!power || head[1] == 0 || head[1] > WEIGHTS_CLASSES || bytes.len != sizeof head + index + head[2])
    return false;
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

// Rows of a bucket that may hold a feature's.
struct candidate {
  const uint8_t *at, *end;
  uint16_t check;
};

static void add_row(const struct candidate *c, int32_t *scores) {
  for (const uint8_t *row = c->at; row < c->end;) {
    const uint8_t *entry = row + WEIGHTS_ROW_HEAD;
    bool match = read16(row) == c->check;
    int32_t scale = read16(row + 2);
    row = entry + 2u * row[4];
    if (!match) continue;
    for (; entry < row; entry += 2)
      scores[entry[0]] += scale * (int8_t)entry[1];
    return;
  }
}

void table_score(const struct table *t, const uint64_t *features, unsigned count, int32_t *scores) {
  struct candidate found[WEIGHTS_FEATURES], *last = found;
  memset(scores, 0, t->classes * sizeof *scores);
  // Three passes, so that the memory of all features is on its way at once.
  for (unsigned i = 0; i < count; i++)
    __builtin_prefetch(&t->index[features[i] & t->mask]);
  for (unsigned i = 0; i < count; i++) {
    const uint32_t *entry = &t->index[features[i] & t->mask];
    uint32_t check = (uint32_t)(features[i] >> 48);
    if (!(entry[0] >> 24 >> (check & 7) & 1)) continue;
    *last = (struct candidate){t->rows + WEIGHTS_START(entry[0]), t->rows + WEIGHTS_START(entry[1]),
                               (uint16_t)check};
    __builtin_prefetch(last->at);
    __builtin_prefetch(last->end - 1);
    last++;
  }
  for (const struct candidate *c = found; c < last; c++)
    add_row(c, scores);
}
