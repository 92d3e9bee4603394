// SPDX-License-Identifier: MIT
#include "site/fold.h"

const struct fold_letter fold_letters[] = {
    {"ß", "ss"}, {"æ", "ae"}, {"œ", "oe"}, {"ø", "o"}, {"ł", "l"}, {"đ", "d"},     {"ð", "d"},
    {"þ", "th"}, {"ħ", "h"},  {"ı", "i"},  {"ŧ", "t"}, {"ς", "σ"}, {"\u00ad", ""}, {NULL, NULL},
};

static void append_folded(GString *word, const char *at, size_t len) {
  if (len == 1) {
    g_string_append_c(word, *at);
    return;
  }
  for (const struct fold_letter *f = fold_letters; f->from; f++)
    if (strlen(f->from) == len && memcmp(f->from, at, len) == 0) {
      g_string_append(word, f->to);
      return;
    }
  g_string_append_len(word, at, (gssize)len);
}

static bool stands_alone(gunichar c) {
  GUnicodeScript script = c < 0x2e80 ? G_UNICODE_SCRIPT_LATIN : g_unichar_get_script(c);
  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
         script == G_UNICODE_SCRIPT_KATAKANA;
}

static void end_word(GPtrArray *words, GString *word) {
  if (word->len) g_ptr_array_add(words, g_strndup(word->str, word->len));
  g_string_truncate(word, 0);
}

// Most texts are plain ASCII, of which the steps below leave the letters and digits, small.
static bool fold_plain(const char *text, GPtrArray *words) {
  for (const char *p = text; *p; p++)
    if ((unsigned char)*p >= 0x80) return false;
  for (const char *p = text; *p;) {
    const char *begin = p;
    while (g_ascii_isalnum(*p))
      p++;
    if (p > begin) g_ptr_array_add(words, g_ascii_strdown(begin, p - begin));
    while (*p && !g_ascii_isalnum(*p))
      p++;
  }
  return true;
}

GPtrArray *fold_words(const char *text) {
  GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
  if (fold_plain(text, words)) return words;
  char *valid = g_utf8_make_valid(text, -1), *apart = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL);
  GString *word = g_string_new(NULL);
  for (const char *p = apart; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_unichar_tolower(g_utf8_get_char(p));
    char letter[6];
    size_t len = (size_t)g_unichar_to_utf8(c, letter);
    if (g_unichar_ismark(c) || c == 0xad) continue;
    if (!g_unichar_isalnum(c) || stands_alone(c)) end_word(words, word);
    if (g_unichar_isalnum(c)) append_folded(word, letter, len);
    if (stands_alone(c)) end_word(words, word);
  }
  end_word(words, word);
  g_string_free(word, TRUE);
  g_free(valid);
  g_free(apart);
  return words;
}
