// SPDX-License-Identifier: MIT
#include "coding/document.h"
#include "base/limits.h"
#include "coding/attribution.h"
#include "coding/concepts.h"
#include "coding/gender.h"
#include "coding/needed.h"
#include "coding/topic.h"
#include "coding/tree.h"
#include "coding/who.h"

static void passage_add(struct document *d, unsigned block, struct sentence *s, struct slice text,
                        GHashTable *seen) {
  struct passage p = {
      .block = block, .s = s, .text = text, .number = d->passages->len, .speaker = -1, .speaker_in = -1};
  char *key = g_string_chunk_insert_len(d->strings, text.data + s->start, s->end - s->start);
  p.occurrence = GPOINTER_TO_UINT(g_hash_table_lookup(seen, key));
  g_hash_table_insert(seen, key, GUINT_TO_POINTER(p.occurrence + 1));
  p.targets = g_array_new(FALSE, FALSE, sizeof(struct target));
  p.who = g_new0(struct who, s->count);
  p.quoted = g_new0(uint8_t, s->count);
  p.cues = g_new0(struct token_cues, s->count);
  p.setbacks = g_array_new(FALSE, FALSE, sizeof(struct setback));
  tree_index(&p);
  g_array_append_val(d->passages, p);
}

// Says whether the sentence is worth nothing to the coder: too long to be one, or without a word.
static bool codable(const struct sentence *s) {
  return s->count > 1 && s->count <= LIMIT_SENTENCE_WORDS && s->end - s->start <= LIMIT_SENTENCE_BYTES;
}

// Remembers the first stretch of block b that is not coded because of a limit.
static void leave_out(struct document *d, const struct block *b, size_t start, size_t end) {
  if (!d->left_out++) block_source(b, start, end, &d->left_out_at, &end);
}

static void split_blocks(struct document *d) {
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (unsigned i = 0; i < d->article->blocks->len; i++) {
    const struct block *b = g_ptr_array_index(d->article->blocks, i);
    if (b->boilerplate || b->kind == BLOCK_CODE || b->text->len == 0) continue;
    struct slice text = {b->text->str, b->text->len};
    if (d->passages->len >= LIMIT_ARTICLE_SENTENCES) {
      leave_out(d, b, 0, text.len);
      continue;
    }
    struct sentences *split = text_split(d->coder->model, text);
    g_ptr_array_add(d->splits, split);
    for (unsigned k = 0; k < split->count; k++) {
      struct sentence *s = &split->items[k];
      if (codable(s) && d->passages->len < LIMIT_ARTICLE_SENTENCES)
        passage_add(d, i, s, text, seen);
      else if (s->count > 1)
        leave_out(d, b, s->start, s->end);
    }
  }
  g_hash_table_destroy(seen);
}

static void passages_clear(struct document *d) {
  for (unsigned i = 0; i < d->passages->len; i++) {
    struct passage *p = document_passage(d, i);
    if (p->mentions) g_array_free(p->mentions, TRUE);
    if (p->matches) g_array_free(p->matches, TRUE);
    g_free(p->keys);
    g_array_free(p->targets, TRUE);
    g_free(p->who);
    g_free(p->quoted);
    g_free(p->cues);
    if (p->words) g_array_free(p->words, TRUE);
    g_array_free(p->setbacks, TRUE);
    g_free(p->child);
    g_free(p->next);
  }
  g_array_set_size(d->passages, 0);
}

static bool touches(const struct document *d) {
  for (unsigned i = 0; i < d->passages->len; i++)
    if (lexicon_touches(d->coder->lexicon, document_passage(d, i)->s)) return true;
  return false;
}

bool passage_has(const struct document *d, struct passage *p, const char *const *phrases, unsigned at,
                 unsigned within) {
  if (!*phrases) return false;
  if (!p->keys) p->keys = lexicon_keys(d->coder->lexicon, p->s);
  return lexicon_phrase_in(d->coder->lexicon, phrases, p->s, p->keys, at, within);
}

static void splits_free(gpointer p) {
  sentences_free(p);
}

struct document *document_new(const struct coder *c, const struct article *a) {
  struct document *d = g_new0(struct document, 1);
  d->coder = c;
  d->article = a;
  d->splits = g_ptr_array_new_with_free_func(splits_free);
  d->passages = g_array_new(FALSE, FALSE, sizeof(struct passage));
  d->names = g_hash_table_new(g_str_hash, g_str_equal);
  d->strings = g_string_chunk_new(4096);
  d->weights = g_array_sized_new(FALSE, TRUE, sizeof(unsigned), c->codebook->issue_count);
  g_array_set_size(d->weights, c->codebook->issue_count);
  split_blocks(d);
  if (!touches(d)) passages_clear(d);
  quotations_mark(d);
  needed_by_names(d);
  for (unsigned i = 0; i < d->passages->len; i++)
    mentions_find(d, document_passage(d, i));
  genders_learn(d);
  names_learn(d);
  who_resolve(d);
  attribution_resolve(d);
  if (d->speech) document_parse_all(d);
  who_resolve_speakers(d);
  concepts_find(d);
  topic_guess(d);
  return d;
}

void document_free(struct document *d) {
  if (!d) return;
  passages_clear(d);
  g_array_free(d->passages, TRUE);
  g_ptr_array_free(d->splits, TRUE);
  g_hash_table_destroy(d->names);
  g_string_chunk_free(d->strings);
  g_array_free(d->weights, TRUE);
  g_free(d->pronouns);
  g_free(d);
}
