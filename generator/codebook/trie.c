// SPDX-License-Identifier: MIT
#include "codebook/trie.h"
#include "codebook/spelling.h"
#include "text/lemma.h"

struct edge {
  unsigned node, key;
};

// The nodes (unsigned) that an edge leads to; NULL: an empty slot.
struct slot {
  struct edge edge;
  GArray *nodes;
};

enum { EDGE_BITS = 1 << 17, FIRST_SLOTS = 1 << 12 };

struct trie {
  GHashTable *keys;             // norm or lemma -> number from 1
  GHashTable *words;            // struct edge (node, key of the very word) -> the one node made for it
  struct slot *slots;           // struct edge -> nodes: an open table, at most half full
  guint mask, filled;           // number of slots - 1; how many are taken
  uint64_t met[EDGE_BITS / 64]; // a bit for each edge's hash: most edges that are asked for are none
  GPtrArray *leaves;            // by node: GArray of struct leaf, or NULL
  GStringChunk *strings;
  GPtrArray *texts; // by key - 1: const char *
  GPtrArray *blocks;
  GPtrArray *others;  // char *: spellings of the word at hand
  GPtrArray *spelled; // by 2 * key + (1 for abbreviations): GArray of keys, all its spellings, or NULL
  GArray *bases;      // by key: struct bases
};

// The keys of a word's lemmas, once they were asked for.
struct bases {
  unsigned noun, verb; // 0: none
  bool known;
};

static guint edge_hash(gconstpointer p) {
  const struct edge *e = p;
  guint h = e->node * 2654435761u ^ e->key * 2246822519u;
  return h ^ h >> 15;
}

static gboolean edge_equal(gconstpointer a, gconstpointer b) {
  const struct edge *x = a, *y = b;
  return x->node == y->node && x->key == y->key;
}

static void free_array(gpointer a) {
  if (a) g_array_unref(a);
}

struct trie *trie_new(void) {
  struct trie *t = g_new0(struct trie, 1);
  t->keys = g_hash_table_new(g_str_hash, g_str_equal);
  t->words = g_hash_table_new_full(edge_hash, edge_equal, g_free, NULL);
  t->slots = g_new0(struct slot, FIRST_SLOTS);
  t->mask = FIRST_SLOTS - 1;
  t->leaves = g_ptr_array_new_with_free_func(free_array);
  t->strings = g_string_chunk_new(4096);
  t->texts = g_ptr_array_new();
  t->blocks = g_ptr_array_new_with_free_func(g_free);
  t->others = g_ptr_array_new_with_free_func(g_free);
  t->spelled = g_ptr_array_new_with_free_func(free_array);
  t->bases = g_array_new(FALSE, TRUE, sizeof(struct bases));
  return t;
}

void trie_free(struct trie *t) {
  if (!t) return;
  g_hash_table_unref(t->keys);
  g_hash_table_unref(t->words);
  for (guint i = 0; i <= t->mask; i++)
    free_array(t->slots[i].nodes);
  g_free(t->slots);
  g_ptr_array_unref(t->leaves);
  g_string_chunk_free(t->strings);
  g_ptr_array_unref(t->texts);
  g_ptr_array_unref(t->blocks);
  g_ptr_array_unref(t->others);
  g_ptr_array_unref(t->spelled);
  g_array_unref(t->bases);
  g_free(t);
}

unsigned trie_root(struct trie *t) {
  g_ptr_array_add(t->leaves, NULL);
  return t->leaves->len - 1;
}

unsigned trie_key(const struct trie *t, const char *key) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(t->keys, key));
}

static unsigned add_key(struct trie *t, const char *key) {
  unsigned had = trie_key(t, key);
  if (had) return had;
  unsigned number = g_hash_table_size(t->keys) + 1;
  char *text = g_string_chunk_insert(t->strings, key);
  g_hash_table_insert(t->keys, text, GUINT_TO_POINTER(number));
  g_ptr_array_add(t->texts, text);
  return number;
}

// Returns the edge's slot, or the empty one where it would stand.
static struct slot *slot_of(const struct trie *t, const struct edge *e) {
  guint i = edge_hash(e) & t->mask;
  while (t->slots[i].nodes && !edge_equal(&t->slots[i].edge, e))
    i = (i + 1) & t->mask;
  return &t->slots[i];
}

static void widen(struct trie *t) {
  struct slot *old = t->slots;
  guint count = t->mask + 1;
  t->slots = g_new0(struct slot, 2 * (gsize)count);
  t->mask = 2 * count - 1;
  for (guint i = 0; i < count; i++)
    if (old[i].nodes) *slot_of(t, &old[i].edge) = old[i];
  g_free(old);
}

const GArray *trie_next(const struct trie *t, unsigned node, unsigned key) {
  if (!key) return NULL;
  struct edge e = {node, key};
  guint bit = edge_hash(&e) % EDGE_BITS;
  return t->met[bit / 64] >> bit % 64 & 1 ? slot_of(t, &e)->nodes : NULL;
}

const GArray *trie_leaves(const struct trie *t, unsigned node) {
  return g_ptr_array_index(t->leaves, node);
}

static void add_edge(struct trie *t, unsigned node, unsigned key, unsigned to) {
  struct edge e = {node, key};
  GArray *list = slot_of(t, &e)->nodes;
  if (!list) {
    if (2 * ++t->filled > t->mask) widen(t);
    guint bit = edge_hash(&e) % EDGE_BITS;
    t->met[bit / 64] |= UINT64_C(1) << bit % 64;
    list = g_array_new(FALSE, FALSE, sizeof(unsigned));
    *slot_of(t, &e) = (struct slot){e, list};
  }
  for (guint i = 0; i < list->len; i++)
    if (g_array_index(list, unsigned, i) == to) return;
  g_array_append_val(list, to);
}

// Returns the keys of the word's spellings, its own first. Codebooks say most of their words often.
static const GArray *spellings_of(struct trie *t, const char *word, unsigned key, bool upper) {
  guint at = 2 * key + upper;
  if (at >= t->spelled->len) g_ptr_array_set_size(t->spelled, (gint)(at + 1));
  GArray *keys = g_ptr_array_index(t->spelled, at);
  if (keys) return keys;
  keys = g_array_new(FALSE, FALSE, sizeof(unsigned));
  g_array_append_val(keys, key);
  spelling_variants(word, upper, t->others);
  for (guint i = 0; i < t->others->len; i++) {
    unsigned other = add_key(t, g_ptr_array_index(t->others, i));
    g_array_append_val(keys, other);
  }
  g_ptr_array_set_size(t->others, 0);
  return t->spelled->pdata[at] = keys;
}

static void add_spellings(struct trie *t, unsigned node, const char *word, unsigned key, const struct word *w,
                          unsigned to) {
  bool upper = w->letters == LETTERS_UPPER || w->letters == LETTERS_NOT_LOWER;
  const GArray *keys = spellings_of(t, word, key, upper);
  for (guint i = 0; i < keys->len; i++)
    add_edge(t, node, g_array_index(keys, unsigned, i), to);
}

static const char *key_text(const struct trie *t, unsigned key) {
  return g_ptr_array_index(t->texts, key - 1);
}

static unsigned base_of(struct trie *t, const char *norm, enum upos p, GString *lemma) {
  lemma_of(slice_of(norm), p, lemma);
  return lemma->len ? add_key(t, lemma->str) : 0;
}

static struct bases bases_of(struct trie *t, const char *norm, unsigned key) {
  if (key >= t->bases->len) g_array_set_size(t->bases, key + 1);
  struct bases b = g_array_index(t->bases, struct bases, key);
  if (b.known) return b;
  GString *lemma = g_string_new(NULL);
  b.noun = base_of(t, norm, UPOS_NOUN, lemma);
  b.verb = base_of(t, norm, UPOS_VERB, lemma);
  b.known = true;
  g_string_free(lemma, TRUE);
  return g_array_index(t->bases, struct bases, key) = b;
}

// Words of which any will do.
static void add_kin(struct trie *t, unsigned node, const char *norm, bool first, unsigned to) {
  static const char *const owners[] = {"its", "his", "her", "their", "your", "our", "my"};
  static const char *const definite[] = {"the", "this", "that", "these", "those", "such"};
  for (size_t i = 0; i < G_N_ELEMENTS(owners); i++)
    if (strcmp(norm, owners[i]) == 0)
      for (size_t k = 0; k < G_N_ELEMENTS(owners); k++)
        add_edge(t, node, add_key(t, owners[k]), to);
  if (first && strcmp(norm, "the") == 0)
    for (size_t k = 0; k < G_N_ELEMENTS(definite); k++)
      add_edge(t, node, add_key(t, definite[k]), to);
}

static unsigned step(struct trie *t, unsigned node, const struct word *w, bool inflected, bool first) {
  struct edge e = {node, add_key(t, w->norm)};
  unsigned to = GPOINTER_TO_UINT(g_hash_table_lookup(t->words, &e));
  if (to) {
    if (w->letters != LETTERS_ANY)
      add_spellings(t, node, w->norm, e.key, w, to); // it may be an abbreviation here only
    return to;
  }
  to = trie_root(t);
  g_hash_table_insert(t->words, g_memdup2(&e, sizeof e), GUINT_TO_POINTER(to));
  add_spellings(t, node, w->norm, e.key, w, to);
  if (!inflected) return to;
  struct bases b = bases_of(t, w->norm, e.key);
  if (b.noun) add_spellings(t, node, key_text(t, b.noun), b.noun, w, to);
  if (b.verb) add_spellings(t, node, key_text(t, b.verb), b.verb, w, to);
  add_kin(t, node, w->norm, first, to);
  return to;
}

void trie_add(struct trie *t, unsigned root, const struct pattern *p, bool inflected,
              const struct entry *entry) {
  if (p->count == 0 || p->count > PATTERN_WORDS) return;
  uint8_t *letters = g_new(uint8_t, p->count);
  g_ptr_array_add(t->blocks, letters);
  unsigned node = root;
  for (unsigned i = 0; i < p->count; i++) {
    letters[i] = p->words[i].letters;
    node = step(t, node, &p->words[i], inflected, i == 0);
  }
  GArray *leaves = g_ptr_array_index(t->leaves, node);
  if (!leaves) leaves = t->leaves->pdata[node] = g_array_new(FALSE, FALSE, sizeof(struct leaf));
  struct leaf leaf = {entry, letters};
  g_array_append_val(leaves, leaf);
}
