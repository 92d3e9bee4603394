// SPDX-License-Identifier: MIT
#include "coding/repair.h"
#include "text/tags.h"

static int child_of(const struct sentence *s, int t, enum relation r) {
  for (unsigned i = 0; i < s->count; i++)
    if (s->tokens[i].head == t && s->tokens[i].relation == r) return (int)i;
  return -1;
}

static bool finite(const struct sentence *s, int t) {
  const struct token *k = &s->tokens[t];
  if (k->upos != UPOS_VERB) return false;
  if (k->xpos == XPOS_VBD || k->xpos == XPOS_VBZ || k->xpos == XPOS_VBP || k->xpos == XPOS_MD) return true;
  return child_of(s, t, REL_AUX) >= 0 || child_of(s, t, REL_NSUBJ) >= 0;
}

static bool predicate(const struct sentence *s, int t) {
  return s->tokens[t].upos == UPOS_VERB || child_of(s, t, REL_COP) >= 0;
}

static bool below(const struct sentence *s, int t, int top) { // t hangs somewhere below top
  for (int depth = 0; t >= 0 && depth < 256; depth++, t = s->tokens[t].head)
    if (t == top) return true;
  return false;
}

// A finite verb that was coordinated with a noun belongs to the predicate above.
static void lift_verb(struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  if (k->relation != REL_CONJ || k->head < 0 || predicate(s, k->head) || !finite(s, t)) return;
  for (int h = s->tokens[k->head].head; h >= 0; h = s->tokens[h].head) {
    if (!predicate(s, h) || h > t || s->tokens[h].relation == REL_ACL_RELCL) continue;
    k->head = h;
    return;
  }
}

static bool takes(const struct cues *cues, const struct token *t, char pos, enum slot slot) {
  unsigned n;
  const struct cue *list = cues_of(cues, t->lemma, pos, &n);
  for (unsigned i = 0; i < n; i++)
    if (list[i].slots & (UINT32_C(1) << slot) && list[i].class != CUE_DISCUSS) return true;
  return false;
}

// "reiterated calls for a truce": the phrase belongs to the noun right before it, where that noun asks for it
// and the verb does not.
static void lower_phrase(const struct cues *cues, struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  if (k->relation != REL_OBL || k->head < 0 || s->tokens[k->head].upos != UPOS_VERB) return;
  int marker = child_of(s, t, REL_CASE);
  if (marker <= 0) return;
  int noun = marker - 1;
  const struct token *n = &s->tokens[noun];
  enum slot slot = slot_of_preposition(s->tokens[marker].norm);
  if (n->upos != UPOS_NOUN || slot == SLOT_OTHER || n->head != k->head ||
      (n->relation != REL_OBJ && n->relation != REL_NSUBJ_PASS))
    return;
  if (takes(cues, &s->tokens[k->head], 'v', slot) || !takes(cues, n, 'n', slot) || below(s, noun, t)) return;
  k->head = noun;
  k->relation = REL_NMOD;
}

// "rejected claims that it spies": the clause belongs to the noun right before it.
static void lower_clause(const struct cues *cues, struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  int mark = k->relation == REL_CCOMP ? child_of(s, t, REL_MARK) : -1;
  if (mark <= 0 || k->head < 0 || strcmp(s->tokens[mark].norm, "that") != 0) return;
  int noun = mark - 1;
  const struct token *n = &s->tokens[noun];
  if (n->upos != UPOS_NOUN || n->head != k->head || (n->relation != REL_OBJ && n->relation != REL_OBL) ||
      below(s, noun, t))
    return;
  if (!takes(cues, n, 'n', SLOT_THAT)) return;
  k->head = noun;
  k->relation = REL_ACL;
}

static bool has_class(const struct cues *cues, const struct token *t, enum cue_class class) {
  unsigned n;
  const struct cue *list = cues_of(cues, t->lemma, 'v', &n);
  return cues_in(list, n, class) != NULL;
}

static bool nominal(const struct token *t) {
  return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_PRON;
}

// "accused Oslo of arming rebels": the one accused is the object, what comes after is a clause of its own.
static void part_charge(const struct cues *cues, struct sentence *s, int t) {
  enum { REACH = 9 };
  if (s->tokens[t].upos != UPOS_VERB ||
      (!has_class(cues, &s->tokens[t], CUE_ACCUSE) && !has_class(cues, &s->tokens[t], CUE_PRAISE)))
    return;
  int m = -1;
  for (int i = t + 2; i < t + REACH && i + 1 < (int)s->count && m < 0; i++) {
    if (s->tokens[i].upos == UPOS_VERB || s->tokens[i].upos == UPOS_PUNCT) return;
    if ((strcmp(s->tokens[i].norm, "of") == 0 || strcmp(s->tokens[i].norm, "for") == 0) &&
        s->tokens[i + 1].xpos == XPOS_VBG)
      m = i;
  }
  if (m < 0 || !nominal(&s->tokens[m - 1])) return;
  int v = m + 1, object = m - 1, thing = s->tokens[v].head;
  if (s->tokens[v].upos != UPOS_VERB && s->tokens[v].relation != REL_COMPOUND &&
      s->tokens[v].relation != REL_AMOD)
    return;
  for (int k = 0; k < REACH && s->tokens[object].head > t && s->tokens[object].head < m; k++)
    object = s->tokens[object].head;
  bool modifier = thing > v && (s->tokens[v].relation == REL_COMPOUND || s->tokens[v].relation == REL_AMOD);
  if (below(s, t, v) || below(s, t, object) || (modifier && below(s, t, thing))) return;
  s->tokens[v].upos = UPOS_VERB;
  s->tokens[v].head = t;
  s->tokens[v].relation = REL_ADVCL;
  s->tokens[m].head = v;
  s->tokens[m].relation = REL_MARK;
  s->tokens[object].head = t;
  s->tokens[object].relation = REL_OBJ;
  if (modifier) {
    s->tokens[thing].head = v;
    s->tokens[thing].relation = REL_OBJ;
  }
  for (unsigned i = (unsigned)v + 1; i + 1 < s->count; i++) { // "by doing so" shares the one accused
    struct token *k = &s->tokens[i + 1];
    if (strcmp(s->tokens[i].norm, "by") == 0 && k->xpos == XPOS_VBG && k->head == t) k->head = v;
  }
}

void tree_repair(const struct cues *cues, struct sentence *s) {
  for (unsigned t = 0; t < s->count; t++) {
    lift_verb(s, (int)t);
    lower_phrase(cues, s, (int)t);
    lower_clause(cues, s, (int)t);
    part_charge(cues, s, (int)t);
    struct token *k = &s->tokens[t];
    if (k->relation == REL_XCOMP && (k->upos == UPOS_NOUN || k->upos == UPOS_PROPN) &&
        child_of(s, (int)t, REL_CASE) >= 0)
      k->relation = REL_OBL;
  }
}
