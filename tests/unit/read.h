// SPDX-License-Identifier: MIT
// What the tests of the readers share: an article as lines of text, and the proof that its blocks know their
// bytes.
#pragma once
#include "read/article.h"
#include "unit.h"

static const char *const read_kinds[] = {"title", "heading", "paragraph", "item", "quote", "cell", "code"};

// Checks that the runs of every block cover its text without gaps, stay in the file, and agree with it where
// they say so.
static inline void read_prove(const struct article *a) {
  for (guint k = 0; k < a->blocks->len; k++) {
    const struct block *b = a->blocks->pdata[k];
    size_t at = 0;
    ck_assert_uint_gt(b->text->len, 0);
    ck_assert(g_utf8_validate(b->text->str, (gssize)b->text->len, NULL));
    ck_assert_ptr_null(strstr(b->text->str, "  "));
    for (guint i = 0; i < b->runs->len; i++) {
      const struct run *r = &g_array_index(b->runs, struct run, i);
      ck_assert_uint_eq(r->text, at);
      ck_assert_uint_gt(r->text_len, 0);
      ck_assert_uint_gt(r->source_len, 0);
      ck_assert_uint_le(r->source + r->source_len, a->bytes->len);
      for (size_t c = 0; r->text_len == r->source_len && c < r->text_len; c++) {
        char s = a->bytes->str[r->source + c], t = b->text->str[r->text + c];
        ck_assert_msg(s == t || (t == ' ' && g_ascii_isspace(s)), "%s: block %u: '%s'", a->path, k,
                      b->text->str);
      }
      at += r->text_len;
    }
    ck_assert_uint_eq(at, b->text->len);
  }
}

// Returns text read as a file of this name: one line a block, "kind[level] [(boilerplate)] text", messages
// first. Freed by the caller.
static inline char *read_shape(const char *name, const char *text, size_t len) {
  char *messages = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&messages, &size);
  struct diag *d = diag_new(out, false);
  struct article *a = article_parse(name, (struct slice){text, len}, d);
  diag_free(d);
  fclose(out);
  GString *shape = g_string_new(messages);
  free(messages);
  for (guint k = 0; a && k < a->blocks->len; k++) {
    const struct block *b = a->blocks->pdata[k];
    g_string_append(shape, read_kinds[b->kind]);
    if (b->level) g_string_append_printf(shape, "%u", b->level);
    if (b->boilerplate) g_string_append_printf(shape, " (%s)", b->boilerplate);
    g_string_append_printf(shape, " %s\n", b->text->str);
  }
  if (a && a->format != ARTICLE_HTML) read_prove(a);
  article_free(a);
  return g_string_free(shape, FALSE);
}

// Checks that text reads as expected.
static inline void reads_as(const char *name, const char *text, const char *expected) {
  char *got = read_shape(name, text, strlen(text));
  ck_assert_str_eq(got, expected);
  g_free(got);
}

// Reads text as a file of this name, which must go well; messages are dropped. Freed by the caller.
static inline struct article *read_text(const char *name, const char *text) {
  struct diag *d = diag_new_held();
  struct article *a = article_parse(name, slice_of(text), d);
  diag_free(d);
  ck_assert_ptr_nonnull(a);
  return a;
}

// Checks that words, which stand once in a's running text, come from exactly this source.
static inline void comes_from(const struct article *a, const char *words, const char *source) {
  for (guint k = 0; k < a->blocks->len; k++) {
    const struct block *b = a->blocks->pdata[k];
    const char *at = strstr(b->text->str, words);
    size_t start = at ? (size_t)(at - b->text->str) : 0, from, to;
    if (!at) continue;
    block_source(b, start, start + strlen(words), &from, &to);
    char *slice = g_strndup(a->bytes->str + from, to - from);
    ck_assert_str_eq(slice, source);
    g_free(slice);
    return;
  }
  ck_abort_msg("\"%s\" stands in no block", words);
}
