// SPDX-License-Identifier: MIT
#include "coding/statement_pool.h"

enum { BLOCK = 256 }; // statements allocated together

struct statement_pool {
  GPtrArray *blocks;   // struct statement[BLOCK]
  unsigned used;       // of the last block
  GStringChunk *names; // held once
  GStringChunk *texts; // of articles and sentences
  struct statement *last;
};

struct statement_pool *statement_pool_new(void) {
  struct statement_pool *p = g_new0(struct statement_pool, 1);
  p->blocks = g_ptr_array_new_with_free_func(g_free);
  p->names = g_string_chunk_new(1 << 14);
  p->texts = g_string_chunk_new(1 << 16);
  return p;
}

void statement_pool_free(struct statement_pool *p) {
  if (!p) return;
  g_ptr_array_unref(p->blocks);
  g_string_chunk_free(p->names);
  g_string_chunk_free(p->texts);
  g_free(p);
}

static char *name(struct statement_pool *p, const char *text) {
  return text ? g_string_chunk_insert_const(p->names, text) : NULL;
}

// before: the same text of the statement before, where there is one.
static char *text(struct statement_pool *p, const char *text, char *before) {
  if (!text) return NULL;
  return before && strcmp(text, before) == 0 ? before : g_string_chunk_insert(p->texts, text);
}

static struct statement *room(struct statement_pool *p) {
  if (!p->blocks->len || p->used == BLOCK) {
    g_ptr_array_add(p->blocks, g_new(struct statement, BLOCK));
    p->used = 0;
  }
  return (struct statement *)p->blocks->pdata[p->blocks->len - 1] + p->used++;
}

struct statement *statement_pool_keep(struct statement_pool *p, struct statement *s) {
  if (s->pooled) return s;
  const struct statement none = {0}, *before = p->last ? p->last : &none;
  struct statement *k = room(p);
  *k = *s;
  k->pooled = true;
  k->trace = NULL;
  k->features = NULL;
  k->doc = text(p, s->doc, before->doc);
  k->article = text(p, s->article, before->article);
  k->title = text(p, s->title, before->title);
  k->url = text(p, s->url, k->url && k->doc && strcmp(k->url, k->doc) == 0 ? k->doc : before->url);
  k->sentence = text(p, s->sentence, before->sentence);
  char **const names[] = {&k->date,    &k->source, &k->actor,   &k->person, &k->issue,
                          &k->concept, &k->by,     &k->by_text, &k->cue};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    *names[i] = name(p, *names[i]);
  p->last = k;
  statement_free(s);
  return k;
}
