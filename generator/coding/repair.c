// SPDX-License-Identifier: MIT
#include "coding/repair.h"
#include "coding/repair_steps.h"
#include "coding/tree.h"

int repair_child(const struct sentence *s, int t, enum relation r) {
  for (unsigned i = 0; i < s->count; i++)
    if (s->tokens[i].head == t && s->tokens[i].relation == r) return (int)i;
  return -1;
}

static bool finite(const struct sentence *s, int t) {
  const struct token *k = &s->tokens[t];
  if (k->upos != UPOS_VERB) return false;
  if (k->xpos == XPOS_VBD || k->xpos == XPOS_VBZ || k->xpos == XPOS_VBP || k->xpos == XPOS_MD) return true;
  return repair_child(s, t, REL_AUX) >= 0 || repair_child(s, t, REL_NSUBJ) >= 0;
}

static bool predicate(const struct sentence *s, int t) {
  return s->tokens[t].upos == UPOS_VERB || repair_child(s, t, REL_COP) >= 0;
}

bool repair_takes(const struct cues *cues, const struct token *t, char pos, enum slot slot) {
  unsigned n;
  const struct cue *list = cues_of(cues, t->lemma, pos, &n);
  for (unsigned i = 0; i < n; i++)
    if (list[i].slots & (UINT32_C(1) << slot) && list[i].class != CUE_DISCUSS &&
        !(pos == 'v' && list[i].class == CUE_SPEECH))
      return true;
  return false;
}

bool repair_comma(const struct sentence *s, int t) {
  return t >= 0 && slice_is(s->tokens[t].form, ",");
}

bool repair_has_class(const struct cues *cues, const struct token *t, enum cue_class class) {
  unsigned n;
  const struct cue *list = cues_of(cues, t->lemma, 'v', &n);
  return cues_in(list, n, class) != NULL;
}

bool repair_nominal(const struct token *t) {
  return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_PRON;
}

// Says whether v can be the main verb although it has a participle's form: it takes an object, a clause, or a
// preposition of its own; one who is accused or praised is not the one who does it.
static bool acts(const struct cues *cues, const struct sentence *s, int v) {
  if (repair_child(s, v, REL_OBL_AGENT) >= 0 || repair_child(s, v, REL_AUX) >= 0) return false;
  if (repair_child(s, v, REL_OBJ) >= 0 || repair_child(s, v, REL_CCOMP) >= 0) return true;
  if (repair_has_class(cues, &s->tokens[v], CUE_ACCUSE) || repair_has_class(cues, &s->tokens[v], CUE_PRAISE))
    return false;
  for (unsigned i = (unsigned)v + 1; i < s->count; i++) {
    int marker =
        s->tokens[i].head == v && s->tokens[i].relation == REL_OBL ? repair_child(s, (int)i, REL_CASE) : -1;
    if (marker < 0 || strcmp(s->tokens[marker].norm, "by") == 0) continue;
    enum slot slot = slot_of_preposition(s->tokens[marker].norm);
    if (slot != SLOT_OTHER && repair_takes(cues, &s->tokens[v], 'v', slot)) return true;
  }
  return false;
}

// A finite verb that was coordinated with a noun belongs to the predicate above; so does one with an object
// that was read as a participle.
static void lift_verb(const struct cues *cues, struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  if (k->relation != REL_CONJ || k->head < 0 || predicate(s, k->head)) return;
  bool participle = k->xpos == XPOS_VBN && acts(cues, s, t);
  if (!finite(s, t) && !participle) return;
  for (int h = s->tokens[k->head].head; h >= 0; h = s->tokens[h].head) {
    if (!predicate(s, h) || h > t || s->tokens[h].relation == REL_ACL_RELCL) continue;
    k->head = h;
    if (participle) k->xpos = XPOS_VBD;
    return;
  }
}

// "The union adopted sanctions": a verb that was read as an adjective although it has a subject.
static void raise_adjective(struct sentence *s, int v) {
  struct token *k = &s->tokens[v];
  int noun = k->head;
  if (k->relation != REL_AMOD || k->upos != UPOS_VERB || noun < v || repair_child(s, v, REL_NSUBJ) < 0)
    return;
  if (tree_below(s, s->tokens[noun].head, v)) return;
  k->head = s->tokens[noun].head;
  k->relation = s->tokens[noun].relation;
  if (k->xpos == XPOS_VBN) k->xpos = XPOS_VBD;
  s->tokens[noun].head = v;
  s->tokens[noun].relation = REL_OBJ;
  for (unsigned i = 0; i < s->count; i++)
    if (s->tokens[i].head == noun && (s->tokens[i].relation == REL_PUNCT || (int)i < v))
      s->tokens[i].head = v;
}

static int phrase_start(const struct sentence *s, int t) {
  int first = t;
  for (int i = t - 1; i >= 0 && tree_below(s, i, t) && !repair_comma(s, i); i--)
    first = i;
  return first;
}

static bool past_or_present(const struct token *k) {
  return k->upos == UPOS_VERB && (k->xpos == XPOS_VBD || k->xpos == XPOS_VBZ || k->xpos == XPOS_VBP);
}

static bool lacks_subject(const struct sentence *s, int v) {
  return repair_child(s, v, REL_NSUBJ) < 0 && repair_child(s, v, REL_NSUBJ_PASS) < 0 &&
         repair_child(s, v, REL_EXPL) < 0 && repair_child(s, v, REL_CCOMP) < 0;
}

// "On Monday, the minister called", "Speaking in Rome, she said": what was read as an apposition to the
// opening words is the subject.
static void fronted_subject(struct sentence *s, int v) {
  if (s->tokens[v].head >= 0 || !past_or_present(&s->tokens[v]) || !lacks_subject(s, v)) return;
  for (int t = 1; t < v; t++) {
    struct token *k = &s->tokens[t];
    if (k->relation != REL_APPOS || !repair_nominal(k) || k->head > t ||
        !repair_comma(s, phrase_start(s, t) - 1))
      continue;
    k->head = v;
    k->relation = REL_NSUBJ;
    return;
  }
}

// "Oslo welcomed the truce and Rome praised it": the noun right before a coordinated verb is its subject, not
// one more of the objects before.
static void coordinated_subject(struct sentence *s, int v) {
  const struct token *verb = &s->tokens[v];
  if (v == 0 || verb->relation != REL_CONJ || !past_or_present(verb) || !lacks_subject(s, v)) return;
  struct token *k = &s->tokens[v - 1];
  if (k->relation != REL_CONJ || k->upos != UPOS_PROPN || k->head < 0 || k->head >= v ||
      tree_below(s, v, v - 1))
    return;
  k->head = v;
  k->relation = REL_NSUBJ;
}

// "the truce that Rome had accepted": no clause of content where the noun takes none.
static void relative_clause(const struct cues *cues, struct sentence *s, int v) {
  struct token *k = &s->tokens[v];
  int mark = k->relation == REL_ACL ? repair_child(s, v, REL_MARK) : -1;
  if (mark < 0 || k->head < 0 || strcmp(s->tokens[mark].norm, "that") != 0 ||
      repair_child(s, v, REL_OBJ) >= 0 || repair_child(s, v, REL_CCOMP) >= 0 ||
      repair_child(s, v, REL_NSUBJ) < 0 || repair_takes(cues, &s->tokens[k->head], 'n', SLOT_THAT))
    return;
  k->relation = REL_ACL_RELCL;
  s->tokens[mark].relation = REL_OBJ;
  s->tokens[mark].upos = UPOS_PRON;
}

// "Oslo, Rome and Bern": a name before a comma is the first of a list, not a part of the next name.
static void listed_name(struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  int next = k->head;
  if (k->relation != REL_COMPOUND || next <= t + 1 || !repair_comma(s, t + 1) || k->upos != UPOS_PROPN ||
      s->tokens[next].upos != UPOS_PROPN || repair_child(s, next, REL_CONJ) < 0)
    return;
  k->head = s->tokens[next].head;
  k->relation = s->tokens[next].relation;
  for (unsigned i = 0; i < s->count; i++)
    if (s->tokens[i].head == next && ((int)i < t || s->tokens[i].relation == REL_CONJ)) s->tokens[i].head = t;
  s->tokens[next].head = t;
  s->tokens[next].relation = REL_CONJ;
}

// "The chamber, which had kept out, now criticises it": no relative clause hangs on a verb; it is the main
// verb.
static void main_verb(struct sentence *s, int v) {
  struct token *k = &s->tokens[v];
  int clause = k->relation == REL_ACL_RELCL && k->upos == UPOS_VERB ? k->head : -1;
  if (clause < 0 || clause > v || s->tokens[clause].relation != REL_ACL_RELCL || !past_or_present(k) ||
      !lacks_subject(s, v))
    return;
  int noun = s->tokens[clause].head;
  if (noun < 0 || noun > clause || s->tokens[noun].head >= 0 || !repair_nominal(&s->tokens[noun])) return;
  k->head = -1;
  k->relation = REL_ROOT;
  s->tokens[noun].head = v;
  s->tokens[noun].relation = REL_NSUBJ;
}

// "Both support it": a verb coordinates nothing, the word is its subject.
static void both_subject(struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  if (k->relation != REL_CC_PRECONJ || strcmp(k->norm, "both") != 0 || k->head < t ||
      s->tokens[k->head].upos != UPOS_VERB || repair_child(s, k->head, REL_NSUBJ) >= 0)
    return;
  k->relation = REL_NSUBJ;
  k->upos = UPOS_PRON;
}

// "Both presidents called for a truce": no passive without its auxiliary.
static void no_passive(const struct cues *cues, struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  if (k->relation != REL_NSUBJ_PASS || k->head < t || s->tokens[k->head].upos != UPOS_VERB) return;
  int v = k->head;
  if (repair_child(s, v, REL_AUX_PASS) >= 0 || !acts(cues, s, v)) return;
  k->relation = REL_NSUBJ;
  if (s->tokens[v].xpos == XPOS_VBN) s->tokens[v].xpos = XPOS_VBD;
}

// "refused the union's demand": a second subject behind the verb is its object.
static void second_subject(struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  if (k->relation != REL_NSUBJ || k->head < 0 || k->head > t || s->tokens[k->head].upos != UPOS_VERB) return;
  int first = repair_child(s, k->head, REL_NSUBJ);
  if (first >= 0 && first < k->head && repair_child(s, k->head, REL_OBJ) < 0) k->relation = REL_OBJ;
}

// "According to X, the ban is a failure": the clause is the sentence, not who says it.
static void lower_source(struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  int source = k->head;
  if (k->relation != REL_PARATAXIS || source < 0 || source > t || s->tokens[source].head >= 0) return;
  int marker = repair_child(s, source, REL_CASE);
  if (marker < 0 || strcmp(s->tokens[marker].norm, "according") != 0) return;
  k->head = -1;
  k->relation = REL_ROOT;
  s->tokens[source].head = t;
  s->tokens[source].relation = REL_OBL;
}

static bool is_verb_cue(const struct cues *cues, const struct token *t) {
  unsigned n;
  cues_of(cues, t->lemma, 'v', &n);
  return n > 0;
}

// "Rome objects to the ban": a noun with a subject and no copula is a verb.
static void noun_as_verb(const struct cues *cues, struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  if (k->upos != UPOS_NOUN || k->xpos != XPOS_NNS || t == 0 || repair_child(s, t, REL_NSUBJ) != t - 1 ||
      repair_child(s, t, REL_COP) >= 0 || repair_child(s, t, REL_AUX) >= 0 ||
      repair_child(s, t, REL_DET) >= 0 || !is_verb_cue(cues, k))
    return;
  k->upos = UPOS_VERB;
  k->xpos = XPOS_VBZ;
}

// "Rome could back new sanctions": the word between a modal verb and a noun that has no copula is the verb.
static void verb_after_modal(const struct cues *cues, struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  int noun = k->head;
  if (t == 0 || noun <= t || s->tokens[t - 1].xpos != XPOS_MD || s->tokens[t - 1].head != noun ||
      (k->upos != UPOS_ADV && k->upos != UPOS_ADJ && k->upos != UPOS_NOUN) ||
      s->tokens[noun].upos == UPOS_VERB || s->tokens[noun].upos == UPOS_ADJ ||
      repair_child(s, noun, REL_COP) >= 0 || !is_verb_cue(cues, k))
    return;
  k->upos = UPOS_VERB;
  k->xpos = XPOS_VB;
  k->head = s->tokens[noun].head;
  k->relation = s->tokens[noun].relation;
  for (unsigned i = 0; i < s->count; i++)
    if (s->tokens[i].head == noun && ((int)i < t || s->tokens[i].relation == REL_PUNCT))
      s->tokens[i].head = t;
  s->tokens[noun].head = t;
  s->tokens[noun].relation = REL_OBJ;
}

// "opposition to further aid": "to" before a noun is a preposition.
static void to_noun(struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  if (k->relation != REL_XCOMP || k->upos != UPOS_NOUN || repair_child(s, t, REL_COP) >= 0) return;
  int mark = repair_child(s, t, REL_MARK);
  if (mark < 0 || mark > t || strcmp(s->tokens[mark].norm, "to") != 0) return;
  s->tokens[mark].relation = REL_CASE;
  s->tokens[mark].upos = UPOS_ADP;
  k->relation = REL_OBL;
}

// "The ministry called for a truce": a sentence without a finite verb whose noun has a participle has been
// misread, the participle is its verb.
static void raise_participle(const struct cues *cues, struct sentence *s, int v) {
  struct token *k = &s->tokens[v];
  int noun = k->head;
  if (k->relation == REL_AMOD && noun >= 0 && noun < v &&
      repair_comma(s, v - 1)) // "the minister, on a visit, promised"
    for (int h = noun; h >= 0; h = s->tokens[h].head)
      noun = h;
  else if (k->relation != REL_ACL)
    return;
  if (noun < 0 || noun > v || (k->xpos != XPOS_VBN && k->xpos != XPOS_VBD)) return;
  if (s->tokens[noun].head >= 0 || !repair_nominal(&s->tokens[noun]) || repair_child(s, noun, REL_COP) >= 0 ||
      repair_child(s, noun, REL_NSUBJ) >= 0 || !acts(cues, s, v))
    return;
  for (unsigned i = 0; i < s->count; i++)
    if ((int)i != v && s->tokens[i].head == noun && s->tokens[i].relation != REL_ACL_RELCL &&
        finite(s, (int)i))
      return;
  for (unsigned i = (unsigned)v + 1; i < s->count; i++)
    if (s->tokens[i].head == noun) s->tokens[i].head = v;
  k->head = -1;
  k->relation = REL_ROOT;
  k->xpos = XPOS_VBD;
  s->tokens[noun].head = v;
  s->tokens[noun].relation = REL_NSUBJ;
}

// "broke into a bank, according to the police": the source belongs to what is told.
static void raise_source(struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  int m = repair_child(s, t, REL_CASE);
  if (k->relation != REL_NMOD || m < 1 || strcmp(s->tokens[m].norm, "according") != 0) return;
  int h = k->head;
  while (h >= 0 && !predicate(s, h))
    h = s->tokens[h].head;
  if (h < 0) return;
  k->head = h;
  k->relation = REL_OBL;
}

// "Minister accused of fraud", "Rebels urged to disarm": a title's participle without "be". Such verbs never
// lack an object, so what looks like the subject is it.
static void bare_passive(struct sentence *s, int v) {
  static const char *const verbs[] = {"accuse",   "urge",    "jail",      "arrest", "detain", "fine",
                                      "sanction", "blame",   "suspect",   "expel",  "sack",   "indict",
                                      "imprison", "suspend", "bar",       "ban",    "sue",    "force",
                                      "order",    "condemn", "criticise", "punish", "deport", "banish",
                                      "target",   "expose",  "praise",    NULL};
  static const char *const after[] = {"of", "over", "for", "by", "to", "after", "from", "in", NULL};
  struct token *k = &s->tokens[v];
  if (k->upos != UPOS_VERB || (k->xpos != XPOS_VBD && k->xpos != XPOS_VBN)) return;
  if (k->relation != REL_ROOT || (unsigned)v + 1 >= s->count || !token_in(&s->tokens[v + 1], after)) return;
  int subject = token_lemma_in(k, verbs) ? repair_child(s, v, REL_NSUBJ) : -1;
  if (subject < 0 || repair_child(s, v, REL_OBJ) >= 0 || repair_child(s, v, REL_AUX) >= 0) return;
  s->tokens[subject].relation = REL_NSUBJ_PASS;
  k->xpos = XPOS_VBN;
}

// No word depends on a mark: what was hung on one ("the minister, Jo Doe, said") belongs to the word above
// it.
static void off_marks(struct sentence *s, int t) {
  struct token *k = &s->tokens[t];
  if (k->upos == UPOS_PUNCT) return;
  while (k->head >= 0 && s->tokens[k->head].upos == UPOS_PUNCT && s->tokens[k->head].head >= 0 &&
         s->tokens[k->head].head != t)
    k->head = s->tokens[k->head].head;
}

void tree_repair(const struct cues *cues, struct sentence *s) {
  for (unsigned t = 0; t < s->count; t++)
    off_marks(s, (int)t);
  for (unsigned t = 0; t < s->count; t++)
    listed_name(s, (int)t);
  for (unsigned t = 0; t < s->count; t++) {
    noun_as_verb(cues, s, (int)t);
    verb_after_modal(cues, s, (int)t);
    lift_verb(cues, s, (int)t);
    to_noun(s, (int)t);
    repair_phrases(cues, s, (int)t);
    raise_participle(cues, s, (int)t);
    raise_adjective(s, (int)t);
    no_passive(cues, s, (int)t);
    second_subject(s, (int)t);
    lower_source(s, (int)t);
    raise_source(s, (int)t);
    bare_passive(s, (int)t);
    repair_wishes(cues, s, (int)t);
    fronted_subject(s, (int)t);
    coordinated_subject(s, (int)t);
    relative_clause(cues, s, (int)t);
    both_subject(s, (int)t);
    main_verb(s, (int)t);
    struct token *k = &s->tokens[t];
    if (k->relation == REL_ACL && k->xpos == XPOS_VBG && k->head >= 0 && s->tokens[k->head].upos == UPOS_VERB)
      k->relation = REL_ADVCL; // "accused of lying"
    if (k->relation == REL_XCOMP && (k->upos == UPOS_NOUN || k->upos == UPOS_PROPN) &&
        repair_child(s, (int)t, REL_CASE) >= 0)
      k->relation = REL_OBL;
  }
}
