// SPDX-License-Identifier: MIT
#include "read/writer.h"
#include <unicode/utf8.h>

enum char_class { CHAR_TEXT, CHAR_SPACE, CHAR_DROP };

struct range {
  UChar32 first, last;
  enum char_class class;
};

// Whatever is not listed is text.
static const struct range ranges[] = {
    {0x09, 0x0D, CHAR_SPACE},     {0x20, 0x20, CHAR_SPACE},     {0x00, 0x1F, CHAR_DROP},
    {0x85, 0x85, CHAR_SPACE},     {0x7F, 0x9F, CHAR_DROP},      {0xA0, 0xA0, CHAR_SPACE},
    {0xAD, 0xAD, CHAR_DROP},      {0x61C, 0x61C, CHAR_DROP},    {0x1680, 0x1680, CHAR_SPACE},
    {0x180E, 0x180E, CHAR_DROP},  {0x2000, 0x200A, CHAR_SPACE}, {0x200B, 0x200F, CHAR_DROP},
    {0x2028, 0x2029, CHAR_SPACE}, {0x202A, 0x202E, CHAR_DROP},  {0x202F, 0x202F, CHAR_SPACE},
    {0x205F, 0x205F, CHAR_SPACE}, {0x2060, 0x206F, CHAR_DROP},  {0x3000, 0x3000, CHAR_SPACE},
    {0xFEFF, 0xFEFF, CHAR_DROP},  {0xFFF9, 0xFFFB, CHAR_DROP},  {0xE0000, 0xE007F, CHAR_DROP},
};

static enum char_class class_of(UChar32 c) {
  for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++)
    if (c >= ranges[i].first && c <= ranges[i].last) return ranges[i].class;
  return CHAR_TEXT;
}

// The lead bytes of characters that ranges[] speaks of; all others above ASCII are text.
static bool may_be_special(unsigned char lead) {
  return lead == 0xC2 || lead == 0xD8 || (lead >= 0xE1 && lead <= 0xE3) || lead == 0xEF || lead == 0xF3;
}

// Returns how many bytes at the start of s go into the text as they are, single spaces between words
// included.
static size_t plain_prefix(struct slice s) {
  size_t i = 0;
  while (i < s.len) {
    unsigned char c = (unsigned char)s.data[i];
    bool word = c > 0x20 && c < 0x7F;
    bool gap = c == ' ' && i > 0 && i + 1 < s.len && s.data[i + 1] > 0x20 && s.data[i + 1] < 0x7F;
    if (word || gap) {
      i++;
      continue;
    }
    if (c < 0x80) break;
    size_t next = i;
    UChar32 ch;
    U8_NEXT(s.data, next, s.len, ch);
    if (may_be_special(c) && class_of(ch) != CHAR_TEXT) break;
    i = next;
  }
  return i;
}

struct block *block_new(enum block_kind kind, unsigned level) {
  struct block *b = g_new0(struct block, 1);
  b->kind = kind;
  b->level = level;
  b->text = g_string_new(NULL);
  b->runs = g_array_new(FALSE, FALSE, sizeof(struct run));
  return b;
}

void block_free(struct block *b) {
  if (!b) return;
  g_string_free(b->text, TRUE);
  g_array_unref(b->runs);
  g_free(b);
}

void block_cut(struct block *b, size_t length) {
  while (length && b->text->str[length - 1] == ' ')
    length--;
  g_string_truncate(b->text, length);
  guint keep = b->runs->len;
  while (keep && g_array_index(b->runs, struct run, keep - 1).text >= length)
    keep--;
  g_array_set_size(b->runs, keep);
  if (!keep) return;
  struct run *last = &g_array_index(b->runs, struct run, keep - 1);
  size_t over = last->text + last->text_len - MIN(length, last->text + last->text_len);
  if (last->text_len == last->source_len) last->source_len -= over;
  last->text_len -= over;
}

static void append(struct writer *w, const char *data, size_t len, size_t source, size_t source_len) {
  struct block *b = w->block;
  struct run next = {b->text->len, len, source, source_len};
  g_string_append_len(b->text, data, (gssize)len);
  if (b->runs->len && len == source_len) {
    struct run *last = &g_array_index(b->runs, struct run, b->runs->len - 1);
    if (last->text_len == last->source_len && last->source + last->source_len == source) {
      last->text_len += len;
      last->source_len += len;
      return;
    }
  }
  g_array_append_val(b->runs, next);
}

static void append_text(struct writer *w, const char *data, size_t len, size_t source, size_t source_len) {
  if (w->space && w->block->text->len) append(w, " ", 1, w->space_at, w->space_end - w->space_at);
  w->space = false;
  append(w, data, len, source, source_len);
}

void writer_begin(struct writer *w, enum block_kind kind, unsigned level) {
  g_assert(!w->block);
  w->block = block_new(kind, level);
  w->space = false;
}

void writer_space(struct writer *w, size_t source, size_t source_len) {
  size_t end = source + source_len;
  w->space_at = w->space ? MIN(w->space_at, source) : source;
  w->space_end = w->space ? MAX(w->space_end, end) : end;
  w->space = true;
}

void writer_put(struct writer *w, struct slice text, size_t source) {
  size_t i = 0;
  while (i < text.len) {
    size_t n = plain_prefix(slice_sub(text, i, text.len));
    if (n) append_text(w, text.data + i, n, source + i, n);
    i += n;
    if (i >= text.len) return;
    size_t next = i;
    UChar32 c;
    U8_NEXT(text.data, next, text.len, c);
    if (class_of(c) == CHAR_SPACE)
      writer_space(w, source + i, next - i);
    else if (class_of(c) == CHAR_TEXT)
      append_text(w, text.data + i, next - i, source + i, next - i);
    i = next;
  }
}

void writer_put_as(struct writer *w, struct slice text, size_t source, size_t source_len) {
  GString *kept = g_string_new(NULL);
  bool space = false, before = false;
  for (size_t i = 0; i < text.len;) {
    size_t next = i;
    UChar32 c;
    U8_NEXT(text.data, next, text.len, c);
    if (class_of(c) == CHAR_TEXT) {
      if (space && kept->len) g_string_append_c(kept, ' ');
      before |= space && !kept->len;
      space = false;
      g_string_append_len(kept, text.data + i, (gssize)(next - i));
    } else
      space |= class_of(c) == CHAR_SPACE;
    i = next;
  }
  if (before) writer_space(w, source, source_len);
  if (kept->len) append_text(w, kept->str, kept->len, source, source_len);
  if (space) writer_space(w, source, source_len);
  g_string_free(kept, TRUE);
}

struct block *writer_take(struct writer *w) {
  struct block *b = w->block;
  *w = (struct writer){0};
  if (b && b->text->len) return b;
  block_free(b);
  return NULL;
}

char *text_folded(struct slice text) {
  struct writer w = {0};
  writer_begin(&w, BLOCK_PARAGRAPH, 0);
  writer_put(&w, text, 0);
  struct block *b = writer_take(&w);
  char *out = b ? g_strdup(b->text->str) : NULL;
  block_free(b);
  return out;
}

char *text_key(const char *text) {
  GString *key = g_string_new(NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isalnum(c)) g_string_append_unichar(key, g_unichar_tolower(c));
  }
  return g_string_free(key, FALSE);
}
