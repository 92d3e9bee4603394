// SPDX-License-Identifier: MIT
// Word clusters by the exchange algorithm over class bigrams: each word moves to the cluster that makes its
// neighbours most likely.
#include "text/learn.h"
#include <math.h>

struct neighbour {
  uint32_t word, count;
};

struct exchange {
  unsigned words,
      clusters; // word 0 is every rare word, word 1 the edge of a sentence; their clusters stay 0 and 1
  uint32_t *cluster, *frequency;
  uint32_t *left_start, *right_start; // into left and right, by word
  struct neighbour *left, *right;
  int64_t *bigrams; // clusters by clusters
  int64_t *sizes;
  double *logs; // x log x for small x
};

enum { LOGS = 1 << 16 };

static double x_log_x(const struct exchange *e, int64_t x) {
  return x < LOGS ? e->logs[x] : (double)x * log((double)x);
}

struct counted {
  const char *norm;
  unsigned count;
};

static int compare_counted(const void *a, const void *b) {
  const struct counted *x = a, *y = b;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return strcmp(x->norm, y->norm);
}

// The words seen min_count times, the most frequent first.
static GArray *count_words(GPtrArray *sentences, unsigned min_count) {
  GHashTable *counts = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < sentences->len; i++) {
    const GPtrArray *s = sentences->pdata[i];
    for (guint k = 0; k < s->len; k++)
      g_hash_table_insert(counts, s->pdata[k],
                          GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(counts, s->pdata[k])) + 1));
  }
  GArray *words = g_array_new(FALSE, FALSE, sizeof(struct counted));
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init(&iter, counts);
  while (g_hash_table_iter_next(&iter, &key, &value)) {
    struct counted c = {key, GPOINTER_TO_UINT(value)};
    if (c.count >= min_count) g_array_append_val(words, c);
  }
  g_array_sort(words, compare_counted);
  g_hash_table_destroy(counts);
  return words;
}

static int compare_pairs(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

// Turns sorted pairs (word << 32 | neighbour) into lists of neighbours with counts.
static void index_pairs(GArray *pairs, unsigned words, uint32_t **start, struct neighbour **list) {
  g_array_sort(pairs, compare_pairs);
  *start = g_new0(uint32_t, words + 1);
  *list = g_new(struct neighbour, pairs->len + 1);
  uint32_t n = 0, word = 0;
  for (guint i = 0; i < pairs->len;) {
    uint64_t pair = g_array_index(pairs, uint64_t, i);
    guint k = i;
    while (k < pairs->len && g_array_index(pairs, uint64_t, k) == pair)
      k++;
    while (word < (uint32_t)(pair >> 32))
      (*start)[++word] = n;
    (*list)[n++] = (struct neighbour){(uint32_t)pair, k - i};
    i = k;
  }
  while (word < words)
    (*start)[++word] = n;
}

static void count_pairs(struct exchange *e, GPtrArray *sentences, GHashTable *ids) {
  GArray *left = g_array_new(FALSE, FALSE, sizeof(uint64_t)),
         *right = g_array_new(FALSE, FALSE, sizeof(uint64_t));
  for (guint i = 0; i < sentences->len; i++) {
    const GPtrArray *s = sentences->pdata[i];
    uint64_t before = 1;
    for (guint k = 0; k <= s->len; k++) {
      uint64_t word = k == s->len ? 1 : GPOINTER_TO_UINT(g_hash_table_lookup(ids, s->pdata[k]));
      uint64_t to_right = before << 32 | word, to_left = word << 32 | before;
      g_array_append_val(right, to_right);
      g_array_append_val(left, to_left);
      e->frequency[word]++;
      before = word;
    }
  }
  index_pairs(left, e->words, &e->left_start, &e->left);
  index_pairs(right, e->words, &e->right_start, &e->right);
  g_array_free(left, TRUE);
  g_array_free(right, TRUE);
}

// How often the word stands behind and before each cluster, and next to itself.
struct around {
  int64_t *before, *after;
  int64_t self;
};

static void look_around(const struct exchange *e, uint32_t w, struct around *a) {
  memset(a->before, 0, e->clusters * sizeof *a->before);
  memset(a->after, 0, e->clusters * sizeof *a->after);
  a->self = 0;
  for (uint32_t i = e->left_start[w]; i < e->left_start[w + 1]; i++) {
    if (e->left[i].word == w)
      a->self += e->left[i].count;
    else
      a->before[e->cluster[e->left[i].word]] += e->left[i].count;
  }
  for (uint32_t i = e->right_start[w]; i < e->right_start[w + 1]; i++)
    if (e->right[i].word != w) a->after[e->cluster[e->right[i].word]] += e->right[i].count;
}

// Adds (sign 1) or takes away (-1) the word with these surroundings to or from cluster c.
static void count_word(struct exchange *e, uint32_t w, const struct around *a, unsigned c, int sign) {
  for (unsigned k = 0; k < e->clusters; k++) {
    e->bigrams[k * e->clusters + c] += sign * a->before[k];
    e->bigrams[c * e->clusters + k] += sign * a->after[k];
  }
  e->bigrams[c * e->clusters + c] += sign * a->self;
  e->sizes[c] += sign * (int64_t)e->frequency[w];
}

// The gain in log likelihood of putting the word, which is in no cluster now, into c.
static double gain(const struct exchange *e, uint32_t w, const struct around *a, const unsigned *used,
                   unsigned count, unsigned c) {
  double sum = 0;
  for (unsigned i = 0; i < count; i++) {
    unsigned k = used[i];
    if (k == c) continue;
    int64_t in = e->bigrams[k * e->clusters + c], out = e->bigrams[c * e->clusters + k];
    if (a->before[k]) sum += x_log_x(e, in + a->before[k]) - x_log_x(e, in);
    if (a->after[k]) sum += x_log_x(e, out + a->after[k]) - x_log_x(e, out);
  }
  int64_t own = e->bigrams[c * e->clusters + c];
  sum += x_log_x(e, own + a->before[c] + a->after[c] + a->self) - x_log_x(e, own);
  return sum - 2 * (x_log_x(e, e->sizes[c] + e->frequency[w]) - x_log_x(e, e->sizes[c]));
}

static unsigned exchange_round(struct exchange *e) {
  unsigned moved = 0, *used = g_new(unsigned, e->clusters);
  struct around a = {g_new(int64_t, e->clusters), g_new(int64_t, e->clusters), 0};
  for (uint32_t w = 2; w < e->words; w++) {
    look_around(e, w, &a);
    unsigned count = 0, best = e->cluster[w];
    for (unsigned k = 0; k < e->clusters; k++)
      if (a.before[k] || a.after[k]) used[count++] = k;
    count_word(e, w, &a, e->cluster[w], -1);
    double most = gain(e, w, &a, used, count, best);
    for (unsigned c = 2; c < e->clusters; c++) {
      double g = c == e->cluster[w] ? most : gain(e, w, &a, used, count, c);
      if (g > most + 1e-6) most = g, best = c;
    }
    moved += best != e->cluster[w];
    e->cluster[w] = best;
    count_word(e, w, &a, best, 1);
  }
  g_free(used);
  g_free(a.before);
  g_free(a.after);
  return moved;
}

static void exchange_begin(struct exchange *e) {
  for (uint32_t w = 0; w < e->words; w++)
    e->cluster[w] = w < 2 ? w : 2 + (w - 2) % (e->clusters - 2);
  for (uint32_t w = 0; w < e->words; w++) {
    e->sizes[e->cluster[w]] += e->frequency[w];
    for (uint32_t i = e->right_start[w]; i < e->right_start[w + 1]; i++)
      e->bigrams[e->cluster[w] * e->clusters + e->cluster[e->right[i].word]] += e->right[i].count;
  }
  e->logs[0] = 0;
  for (int i = 1; i < LOGS; i++)
    e->logs[i] = i * log(i);
}

void clusters_learn(GPtrArray *sentences, unsigned clusters, unsigned min_count, unsigned rounds,
                    struct lexicon_words *l) {
  GArray *vocabulary = count_words(sentences, min_count);
  GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < vocabulary->len; i++)
    g_hash_table_insert(ids, (gpointer)g_array_index(vocabulary, struct counted, i).norm,
                        GUINT_TO_POINTER(i + 2));
  struct exchange e = {.words = vocabulary->len + 2, .clusters = clusters};
  e.cluster = g_new0(uint32_t, e.words);
  e.frequency = g_new0(uint32_t, e.words);
  e.bigrams = g_new0(int64_t, (gsize)clusters * clusters);
  e.sizes = g_new0(int64_t, clusters);
  e.logs = g_new(double, LOGS);
  count_pairs(&e, sentences, ids);
  exchange_begin(&e);
  for (unsigned r = 0; r < rounds; r++)
    if (exchange_round(&e) == 0) break;
  for (uint32_t w = 2; w < e.words; w++)
    lexicon_add_cluster(l, g_array_index(vocabulary, struct counted, w - 2).norm, e.cluster[w]);
  g_free(e.cluster);
  g_free(e.frequency);
  g_free(e.left_start);
  g_free(e.right_start);
  g_free(e.left);
  g_free(e.right);
  g_free(e.bigrams);
  g_free(e.sizes);
  g_free(e.logs);
  g_hash_table_destroy(ids);
  g_array_free(vocabulary, TRUE);
}
