// SPDX-License-Identifier: MIT
// Compiles a codebook, and looks it up in sentences.
#include "codebook/lexicon.h"
#include "codebook/walk.h"

struct lexicon {
  struct trie *trie;
  unsigned names, terms, refs; // roots
  GHashTable *phrases;         // a context or not_ list -> its root
  const struct model *model;
  GStringChunk *strings; // norms of the patterns
  GHashTable *demonyms;  // set of norms
  struct entry *entries; // in the codebook's order
  unsigned entry_count;
};

// --- compiling ---

static void add_name(struct lexicon *l, const char *text, struct entry e) {
  struct pattern p;
  struct entry *own = &l->entries[l->entry_count++];
  *own = e;
  own->text = text;
  pattern_read(&p, l->model, text, PATTERN_NAME, l->strings);
  trie_add(l->trie, l->names, &p, false, own);
  if (e.kind != ENTRY_ACTOR_DEMONYM || p.count == 0) return;
  struct word *last = &p.words[p.count - 1];
  if (p.count == 1) g_hash_table_add(l->demonyms, (char *)(uintptr_t)last->norm);
  static const char *const no_plural[] = {"s", "sh", "ch", "ese", "x", "z"};
  for (size_t i = 0; i < G_N_ELEMENTS(no_plural); i++)
    if (g_str_has_suffix(last->norm, no_plural[i])) return;
  char *plural = g_strconcat(last->norm, "s", NULL);
  last->norm = g_string_chunk_insert_const(l->strings, plural);
  g_free(plural);
  if (p.count == 1) g_hash_table_add(l->demonyms, (char *)(uintptr_t)last->norm);
  trie_add(l->trie, l->names, &p, false, own);
}

static void add_names(struct lexicon *l, const char *const *texts, struct entry e) {
  for (; *texts; texts++)
    add_name(l, *texts, e);
}

static void add_actor(struct lexicon *l, const struct actor *a, unsigned index) {
  add_name(l, a->name, (struct entry){.kind = ENTRY_ACTOR_NAME, .actor = index, .full = true});
  add_names(l, a->aliases, (struct entry){.kind = ENTRY_ACTOR_NAME, .actor = index});
  add_names(l, a->demonyms, (struct entry){.kind = ENTRY_ACTOR_DEMONYM, .actor = index});
  for (unsigned i = 0; i < a->people_count; i++) {
    const struct person *p = &a->people[i];
    add_name(l, p->name, (struct entry){.kind = ENTRY_PERSON, .actor = index, .person = p, .full = true});
    add_names(l, p->aliases, (struct entry){.kind = ENTRY_PERSON, .actor = index, .person = p});
  }
}

static void add_terms(struct lexicon *l, const char *const *texts, const struct concept *c,
                      enum entry_kind kind) {
  enum pattern_use use = kind == ENTRY_TERM ? PATTERN_TERM : PATTERN_REF;
  GArray *variants = g_array_new(FALSE, FALSE, sizeof(struct pattern));
  for (; *texts; texts++) {
    struct pattern p;
    struct entry *own = &l->entries[l->entry_count++];
    *own = (struct entry){.kind = kind, .concept = c, .text = *texts};
    pattern_read(&p, l->model, *texts, use, l->strings);
    trie_add(l->trie, kind == ENTRY_TERM ? l->terms : l->refs, &p, true, own);
    if (kind == ENTRY_REF) continue;
    g_array_set_size(variants, 0);
    pattern_variants(&p, l->demonyms, l->strings, variants);
    for (guint i = 0; i < variants->len; i++)
      trie_add(l->trie, l->terms, &g_array_index(variants, struct pattern, i), true, own);
  }
  g_array_unref(variants);
}

static unsigned add_phrases(struct lexicon *l, const char *const *texts) {
  unsigned root = trie_root(l->trie);
  for (; *texts; texts++) {
    struct pattern p;
    pattern_read(&p, l->model, *texts, PATTERN_PHRASE, l->strings);
    trie_add(l->trie, root, &p, true, NULL);
  }
  return root;
}

static void keep_phrases(struct lexicon *l, const char *const *texts) {
  g_hash_table_insert(l->phrases, (void *)(uintptr_t)texts, GUINT_TO_POINTER(add_phrases(l, texts)));
}

static unsigned count_texts(const char *const *texts) {
  unsigned n = 0;
  while (texts[n])
    n++;
  return n;
}

static unsigned count_entries(const struct codebook *c) {
  unsigned n = 0;
  for (unsigned i = 0; i < c->actor_count; i++) {
    const struct actor *a = &c->actors[i];
    n += 1 + count_texts(a->aliases) + count_texts(a->demonyms);
    for (unsigned k = 0; k < a->people_count; k++)
      n += 1 + count_texts(a->people[k].aliases);
  }
  for (unsigned i = 0; i < c->issue_count; i++)
    for (unsigned k = 0; k < c->issues[i].concept_count; k++)
      n += count_texts(c->issues[i].concepts[k].terms) + count_texts(c->issues[i].concepts[k].refs);
  return n;
}

struct lexicon *lexicon_new(const struct codebook *c, const struct model *m) {
  struct lexicon *l = g_new0(struct lexicon, 1);
  l->trie = trie_new();
  l->names = trie_root(l->trie);
  l->terms = trie_root(l->trie);
  l->refs = trie_root(l->trie);
  l->phrases = g_hash_table_new(NULL, NULL);
  l->model = m;
  l->strings = g_string_chunk_new(4096);
  l->demonyms = g_hash_table_new(g_str_hash, g_str_equal);
  l->entries = g_new0(struct entry, count_entries(c));
  for (unsigned i = 0; i < c->actor_count; i++) {
    add_actor(l, &c->actors[i], i);
    keep_phrases(l, c->actors[i].context);
    keep_phrases(l, c->actors[i].not_);
  }
  for (unsigned i = 0; i < c->issue_count; i++)
    for (unsigned k = 0; k < c->issues[i].concept_count; k++) {
      const struct concept *concept = &c->issues[i].concepts[k];
      add_terms(l, concept->terms, concept, ENTRY_TERM);
      add_terms(l, concept->refs, concept, ENTRY_REF);
      keep_phrases(l, concept->context);
      keep_phrases(l, concept->not_);
    }
  return l;
}

void lexicon_free(struct lexicon *l) {
  if (!l) return;
  trie_free(l->trie);
  g_hash_table_unref(l->phrases);
  g_hash_table_unref(l->demonyms);
  g_string_chunk_free(l->strings);
  g_free(l->entries);
  g_free(l);
}

// --- matching ---

struct hit {
  struct match match;
  unsigned passed;
};

static bool collect(const struct leaf *leaf, unsigned first, unsigned last, unsigned passed, void *data) {
  struct hit h = {{first, last, leaf->entry}, passed};
  g_array_append_val((GArray *)data, h);
  return false;
}

static int compare_hits(const void *a, const void *b) {
  const struct hit *x = a, *y = b;
  if (x->match.last != y->match.last) return x->match.last > y->match.last ? -1 : 1;
  if (x->passed != y->passed) return x->passed < y->passed ? -1 : 1;
  return x->match.entry < y->match.entry ? -1 : x->match.entry > y->match.entry;
}

// Says whether another hit on the same words makes h needless: the same entry, or one of the same issue that
// takes in more of the words.
static bool is_needless(const GArray *hits, guint i) {
  enum { REACH = 64 }; // a codebook that says one thing a thousand times is not worth more
  const struct hit *h = &g_array_index(hits, struct hit, i);
  for (guint k = i; k-- > 0 && i - k <= REACH;) {
    const struct hit *o = &g_array_index(hits, struct hit, k);
    if (o->match.last != h->match.last) break;
    if (o->match.entry == h->match.entry) return true;
    if (h->match.entry->kind == ENTRY_TERM && o->match.entry->kind == ENTRY_TERM && o->passed < h->passed &&
        o->match.entry->concept->issue == h->match.entry->concept->issue)
      return true;
  }
  return false;
}

static void match_at(const struct lexicon *l, const struct sentence *s, const struct token_keys *keys,
                     unsigned first, GArray *hits, GArray *out) {
  g_array_set_size(hits, 0);
  walk_from(l->trie, l->names, PATTERN_NAME, s, keys, first, collect, hits);
  walk_from(l->trie, l->terms, PATTERN_TERM, s, keys, first, collect, hits);
  walk_from(l->trie, l->refs, PATTERN_REF, s, keys, first, collect, hits);
  g_array_sort(hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    if (!is_needless(hits, i)) g_array_append_val(out, g_array_index(hits, struct hit, i).match);
}

void lexicon_match(const struct lexicon *l, const struct sentence *s, GArray *out) {
  struct token_keys *keys = g_new(struct token_keys, s->count);
  token_keys_fill(l->trie, s, keys, true);
  GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct hit));
  for (unsigned i = 0; i < s->count; i++)
    match_at(l, s, keys, i, hits, out);
  g_array_unref(hits);
  g_free(keys);
}

static bool stop(const struct leaf *leaf, unsigned first, unsigned last, unsigned passed, void *data) {
  (void)leaf, (void)first, (void)last, (void)passed, (void)data;
  return true;
}

bool lexicon_touches(const struct lexicon *l, const struct sentence *s) {
  struct token_keys *keys = g_new(struct token_keys, s->count);
  token_keys_fill(l->trie, s, keys, true);
  bool touches = false;
  for (unsigned i = 0; i < s->count && !touches; i++)
    touches = walk_from(l->trie, l->terms, PATTERN_TERM, s, keys, i, stop, NULL);
  g_free(keys);
  return touches;
}

bool lexicon_may_match(const struct lexicon *l, const struct sentence *s) {
  struct token_keys *keys = g_new(struct token_keys, s->count);
  token_keys_fill(l->trie, s, keys, true);
  bool may = false;
  for (unsigned i = 0; i < s->count && !may; i++)
    may = walk_may_end(l->trie, l->names, PATTERN_NAME, s, keys, i) ||
          walk_may_end(l->trie, l->terms, PATTERN_TERM, s, keys, i) ||
          walk_may_end(l->trie, l->refs, PATTERN_REF, s, keys, i);
  g_free(keys);
  return may;
}

// --- phrases ---

struct beside {
  const struct sentence *s;
  unsigned at, within;
};

static bool is_beside(const struct leaf *leaf, unsigned first, unsigned last, unsigned passed, void *data) {
  const struct beside *b = data;
  (void)leaf, (void)passed;
  if (b->within == 0 || (first <= b->at && b->at <= last)) return true;
  for (unsigned i = first; i <= last; i++)
    if (strcmp(b->s->tokens[i].norm, b->s->tokens[b->at].norm) == 0) return false;
  return (first > b->at ? first - b->at : b->at - last) <= b->within;
}

struct token_keys *lexicon_keys(const struct lexicon *l, const struct sentence *s) {
  struct token_keys *keys = g_new(struct token_keys, s->count);
  token_keys_fill(l->trie, s, keys, false);
  return keys;
}

const struct token_keys *lexicon_keys_from(const struct token_keys *keys, unsigned from) {
  return keys + from;
}

bool lexicon_phrase_in(const struct lexicon *l, const char *const *phrases, const struct sentence *s,
                       const struct token_keys *keys, unsigned at, unsigned within) {
  if (!*phrases) return false;
  gpointer root = g_hash_table_lookup(l->phrases, phrases);
  if (!root) return false;
  struct beside b = {s, at, within};
  bool found = false;
  for (unsigned i = 0; i < s->count && !found; i++)
    found = walk_from(l->trie, GPOINTER_TO_UINT(root), PATTERN_PHRASE, s, keys, i, is_beside, &b);
  return found;
}
