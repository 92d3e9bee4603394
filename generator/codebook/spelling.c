// SPDX-License-Identifier: MIT
#include "codebook/spelling.h"
#include <stdint.h>
#include <string.h>

// Parts of words; a pair that makes no word is harmless, since no text holds it.
static const char *const pairs[][2] = {
    {"defence", "defense"},   {"offence", "offense"},    {"licence", "license"},    {"pretence", "pretense"},
    {"labour", "labor"},      {"favour", "favor"},       {"neighbour", "neighbor"}, {"armour", "armor"},
    {"honour", "honor"},      {"harbour", "harbor"},     {"colour", "color"},       {"behaviour", "behavior"},
    {"rumour", "rumor"},      {"endeavour", "endeavor"}, {"vapour", "vapor"},       {"centre", "center"},
    {"metre", "meter"},       {"theatre", "theater"},    {"fibre", "fiber"},        {"calibre", "caliber"},
    {"programme", "program"}, {"dialogue", "dialog"},    {"catalogue", "catalog"},  {"analyse", "analyze"},
    {"paralyse", "paralyze"}, {"aluminium", "aluminum"}, {"sulphur", "sulfur"},     {"sceptic", "skeptic"},
    {"manoeuvr", "maneuver"}, {"fulfil", "fulfill"},     {"enrol", "enroll"},       {"judgement", "judgment"},
    {"cheque", "check"},      {"grey", "gray"},          {"plough", "plow"},        {"travell", "travel"},
    {"cancell", "cancel"},    {"fuell", "fuel"},         {"signall", "signal"},     {"modell", "model"},
    {"labell", "label"},      {"counsell", "counsel"},   {"oestr", "estr"},         {"paediatr", "pediatr"},
    {"practise", "practice"},
};

// The letters of a word as bits: one that lacks a letter of a part does not hold the part, which is so of
// nearly all and need not be looked at further.
static uint32_t letters_of(const char *word) {
  uint32_t set = 0;
  for (; *word; word++)
    set |= UINT32_C(1) << (*word & 31);
  return set;
}

static void replace(const char *word, const char *from, const char *to, GPtrArray *out) {
  const char *at = strstr(word, from);
  if (at) g_ptr_array_add(out, g_strdup_printf("%.*s%s%s", (int)(at - word), word, to, at + strlen(from)));
}

static void replace_parts(const char *word, GPtrArray *out) {
  static gsize ready;
  static uint32_t needed[G_N_ELEMENTS(pairs)][2];
  if (g_once_init_enter(&ready)) {
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
      for (int side = 0; side < 2; side++)
        needed[i][side] = letters_of(pairs[i][side]);
    g_once_init_leave(&ready, 1);
  }
  uint32_t had = letters_of(word);
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
    for (int side = 0; side < 2; side++)
      if (!(needed[i][side] & ~had)) replace(word, pairs[i][side], pairs[i][!side], out);
}

// "demilitarisation", "demilitarization".
static void verbs_in_ise(const char *word, GPtrArray *out) {
  static const char *const ends[] = {"e", "ed", "es", "er", "ers", "ing", "ation", "ations"};
  if (!strstr(word, "is") && !strstr(word, "iz")) return;
  for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
    size_t n = strlen(word), tail = strlen(ends[i]) + 2;
    if (n < tail + 3 || strcmp(word + n - tail + 2, ends[i]) != 0 || word[n - tail] != 'i') continue;
    char letter = word[n - tail + 1];
    if (letter != 's' && letter != 'z') continue;
    char *other = g_strdup(word);
    other[n - tail + 1] = letter == 's' ? 'z' : 's';
    g_ptr_array_add(out, other);
  }
}

// "us" and "u.s.", for words of up to four letters.
static void dots(const char *word, GPtrArray *out) {
  GString *other = g_string_new(NULL);
  size_t letters = 0;
  for (const char *p = word; *p; p++)
    letters += g_ascii_isalpha(*p) != 0;
  if (strchr(word, '.')) {
    for (const char *p = word; *p; p++)
      if (*p != '.') g_string_append_c(other, *p);
  } else if (letters == strlen(word) && letters >= 2 && letters <= 4) {
    for (const char *p = word; *p; p++)
      g_string_append_printf(other, "%c.", *p);
    g_ptr_array_add(out, g_strndup(other->str, other->len - 1)); // at the end of a sentence
  }
  if (other->len)
    g_ptr_array_add(out, g_string_free(other, FALSE));
  else
    g_string_free(other, TRUE);
}

const char *without_article(const char *word) {
  bool article = (word[0] == 'a' || word[0] == 'e') && word[1] == 'l' && word[2] == '-' && word[3];
  return article ? word + 3 : word;
}

void spelling_variants(const char *word, bool upper, GPtrArray *out) {
  replace_parts(word, out);
  verbs_in_ise(word, out);
  if (upper) dots(word, out);
  if (without_article(word) != word) g_ptr_array_add(out, g_strdup(without_article(word)));
}
