// SPDX-License-Identifier: MIT
// Lemmas: a table of exceptions first, then the rules of English inflection.
#include "text/embedded.h"
#include "text/lemma_rules.h"

// One letter for each part of speech that the table of exceptions tells apart.
static char class_of(enum upos p) {
  switch (p) {
  case UPOS_NOUN:
    return 'n';
  case UPOS_VERB:
    return 'v';
  case UPOS_AUX:
    return 'u';
  case UPOS_ADJ:
    return 'a';
  case UPOS_ADV:
    return 'r';
  default:
    return 'x';
  }
}

static GHashTable *read_exceptions(void) {
  GHashTable *table =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL); // kept until the program ends
  struct slice text = embedded_lemma_exceptions(), line;
  while (embedded_line(&text, &line)) {
    struct slice class = embedded_field(&line), lemma = embedded_field(&line), form;
    char *value = g_strndup(lemma.data, lemma.len);
    while ((form = embedded_field(&line)).len)
      g_hash_table_insert(
          table, g_strdup_printf("%.*s%.*s", (int)class.len, class.data, (int)form.len, form.data), value);
  }
  return table;
}

static const char *exception(char class, struct slice form) {
  static gsize ready = 0;
  static GHashTable *table = NULL;
  if (g_once_init_enter(&ready)) {
    table = read_exceptions();
    g_once_init_leave(&ready, 1);
  }
  char key[40];
  if (form.len + 2 > sizeof key) return NULL;
  key[0] = class;
  memcpy(key + 1, form.data, form.len);
  key[form.len + 1] = 0;
  return (const char *)g_hash_table_lookup(table, key);
}

static bool ends(const GString *s, const char *end) {
  size_t n = strlen(end);
  return s->len > n && memcmp(s->str + s->len - n, end, n) == 0;
}

static bool is_vowel(char c) {
  return c != 0 && strchr("aeiou", c) != NULL;
}

static void cut(GString *s, size_t n) {
  g_string_truncate(s, s->len - n);
}

// Takes the ending of a plural noun or a third person verb off.
static void strip_s(GString *s) {
  if (s->len < 3 || !ends(s, "s") || ends(s, "ss") || ends(s, "us") || ends(s, "is")) return;
  if (ends(s, "ies") && s->len > 4) {
    cut(s, 3);
    g_string_append_c(s, 'y');
  } else if (ends(s, "sses") || ends(s, "shes") || ends(s, "ches") || ends(s, "xes") || ends(s, "zzes") ||
             ends(s, "oes")) {
    cut(s, 2);
  } else if (ends(s, "'s")) {
    cut(s, 2);
  } else {
    cut(s, 1);
  }
}

// Says whether a stem left by -ed or -ing has lost an e: "mak", "clos", "creat" against "visit", "walk".
static bool wants_e(const GString *s) {
  static const char *const yes[] = {
      "v",  "c",  "u",  "at", "iz", "yz", "uc", "bl", "cl", "dl", "fl", "gl", "kl", "pl", "tl", "zl",
      "ng", "rg", "dg", "ag", "eg", "ns", "rs", "ps", "as", "is", "os", "us", "ys", "ir", "ur", "id",
      "ud", "od", "ad", "ib", "ob", "ub", "ak", "ik", "ok", "uk", "al", "il", "ol", "ul", "am", "im",
      "om", "um", "in", "un", "on", "ap", "ip", "op", "up", "ar", "or", "it", "ut", "ot", "et"};
  static const char *const no[] = {
      "eat", "oat", "ait", "eit", "oit", "out", "ain", "ein", "oin", "oon",  "een", "ean", "own", "eal",
      "ail", "eil", "oil", "ool", "eel", "oul", "eak", "oak", "ook", "eek",  "ead", "oad", "aid", "ood",
      "eed", "oud", "aud", "eam", "aim", "oom", "eem", "oam", "eap", "oap",  "oop", "eep", "oup", "ear",
      "air", "eer", "our", "oor", "oar", "sit", "dit", "mit", "bit", "rit",  "cit", "fit", "xit", "ion",
      "son", "don", "kon", "ron", "isk", "ask", "hon", "ver", "eel", "cret", "ket", "get", "let", "ret",
      "pet", "fin", "ell", "iel", "iew", "ion", "bal", "ral", "nal", "cal",  "ial", "tal", "vil", "cil",
      "bol", "rol", "tom", "som", "dom", "lom", "rog", "zon", "bor", "vor",  "mor", "tor", "nor", "hor",
      "lor", "jor", "bot", "vot", "lop", "lip", "hip", "uip", "sip", "cip",  "gal", "wal", "ham", "ram",
      "lam", "um",  "lin", "gin", "min", "oun", "ing"};
  bool result = false;
  for (size_t i = 0; i < G_N_ELEMENTS(yes) && !result; i++)
    result = ends(s, yes[i]);
  for (size_t i = 0; i < G_N_ELEMENTS(no) && result; i++)
    result = !ends(s, no[i]);
  return result;
}

// Takes -ed or -ing (n bytes) off, and mends the stem.
static void strip_verb_ending(GString *s, size_t n) {
  cut(s, n);
  char last = s->str[s->len - 1], before = s->len > 1 ? s->str[s->len - 2] : 0;
  bool doubled = s->len > 2 && last == before && !strchr("lszfaeiou", last);
  if (doubled)
    cut(s, 1);
  else if (n == 2 && last == 'i') {
    s->str[s->len - 1] = 'y';
  } else if (wants_e(s) || s->len <= 2) {
    g_string_append_c(s, 'e');
  }
}

static bool has_vowel(const GString *s, size_t len) {
  for (size_t i = 0; i < len; i++)
    if (is_vowel(s->str[i]) || s->str[i] == 'y') return true;
  return false;
}

static void strip_verb(GString *s, enum xpos x) {
  bool open = x == XPOS_NONE;
  if ((open || x == XPOS_VBG) && ends(s, "ing") && has_vowel(s, s->len - 3))
    strip_verb_ending(s, 3);
  else if ((open || x == XPOS_VBD || x == XPOS_VBN) && ends(s, "eed"))
    cut(s, s->len > 5 ? 1 : 0);
  else if ((open || x == XPOS_VBD || x == XPOS_VBN) && ends(s, "ed") && has_vowel(s, s->len - 2))
    strip_verb_ending(s, 2);
  else if (open || x == XPOS_VBZ)
    strip_s(s);
}

// "bigger", "easiest", "later": only where the tag says so.
static void strip_degree(GString *s, size_t n) {
  cut(s, n);
  char last = s->str[s->len - 1], before = s->len > 1 ? s->str[s->len - 2] : 0;
  if (last == 'i')
    s->str[s->len - 1] = 'y';
  else if (last == before && !strchr("lsaeiou", last))
    cut(s, 1);
  else if (strchr("cgvsu", last) || ends(s, "pl") || ends(s, "bl") || ends(s, "at") || ends(s, "id") ||
           ends(s, "ur") || ends(s, "im") || ends(s, "ar"))
    g_string_append_c(s, 'e');
}

static void strip_name(struct slice form, enum xpos x, GString *out) {
  g_string_append_len(out, form.data, (gssize)form.len);
  if (x == XPOS_NNPS && form.len > 3) strip_s(out);
}

void lemma_tagged(struct slice form, struct slice norm, enum upos p, enum xpos x, GString *out) {
  g_string_truncate(out, 0);
  if (p == UPOS_PROPN) {
    strip_name(form, x, out);
    return;
  }
  // A base form is its own lemma, but for forms of be and clitics ("are", "'ve").
  bool base = x == XPOS_NN || x == XPOS_VB || (x == XPOS_VBP && p == UPOS_VERB && norm.len > 3);
  const char *known = base ? NULL : exception(x == XPOS_PRP ? 'p' : class_of(p), norm);
  if (known) {
    g_string_append(out, known);
    return;
  }
  g_string_append_len(out, norm.data, (gssize)norm.len);
  if (p == UPOS_NOUN && (x == XPOS_NONE || x == XPOS_NNS))
    strip_s(out);
  else if (p == UPOS_VERB || p == UPOS_AUX)
    base ? (void)0 : strip_verb(out, x);
  else if ((x == XPOS_JJR || x == XPOS_RBR) && ends(out, "er") && out->len > 4)
    strip_degree(out, 2);
  else if ((x == XPOS_JJS || x == XPOS_RBS) && ends(out, "est") && out->len > 5)
    strip_degree(out, 3);
}

void lemma_of(struct slice form, enum upos p, GString *out) {
  GString *norm = g_string_new(NULL);
  norm_of(form, norm);
  lemma_tagged(form, (struct slice){norm->str, norm->len}, p, XPOS_NONE, out);
  g_string_free(norm, TRUE);
}
