// SPDX-License-Identifier: MIT
// From the text of a name or term to the words that are looked for.
#include "codebook/pattern.h"

static bool is_one_of(const char *word, const char *const *list) {
  for (; *list; list++)
    if (strcmp(word, *list) == 0) return true;
  return false;
}

static bool is_article(const char *norm) {
  static const char *const articles[] = {"a", "an", "the", NULL};
  return is_one_of(norm, articles);
}

static bool is_mark(const struct token *t) {
  static const char *const marks[] = {"-", "\"", "``", "''", NULL};
  return t->upos == UPOS_PUNCT && is_one_of(t->norm, marks);
}

static enum letters letters_of(struct slice form, enum pattern_use use) {
  unsigned letters = 0, upper = 0;
  bool first_upper = false;
  for (const char *p = form.data; p < form.data + form.len; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isalpha(c)) continue;
    bool is_upper = g_unichar_isupper(c);
    first_upper |= letters == 0 && is_upper;
    letters++;
    upper += is_upper;
  }
  bool abbreviation = letters >= 2 && upper == letters;
  if (use == PATTERN_TERM || use == PATTERN_REF) return abbreviation ? LETTERS_NOT_LOWER : LETTERS_ANY;
  if (abbreviation && letters <= 3) return LETTERS_UPPER;
  return first_upper ? LETTERS_CAPITAL : LETTERS_ANY;
}

static void add_token(struct pattern *p, const struct token *t, enum pattern_use use, bool joined,
                      GStringChunk *strings) {
  const char *norm = strcmp(t->norm, "'") == 0 ? "'s" : t->norm; // as the walk over a text reads it
  struct word w = {g_string_chunk_insert_const(strings, norm), (uint8_t)letters_of(t->form, use), joined,
                   false, t->upos == UPOS_ADJ};
  if (p->count < PATTERN_WORDS) p->words[p->count] = w;
  p->count++;
}

static bool has_capital(const struct pattern *p, unsigned from) {
  for (unsigned i = from; i < MIN(p->count, PATTERN_WORDS); i++)
    if (p->words[i].letters != LETTERS_ANY) return true;
  return false;
}

static void drop_first(struct pattern *p) {
  memmove(p->words, p->words + 1, (PATTERN_WORDS - 1) * sizeof *p->words);
  p->count--;
}

// Says whether text holds nothing but letters, digits and spaces: then none of its tokens is a mark.
static bool is_plain(const char *text) {
  while (g_ascii_isalnum(*text) || *text == ' ')
    text++;
  return !*text;
}

static void read_tokens(struct pattern *p, const struct sentences *all, enum pattern_use use,
                        GStringChunk *strings) {
  *p = (struct pattern){0};
  bool joined = false, loose = use == PATTERN_TERM || use == PATTERN_REF;
  for (unsigned i = 0; i < all->count; i++)
    for (unsigned k = 0; k < all->items[i].count; k++) {
      const struct token *t = &all->items[i].tokens[k];
      bool possessive = strcmp(t->norm, "'s") == 0 || strcmp(t->norm, "'") == 0;
      if (possessive && p->count > 0 && p->count <= PATTERN_WORDS) p->words[p->count - 1].owner = true;
      bool left_out =
          is_mark(t) ||
          (loose && (possessive || t->upos == UPOS_PUNCT || (is_article(t->norm) && use == PATTERN_TERM)));
      // "the deal" is definite; an article further in says nothing.
      if (use == PATTERN_REF && p->count > 0 && is_article(t->norm)) left_out = true;
      if (!left_out) add_token(p, t, use, joined, strings);
      joined = strcmp(t->norm, "-") == 0 && !t->space_after && p->count > 0;
    }
  if (use == PATTERN_NAME && p->count > 1 && strcmp(p->words[0].norm, "the") == 0 && has_capital(p, 1))
    drop_first(p);
  if (p->count > PATTERN_WORDS) p->count = 0;
}

void pattern_read(struct pattern *p, const struct model *m, const char *text, enum pattern_use use,
                  GStringChunk *strings) {
  bool plain = is_plain(text);
  struct sentences *all = plain ? text_cut(m, slice_of(text)) : text_split(m, slice_of(text));
  read_tokens(p, all, use, strings);
  sentences_free(all);
  if (!plain || use != PATTERN_TERM || !pattern_has_deed(p)) return;
  all = text_split(m, slice_of(text)); // whether a word is an adjective matters beside a deed
  read_tokens(p, all, use, strings);
  sentences_free(all);
}
