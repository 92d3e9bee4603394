// SPDX-License-Identifier: MIT
#include "coding/trait_rows.h"
#include <glib.h>

// An open table: each key as near behind its place as there was room; row NULL: empty. It is at most half
// full. Of the keys met[] has a bit each, so that few others get as far as the table.
struct slot {
  uint64_t key;
  const int *row;
};

struct trait_rows {
  size_t mask; // number of slots - 1
  struct slot *slots;
  uint8_t *met; // one bit for each of 8 * (mask + 1) remainders
};

struct trait_rows *trait_rows_new(size_t count) {
  struct trait_rows *t = g_new0(struct trait_rows, 1);
  size_t slots = 16;
  while (slots < 2 * count)
    slots *= 2;
  t->mask = slots - 1;
  t->slots = g_new0(struct slot, slots);
  t->met = g_new0(uint8_t, slots);
  return t;
}

void trait_rows_free(struct trait_rows *t) {
  if (!t) return;
  g_free(t->slots);
  g_free(t->met);
  g_free(t);
}

static struct slot *slot_of(const struct trait_rows *t, uint64_t key) {
  size_t i = (size_t)key & t->mask;
  while (t->slots[i].row && t->slots[i].key != key)
    i = (i + 1) & t->mask;
  return &t->slots[i];
}

void trait_rows_put(struct trait_rows *t, uint64_t key, const int *row) {
  t->met[(size_t)key & t->mask] |= (uint8_t)(1u << (key >> 61));
  *slot_of(t, key) = (struct slot){key, row};
}

const int *trait_rows_find(const struct trait_rows *t, uint64_t key) {
  if (!(t->met[(size_t)key & t->mask] >> (key >> 61) & 1)) return NULL;
  return slot_of(t, key)->row;
}
