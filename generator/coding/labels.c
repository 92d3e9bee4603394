// SPDX-License-Identifier: MIT
#include "coding/labels.h"
#include "coding/tree.h"

static int value_of(const struct cues *cues, const char *before, const char *lemma, const char *after,
                    char pos) {
  char words[96];
  int n = snprintf(words, sizeof words, "%s%s%s%s%s", before, *before ? " " : "", lemma, *after ? " " : "",
                   after);
  for (char *w = words; *w; w++)
    *w = g_ascii_tolower(*w);
  return n < (int)sizeof words ? cues_value(cues, words, pos) : 0;
}

// "a dead end", "a gift to smugglers", "an act of war": a noun that says so only with its neighbours.
static int value_of_phrase(const struct cues *cues, const struct passage *p, int k) {
  const struct token *t = token_at(p, k), *before = k > 0 ? token_at(p, k - 1) : NULL;
  int value = 0;
  if (before && before->head == k && (before->relation == REL_AMOD || before->relation == REL_COMPOUND))
    value = value_of(cues, before->lemma, t->lemma, "", 'n');
  TREE_CHILDREN(p, k, g) {
    int m = token_at(p, g)->relation == REL_NMOD ? tree_marker(p, g) : -1;
    if (m < k || value) continue;
    char after[64];
    snprintf(after, sizeof after, "%s %s", token_at(p, m)->norm, token_at(p, g)->lemma);
    value = value_of(cues, "", t->lemma, after, 'n');
    if (!value) value = value_of(cues, "", t->lemma, token_at(p, m)->norm, 'n');
  }
  return value;
}

// Says whether the adjective is only one of size: "a serious offer" is none the worse.
static bool of_size(const struct token *t) {
  static const char *const words[] = {"serious",    "grave",      "extreme", "full-scale",
                                      "unilateral", "tantamount", NULL};
  return token_lemma_in(t, words);
}

int label_value(const struct cues *cues, const struct passage *p, int k) {
  const struct token *t = token_at(p, k);
  char pos = token_pos(t);
  int value = pos == 'n' ? value_of_phrase(cues, p, k) : 0;
  if (!value) value = value_of(cues, "", t->lemma, "", pos);
  TREE_CHILDREN(p, k, g) {
    const struct token *a = token_at(p, g);
    int with = a->relation == REL_AMOD && !of_size(a) ? cues_value(cues, a->lemma, 'a') : 0;
    if (with < 0 || !value) value = with;
  }
  return value;
}

static int said_value(const struct cues *cues, const struct passage *p, int k) {
  return label_value(cues, p, k) * (tree_negated(p, k) ? -1 : 1);
}

static bool says_as(const struct passage *p, int k) {
  return tree_has(p, k, REL_CASE, "as") || tree_has(p, k, REL_MARK, "as");
}

// Says whether k, which hangs on h, can be what h calls its object node.
static bool may_label(const struct passage *p, int k, int node) {
  switch (token_at(p, k)->relation) {
  case REL_XCOMP:
  case REL_OBJ:
    return k != node;
  case REL_CONJ:
  case REL_APPOS:
    return k > node;
  case REL_OBL:
  case REL_ADVCL:
    return says_as(p, k);
  default:
    return false;
  }
}

static bool is_call(const struct token *t) {
  static const char *const verbs[] = {"call", "label", "brand", "dub", "term", NULL};
  return token_lemma_in(t, verbs);
}

// Returns the object of the verb h, or the subject of its passive, or -1.
static int object_of(const struct passage *p, int h) {
  int found = -1, name = -1; // a name may have been read as what somebody is called
  TREE_CHILDREN(p, h, k) {
    const struct token *t = token_at(p, k);
    if (found < 0 && k > h && t->relation == REL_OBJ) found = k;
    if (name < 0 && k > h && t->relation == REL_XCOMP && t->upos == UPOS_PROPN) name = k;
  }
  return found >= 0 ? found : name >= 0 ? name : tree_child(p, h, REL_NSUBJ_PASS);
}

// "calls it 'a check with better manners'": the noun phrase or quotation after the object, wherever the
// parser hung it. Returns its head, or -1.
static int follows(const struct passage *p, int h, int node) {
  static const char *const articles[] = {"a", "an", NULL};
  if (!is_call(token_at(p, h))) return -1;
  for (int t = (node > h ? node : h) + 1; (unsigned)t < p->s->count; t++) {
    const struct token *k = token_at(p, t), *before = token_at(p, t - 1);
    if (token_in(k, articles) && before->upos != UPOS_ADP && before->upos != UPOS_VERB)
      return k->head > t ? k->head : -1;
    bool quote = k->upos == UPOS_PUNCT && !slice_is(k->form, ",") && !slice_is(k->form, ".") &&
                 !slice_is(k->form, "-");
    if (quote && (unsigned)t + 1 < p->s->count) {
      const struct token *first = token_at(p, t + 1);
      if (token_in(first, articles) || first->relation == REL_AMOD || first->relation == REL_COMPOUND)
        return first->head > t ? first->head : -1;
      return t + 1;
    }
    if (k->upos == UPOS_PUNCT || k->upos == UPOS_VERB) return -1;
  }
  return -1;
}

enum label label_of_object(const struct cues *cues, const struct passage *p, int h) {
  static const char *const verbs[] = {
      "call",    "consider", "deem", "find",    "label",   "brand",        "describe",     "dub",
      "term",    "regard",   "see",  "view",    "portray", "characterise", "characterize", "denounce",
      "dismiss", "hail",     "make", "declare", "judge",   "think",        "believe",      NULL};
  int node = token_lemma_in(token_at(p, h), verbs) ? object_of(p, h) : -1;
  if (node < 0) return LABEL_NONE;
  bool named = false;
  int value = 0;
  for (int k = 0; k < (int)p->s->count && !value; k++) {
    bool own = token_at(p, k)->head == h && may_label(p, k, node);
    // "as" may have been read as part of the object
    if (own || (token_at(p, k)->head == node && k > node && says_as(p, k))) value = said_value(cues, p, k);
    named = named || own;
  }
  int next = value ? -1 : follows(p, h, node);
  if (next >= 0) value = said_value(cues, p, next);
  if (value) return value > 0 ? LABEL_GOOD : LABEL_BAD;
  // Without a preposition "call" gives a name and asks for nothing.
  bool calls = strcmp(token_at(p, h)->lemma, "call") == 0;
  return calls && (named || next >= 0) ? LABEL_NEUTRAL : LABEL_NONE;
}
