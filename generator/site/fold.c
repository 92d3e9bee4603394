// SPDX-License-Identifier: MIT
#include "site/fold.h"
#include "base/memory.h"

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

static void end_word(GString *word, fold_word *each, void *data) {
  if (word->len) each(word->str, data);
  g_string_truncate(word, 0);
}

// Most texts are plain ASCII, of which the steps leave the letters and digits, small.
static bool is_plain(const char *text) {
  for (; *text; text++)
    if ((unsigned char)*text >= 0x80) return false;
  return true;
}

static void fold_plain(const char *text, GString *word, fold_word *each, void *data) {
  for (; *text; text++)
    if (g_ascii_isalnum(*text))
      g_string_append_c(word, g_ascii_tolower(*text));
    else
      end_word(word, each, data);
}

static void fold_any(const char *text, GString *word, fold_word *each, void *data) {
  char *valid = g_utf8_make_valid(text, -1), *apart = memory_normalize(valid, G_NORMALIZE_ALL);
  for (const char *p = apart; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_unichar_tolower(g_utf8_get_char(p));
    char letter[6];
    size_t len = (size_t)g_unichar_to_utf8(c, letter);
    if (g_unichar_ismark(c) || c == 0xad) continue;
    if (!g_unichar_isalnum(c) || stands_alone(c)) end_word(word, each, data);
    if (g_unichar_isalnum(c)) append_folded(word, letter, len);
    if (stands_alone(c)) end_word(word, each, data);
  }
  g_free(valid);
  g_free(apart);
}

void fold_words(const char *text, fold_word *each, void *data) {
  GString *word = g_string_new(NULL);
  if (is_plain(text))
    fold_plain(text, word, each, data);
  else
    fold_any(text, word, each, data);
  end_word(word, each, data);
  g_string_free(word, TRUE);
}
