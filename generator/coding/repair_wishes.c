// SPDX-License-Identifier: MIT
// What is wanted of a thing, and verbs of two words.
#include "coding/repair_steps.h"
#include "coding/tree.h"

// Returns the complement of v beside its word t, or what was hung on t in its place (then *hung), or -1.
static int complement(const struct sentence *s, int v, int t, bool *hung) {
  int x = repair_child(s, v, REL_XCOMP);
  *hung = x < 0;
  return *hung ? repair_child(s, t, REL_ACL) : x;
}

// Returns the infinitive that what t, a complement of v, is to do or to be done, or -1.
static int wished(const struct sentence *s, int v, int t) {
  bool hung;
  int x = complement(s, v, t, &hung);
  if (x < t || s->tokens[x].upos != UPOS_VERB || (hung && repair_child(s, x, REL_AUX_PASS) < 0)) return -1;
  int mark = repair_child(s, x, REL_MARK);
  return mark > t && strcmp(s->tokens[mark].norm, "to") == 0 ? x : -1;
}

// "called for the ban to be lifted": what is called for is the clause.
static void wished_clause(struct sentence *s, int v) {
  int marker = v + 1;
  if (s->tokens[v].upos != UPOS_VERB || (unsigned)marker >= s->count ||
      s->tokens[marker].relation != REL_CASE || strcmp(s->tokens[marker].norm, "for") != 0)
    return;
  int t = s->tokens[marker].head;
  if (t < marker || s->tokens[t].head != v || s->tokens[t].relation != REL_OBL) return;
  int x = wished(s, v, t);
  if (x < 0) return;
  s->tokens[x].head = v;
  s->tokens[t].head = x;
  s->tokens[t].relation = repair_child(s, x, REL_AUX_PASS) >= 0 ? REL_NSUBJ_PASS : REL_NSUBJ;
  s->tokens[marker].relation = REL_MARK;
  s->tokens[marker].head = x;
  s->tokens[x].relation = REL_CCOMP;
}

// Returns the participle that the object t of v is wanted to be, or -1: one of the verb's own, or one that
// was hung on the noun and has nothing with it that would tell which thing is meant.
static int wished_state(const struct sentence *s, int v, int t) {
  bool hung;
  int x = complement(s, v, t, &hung);
  if (x < t || (s->tokens[x].xpos != XPOS_VBN && s->tokens[x].xpos != XPOS_VBD)) return -1;
  for (int i = 0; i < (int)s->count; i++) {
    unsigned r = s->tokens[i].relation;
    if (s->tokens[i].head == x && r != REL_PUNCT && (hung || r == REL_MARK || r == REL_OBJ)) return -1;
  }
  return x;
}

// "wants the ban scrapped": what is wanted is that it be.
static void wished_done(struct sentence *s, int v) {
  static const char *const verbs[] = {"want", "need", "like", "prefer", "wish", "see", "get", "have", NULL};
  const struct token *k = &s->tokens[v];
  int t = k->upos == UPOS_VERB && token_lemma_in(k, verbs) ? repair_child(s, v, REL_OBJ) : -1,
      x = t < v ? -1 : wished_state(s, v, t);
  if (x < 0) return;
  s->tokens[x].head = v;
  s->tokens[t].head = x;
  s->tokens[t].relation = REL_NSUBJ_PASS;
  s->tokens[x].relation = REL_CCOMP;
}

// "said no to the ban", "stays clear of it": the word after the verb is one with it, and what hangs on that
// word belongs to the verb.
static void phrase_of_verb(struct sentence *s, int v) {
  static const char *const answers[] = {"no", "yes", NULL}, *const keeps[] = {"steer", "stay", "keep", NULL};
  int word = v + 1;
  if ((unsigned)word >= s->count || s->tokens[word].head != v) return;
  bool answer = strcmp(s->tokens[v].lemma, "say") == 0 && token_in(&s->tokens[word], answers);
  bool away = token_lemma_in(&s->tokens[v], keeps) && strcmp(s->tokens[word].norm, "clear") == 0;
  if (!answer && !away) return;
  s->tokens[word].relation = REL_COMPOUND_PRT;
  for (int t = word + 1; (unsigned)t < s->count; t++) {
    struct token *k = &s->tokens[t];
    if (k->head != word) continue;
    k->head = v;
    if (answer && repair_nominal(k)) k->relation = REL_OBL;
  }
}

// "struck down the ban": a particle that was read as a preposition, where the verb with it takes an object.
static void particle(const struct cues *cues, struct sentence *s, int v) {
  static const char *const words[] = {"down", "up", "off", "out", "over", "through", NULL};
  if (s->tokens[v].upos != UPOS_VERB || (unsigned)v + 1 >= s->count) return;
  struct token *k = &s->tokens[v + 1], *thing = k->head > v + 1 ? &s->tokens[k->head] : NULL;
  if (!thing || k->relation != REL_CASE || !token_in(k, words) || thing->head != v ||
      thing->relation != REL_OBL || repair_child(s, v, REL_OBJ) >= 0)
    return;
  char phrase[64];
  snprintf(phrase, sizeof phrase, "%s %s", s->tokens[v].lemma, k->norm);
  unsigned n;
  const struct cue *list = cues_of(cues, phrase, 'v', &n);
  for (unsigned i = 0; i < n; i++)
    if (list[i].slots & (UINT32_C(1) << SLOT_OBJ)) {
      thing->relation = REL_OBJ;
      k->head = v;
      k->relation = REL_COMPOUND_PRT;
      return;
    }
}

void repair_wishes(const struct cues *cues, struct sentence *s, int t) {
  particle(cues, s, t);
  wished_clause(s, t);
  wished_done(s, t);
  phrase_of_verb(s, t);
}
