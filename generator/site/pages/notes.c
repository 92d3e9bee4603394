// SPDX-License-Identifier: MIT
#include "site/pages/notes.h"

struct notes {
  GHashTable *numbers; // path of an article -> its number
  GPtrArray *quoted;   // const struct statement *, the first of each article
};

struct notes *notes_new(void) {
  struct notes *n = g_new0(struct notes, 1);
  n->numbers = g_hash_table_new(g_str_hash, g_str_equal);
  n->quoted = g_ptr_array_new();
  return n;
}

void notes_free(struct notes *n) {
  if (!n) return;
  g_hash_table_unref(n->numbers);
  g_ptr_array_unref(n->quoted);
  g_free(n);
}

json *notes_quote(struct notes *n, const struct maker *m, const struct statement *s) {
  guint number = GPOINTER_TO_UINT(g_hash_table_lookup(n->numbers, s->article));
  if (!number) {
    g_ptr_array_add(n->quoted, (void *)s);
    number = n->quoted->len;
    g_hash_table_insert(n->numbers, s->article, GUINT_TO_POINTER(number));
  }
  json *quote = statement_model(m, s);
  json_add_number(quote, "note", number);
  return quote;
}

static json *note_model(const struct maker *m, const struct statement *s) {
  const struct article_record *r = record_of(m, s);
  char *page = r && r->has_page ? page_path_article(r->slug) : NULL;
  char *own = page ? page_address(m->settings, page) : NULL;
  const char *origin = web_address(s->url);
  json *j = json_object();
  json_add_string(j, "title", s->title ? s->title : r ? r->title : s->article);
  json_add_string(j, "source", s->source);
  json_add_string(j, "author", r ? r->author : NULL);
  json_take(j, "date_text", words_date(m->words, s->date));
  json_add_string(j, "address", origin ? origin : own);
  json_take(j, "href", page);
  g_free(own);
  return j;
}

json *notes_model(const struct notes *n, const struct maker *m) {
  json *list = json_array();
  for (guint i = 0; i < n->quoted->len; i++) {
    json *note = json_push(list, note_model(m, n->quoted->pdata[i]));
    json_add_number(note, "number", i + 1);
  }
  return list;
}
