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

// "reiterated calls for a truce": the phrase belongs to the noun right before it, where that noun asks for it and the verb does not.
static void lower_phrase(const struct cues *cues, struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  if (k->relation != REL_OBL || k->head < 0 || s->tokens[k->head].upos != UPOS_VERB) return;
  int marker = child_of(s, t, REL_CASE);
  if (marker <= 0) return;
  int noun = marker - 1;
  const struct token *n = &s->tokens[noun];
  enum slot slot = slot_of_preposition(s->tokens[marker].norm);
  if (n->upos != UPOS_NOUN || slot == SLOT_OTHER || n->head != k->head || (n->relation != REL_OBJ && n->relation != REL_NSUBJ_PASS)) return;
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
  if (n->upos != UPOS_NOUN || n->head != k->head || (n->relation != REL_OBJ && n->relation != REL_OBL) || below(s, noun, t)) return;
  if (!takes(cues, n, 'n', SLOT_THAT)) return;
  k->head = noun;
  k->relation = REL_ACL;
}

void tree_repair(const struct cues *cues, struct sentence *s) {
  for (unsigned t = 0; t < s->count; t++) {
    lift_verb(s, (int)t);
    lower_phrase(cues, s, (int)t);
    lower_clause(cues, s, (int)t);
    struct token *k = &s->tokens[t];
    if (k->relation == REL_XCOMP && (k->upos == UPOS_NOUN || k->upos == UPOS_PROPN) && child_of(s, (int)t, REL_CASE) >= 0) k->relation = REL_OBL;
  }
}
