// SPDX-License-Identifier: MIT
#include "base/lines.h"
#include <stdint.h>

// Characters are counted once, up to every so many bytes: a place far into a long line is then found as fast
// as any.
enum { STEP = 1024 };

static bool begins_character(char c) {
  return ((unsigned char)c & 0xC0) != 0x80;
}

// Returns the number of characters that begin in the n bytes.
static size_t begun(const char *bytes, size_t n) {
  size_t count = 0, i = 0;
  for (uint64_t eight; i + sizeof eight <= n; i += sizeof eight) {
    memcpy(&eight, bytes + i, sizeof eight);
    if (eight & UINT64_C(0x8080808080808080))
      for (size_t k = i; k < i + sizeof eight; k++)
        count += begins_character(bytes[k]);
    else
      count += sizeof eight;
  }
  for (; i < n; i++)
    count += begins_character(bytes[i]);
  return count;
}

// Adds where the lines begin of a text without a carriage return.
static void add_starts(struct lines *l, struct slice text) {
  const char *end = text.data + text.len;
  for (const char *feed = text.data; (feed = memchr(feed, '\n', (size_t)(end - feed)));) {
    size_t at = (size_t)(++feed - text.data);
    g_array_append_val(l->starts, at);
  }
}

static void add_starts_of_all(struct lines *l, struct slice text) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.data[i];
    bool crlf = c == '\r' && i + 1 < text.len && text.data[i + 1] == '\n';
    size_t at = i + 1;
    if ((c == '\n' || c == '\r') && !crlf) g_array_append_val(l->starts, at);
  }
}

void lines_init(struct lines *l, struct slice text) {
  l->text = text;
  l->starts = g_array_new(FALSE, FALSE, sizeof(size_t));
  l->counts = g_array_new(FALSE, FALSE, sizeof(size_t));
  size_t at = 0, count = 0;
  g_array_append_val(l->starts, at);
  if (text.len && memchr(text.data, '\r', text.len))
    add_starts_of_all(l, text);
  else if (text.len)
    add_starts(l, text);
  for (; at <= text.len; at += STEP) {
    g_array_append_val(l->counts, count);
    if (at < text.len) count += begun(text.data + at, MIN((size_t)STEP, text.len - at));
  }
}

void lines_release(struct lines *l) {
  if (l->starts) g_array_unref(l->starts);
  if (l->counts) g_array_unref(l->counts);
  *l = (struct lines){0};
}

// Returns the number of characters that begin in [start, end).
static size_t characters(const struct lines *l, size_t start, size_t end) {
  size_t count = 0, from = end / STEP * STEP;
  if (end - start > 2 * STEP) {
    size_t next = (start / STEP + 1) * STEP;
    count = g_array_index(l->counts, size_t, from / STEP) - g_array_index(l->counts, size_t, next / STEP);
    count += begun(l->text.data + from, end - from);
    end = next;
  }
  return count + begun(l->text.data + start, end - start);
}

void lines_find(const struct lines *l, size_t offset, unsigned *line, unsigned *column) {
  if (offset > l->text.len) offset = l->text.len;
  const size_t *starts = (const size_t *)(void *)l->starts->data;
  size_t lo = 0, hi = l->starts->len;
  while (hi - lo > 1) {
    size_t mid = lo + (hi - lo) / 2;
    if (starts[mid] <= offset)
      lo = mid;
    else
      hi = mid;
  }
  unsigned col = 1 + (unsigned)characters(l, starts[lo], offset);
  // A byte in the middle of a character belongs to that character.
  if (offset < l->text.len && !begins_character(l->text.data[offset]) && col > 1) col--;
  *line = (unsigned)lo + 1;
  *column = col;
}
