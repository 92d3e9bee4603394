// SPDX-License-Identifier: MIT
// Collecting the lexicon: parts of speech by WordNet with regular inflection, clusters of words used alike.
#include "base/texts.h"
#include "text/learn.h"
#include "text/model_data.h"

struct entry {
  uint8_t mask, cluster;
};

struct lexicon_words {
  GHashTable *words; // norm -> struct entry
};

struct lexicon_words *lexicon_words_new(void) {
  struct lexicon_words *l = g_new0(struct lexicon_words, 1);
  l->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return l;
}

void lexicon_words_free(struct lexicon_words *l) {
  if (!l) return;
  g_hash_table_destroy(l->words);
  g_free(l);
}

static struct entry *entry_of(struct lexicon_words *l, const char *norm) {
  struct entry *e = g_hash_table_lookup(l->words, norm);
  if (e) return e;
  e = g_new0(struct entry, 1);
  g_hash_table_insert(l->words, g_strdup(norm), e);
  return e;
}

void lexicon_add_cluster(struct lexicon_words *l, const char *norm, unsigned cluster) {
  entry_of(l, norm)->cluster = (uint8_t)cluster;
}

static void add_form(struct lexicon_words *l, const char *stem, int cut, const char *end, unsigned mask) {
  char *form = g_strdup_printf("%.*s%s", (int)strlen(stem) - cut, stem, end);
  entry_of(l, form)->mask |= (uint8_t)mask;
  g_free(form);
}

static void add_inflected(struct lexicon_words *l, const char *word, char class) {
  size_t n = strlen(word);
  char last = word[n - 1], before = n > 1 ? word[n - 2] : 0;
  bool y = last == 'y' && !strchr("aeiou", before), e = last == 'e';
  bool hissing =
      strchr("sxz", last) || (last == 'h' && strchr("cs", before)) || (class == 'v' && last == 'o');
  unsigned s_mask = class == 'n' ? LEXICON_PLURAL : LEXICON_VERB_S;
  if (class == 'n' || class == 'v') add_form(l, word, y ? 1 : 0, y ? "ies" : hissing ? "es" : "s", s_mask);
  if (class == 'v') {
    add_form(l, word, y ? 1 : 0, y ? "ied" : e ? "d" : "ed", LEXICON_PAST);
    add_form(l, word, e && before != 'e' && before != 'y' ? 1 : 0, "ing", LEXICON_ING);
  }
  if (class == 'a' && n <= 6) {
    add_form(l, word, y ? 1 : 0, y ? "ier" : e ? "r" : "er", LEXICON_ADJ);
    add_form(l, word, y ? 1 : 0, y ? "iest" : e ? "st" : "est", LEXICON_ADJ);
  }
}

// Adds the words of one line of a data file: offset, file, type, number of words (hexadecimal), then word and
// id by turns.
static void add_synset(struct lexicon_words *l, const char *line, char class, unsigned mask) {
  if (line[0] == ' ' || line[0] == 0) return;
  char **field = g_strsplit(line, " ", -1);
  guint fields = g_strv_length(field);
  guint64 words = fields > 4 ? g_ascii_strtoull(field[3], NULL, 16) : 0;
  for (guint64 i = 0; i < words && 4 + 2 * i < fields; i++) {
    char *word = field[4 + 2 * i], *mark = strchr(word, '(');
    if (mark) *mark = 0;
    bool plain = word[0] != 0;
    for (const char *c = word; *c && plain; c++)
      plain = g_ascii_islower(*c);
    if (!plain || strlen(word) < 2) continue;
    entry_of(l, word)->mask |= (uint8_t)mask;
    add_inflected(l, word, class);
  }
  g_strfreev(field);
}

// Adds one line of a list of irregular forms: the form, then its base.
static void add_irregular(struct lexicon_words *l, const char *line, char class) {
  const char *space = strchr(line, ' ');
  if (!space || strchr(line, '_') || strchr(line, '-')) return;
  char *form = g_strndup(line, (gsize)(space - line));
  unsigned mask = LEXICON_ADJ;
  if (class == 'n') mask = LEXICON_PLURAL;
  if (class == 'v')
    mask = g_str_has_suffix(form, "ing") ? LEXICON_ING
           : g_str_has_suffix(form, "s") ? LEXICON_VERB_S
                                         : LEXICON_PAST;
  if (class == 'r') mask = LEXICON_ADV;
  entry_of(l, form)->mask |= (uint8_t)mask;
  g_free(form);
}

bool lexicon_add_wordnet(struct lexicon_words *l, const char *folder, struct diag *d) {
  static const struct {
    const char *name;
    char class;
    unsigned mask;
  } parts[] = {{"noun", 'n', LEXICON_NOUN},
               {"verb", 'v', LEXICON_VERB},
               {"adj", 'a', LEXICON_ADJ},
               {"adv", 'r', LEXICON_ADV}};
  for (size_t i = 0; i < 2 * G_N_ELEMENTS(parts); i++) {
    bool irregular = i % 2 != 0;
    char *name = irregular ? g_strconcat(parts[i / 2].name, ".exc", NULL)
                           : g_strconcat("data.", parts[i / 2].name, NULL);
    char *path = g_build_filename(folder, name, NULL), *text = NULL;
    GError *error = NULL;
    if (g_file_get_contents(path, &text, NULL, &error)) {
      char **lines = g_strsplit(text, "\n", -1);
      for (char **line = lines; *line; line++)
        irregular ? add_irregular(l, *line, parts[i / 2].class)
                  : add_synset(l, *line, parts[i / 2].class, parts[i / 2].mask);
      g_strfreev(lines);
    } else {
      diag_error(d, (struct diag_place){path, 0, 0}, "%s, expected a file of WordNet 3", error->message);
    }
    bool sound = error == NULL;
    g_clear_error(&error);
    g_free(text);
    g_free(path);
    g_free(name);
    if (!sound) return false;
  }
  return true;
}

GByteArray *lexicon_pack(const struct lexicon_words *l) {
  guint count = 0;
  gpointer *words = g_hash_table_get_keys_as_array(l->words, &count);
  qsort(words, count, sizeof *words, texts_compare);
  guint slots = 16;
  while (slots * 3 < count * 4)
    slots *= 2;
  struct lexicon_slot *table = g_new0(struct lexicon_slot, slots);
  for (guint i = 0; i < count; i++) {
    const struct entry *e = g_hash_table_lookup(l->words, words[i]);
    uint64_t hash = feature_hash(words[i], strlen(words[i]), 0);
    uint16_t check = (uint16_t)(hash >> 48 | 1);
    guint at = (guint)hash & (slots - 1);
    while (table[at].check && table[at].check != check)
      at = (at + 1) & (slots - 1);
    // Two words in a row of slots with one check are taken for one another: rare, and harmless to a guess.
    table[at].check = check;
    table[at].mask |= e->mask;
    if (e->cluster) table[at].cluster = e->cluster;
  }
  GByteArray *out = g_byte_array_new();
  g_byte_array_append(out, (const guint8 *)table, (guint)(slots * sizeof *table));
  g_free(table);
  g_free(words);
  return out;
}
