// SPDX-License-Identifier: MIT
#include "site/search.h"

struct search {
  GHashTable *articles; // path -> GPtrArray of struct search_passage *
  GStringChunk *texts;
};

static void free_passage(void *p) {
  struct search_passage *passage = p;
  g_array_unref(passage->statements);
  g_free(passage);
}

static void free_passages(void *p) {
  g_ptr_array_unref(p);
}

struct search *search_new(void) {
  struct search *s = g_new0(struct search, 1);
  s->articles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_passages);
  s->texts = g_string_chunk_new(1 << 16);
  return s;
}

void search_free(struct search *s) {
  if (!s) return;
  g_hash_table_unref(s->articles);
  g_string_chunk_free(s->texts);
  g_free(s);
}

struct search_passage *search_add(struct search *s, const char *path, const char *text, unsigned block) {
  GPtrArray *passages = g_hash_table_lookup(s->articles, path);
  if (!passages) {
    passages = g_ptr_array_new_with_free_func(free_passage);
    g_hash_table_insert(s->articles, g_strdup(path), passages);
  }
  struct search_passage *p = g_new0(struct search_passage, 1);
  p->text = g_string_chunk_insert(s->texts, text);
  p->block = block;
  p->statements = g_array_new(FALSE, FALSE, sizeof(struct search_statement));
  g_ptr_array_add(passages, p);
  return p;
}

static const char *keep(struct search *s, const char *text) {
  return text ? g_string_chunk_insert_const(s->texts, text) : NULL;
}

void search_add_statement(struct search *s, struct search_passage *p, struct search_statement statement) {
  statement.id = keep(s, statement.id);
  statement.actor = keep(s, statement.actor);
  statement.issue = keep(s, statement.issue);
  statement.label = keep(s, statement.label);
  statement.person = keep(s, statement.person);
  statement.voice = keep(s, statement.voice);
  g_array_append_val(p->statements, statement);
}

const GPtrArray *search_passages(const struct search *s, const char *path) {
  return g_hash_table_lookup(s->articles, path);
}
