// SPDX-License-Identifier: MIT
#include "site/search.h"
#include "base/sha256.h"
#include "base/spill.h"
#include <errno.h>
#include <string.h>

// The passages of one article are at hand; those of the others lie packed, in the spill or where they were
// unpacked from.
struct packed {
  guint64 at; // in the spill
  guint32 len;
  const char *bytes; // NULL: in the spill
};

struct search {
  GHashTable *articles; // path -> struct packed *
  struct spill *spill;
  GHashTable *keys;    // path -> its key
  char *path;          // of the article at hand; NULL: none
  bool changed;        // since it was packed
  GPtrArray *passages; // struct search_passage *, of that
  GStringChunk *texts; // theirs
  GString *read;       // what they were unpacked from
  int error;           // errno of the first that could not be read back
};

static void free_passage(void *p) {
  struct search_passage *passage = p;
  g_array_unref(passage->statements);
  g_free(passage);
}

struct search *search_new(int folder) {
  struct search *s = g_new0(struct search, 1);
  s->articles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  s->spill = spill_new(folder);
  s->passages = g_ptr_array_new_with_free_func(free_passage);
  s->texts = g_string_chunk_new(1 << 13);
  s->read = g_string_new(NULL);
  s->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return s;
}

void search_free(struct search *s) {
  if (!s) return;
  g_hash_table_unref(s->articles);
  g_hash_table_unref(s->keys);
  spill_free(s->spill);
  g_free(s->path);
  g_ptr_array_unref(s->passages);
  g_string_chunk_free(s->texts);
  g_string_free(s->read, TRUE);
  g_free(s);
}

bool search_sound(const struct search *s, int *error) {
  *error = s->error;
  return s->error == 0;
}

// --- one article at hand ---

static struct search_passage *add(struct search *s, const char *text, unsigned block) {
  struct search_passage *p = g_new0(struct search_passage, 1);
  p->text = text;
  p->block = block;
  p->statements = g_array_new(FALSE, FALSE, sizeof(struct search_statement));
  g_ptr_array_add(s->passages, p);
  return p;
}

static void pack_all(const GPtrArray *passages, GByteArray *out);
static bool unpack_all(struct search *s, struct slice bytes);

// Puts the article at hand away.
static void put_away(struct search *s) {
  if (s->path && s->changed) {
    GByteArray *bytes = g_byte_array_new();
    pack_all(s->passages, bytes);
    struct packed *packed = g_new0(struct packed, 1);
    packed->len = bytes->len;
    packed->at = spill_put(s->spill, (struct slice){(const char *)bytes->data, bytes->len});
    g_hash_table_insert(s->articles, g_strdup(s->path), packed);
    g_byte_array_unref(bytes);
  }
  g_clear_pointer(&s->path, g_free);
  s->changed = false;
  g_ptr_array_set_size(s->passages, 0);
  g_string_chunk_clear(s->texts);
}

// Returns the bytes of an article that was put away, until the next one is read. Empty after trouble.
static struct slice read_back(struct search *s, const struct packed *packed) {
  if (packed->bytes) return (struct slice){packed->bytes, packed->len};
  g_string_set_size(s->read, packed->len);
  if (spill_get(s->spill, packed->at, packed->len, s->read->str))
    return (struct slice){s->read->str, packed->len};
  if (!s->error) s->error = errno;
  return (struct slice){"", 0};
}

// Has the article at path at hand.
static void take_up(struct search *s, const char *path) {
  if (s->path && strcmp(s->path, path) == 0) return;
  put_away(s);
  s->path = g_strdup(path);
  const struct packed *packed = g_hash_table_lookup(s->articles, path);
  if (packed) unpack_all(s, read_back(s, packed));
}

struct search_passage *search_add(struct search *s, const char *path, const char *text, unsigned block) {
  take_up(s, path);
  s->changed = true;
  return add(s, g_string_chunk_insert(s->texts, text), block);
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
  s->changed = true;
  g_array_append_val(p->statements, statement);
}

const GPtrArray *search_passages(struct search *s, const char *path) {
  take_up(s, path);
  return s->passages->len ? s->passages : NULL;
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

static void pack_all(const GPtrArray *passages, GByteArray *out) {
  for (guint i = 0; i < passages->len; i++) {
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

static bool unpack_all(struct search *s, struct slice bytes) {
  struct reading r = {bytes, true};
  while (r.ok && r.rest.len) {
    guint32 block = get_number(&r), count = get_number(&r);
    const char *text = get_text(&r);
    r.ok = r.ok && text;
    if (!r.ok) break;
    struct search_passage *p = add(s, text, block);
    for (guint32 i = 0; r.ok && i < count; i++)
      get_statement(&r, p);
  }
  return r.ok;
}

void search_pack(struct search *s, const char *path, GByteArray *out) {
  if (s->path && strcmp(s->path, path) == 0) {
    pack_all(s->passages, out);
    return;
  }
  const struct packed *packed = g_hash_table_lookup(s->articles, path);
  if (!packed) return;
  struct slice bytes = read_back(s, packed);
  if (bytes.len) g_byte_array_append(out, (const guint8 *)bytes.data, (guint)bytes.len);
}

bool search_unpack(struct search *s, const char *path, struct slice bytes) {
  take_up(s, path);
  if (!unpack_all(s, bytes)) {
    g_ptr_array_set_size(s->passages, 0);
    g_hash_table_remove(s->articles, path);
    s->changed = false;
    return false;
  }
  struct packed *packed = g_new0(struct packed, 1);
  *packed = (struct packed){.len = (guint32)bytes.len, .bytes = bytes.data};
  g_hash_table_insert(s->articles, g_strdup(path), packed);
  return true;
}
