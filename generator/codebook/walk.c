// SPDX-License-Identifier: MIT
// Finding the patterns of a trie in a sentence: which tokens meet a word, which may be passed over.
#include "codebook/walk.h"
#include "codebook/spelling.h"
#include "text/lemma.h"
#include "text/tags.h"

// A walk from one token ends after so many steps, whatever the text and the codebook.
enum { STEP_LIMIT = 2000, GAP_TOKENS = 6, NAME_TOKENS = 4 };

static bool is_hyphen(const struct token *t) {
  return t->norm[0] == '-' && !t->norm[1];
}

// --- keys ---

static void add_key(struct token_keys *k, unsigned *n, unsigned key) {
  for (unsigned i = 0; i < *n; i++)
    if (k->keys[i] == key) return;
  if (key && *n < TOKEN_KEYS) k->keys[(*n)++] = key;
}

static void add_lemma(const struct trie *t, struct token_keys *k, unsigned *n, const struct token *token,
                      enum upos p, GString *buffer) {
  lemma_of(slice_of(token->norm), p, buffer);
  add_key(k, n, trie_key(t, buffer->str));
}

static bool ends(const char *word, const char *end) {
  size_t n = strlen(word), m = strlen(end);
  return n > m && strcmp(word + n - m, end) == 0;
}

// Says whether word is its own norm without a look: small ASCII letters alone.
static bool is_plain(const char *word) {
  while (*word >= 'a' && *word <= 'z')
    word++;
  return !*word;
}

static void fill_token(const struct trie *t, const struct token *token, struct token_keys *k, bool all,
                       GString *buffer) {
  unsigned n = 0;
  bool possessive = strcmp(token->norm, "'") == 0; // "Tenants' Union", however it is tagged
  add_key(k, &n, trie_key(t, possessive ? "'s" : token->norm));
  if (without_article(token->norm) != token->norm) add_key(k, &n, trie_key(t, without_article(token->norm)));
  k->exact = (uint8_t)n;
  if (is_plain(token->lemma)) {
    if (strcmp(token->lemma, token->norm) != 0) add_key(k, &n, trie_key(t, token->lemma));
  } else {
    norm_of(slice_of(token->lemma), buffer);
    if (strcmp(buffer->str, token->norm) != 0) add_key(k, &n, trie_key(t, buffer->str));
  }
  if (!all) return;
  bool proper = token->upos == UPOS_PROPN || token->upos == UPOS_X;
  if (ends(token->norm, "s") && proper) add_lemma(t, k, &n, token, UPOS_NOUN, buffer);
  if (ends(token->norm, "ing") || (proper && (ends(token->norm, "s") || ends(token->norm, "ed"))))
    add_lemma(t, k, &n, token, UPOS_VERB, buffer);
}

// "cease-fire" and "cease fire" where the codebook has "ceasefire".
static void fill_joined(const struct trie *t, const struct sentence *s, unsigned i, struct token_keys *k,
                        GString *buffer) {
  const struct token *a = &s->tokens[i];
  if (i + 1 >= s->count || !g_ascii_isalpha(a->norm[0]) || strlen(a->norm) < 2) return;
  unsigned next = i + 1;
  bool hyphen = is_hyphen(&s->tokens[next]) && !a->space_after && !s->tokens[next].space_after;
  if (hyphen) next++;
  if (next >= s->count || strlen(s->tokens[next].norm) < 3 || (!hyphen && strlen(a->norm) < 3)) return;
  g_string_printf(buffer, "%s%s", a->norm, s->tokens[next].norm);
  k->joined = trie_key(t, buffer->str);
  if (!k->joined && strcmp(s->tokens[next].norm, s->tokens[next].lemma) != 0) {
    g_string_printf(buffer, "%s%s", a->norm, s->tokens[next].lemma);
    k->joined = trie_key(t, buffer->str);
  }
  k->joined_len = k->joined ? (uint8_t)(next - i + 1) : 0;
}

void token_keys_fill(const struct trie *t, const struct sentence *s, struct token_keys *keys, bool all) {
  GString *buffer = g_string_sized_new(64);
  for (unsigned i = 0; i < s->count; i++) {
    keys[i] = (struct token_keys){0};
    fill_token(t, &s->tokens[i], &keys[i], all, buffer);
    if (all) fill_joined(t, s, i, &keys[i], buffer);
  }
  g_string_free(buffer, TRUE);
}

// --- capitals ---

static bool letters_fit(struct slice form, enum letters letters) {
  if (letters == LETTERS_ANY) return true;
  unsigned n = 0, upper = 0;
  bool first = false;
  char lower[4] = {0};
  for (size_t i = 0; i < 3 && i < form.len; i++)
    lower[i] = g_ascii_tolower(form.data[i]);
  const char *p = form.data, *end = form.data + form.len;
  if (form.len > 3 && without_article(lower) == lower && lower[2] == '-' && lower[1] == 'l' &&
      (lower[0] == 'a' || lower[0] == 'e'))
    p += 3;
  for (; p < end; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isalpha(c)) continue;
    bool is_upper = g_unichar_isupper(c);
    first |= n == 0 && is_upper;
    n++;
    upper += is_upper;
  }
  if (letters == LETTERS_NOT_LOWER) return upper > 0;
  return letters == LETTERS_UPPER ? upper == n : first || n == 0;
}

// --- gaps ---

struct gap {
  unsigned weight, names;
  bool coordination; // a comma or conjunction was passed over: "military and financial aid"
};

static bool hyphenated(const struct sentence *s, unsigned i) {
  return !s->tokens[i].space_after && i + 1 < s->count && is_hyphen(&s->tokens[i + 1]);
}

static bool is_quote(const struct token *t) {
  return strcmp(t->norm, "\"") == 0 || strcmp(t->norm, "``") == 0 || strcmp(t->norm, "''") == 0;
}

static bool is_modifier(const struct token *t) {
  bool participle = t->upos == UPOS_VERB && (t->xpos == XPOS_VBN || t->xpos == XPOS_VBG);
  return t->upos == UPOS_ADJ || t->upos == UPOS_NUM || t->upos == UPOS_ADV || participle;
}

// Says whether token i may be passed over in a name: hyphens, and initials in the middle.
static bool passes_name(const struct sentence *s, unsigned i, enum pattern_use use, struct gap *g) {
  const struct token *t = &s->tokens[i];
  if (is_hyphen(t)) return !t->space_after;
  if (use == PATTERN_PHRASE) return t->upos == UPOS_DET || is_quote(t);
  bool initial =
      g_ascii_isupper(t->form.data[0]) && (t->form.len == 1 || (t->form.len == 2 && t->form.data[1] == '.'));
  return initial && ++g->weight <= 1;
}

// Says whether token i may be passed over in a term, after the token prev.
static bool passes_term(const struct sentence *s, unsigned i, enum pattern_use use, const struct token *prev,
                        struct gap *g) {
  const struct token *t = &s->tokens[i];
  if (is_hyphen(t)) return !t->space_after || (i > 0 && !s->tokens[i - 1].space_after);
  if (is_quote(t) || t->upos == UPOS_DET || t->xpos == XPOS_PRP_POSS) return true;
  if (t->upos == UPOS_PART && t->xpos == XPOS_POS) return true;
  if (t->upos == UPOS_SYM) return strcmp(t->norm, "$") == 0 || (t->norm[0] & 0x80);
  if (hyphenated(s, i) && t->upos != UPOS_CCONJ) return true; // the first half of "war-torn"
  bool coordinates = t->upos == UPOS_CCONJ || strcmp(t->norm, ",") == 0;
  if (coordinates) {
    g->coordination = true;
    return prev->upos == UPOS_ADP ? g->names > 0 : prev->upos != UPOS_VERB;
  }
  // "close to President Vladimir [Putin]", "ties with Iran and [Russia]"
  if (t->upos == UPOS_PROPN && (prev->upos == UPOS_ADP || prev->upos == UPOS_VERB))
    return ++g->names <= NAME_TOKENS;
  bool noun = t->upos == UPOS_NOUN && (g->coordination || use == PATTERN_REF);
  return (is_modifier(t) || noun) && ++g->weight <= (g->coordination ? 3 : 2);
}

// Says whether the word of the pattern may stand at token i, after the gap. "arms and Russia" is no "arm
// Russia": what is coordinated must be modifiers of what comes, or names beside a name.
static bool closes(const struct sentence *s, unsigned i, const struct gap *g) {
  const struct token *t = &s->tokens[i], *before = i > 0 ? t - 1 : t;
  if (g->names > 0 && t->upos != UPOS_PROPN) return false;
  if (!g->coordination) return true;
  if (g->names == 0) return is_modifier(before) || before->upos == UPOS_NOUN;
  return before->upos == UPOS_CCONJ || (before->upos == UPOS_DET && i > 1 && before[-1].upos == UPOS_CCONJ);
}

// --- the walk ---

struct walk {
  const struct trie *trie;
  enum pattern_use use;
  const struct sentence *s;
  const struct token_keys *keys;
  walk_found found;
  void *data;
  bool mended; // as if words could have the parts of speech that mending a tree may give them
  unsigned path[PATTERN_WORDS], depth; // the first token of each word met
  unsigned first, last, passed, steps;
};

static bool report(struct walk *w, unsigned node) {
  const GArray *leaves = trie_leaves(w->trie, node);
  for (guint i = 0; leaves && i < leaves->len; i++) {
    const struct leaf *leaf = &g_array_index(leaves, struct leaf, i);
    bool fits = true;
    for (unsigned k = 0; k < w->depth && fits; k++)
      fits = letters_fit(w->s->tokens[w->path[k]].form, (enum letters)leaf->letters[k]);
    if (fits && w->found(leaf, w->first, w->last, w->passed, w->data)) return true;
  }
  return false;
}

static bool descend(struct walk *w, unsigned node, unsigned at);

static bool follow(struct walk *w, unsigned node, unsigned key, unsigned at, unsigned len) {
  const GArray *next = trie_next(w->trie, node, key);
  if (!next || w->depth == PATTERN_WORDS) return false;
  unsigned last = w->last;
  bool ended = false;
  w->path[w->depth++] = at;
  w->last = at + len - 1;
  for (guint i = 0; i < next->len && !ended; i++) {
    unsigned child = g_array_index(next, unsigned, i);
    ended = ++w->steps > STEP_LIMIT ? false : report(w, child) || descend(w, child, at + len);
  }
  w->depth--;
  w->last = last;
  return ended;
}

static bool meet(struct walk *w, unsigned node, unsigned at) {
  const struct token_keys *k = &w->keys[at];
  unsigned n = w->use == PATTERN_NAME ? k->exact : TOKEN_KEYS;
  for (unsigned i = 0; i < n && k->keys[i]; i++)
    if (follow(w, node, k->keys[i], at, 1)) return true;
  return k->joined_len && follow(w, node, k->joined, at, k->joined_len);
}

// Says whether another part of speech for token i could have more be passed over: as a participle or a name's
// verb or preposition.
static bool may_change(const struct sentence *s, unsigned i) {
  const struct token *t = &s->tokens[i];
  return t->xpos == XPOS_VBG || t->xpos == XPOS_VBD || t->xpos == XPOS_NNS || strcmp(t->norm, "to") == 0 ||
         (i > 0 && t[-1].xpos == XPOS_MD);
}

// Goes on from node with token `at` or, past a small gap, a later one. As deep as a pattern has words.
static bool descend(struct walk *w, unsigned node, unsigned at) {
  struct gap gap = {0};
  bool open = w->mended && may_change(w->s, w->last); // nothing is known of what may be passed over
  bool loose = w->use == PATTERN_TERM || w->use == PATTERN_REF;
  const struct token *prev = &w->s->tokens[w->last];
  unsigned passed = w->passed;
  bool ended = false;
  for (unsigned i = at; i < w->s->count && i - at <= GAP_TOKENS && !ended; i++) {
    if (open || closes(w->s, i, &gap)) {
      w->passed = passed + (i - at);
      ended = meet(w, node, i);
    }
    open = open || (w->mended && may_change(w->s, i));
    if (open) continue;
    bool passes = loose ? passes_term(w->s, i, w->use, prev, &gap) : passes_name(w->s, i, w->use, &gap);
    if (!passes) break;
  }
  w->passed = passed;
  return ended;
}

bool walk_from(const struct trie *t, unsigned root, enum pattern_use use, const struct sentence *s,
               const struct token_keys *keys, unsigned first, walk_found found, void *data) {
  struct walk w = {.trie = t,
                   .use = use,
                   .s = s,
                   .keys = keys,
                   .found = found,
                   .data = data,
                   .first = first,
                   .last = first};
  return meet(&w, root, first);
}

static bool stop(const struct leaf *leaf, unsigned first, unsigned last, unsigned passed, void *data) {
  (void)leaf, (void)first, (void)last, (void)passed, (void)data;
  return true;
}

bool walk_may_end(const struct trie *t, unsigned root, enum pattern_use use, const struct sentence *s,
                  const struct token_keys *keys, unsigned first) {
  struct walk w = {.trie = t,
                   .use = use,
                   .s = s,
                   .keys = keys,
                   .found = stop,
                   .mended = true,
                   .first = first,
                   .last = first};
  return meet(&w, root, first) || w.steps > STEP_LIMIT;
}
