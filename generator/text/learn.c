// SPDX-License-Identifier: MIT
// Averaged perceptron weights in a growing hash table.
#include "text/learn.h"
#include <math.h>

struct weight {
  int64_t total; // sum of value over decisions until stamp
  int32_t value;
  uint32_t stamp; // the decision at which value last changed
};

struct row {
  uint64_t key; // 0: empty
  uint32_t updates;
  uint16_t count, room;
  struct weight *weights;
  uint8_t *classes;
};

struct learner {
  unsigned classes, min_updates;
  long least; // weights below this many units are left out of the packed table
  uint32_t decisions;
  size_t filled, mask;
  struct row *rows;
};

struct learner *learner_new(unsigned classes, unsigned min_updates, unsigned least) {
  struct learner *l = g_new0(struct learner, 1);
  l->classes = classes;
  l->min_updates = min_updates;
  l->least = MAX(1, (long)least);
  l->mask = ((size_t)1 << 16) - 1;
  l->rows = g_new0(struct row, l->mask + 1);
  return l;
}

void learner_free(struct learner *l) {
  if (!l) return;
  for (size_t i = 0; i <= l->mask; i++) {
    g_free(l->rows[i].weights);
    g_free(l->rows[i].classes);
  }
  g_free(l->rows);
  g_free(l);
}

// The row of key, or the empty one where it would stand.
static struct row *row_at(const struct learner *l, uint64_t key) {
  if (key == 0) key = 1;
  size_t i = (size_t)(key >> 8) & l->mask;
  while (l->rows[i].key && l->rows[i].key != key)
    i = (i + 1) & l->mask;
  return &l->rows[i];
}

static void grow(struct learner *l) {
  struct row *old = l->rows;
  size_t slots = l->mask + 1;
  l->mask = slots * 2 - 1;
  l->rows = g_new0(struct row, slots * 2);
  for (size_t i = 0; i < slots; i++)
    if (old[i].key) *row_at(l, old[i].key) = old[i];
  g_free(old);
}

void learner_score(const struct learner *l, const uint64_t *features, unsigned count, int32_t *scores) {
  memset(scores, 0, l->classes * sizeof *scores);
  for (unsigned i = 0; i < count; i++)
    __builtin_prefetch(&l->rows[(size_t)(features[i] >> 8) & l->mask]);
  for (unsigned i = 0; i < count; i++) {
    const struct row *r = row_at(l, features[i]);
    if (!r->key || r->updates < l->min_updates) continue;
    for (unsigned k = 0; k < r->count; k++)
      scores[r->classes[k]] += r->weights[k].value;
  }
}

static void add(struct learner *l, struct row *r, unsigned class, int32_t amount) {
  unsigned k = 0;
  while (k < r->count && r->classes[k] != class)
    k++;
  if (k == r->count) {
    if (r->count == r->room) {
      r->room = r->room ? (uint16_t)(r->room * 2) : 2;
      r->weights = g_renew(struct weight, r->weights, r->room);
      r->classes = g_renew(uint8_t, r->classes, r->room);
    }
    r->weights[k] = (struct weight){0, 0, l->decisions};
    r->classes[k] = (uint8_t) class;
    r->count++;
  }
  struct weight *w = &r->weights[k];
  w->total += (int64_t)w->value * (l->decisions - w->stamp);
  w->stamp = l->decisions;
  w->value += amount;
}

void learner_update(struct learner *l, const uint64_t *features, unsigned count, unsigned good,
                    unsigned bad) {
  for (unsigned i = 0; i < count; i++) {
    struct row *r = row_at(l, features[i]);
    if (!r->key) {
      if (l->filled * 2 > l->mask) {
        grow(l);
        r = row_at(l, features[i]);
      }
      r->key = features[i] ? features[i] : 1;
      l->filled++;
    }
    r->updates++;
    add(l, r, good, 1);
    add(l, r, bad, -1);
  }
}

void learner_tick(struct learner *l) {
  l->decisions++;
}

static double average(const struct learner *l, const struct weight *w) {
  int64_t total = w->total + (int64_t)w->value * (l->decisions - w->stamp);
  return (double)total / (double)(l->decisions ? l->decisions : 1);
}

static double row_largest(const struct learner *l, const struct row *r) {
  double largest = 0;
  for (unsigned k = 0; k < r->count; k++)
    largest = MAX(largest, fabs(average(l, &r->weights[k])));
  return largest;
}

// Writes r as a row of the model file, its weights in steps of unit. Returns how many are not too small;
// where none is, nothing is written.
static unsigned pack_row(const struct learner *l, const struct row *r, double unit, GByteArray *out) {
  int8_t values[WEIGHTS_CLASSES] = {0};
  unsigned count = 0;
  uint16_t scale = (uint16_t)MAX(1, lround(row_largest(l, r) / 127 / unit));
  for (unsigned k = 0; k < r->count; k++) {
    long value = CLAMP(lround(average(l, &r->weights[k]) / unit / scale), -127, 127);
    if (labs(value) * scale < l->least) continue;
    values[r->classes[k]] = (int8_t)value;
    count++;
  }
  if (count == 0) return 0;
  bool full = count >= WEIGHTS_FULL_FROM;
  uint16_t check = (uint16_t)(r->key >> 48);
  uint8_t head[WEIGHTS_ROW_HEAD] = {(uint8_t)check, (uint8_t)(check >> 8), (uint8_t)scale,
                                    (uint8_t)(scale >> 8), full ? WEIGHTS_FULL : (uint8_t)count};
  g_byte_array_append(out, head, sizeof head);
  uint8_t all[WEIGHTS_CLASSES] = {0};
  for (unsigned class = 0; class < l->classes; class ++) {
    uint8_t entry[2] = {(uint8_t) class, (uint8_t)values[class]};
    all[WEIGHTS_PLACE(class)] = entry[1];
    if (!full && values[class]) g_byte_array_append(out, entry, 2);
  }
  if (full) g_byte_array_append(out, all, WEIGHTS_FULL_SIZE(l->classes));
  return count;
}

// A row of a bucket, packed.
struct packed {
  GByteArray *bytes;
  unsigned count;
  uint64_t key;
};

static int longest_first(const void *a, const void *b) {
  const struct packed *x = a, *y = b;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return x->key < y->key ? -1 : x->key > y->key;
}

// Appends the rows of one bucket (struct row *, in the order of their keys). Returns the index entry.
static uint32_t pack_bucket(const struct learner *l, const gpointer *bucket, unsigned count, double unit,
                            GByteArray *rows) {
  uint32_t entry = rows->len;
  GArray *kept = g_array_new(FALSE, FALSE, sizeof(struct packed));
  for (unsigned i = 0; i < count; i++) {
    const struct row *r = bucket[i];
    // Of two that no check tells apart the first counts.
    if (kept->len && g_array_index(kept, struct packed, kept->len - 1).key >> 48 == r->key >> 48) continue;
    struct packed p = {g_byte_array_new(), 0, r->key};
    p.count = pack_row(l, r, unit, p.bytes);
    if (p.count) {
      g_array_append_val(kept, p);
      entry |= UINT32_C(1) << (24 + (r->key >> 48 & 7));
    } else {
      g_byte_array_free(p.bytes, TRUE);
    }
  }
  g_array_sort(kept, longest_first);
  for (unsigned i = 0; i < kept->len; i++) {
    GByteArray *bytes = g_array_index(kept, struct packed, i).bytes;
    g_byte_array_append(rows, bytes->data, bytes->len);
    g_byte_array_free(bytes, TRUE);
  }
  g_array_free(kept, TRUE);
  return entry;
}

static int compare_rows(const void *a, const void *b, void *mask) {
  uint64_t x = (*(const struct row *const *)a)->key, y = (*(const struct row *const *)b)->key,
           m = *(const uint32_t *)mask;
  if ((x & m) != (y & m)) return (x & m) < (y & m) ? -1 : 1;
  return x < y ? -1 : x > y;
}

GByteArray *learner_pack(const struct learner *l) {
  GPtrArray *kept = g_ptr_array_new();
  double largest = 0;
  for (size_t i = 0; i <= l->mask; i++) {
    if (!l->rows[i].key || l->rows[i].updates < l->min_updates) continue;
    g_ptr_array_add(kept, &l->rows[i]);
    largest = MAX(largest, row_largest(l, &l->rows[i]));
  }
  uint32_t buckets = 16;
  while (buckets * 3u < kept->len)
    buckets *= 2;
  uint32_t mask = buckets - 1;
  g_qsort_with_data(kept->pdata, (gint)kept->len, sizeof(gpointer), compare_rows, &mask);
  // Scales fill 12 bits at most: 160 features of 4095 times 127 stay within 32 bits.
  double unit = MAX(largest, 1e-9) / 127 / 4095;
  GByteArray *rows = g_byte_array_new();
  uint32_t *index = g_new0(uint32_t, buckets + 1);
  guint k = 0;
  for (uint32_t b = 0; b < buckets; b++) {
    guint first = k;
    while (k < kept->len && (((const struct row *)kept->pdata[k])->key & mask) == b)
      k++;
    index[b] = pack_bucket(l, kept->len ? kept->pdata + first : NULL, k - first, unit, rows);
  }
  index[buckets] = rows->len;
  g_assert(rows->len < UINT32_C(1) << 24);
  uint32_t head[4] = {buckets, l->classes, rows->len, 0};
  GByteArray *out = g_byte_array_new();
  g_byte_array_append(out, (const guint8 *)head, sizeof head);
  g_byte_array_append(out, (const guint8 *)index, (guint)((buckets + 1) * sizeof *index));
  g_byte_array_append(out, rows->data, rows->len);
  static const guint8 slack[WEIGHTS_SLACK];
  g_byte_array_append(out, slack, sizeof slack);
  g_byte_array_free(rows, TRUE);
  g_free(index);
  g_ptr_array_free(kept, TRUE);
  return out;
}

uint64_t random_next(uint64_t *state) {
  uint64_t x = *state;
  x ^= x >> 12;
  x ^= x << 25;
  x ^= x >> 27;
  *state = x;
  return x * UINT64_C(0x2545F4914F6CDD1D);
}

void random_shuffle(uint64_t *state, gpointer *items, unsigned count) {
  for (unsigned i = count; i > 1; i--) {
    unsigned k = (unsigned)((random_next(state) >> 32) % i);
    gpointer item = items[i - 1];
    items[i - 1] = items[k];
    items[k] = item;
  }
}
