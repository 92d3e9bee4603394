// SPDX-License-Identifier: MIT
// What the concept's own words say before the climb begins.
#include "coding/climb.h"
#include "coding/tree.h"
#include "coding/who.h"

// Says whether the concept's own noun tells a position ("support for Kyiv"), and is no plan or deed besides.
static bool attitude_noun(const struct climb *c, const struct cue *list, unsigned n, unsigned i) {
  if (c->target->ref || c->target->concept->kind == CONCEPT_HARM) return false;
  if (cues_in(list, n, CUE_CONTENT) || cues_in(list, n, CUE_DISCUSS) || cues_in(list, n, CUE_DO))
    return false;
  return list[i].class == CUE_FAVOUR || list[i].class == CUE_OPPOSE || list[i].class == CUE_DEMAND ||
         list[i].class == CUE_REFUSE || list[i].class == CUE_WARN;
}

// Says whether the concept's own terms hold the word.
static bool named_by(const struct concept *concept, const char *lemma) {
  for (const char *const *term = concept->terms; *term; term++)
    if (strstr(*term, lemma)) return true;
  return false;
}

// "condemned the veto", "backs the abolition": a reference by what one who is against the concept does, or by
// its end.
static bool counter_noun(const struct climb *c, const struct token *k, const struct cue *list, unsigned n) {
  if (!c->target->ref || c->charge || k->upos != UPOS_NOUN || cues_in(list, n, CUE_CONTENT)) return false;
  bool counter = cues_in(list, n, CUE_OPPOSE) || cues_in(list, n, CUE_REFUSE);
  bool end = c->target->guess && cues_in(list, n, CUE_STOP);
  return (counter || end) && !named_by(c->target->concept, k->lemma);
}

// The class of a concept that is itself a verb: "stands by Kyiv" is said, "arms Kyiv" is done.
static enum cue_class class_of_verb(const struct climb *c, int t) {
  unsigned n;
  const struct cue *list = tree_cues(c->d->coder->cues, c->p, t, &n);
  static const enum cue_class said[] = {CUE_FAVOUR, CUE_OPPOSE, CUE_DEMAND, CUE_WARN, CUE_PROMISE};
  for (unsigned k = 0; k < G_N_ELEMENTS(said); k++)
    if (cues_in(list, n, said[k]) && !cues_in(list, n, CUE_DO) && !cues_in(list, n, CUE_STOP)) return said[k];
  return CUE_DO;
}

// "sells no arms": a negation between the words of the concept.
static bool negated_inside(const struct climb *c, int t) {
  bool negated = false;
  for (unsigned i = c->target->first; i <= c->target->last; i++)
    if (strcmp(token_at(c->p, (int)i)->norm, "no") == 0 && token_at(c->p, (int)i)->head != t)
      negated = !negated;
  return negated;
}

// "condemns the war" as a concept's own words: the verb tells the attitude to a harm.
static bool judges_harm(const struct climb *c, int t) {
  static const char *const breaches[] = {"break", "breach", "violate", "flout", NULL}; // harms, not their end
  if (token_lemma_in(token_at(c->p, t), breaches)) return false;
  unsigned n;
  const struct cue *list = cues_of(c->d->coder->cues, token_at(c->p, t)->lemma, 'v', &n);
  return c->target->concept->kind == CONCEPT_HARM && (unsigned)t == c->target->first &&
         !cues_in(list, n, CUE_DO) &&
         (cues_in(list, n, CUE_ACCUSE) || cues_in(list, n, CUE_OPPOSE) || cues_in(list, n, CUE_WARN) ||
          cues_in(list, n, CUE_STOP));
}

// A measure that its name gives to one actor ("Russia withdrawing") is not another's to do: returns that
// actor, or -1.
static int named_doer(const struct climb *c) {
  const struct codebook *book = c->d->coder->codebook;
  const char *name = c->target->concept->name;
  for (unsigned i = 0; i < book->actor_count; i++) {
    size_t n = strlen(book->actors[i].name);
    if (g_str_has_prefix(name, book->actors[i].name) && name[n] == ' ') return (int)i;
  }
  return -1;
}

static bool done_by_another(const struct climb *c, int t) {
  int doer = named_doer(c);
  bool overt = false;
  int s = doer < 0 || tree_passive(c->p, t) ? -1 : tree_subject(c->p, t, &overt);
  if (s < 0 || !overt) return false;
  struct who w = {0};
  who_collect(c->p, s, &w);
  return w.count && !who_shares(&w, doer);
}

// "is against the ban", "are for it": the preposition says the position.
static void stands_for(struct climb *c, int t) {
  static const char *const sides[] = {"against", "for", "behind", NULL};
  int m = tree_marker(c->p, t);
  if (m < 0 || !token_in(token_at(c->p, m), sides)) return;
  const char *side = token_at(c->p, m)->norm;
  bool against = strcmp(side, sides[0]) == 0;
  if (against) c->attitude = -c->attitude;
  c->known = true;
  c->class = against ? CUE_OPPOSE : CUE_FAVOUR;
  g_string_assign(c->cue, side);
  climb_note(c, "\"%s\": %s", side, c->attitude > 0 ? "for" : "against");
  holders_add(c, t, t, c->class);
}

// A vote or veto on what is not named.
static void start_vote(struct climb *c, int t) {
  static const char *const nays[] = {"against", "no", "down", NULL};
  const struct token *k = token_at(c->p, t);
  unsigned n;
  const struct cue *list = cues_of(c->d->coder->cues, k->lemma, k->upos == UPOS_VERB ? 'v' : 'n', &n);
  bool no = (unsigned)t + 1 < c->p->s->count && token_in(token_at(c->p, t + 1), nays);
  TREE_CHILDREN(c->p, t, g) {
    no = no || token_in(token_at(c->p, g), nays) ||
         (tree_marker(c->p, g) >= 0 && token_in(token_at(c->p, tree_marker(c->p, g)), nays));
  }
  c->known = true;
  c->neutral = cues_in(list, n, CUE_ABSTAIN) != NULL;
  c->attitude = strcmp(k->lemma, "veto") == 0 || no ? -1 : 1;
  c->class = c->neutral ? CUE_ABSTAIN : CUE_DO;
  g_string_assign(c->cue, k->lemma);
  climb_note(c, "\"%s\" must be on %s", k->lemma, c->target->concept->name);
  if (tree_negated(c->p, t)) c->attitude = -c->attitude;
  holders_add(c, t, t, c->class);
}

// A concept that is itself a verb.
static void start_verb(struct climb *c, int t) {
  c->known = c->deed = true;
  c->class = class_of_verb(c, t);
  tree_words(c->p, t, c->cue);
  if (judges_harm(c, t) != negated_inside(c, t)) c->attitude = -c->attitude;
  if (judges_harm(c, t)) c->class = CUE_OPPOSE;
  climb_note(c, "\"%s\" %s it", c->cue->str, c->attitude > 0 ? "does" : "is against");
  if (climb_negation_is_own(c, t))
    c->attitude = -c->attitude; // "not recognise the annexation" is the concept itself
  frame_modify(c, t);
  holders_add(c, t, t, c->class);
}

static void start_noun(struct climb *c, int t) {
  const struct concept *concept = c->target->concept;
  const char *lemma = token_at(c->p, t)->lemma;
  unsigned n;
  const struct cue *list = cues_of(c->d->coder->cues, lemma, 'n', &n);
  climb_at_noun(c, t, t);
  charge_doers(c, t);
  bool charge = c->target->ref && token_at(c->p, t)->upos == UPOS_PRON && tree_slot(c->p, t) == SLOT_OBJ &&
                strcmp(token_at(c->p, token_at(c->p, t)->head)->lemma, "deny") == 0; // "denied it"
  if (charge || ((concept->kind == CONCEPT_CLAIM || c->target->ref) && cues_in(list, n, CUE_CHARGE))) {
    c->attitude = -c->attitude; // the charge itself is named: whoever makes it is against what is charged
    c->charge = true;
  }
  if (counter_noun(c, token_at(c->p, t), list, n)) {
    c->attitude = -c->attitude;
    c->known = !cues_in(list, n, CUE_STOP);
    c->class = c->known ? CUE_OPPOSE : CUE_STOP;
    g_string_assign(c->cue, lemma);
    climb_note(c, "\"%s\" is against it", lemma);
    if (c->known) holders_add(c, t, t, c->class);
  }
  bool predicate = tree_child(c->p, t, REL_COP) >= 0;
  if (predicate) stands_for(c, t);
  if (predicate && !c->known && concept->sign == 0 && !c->target->ref) { // "is neutral"
    c->known = true;
    g_string_assign(c->cue, "be");
    climb_note(c, "says that it is so");
    holders_add(c, t, t, CUE_NONE);
  }
  for (unsigned i = 0; i < n && !c->known; i++)
    if (attitude_noun(c, list, n, i)) {
      c->known = true;
      c->class = list[i].class;
      g_string_assign(c->cue, lemma);
      climb_note(c, "\"%s\" says a position", lemma);
      holders_add(c, t, t, c->class);
    }
}

bool climb_start(struct climb *c) {
  int t = (int)c->target->head;
  const struct token *k = token_at(c->p, t);
  if (k->upos == UPOS_VERB && done_by_another(c, t)) {
    c->why_not = "another does it";
    return false;
  }
  if (c->target->implied)
    start_vote(c, t);
  else if (k->upos == UPOS_VERB && k->relation != REL_AMOD && k->relation != REL_COMPOUND)
    start_verb(c, t);
  else
    start_noun(c, t);
  return true;
}
