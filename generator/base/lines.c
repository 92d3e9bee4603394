// SPDX-License-Identifier: MIT
#include "base/lines.h"

// Characters are counted once, up to every so many bytes: a place far into a long line is then found as fast
// as any.
enum { STEP = 1024 };

static bool begins_character(char c) {
  return ((unsigned char)c & 0xC0) != 0x80;
}

void lines_init(struct lines *l, struct slice text) {
  l->text = text;
  l->starts = g_array_new(FALSE, FALSE, sizeof(size_t));
  l->counts = g_array_new(FALSE, FALSE, sizeof(size_t));
  size_t at = 0, count = 0;
  g_array_append_val(l->starts, at);
  for (size_t i = 0; i < text.len; i++) {
    char c = text.data[i];
    if (i % STEP == 0) g_array_append_val(l->counts, count);
    count += begins_character(c);
    bool crlf = c == '\r' && i + 1 < text.len && text.data[i + 1] == '\n';
    if ((c == '\n' || c == '\r') && !crlf) {
      at = i + 1;
      g_array_append_val(l->starts, at);
    }
  }
  if (text.len % STEP == 0) g_array_append_val(l->counts, count);
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
    for (size_t i = from; i < end; i++)
      count += begins_character(l->text.data[i]);
    end = next;
  }
  for (size_t i = start; i < end; i++)
    count += begins_character(l->text.data[i]);
  return count;
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
