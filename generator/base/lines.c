// SPDX-License-Identifier: MIT
#include "base/lines.h"

void lines_init(struct lines *l, struct slice text) {
  l->text = text;
  l->starts = g_array_new(FALSE, FALSE, sizeof(size_t));
  size_t at = 0;
  g_array_append_val(l->starts, at);
  for (size_t i = 0; i < text.len; i++) {
    char c = text.data[i];
    bool crlf = c == '\r' && i + 1 < text.len && text.data[i + 1] == '\n';
    if ((c == '\n' || c == '\r') && !crlf) {
      at = i + 1;
      g_array_append_val(l->starts, at);
    }
  }
}

void lines_release(struct lines *l) {
  if (l->starts) g_array_unref(l->starts);
  *l = (struct lines){0};
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
  unsigned col = 1;
  for (size_t i = starts[lo]; i < offset; i++)
    col += ((unsigned char)l->text.data[i] & 0xC0) != 0x80;
  // A byte in the middle of a character belongs to that character.
  if (offset < l->text.len && ((unsigned char)l->text.data[offset] & 0xC0) == 0x80 && col > 1) col--;
  *line = (unsigned)lo + 1;
  *column = col;
}
