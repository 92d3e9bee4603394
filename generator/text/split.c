// SPDX-License-Identifier: MIT
// From text to sentences of tagged tokens.
#include "text/boundaries.h"
#include "text/lemma_rules.h"
#include "text/model_data.h"
#include "text/tagger.h"

static void fill_tags(const struct model *m, struct sentence *s, GStringChunk *strings) {
  GString *work = g_string_new(NULL);
  if (m) tagger_tag(m, s);
  for (unsigned i = 0; i < s->count; i++) {
    struct token *t = &s->tokens[i];
    lemma_tagged(t->form, slice_of(t->norm), (enum upos)t->upos, (enum xpos)t->xpos, work);
    t->lemma = strcmp(work->str, t->norm) == 0
                   ? t->norm
                   : g_string_chunk_insert_len(strings, work->str, (gssize)work->len);
  }
  g_string_free(work, TRUE);
}

static void fill_tokens(struct slice text, struct sentence *s, const struct span *spans,
                        GStringChunk *strings) {
  GString *work = g_string_new(NULL);
  for (unsigned i = 0; i < s->count; i++) {
    struct token *t = &s->tokens[i];
    t->start = spans[i].start;
    t->end = spans[i].end;
    t->form = slice_sub(text, t->start, t->end);
    t->head = -1;
    t->space_after = t->end < text.len && (i + 1 == s->count || spans[i + 1].start > t->end) &&
                     (i + 1 < s->count || g_ascii_isspace(text.data[t->end]));
    norm_of(t->form, work);
    t->norm = g_string_chunk_insert_len(strings, work->str, (gssize)work->len);
  }
  g_string_free(work, TRUE);
}

struct sentences *text_cut(const struct model *m, struct slice text) {
  struct sentences *result = g_new0(struct sentences, 1);
  result->strings = g_string_chunk_new(CLAMP(2 * text.len, 64, 4096)); // names and terms are short
  GArray *bounds = g_array_new(FALSE, FALSE, sizeof(struct span)),
         *spans = g_array_new(FALSE, FALSE, sizeof(struct span));
  text.len = MIN(text.len, (size_t)INT32_MAX); // offsets are 32 bits wide
  boundaries_find(m ? m->boundaries : NULL, text, bounds);
  result->items = g_new0(struct sentence, bounds->len);
  for (guint i = 0; i < bounds->len; i++) {
    struct span at = g_array_index(bounds, struct span, i);
    g_array_set_size(spans, 0);
    tokens_find(text, at.start, at.end, spans);
    if (spans->len == 0) continue;
    struct sentence *s = &result->items[result->count++];
    *s = (struct sentence){at.start, at.end, g_new0(struct token, spans->len), spans->len, false};
    fill_tokens(text, s, (const struct span *)(void *)spans->data, result->strings);
  }
  g_array_free(bounds, TRUE);
  g_array_free(spans, TRUE);
  return result;
}

struct sentences *text_split(const struct model *m, struct slice text) {
  struct sentences *result = text_cut(m, text);
  for (unsigned i = 0; i < result->count; i++)
    fill_tags(m, &result->items[i], result->strings);
  return result;
}

void sentences_free(struct sentences *s) {
  if (!s) return;
  for (unsigned i = 0; i < s->count; i++)
    g_free(s->items[i].tokens);
  g_free(s->items);
  g_string_chunk_free(s->strings);
  g_free(s);
}
