// SPDX-License-Identifier: MIT
#include "site/postings.h"
#include "base/texts.h"
#include "site/packed.h"

struct postings {
  GHashTable *lists; // name -> GArray of unsigned
};

static void free_list(void *list) {
  g_array_unref(list);
}

struct postings *postings_new(void) {
  struct postings *p = g_new0(struct postings, 1);
  p->lists = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);
  return p;
}

void postings_free(struct postings *p) {
  if (!p) return;
  g_hash_table_unref(p->lists);
  g_free(p);
}

void postings_add(struct postings *p, const char *name, unsigned group) {
  GArray *list = g_hash_table_lookup(p->lists, name);
  if (!list) {
    list = g_array_new(FALSE, FALSE, sizeof(unsigned));
    g_hash_table_insert(p->lists, g_strdup(name), list);
  }
  if (!list->len || g_array_index(list, unsigned, list->len - 1) != group) g_array_append_val(list, group);
}

// Returns the names, sorted; they belong to p.
static GPtrArray *names_of(const struct postings *p) {
  GPtrArray *names = g_ptr_array_new();
  GHashTableIter i;
  void *name;
  g_hash_table_iter_init(&i, p->lists);
  while (g_hash_table_iter_next(&i, &name, NULL))
    g_ptr_array_add(names, name);
  g_ptr_array_sort(names, texts_compare);
  return names;
}

static void pack_name(const struct postings *p, const char *name, unsigned range, struct packer *to) {
  const GArray *list = g_hash_table_lookup(p->lists, name);
  pack_list(to, (const unsigned *)(const void *)list->data, list->len, range);
}

json *postings_to_json(const struct postings *p, unsigned range) {
  json *object = json_object();
  GPtrArray *names = names_of(p);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < names->len; i++) {
    struct packer packer = {.out = g_string_truncate(text, 0)};
    pack_name(p, names->pdata[i], range, &packer);
    pack_end(&packer);
    json_add_string(object, names->pdata[i], text->str);
  }
  g_string_free(text, TRUE);
  g_ptr_array_unref(names);
  return object;
}

// Appends word, told from the one before. Only whole characters are shared, at most 25 units of UTF-16.
static void append_word(GString *out, const char *word, const char *before) {
  unsigned units = 0;
  while (*word && *before) {
    gunichar a = g_utf8_get_char(word), b = g_utf8_get_char(before);
    unsigned width = a < 0x10000 ? 1 : 2;
    if (a != b || units + width > 25) break;
    units += width;
    word = g_utf8_next_char(word);
    before = g_utf8_next_char(before);
  }
  g_string_append_c(out, (char)('A' + units));
  g_string_append(out, word);
}

static void free_piece(void *p) {
  struct postings_piece *piece = p;
  g_free(piece->first);
  g_string_free(piece->words, TRUE);
  g_string_free(piece->lists, TRUE);
  g_free(piece);
}

static struct postings_piece *new_piece(const char *first) {
  struct postings_piece *piece = g_new0(struct postings_piece, 1);
  piece->first = g_strdup(first);
  piece->words = g_string_new(NULL);
  piece->lists = g_string_new(NULL);
  return piece;
}

GPtrArray *postings_pieces(const struct postings *p, unsigned range, size_t size) {
  GPtrArray *pieces = g_ptr_array_new_with_free_func(free_piece), *names = names_of(p);
  struct postings_piece *piece = NULL;
  struct packer packer = {0};
  const char *before = "";
  for (guint i = 0; i < names->len; i++) {
    const char *name = names->pdata[i];
    if (!piece || piece->words->len + piece->lists->len >= size) {
      if (piece) pack_end(&packer);
      g_ptr_array_add(pieces, piece = new_piece(name));
      packer = (struct packer){.out = piece->lists};
      before = "";
    }
    append_word(piece->words, name, before);
    pack_name(p, name, range, &packer);
    before = name;
  }
  if (piece) pack_end(&packer);
  g_ptr_array_unref(names);
  return pieces;
}
