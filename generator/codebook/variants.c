// SPDX-License-Identifier: MIT
// Other wordings of a term: joined words, verb for noun, other order.
#include "codebook/pattern.h"

// Nouns of doing, each with its verb.
static const char *const deeds[][2] = {
    {"abduction", "abduct"},
    {"abolition", "abolish"},
    {"adoption", "adopt"},
    {"annexation", "annex"},
    {"approval", "approve"},
    {"ban", "ban"},
    {"blockade", "blockade"},
    {"bombardment", "bombard"},
    {"bombing", "bomb"},
    {"cancellation", "cancel"},
    {"circumvention", "circumvent"},
    {"closure", "close"},
    {"condemnation", "condemn"},
    {"confiscation", "confiscate"},
    {"construction", "build"},
    {"construction", "construct"},
    {"cut", "cut"},
    {"defence", "defend"},
    {"defense", "defend"},
    {"delay", "delay"},
    {"delivery", "deliver"},
    {"deployment", "deploy"},
    {"deportation", "deport"},
    {"destruction", "destroy"},
    {"elimination", "eliminate"},
    {"eradication", "eradicate"},
    {"evasion", "evade"},
    {"exclusion", "exclude"},
    {"expansion", "expand"},
    {"export", "export"},
    {"expulsion", "expel"},
    {"extension", "extend"},
    {"financing", "finance"},
    {"freeze", "freeze"},
    {"funding", "fund"},
    {"import", "import"},
    {"imposition", "impose"},
    {"introduction", "introduce"},
    {"invasion", "invade"},
    {"isolation", "isolate"},
    {"liberation", "liberate"},
    {"occupation", "occupy"},
    {"postponement", "postpone"},
    {"prohibition", "prohibit"},
    {"prosecution", "prosecute"},
    {"protection", "protect"},
    {"provision", "provide"},
    {"purchase", "purchase"},
    {"purchase", "buy"},
    {"ratification", "ratify"},
    {"rebuilding", "rebuild"},
    {"recognition", "recognise"},
    {"recognition", "recognize"},
    {"reconstruction", "rebuild"},
    {"reduction", "reduce"},
    {"reform", "reform"},
    {"rejection", "reject"},
    {"release", "release"},
    {"removal", "remove"},
    {"repeal", "repeal"},
    {"restoration", "restore"},
    {"review", "review"},
    {"revision", "revise"},
    {"sale", "sell"},
    {"seizure", "seize"},
    {"shipment", "ship"},
    {"supply", "supply"},
    {"suspension", "suspend"},
    {"transfer", "transfer"},
    {"withdrawal", "withdraw"},
};

// Says whether norm is the noun, singular or plural.
static bool is_noun(const char *norm, const char *noun) {
  if (norm[0] != noun[0]) return false; // so it is mostly
  size_t n = strlen(noun);
  if (noun[n - 1] == 'y')
    return strcmp(norm, noun) == 0 || (strncmp(norm, noun, n - 1) == 0 && strcmp(norm + n - 1, "ies") == 0);
  return strncmp(norm, noun, n) == 0 && (!norm[n] || strcmp(norm + n, "s") == 0);
}

static bool is_preposition(const struct word *w) {
  static const char *const all[] = {"of",   "to", "for",  "in", "on",      "with", "against",
                                    "from", "by", "into", "at", "between", "under"};
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    if (strcmp(w->norm, all[i]) == 0) return true;
  return false;
}

static void put(struct pattern *p, struct word w) {
  if (p->count < PATTERN_WORDS) p->words[p->count] = w;
  p->count++;
}

static void put_words(struct pattern *p, const struct pattern *from, unsigned first, unsigned end) {
  for (unsigned i = first; i < end; i++)
    put(p, from->words[i]);
}

static void emit(GArray *out, const struct pattern *p) {
  if (p->count <= PATTERN_WORDS) g_array_append_vals(out, p, 1);
}

// The object of a deed stands in words [first, end) of p, what follows it from `tail` on.
struct parts {
  const struct pattern *p;
  unsigned first, end, tail;
};

enum order { NOUN_OF_OBJECT, OBJECT_NOUN, VERB_OBJECT, OBJECT_VERB };

static void emit_order(const struct parts *x, const char *const deed[2], enum order order, GArray *out) {
  static const struct word of = {.norm = "of"};
  struct word noun = {.norm = deed[0]}, verb = {.norm = deed[1]};
  struct pattern v = {0};
  if (order == NOUN_OF_OBJECT) put(&v, noun), put(&v, of);
  if (order == VERB_OBJECT) put(&v, verb);
  put_words(&v, x->p, x->first, x->end);
  if (order == OBJECT_NOUN) put(&v, noun);
  if (order == OBJECT_VERB) put(&v, verb);
  put_words(&v, x->p, x->tail, x->p->count);
  emit(out, &v);
}

static void emit_orders(const struct parts *x, const char *const deed[2], GArray *out) {
  for (int order = NOUN_OF_OBJECT; order <= OBJECT_VERB; order++)
    emit_order(x, deed, (enum order)order, out);
}

// Says whether words [first, end) say who does the deed, or how, rather than what it is done to.
static bool no_object(const struct pattern *p, unsigned first, unsigned end, GHashTable *demonyms) {
  if (end == first || p->words[end - 1].adjective) return true;
  for (unsigned i = first; i < end; i++)
    if (p->words[i].owner || g_hash_table_contains(demonyms, p->words[i].norm)) return true;
  return false;
}

bool pattern_has_deed(const struct pattern *p) {
  for (unsigned k = 0; p->count > 1 && k < MIN(p->count, PATTERN_WORDS); k++)
    for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++)
      if (is_noun(p->words[k].norm, deeds[i][0])) return true;
  return false;
}

static void reorder(const struct pattern *p, GHashTable *demonyms, GArray *out) {
  unsigned head = 0; // the end of what stands before the first preposition
  while (head < p->count && !is_preposition(&p->words[head]))
    head++;
  for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++) {
    const char *const *deed = deeds[i];
    if (head >= 2 && is_noun(p->words[head - 1].norm, deed[0]) && !no_object(p, 0, head - 1, demonyms))
      emit_orders(&(struct parts){p, 0, head - 1, head}, deed, out); // "arms deliveries (to X)"
    if (head == 1 && p->count > 2 && is_noun(p->words[0].norm, deed[0]) &&
        strcmp(p->words[1].norm, "of") == 0) {
      unsigned end = 2;
      while (end < p->count && !is_preposition(&p->words[end]))
        end++;
      if (!no_object(p, 2, end, demonyms))
        emit_orders(&(struct parts){p, 2, end, end}, deed, out); // "delivery of arms (to X)"
    }
    if (head >= 2 && strcmp(p->words[0].norm, deed[1]) == 0)
      emit_orders(&(struct parts){p, 1, head, head}, deed, out); // "deliver arms (to X)"
  }
}

static void join(const struct pattern *p, unsigned at, GStringChunk *strings, GArray *out) {
  struct pattern v = {0};
  char *one = g_strconcat(p->words[at - 1].norm, p->words[at].norm, NULL);
  put_words(&v, p, 0, at - 1);
  put(&v, (struct word){.norm = g_string_chunk_insert_const(strings, one), .owner = p->words[at].owner});
  put_words(&v, p, at + 1, p->count);
  g_free(one);
  emit(out, &v);
}

void pattern_variants(const struct pattern *p, GHashTable *demonyms, GStringChunk *strings, GArray *out) {
  for (unsigned i = 1; i < p->count; i++)
    if (p->words[i].joined ||
        (p->count == 2 && !is_preposition(&p->words[i]) && !is_preposition(&p->words[0])))
      join(p, i, strings, out);
  reorder(p, demonyms, out);
}
