// SPDX-License-Identifier: MIT
// Phrases and clauses that were hung on the wrong word beside a noun or verb that asks for them.
#include "coding/repair_steps.h"
#include "coding/tree.h"

// "opposition", "support": a noun that takes a side on what hangs on it.
static bool says_side(const struct cues *cues, const struct token *noun) {
  unsigned n;
  const struct cue *list = cues_of(cues, noun->lemma, 'n', &n);
  return cues_in(list, n, CUE_OPPOSE) || cues_in(list, n, CUE_FAVOUR) || cues_in(list, n, CUE_REFUSE);
}

// "reiterated calls for a truce": the phrase belongs to the noun right before it, where that noun asks for it
// and the verb does not.
static void lower_phrase(const struct cues *cues, struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  if (k->relation != REL_OBL || k->head < 0 || s->tokens[k->head].upos != UPOS_VERB) return;
  int marker = repair_child(s, t, REL_CASE);
  if (marker <= 0) return;
  int noun = marker - 1;
  const struct token *n = &s->tokens[noun];
  enum slot slot = slot_of_preposition(s->tokens[marker].norm);
  if (n->upos != UPOS_NOUN || slot == SLOT_OTHER || n->head != k->head ||
      (n->relation != REL_OBJ && n->relation != REL_NSUBJ_PASS))
    return;
  bool asked = repair_takes(cues, &s->tokens[k->head], 'v', slot) && !says_side(cues, n);
  if (asked || !repair_takes(cues, n, 'n', slot) || tree_below(s, noun, t)) return;
  k->head = noun;
  k->relation = REL_NMOD;
}

// "rejected claims that it spies": the clause belongs to the noun right before it.
static void lower_clause(const struct cues *cues, struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  int mark = k->relation == REL_CCOMP ? repair_child(s, t, REL_MARK) : -1;
  if (mark <= 0 || k->head < 0 || strcmp(s->tokens[mark].norm, "that") != 0) return;
  int noun = mark - 1;
  const struct token *n = &s->tokens[noun];
  if (n->upos != UPOS_NOUN || n->head != k->head || (n->relation != REL_OBJ && n->relation != REL_OBL) ||
      tree_below(s, noun, t))
    return;
  if (!repair_takes(cues, n, 'n', SLOT_THAT)) return;
  k->head = noun;
  k->relation = REL_ACL;
}

// Returns the participle of what somebody is charged with ("arming", "not having armed"), whose words begin
// at t, or -1.
static int charged_verb(const struct sentence *s, int t) {
  if ((unsigned)t + 1 < s->count && strcmp(s->tokens[t].norm, "not") == 0) t++;
  if ((unsigned)t >= s->count || s->tokens[t].xpos != XPOS_VBG) return -1;
  bool perfect = strcmp(s->tokens[t].norm, "having") == 0 && (unsigned)t + 1 < s->count &&
                 (s->tokens[t + 1].xpos == XPOS_VBN || s->tokens[t + 1].xpos == XPOS_VBD);
  return perfect ? t + 1 : t;
}

// "accused Oslo of arming rebels": the one accused is the object, what comes after is a clause of its own.
static void part_charge(const struct cues *cues, struct sentence *s, int t) {
  enum { REACH = 9 };
  if (s->tokens[t].upos != UPOS_VERB || (!repair_has_class(cues, &s->tokens[t], CUE_ACCUSE) &&
                                         !repair_has_class(cues, &s->tokens[t], CUE_PRAISE)))
    return;
  int m = -1;
  for (int i = t + 2; i < t + REACH && i + 1 < (int)s->count && m < 0; i++) {
    if (s->tokens[i].upos == UPOS_VERB || s->tokens[i].upos == UPOS_PUNCT) return;
    if ((strcmp(s->tokens[i].norm, "of") == 0 || strcmp(s->tokens[i].norm, "for") == 0) &&
        charged_verb(s, i + 1) >= 0)
      m = i;
  }
  if (m < 0 || !repair_nominal(&s->tokens[m - 1])) return;
  int v = charged_verb(s, m + 1), object = m - 1, thing = s->tokens[v].head;
  if (s->tokens[v].upos != UPOS_VERB && s->tokens[v].relation != REL_COMPOUND &&
      s->tokens[v].relation != REL_AMOD)
    return;
  for (int k = 0; k < REACH && s->tokens[object].head > t && s->tokens[object].head < m; k++)
    object = s->tokens[object].head;
  for (int i = m; i <= v; i++)
    if (tree_below(s, t, i)) return;
  bool modifier = thing > v && (s->tokens[v].relation == REL_COMPOUND || s->tokens[v].relation == REL_AMOD);
  if (tree_below(s, t, object) || (modifier && tree_below(s, t, thing))) return;
  s->tokens[v].upos = UPOS_VERB;
  s->tokens[v].head = t;
  s->tokens[v].relation = REL_ADVCL;
  for (int i = m; i < v; i++) { // "for", "not", "having"
    s->tokens[i].head = v;
    s->tokens[i].relation = i == m                                                            ? REL_MARK
                            : s->tokens[i].upos == UPOS_AUX || s->tokens[i].upos == UPOS_VERB ? REL_AUX
                                                                                              : REL_ADVMOD;
  }
  bool agent = repair_child(s, object, REL_CASE) >= 0; // "accused by Oslo of it"
  s->tokens[object].head = t;
  s->tokens[object].relation = agent ? REL_OBL_AGENT : REL_OBJ;
  if (modifier) {
    s->tokens[thing].head = v;
    s->tokens[thing].relation = REL_OBJ;
  }
  for (unsigned i = (unsigned)v + 1; i + 1 < s->count; i++) { // "by doing so" shares the one accused
    struct token *k = &s->tokens[i + 1];
    if (strcmp(s->tokens[i].norm, "by") == 0 && k->xpos == XPOS_VBG && k->head == t) k->head = v;
  }
}

// "thanked Oslo for the aid": what one is thanked or blamed for belongs to the verb, not to the name before
// it.
static void raise_ground(const struct cues *cues, struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  const struct token *name = k->relation == REL_NMOD && k->head >= 0 ? &s->tokens[k->head] : NULL;
  if (!name || name->upos != UPOS_PROPN || name->relation != REL_OBJ || name->head < 0 || k->head > t) return;
  const struct token *verb = &s->tokens[name->head];
  int marker = repair_child(s, t, REL_CASE);
  if (marker < 0 || strcmp(s->tokens[marker].norm, "for") != 0 ||
      (!repair_has_class(cues, verb, CUE_ACCUSE) && !repair_has_class(cues, verb, CUE_PRAISE)))
    return;
  k->head = name->head;
  k->relation = REL_OBL;
}

void repair_phrases(const struct cues *cues, struct sentence *s, int t) {
  lower_phrase(cues, s, t);
  lower_clause(cues, s, t);
  part_charge(cues, s, t);
  raise_ground(cues, s, t);
}
