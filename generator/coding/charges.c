// SPDX-License-Identifier: MIT
// Who is charged with what, and who wards a charge off.
#include "coding/attribution.h"
#include "coding/climb.h"
#include "coding/nominal.h"
#include "coding/tree.h"
#include "coding/who.h"

static bool has_found(const struct climb *c, const struct who *w) {
  for (unsigned i = 0; i < c->found->len; i++)
    if (who_shares(w, g_array_index(c->found, struct finding, i).actor)) return true;
  return false;
}

// Adds w, unless it was found or stands where a place stands, as one of whom it is said that it does the
// concept.
static void add_ascribed(struct climb *c, const struct who *w, int attitude, enum cue_class class) {
  if (w->count && !w->place && !has_found(c, w)) finding_add(c, w, attitude, VOICE_ASCRIBED, class);
}

// --- whom a verb names: "accused Minsk of it", "Minsk, accused of it" ---

void charge_named(struct climb *c, int h, int node, int attitude) {
  static const enum slot slots[] = {SLOT_OF, SLOT_FOR, SLOT_COMP, SLOT_OVER, SLOT_WITH, SLOT_AS};
  enum slot slot = tree_slot(c->p, node);
  bool right = false;
  for (unsigned i = 0; i < G_N_ELEMENTS(slots); i++)
    right = right || slot == slots[i];
  if (!right || c->neutral || attitude == 0) return;
  const struct token *t = token_at(c->p, h);
  int named = t->relation == REL_ACL && t->xpos == XPOS_VBN ? t->head : -1;
  TREE_CHILDREN(c->p, h, k) {
    unsigned r = token_at(c->p, k)->relation;
    if (k != node && (r == REL_OBJ || r == REL_NSUBJ_PASS)) named = k;
  }
  if (named < 0 || target_holds(c->target, named)) return;
  struct who w = {0};
  who_collect(c->p, named, &w);
  add_ascribed(c, &w, attitude, CUE_ACCUSE);
}

// --- whose the harm is: "Minsk's raids", "Belarusian hackers" ---

void charge_doers(struct climb *c, int noun) {
  if (c->target->concept->kind == CONCEPT_MEASURE || c->attitude < 0) return;
  who_collect(c->p, noun, &c->doers);
  TREE_CHILDREN(c->p, noun, k) {
    const struct token *t = token_at(c->p, k);
    int m = t->relation == REL_NMOD ? tree_marker(c->p, k) : -1;
    bool right = t->relation == REL_NMOD_POSS || t->relation == REL_AMOD || t->relation == REL_COMPOUND ||
                 (m >= 0 && strcmp(token_at(c->p, m)->norm, "by") == 0);
    if (!right || target_holds(c->target, k)) continue;
    who_collect(c->p, k, &c->doers);
    const struct mention *n = t->relation == REL_NMOD ? NULL : mention_over(c->p, k);
    if (n) who_add(&c->doers, n->actor, n->person);
  }
  if (c->doers.count && !c->doers.how) c->doers.how = "name before the noun";
}

// Says whether whoever speaks of c's concept thereby says of its doers that they do it.
static bool is_other(const struct climb *c, const struct who *speaker) {
  for (unsigned i = 0; i < c->doers.count; i++)
    if (who_shares(speaker, c->doers.of[i].actor)) return false;
  return true;
}

void charge_spread(struct climb *c, const struct who *by, const char *words, enum cue_class class) {
  if (c->doers.count == 0 || !is_other(c, by)) return;
  unsigned before = c->found->len;
  add_ascribed(c, &c->doers, 1, class);
  for (unsigned i = before; i < c->found->len; i++) {
    struct finding *f = &g_array_index(c->found, struct finding, i);
    f->hedges++;
    finding_ascribe(f, by, words);
  }
  c->doers.count = 0;
}

// --- denials beside the charge: "which Minsk denies", "but Minsk denied any part in it" ---

static bool is_charge(const struct climb *c, int t) {
  static const char *const pronouns[] = {"it", "this", "that", "which", "them", "these", NULL},
                           *const blame[] = {
                               "wrongdoing", "involvement", "responsibility", "connection", "link", "role",
                               "part",       "complicity",  "misconduct",     "knowledge",  "tie",  NULL};
  const struct token *k = token_at(c->p, t);
  unsigned n;
  const struct cue *list = cues_of(c->d->coder->cues, k->lemma, 'n', &n);
  return token_in(k, pronouns) || token_lemma_in(k, blame) ||
         (k->upos == UPOS_NOUN && (cues_in(list, n, CUE_CHARGE) || cues_in(list, n, CUE_ACCUSE)));
}

void charge_denied(struct climb *c) {
  static const char *const verbs[] = {"deny",    "refute",  "rebut",     "reject",  "dismiss",
                                      "dispute", "disavow", "repudiate", "rubbish", NULL};
  if (c->target->concept->kind == CONCEPT_MEASURE || c->target->implied) return;
  for (int t = (int)c->p->s->count - 1; t >= 0; t--) {
    const struct token *k = token_at(c->p, t);
    if (k->upos != UPOS_VERB || !token_lemma_in(k, verbs) || tree_negated(c->p, t)) continue;
    int object = tree_child(c->p, t, tree_passive(c->p, t) ? REL_NSUBJ_PASS : REL_OBJ),
        s = tree_doer(c->p, t);
    if (object < 0 || s < 0 || !is_charge(c, object)) continue;
    bool below = tree_below(c->p->s, (int)c->target->head, t);
    struct who w = {0};
    who_collect(c->p, s, &w);
    if (w.count == 0 || w.place || (below && has_found(c, &w)) || (!below && (int)c->target->head > t))
      continue;
    unsigned steps = c->steps;
    c->neutral = false;
    climb_note(c, "\"%s\" wards it off", k->lemma);
    finding_add(c, &w, 1, VOICE_STATED, CUE_DENY);
    c->steps = steps;
  }
}
