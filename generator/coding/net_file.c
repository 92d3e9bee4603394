// SPDX-License-Identifier: MIT
// The file of the net: opened, checked, and its words found.
#include "coding/net_file.h"
#include "base/fnv.h"
#include <math.h>
#include <stdlib.h>

static size_t rounded(size_t n) {
  return (n + 7) & ~(size_t)7;
}

static bool all_finite(const float *from, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!isfinite(from[i]) || fabsf(from[i]) > 1e4f) return false;
  return true;
}

static bool ascending(const uint64_t *keys, uint32_t count) {
  for (uint32_t i = 1; i < count; i++)
    if (keys[i - 1] >= keys[i]) return false;
  return true;
}

static bool sizes_fit(const struct net_header *h) {
  return h->hidden == NET_HIDDEN && h->middle == NET_MIDDLE && h->upos == UPOS_COUNT &&
         h->relations == REL_COUNT && h->flags == NET_FLAGS && h->marks == MARK_COUNT &&
         h->features == FEATURE_COUNT && h->label == NET_LABEL && h->words < 1u << 20;
}

// Returns NULL, or what is wrong with the bytes.
static const char *fill(struct net *n, const char *bytes, size_t size) {
  struct net_header h;
  if (size < sizeof h) return "it is too short";
  memcpy(&h, bytes, sizeof h);
  if (memcmp(h.magic, "SPNET\0\0", sizeof h.magic) != 0) return "it is no file of the net";
  if (h.byte_order != 0x01020304) return "it was made for another byte order";
  if (h.version != NET_VERSION) return "its version is another";
  if (!sizes_fit(&h)) return "its sizes are not those of this program";
  size_t at = sizeof h, keys = at, scales = keys + rounded(h.words * sizeof(uint64_t)),
         rows = scales + rounded((h.words + 1) * sizeof(float)),
         layers = rows + rounded((size_t)(h.words + 1) * NET_HIDDEN);
  if (layers + rounded(sizeof(struct net_layers)) != size) return "its parts do not fill it";
  if (fnv_add(FNV_BASIS, bytes + at, size - at) != h.checksum) return "its checksum does not fit";
  n->checksum = h.checksum;
  n->words = h.words;
  n->keys = (const uint64_t *)(const void *)(bytes + keys);
  n->scales = (const float *)(const void *)(bytes + scales);
  n->rows = (const int8_t *)(bytes + rows);
  n->layers = (const struct net_layers *)(const void *)(bytes + layers);
  if (!ascending(n->keys, n->words)) return "its words are not in order";
  if (!all_finite(n->scales, h.words + 1) ||
      !all_finite((const float *)(const void *)n->layers, sizeof(struct net_layers) / sizeof(float)))
    return "its numbers are broken";
  return NULL;
}

struct net *net_open(const char *folder, struct diag *d) {
  char *path = g_build_filename(folder, "pairs.net", NULL);
  struct net *n = g_new0(struct net, 1);
  GError *error = NULL;
  n->file = g_mapped_file_new(path, FALSE, &error);
  const char *fault = n->file
                          ? fill(n, g_mapped_file_get_contents(n->file), g_mapped_file_get_length(n->file))
                          : error->message;
  if (fault) {
    diag_error(d, diag_at(path, NULL, 0), "cannot use the net: %s, expected a file made by tests/bench/fit",
               fault);
    net_free(n);
    n = NULL;
  }
  g_clear_error(&error);
  g_free(path);
  return n;
}

void net_free(struct net *n) {
  if (!n) return;
  if (n->file) g_mapped_file_unref(n->file);
  g_free(n);
}

uint64_t net_checksum(const struct net *n) {
  return n->checksum;
}

// --- words ---

static int compare_keys(const void *a, const void *b) {
  const uint64_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

// Returns the row, or 0, which is that of unknown words.
static int32_t row_of(const struct net *n, const char *word) {
  uint64_t key = fnv_add(FNV_BASIS, word, strlen(word));
  const uint64_t *found = bsearch(&key, n->keys, n->words, sizeof key, compare_keys);
  return found ? (int32_t)(found - n->keys) + 1 : 0;
}

int32_t net_row(const struct net *n, const char *norm, const char *lemma) {
  int32_t row = row_of(n, norm);
  if (!row) row = row_of(n, lemma);
  if (!row && strpbrk(norm, "0123456789")) row = row_of(n, "number");
  const char *hyphen = strrchr(norm, '-');
  if (!row && hyphen && hyphen[1]) row = row_of(n, hyphen + 1);
  return row;
}
