// SPDX-License-Identifier: MIT
#include "site/search.h"
#include "base/sha256.h"

struct search {
  GHashTable *articles; // path -> GPtrArray of struct search_passage *
  GHashTable *keys;     // path -> its key
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
  s->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  s->texts = g_string_chunk_new(1 << 16);
  return s;
}

void search_free(struct search *s) {
  if (!s) return;
  g_hash_table_unref(s->articles);
  g_hash_table_unref(s->keys);
  g_string_chunk_free(s->texts);
  g_free(s);
}

// text is borrowed.
static struct search_passage *add(struct search *s, const char *path, const char *text, unsigned block) {
  GPtrArray *passages = g_hash_table_lookup(s->articles, path);
  if (!passages) {
    passages = g_ptr_array_new_with_free_func(free_passage);
    g_hash_table_insert(s->articles, g_strdup(path), passages);
  }
  struct search_passage *p = g_new0(struct search_passage, 1);
  p->text = text;
  p->block = block;
  p->statements = g_array_new(FALSE, FALSE, sizeof(struct search_statement));
  g_ptr_array_add(passages, p);
  return p;
}

struct search_passage *search_add(struct search *s, const char *path, const char *text, unsigned block) {
  return add(s, path, g_string_chunk_insert(s->texts, text), block);
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

// --- as bytes: a passage is its block, the number of its statements and its text; a statement its stance,
// whether it is hollow, and its texts. A text has a byte before it that says whether it is there. ---

enum { TEXTS = 6 };

static void put_number(GByteArray *out, guint32 n) {
  g_byte_array_append(out, (const guint8 *)&n, sizeof n);
}

static void put_text(GByteArray *out, const char *text) {
  guint8 there = text != NULL;
  g_byte_array_append(out, &there, 1);
  if (text) g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text) + 1);
}

void search_pack(const struct search *s, const char *path, GByteArray *out) {
  const GPtrArray *passages = search_passages(s, path);
  for (guint i = 0; passages && i < passages->len; i++) {
    const struct search_passage *p = passages->pdata[i];
    put_number(out, p->block);
    put_number(out, p->statements->len);
    put_text(out, p->text);
    for (guint k = 0; k < p->statements->len; k++) {
      const struct search_statement *t = &g_array_index(p->statements, struct search_statement, k);
      const char *const texts[TEXTS] = {t->id, t->actor, t->issue, t->label, t->person, t->voice};
      put_number(out, t->stance);
      put_number(out, t->hollow);
      for (int n = 0; n < TEXTS; n++)
        put_text(out, texts[n]);
    }
  }
}

void search_set_key(struct search *s, const char *path, const char *key) {
  g_hash_table_insert(s->keys, g_strdup(path), g_strdup(key));
}

void search_add_key(struct search *s, const char *path, struct sha256 *sum) {
  const char *key = g_hash_table_lookup(s->keys, path);
  if (key) {
    sha256_add(sum, key, strlen(key) + 1);
    return;
  }
  GByteArray *passages = g_byte_array_new();
  search_pack(s, path, passages);
  guint32 len = passages->len;
  sha256_add(sum, "", 1); // no key
  sha256_add(sum, &len, sizeof len);
  sha256_add(sum, passages->data, passages->len);
  g_byte_array_unref(passages);
}

// What is left to read; ok turns false where there is less than was promised.
struct reading {
  struct slice rest;
  bool ok;
};

static guint32 get_number(struct reading *r) {
  guint32 n = 0;
  r->ok = r->ok && r->rest.len >= sizeof n;
  if (!r->ok) return 0;
  memcpy(&n, r->rest.data, sizeof n);
  r->rest = slice_sub(r->rest, sizeof n, r->rest.len);
  return n;
}

static const char *get_text(struct reading *r) {
  bool there = r->ok && r->rest.len && r->rest.data[0];
  const char *end = there ? memchr(r->rest.data + 1, '\0', r->rest.len - 1) : NULL, *text = r->rest.data + 1;
  r->ok = r->ok && r->rest.len && (!there || end);
  if (!r->ok) return NULL;
  r->rest = slice_sub(r->rest, there ? (size_t)(end - r->rest.data) + 1 : 1, r->rest.len);
  return there ? text : NULL;
}

static void get_statement(struct reading *r, struct search_passage *p) {
  struct search_statement t = {.stance = (enum stance)get_number(r)};
  t.hollow = get_number(r) != 0;
  const char **const texts[TEXTS] = {&t.id, &t.actor, &t.issue, &t.label, &t.person, &t.voice};
  for (int n = 0; n < TEXTS; n++)
    *texts[n] = get_text(r);
  r->ok = r->ok && t.stance <= STANCE_MIXED && t.id && t.actor && t.issue;
  if (r->ok) g_array_append_val(p->statements, t);
}

bool search_unpack(struct search *s, const char *path, struct slice bytes) {
  struct reading r = {bytes, true};
  while (r.ok && r.rest.len) {
    guint32 block = get_number(&r), count = get_number(&r);
    const char *text = get_text(&r);
    r.ok = r.ok && text;
    if (!r.ok) break;
    struct search_passage *p = add(s, path, text, block);
    for (guint32 i = 0; r.ok && i < count; i++)
      get_statement(&r, p);
  }
  if (!r.ok) g_hash_table_remove(s->articles, path);
  return r.ok;
}
