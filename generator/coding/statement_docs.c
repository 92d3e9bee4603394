// SPDX-License-Identifier: MIT
// The documents of many statements, in order: asked for again and again, so that each gets a number once.
#include "base/texts.h"
#include "coding/statement.h"

int statement_compare_docs(const struct statement *a, const struct statement *b) {
  if (a->doc_rank && b->doc_rank) return (a->doc_rank > b->doc_rank) - (a->doc_rank < b->doc_rank);
  return a->doc == b->doc ? 0 : strcmp(a->doc, b->doc);
}

void statements_rank(const GPtrArray *statements) {
  GHashTable *ranks = g_hash_table_new(g_str_hash, g_str_equal);
  GPtrArray *docs = g_ptr_array_new();
  const char *last = NULL;
  for (guint i = 0; i < statements->len; i++) {
    const struct statement *s = statements->pdata[i];
    if (s->doc != last && g_hash_table_add(ranks, s->doc)) g_ptr_array_add(docs, s->doc);
    last = s->doc;
  }
  g_ptr_array_sort(docs, texts_compare);
  for (guint i = 0; i < docs->len; i++)
    g_hash_table_insert(ranks, docs->pdata[i], GUINT_TO_POINTER(i + 1));
  last = NULL;
  unsigned rank = 0;
  for (guint i = 0; i < statements->len; i++) {
    struct statement *s = statements->pdata[i];
    if (s->doc != last) rank = GPOINTER_TO_UINT(g_hash_table_lookup(ranks, s->doc));
    s->doc_rank = rank;
    last = s->doc;
  }
  g_ptr_array_unref(docs);
  g_hash_table_unref(ranks);
}
