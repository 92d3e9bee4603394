// SPDX-License-Identifier: MIT
// Who holds what: the subject, agent, possessor of a cue.
#include "coding/attribution.h"
#include "coding/climb.h"
#include "coding/nominal.h"
#include "coding/tree.h"
#include "coding/who.h"

void finding_add(struct climb *c, const struct who *w, int attitude, enum voice voice, enum cue_class class) {
  for (unsigned i = 0; i < w->count; i++) {
    struct finding f = {.actor = w->of[i].actor,
                        .person = w->of[i].person,
                        .attitude = c->neutral ? 0 : attitude,
                        .voice = voice,
                        .by = -1,
                        .pronoun = w->pronoun,
                        .how = w->how,
                        .conditional = c->conditional,
                        .hedges = c->hedges,
                        .steps = c->steps,
                        .class = class};
    f.cue = g_string_chunk_insert_const(c->d->strings, c->cue->str);
    climb_note(c, "held by %s (%s)", c->d->coder->codebook->actors[f.actor].name, w->how ? w->how : "named");
    f.trace = c->trace->len;
    bool replaced = false;
    for (unsigned k = 0; k < c->found->len && !replaced; k++) {
      struct finding *old = &g_array_index(c->found, struct finding, k);
      if (old->actor != f.actor) continue;
      *old = f;
      replaced = true;
    }
    if (!replaced) g_array_append_val(c->found, f);
  }
}

void finding_ascribe(struct finding *f, const struct who *w, const char *words) {
  f->voice = VOICE_ASCRIBED;
  f->by = w->count ? w->of[0].actor : -1;
  f->by_text = words;
}

static bool is_deed(enum cue_class class) {
  switch (class) {
  case CUE_DO:
  case CUE_STOP:
  case CUE_WEAKEN:
  case CUE_REFUSE:
  case CUE_INTEND:
  case CUE_CONTINUE:
  case CUE_MEDIATE:
  case CUE_ABSTAIN:
  case CUE_ENABLE:
    return true;
  default:
    return false;
  }
}

static bool did(const struct passage *p, int h) {
  int aux = tree_child(p, h, REL_AUX);
  return aux >= 0 && strcmp(token_at(p, aux)->norm, "did") == 0;
}

// Returns the modal of h or of the verb that it completes ("will go on supplying"), or NULL.
static const char *willed(const struct passage *p, int h) {
  const char *modal = tree_modal(p, h);
  for (int up = 0; !modal && up < 3 && token_at(p, h)->relation == REL_XCOMP; up++) {
    h = token_at(p, h)->head;
    modal = tree_modal(p, h);
  }
  return modal;
}

enum voice voice_of_verb(const struct climb *c, int h, enum cue_class class) {
  static const char *const said[] = {"plan",   "intend",  "aim",      "agree",  "hope",
                                     "expect", "prepare", "consider", "want",   "threaten",
                                     "offer",  "wish",    "mean",     "accept", NULL};
  if (token_lemma_in(token_at(c->p, h), said)) return VOICE_STATED;
  const char *modal = willed(c->p, h);
  static const char *const done[] = {
      "block", "veto",   "adopt",   "drop",     "sign",  "impose", "suspend", "withhold", "ratify",
      "opt",   "seek",   "boycott", "sanction", "expel", "cancel", "broker",  "thwart",   "begin",
      "put",   "launch", "order",   "invade",   "vote",  "resist", NULL};
  bool will = modal != NULL || tree_negated(c->p, h);
  if (!will && token_lemma_in(token_at(c->p, h), done)) return VOICE_ACTED;
  // "has never condemned": a silence is a deed
  bool past = token_at(c->p, h)->xpos == XPOS_VBN || token_at(c->p, h)->xpos == XPOS_VBD || did(c->p, h);
  if (!modal && past && c->target->concept->kind == CONCEPT_HARM && tree_negated(c->p, h)) return VOICE_ACTED;
  if (!is_deed(class) && !(c->deed && class == CUE_NONE)) return VOICE_STATED;
  if (modal && (strcmp(modal, "will") == 0 || strcmp(modal, "would") == 0 || strcmp(modal, "shall") == 0))
    return VOICE_STATED;
  return VOICE_ACTED;
}

static bool is_first_person(const struct token *t) {
  return strcmp(t->norm, "we") == 0 || strcmp(t->norm, "i") == 0;
}

static void verb_holders(struct climb *c, int h, int node, enum cue_class class) {
  struct who w = {0};
  int s = -1;
  if (tree_passive(c->p, h)) {
    s = tree_agent(c->p, h);
    unsigned n = 0; // "is opposed to", "is committed to" tell what the subject holds
    if (s < 0) cues_of(c->d->coder->cues, token_at(c->p, h)->norm, 'a', &n);
    if (n) s = tree_child(c->p, h, REL_NSUBJ_PASS);
    if (s == node) s = -1;
  } else {
    bool overt;
    s = tree_subject(c->p, h, &overt);
    if (token_at(c->p, h)->xpos == XPOS_VBG && !overt && tree_agent(c->p, h) >= 0)
      s = tree_agent(c->p, h); // "shelling by Minsk"
    if (s == node) s = -1;
    static const char *const none[] = {"no", "nobody", "none", "neither", NULL};
    bool neither = s >= 0 && tree_has(c->p, s, REL_CC_PRECONJ, "neither"); // "neither Oslo nor Rome": both
    if (s >= 0 && !neither && (token_in(token_at(c->p, s), none) || tree_negated(c->p, s))) s = -1;
    if (s >= 0 && c->deontic && !is_first_person(token_at(c->p, s))) return;
  }
  if (s < 0 || target_holds(c->target, s)) return; // a name inside the concept holds nothing
  who_collect(c->p, s, &w);
  if (w.place) return;
  finding_add(c, &w, c->attitude, voice_of_verb(c, h, class), class);
}

// "Warsaw's opposition", "the refusal of Rome", "US backing".
static void noun_holders(struct climb *c, int h, int node, enum cue_class class) {
  enum voice voice = is_deed(class) ? VOICE_ACTED : VOICE_ASCRIBED;
  TREE_CHILDREN(c->p, h, k) {
    const struct token *t = token_at(c->p, k);
    if (k == node || target_holds(c->target, k)) continue;
    bool right = t->relation == REL_NMOD_POSS;
    if (t->relation == REL_NMOD) {
      int m = tree_marker(c->p, k);
      right = m >= 0 &&
              (strcmp(token_at(c->p, m)->norm, "by") == 0 || strcmp(token_at(c->p, m)->norm, "from") == 0 ||
               (strcmp(token_at(c->p, m)->norm, "of") == 0 && node != h));
    }
    struct who w = {0};
    if (right) who_collect(c->p, k, &w);
    bool before = !right && (t->relation == REL_AMOD || t->relation == REL_COMPOUND);
    const struct mention *m = before ? mention_over(c->p, k) : NULL;
    if (m) {
      who_add(&w, m->actor, m->person);
      w.how = "name before the noun";
    }
    if (w.count) finding_add(c, &w, c->attitude, voice, class);
  }
}

void holders_add(struct climb *c, int h, int node, enum cue_class class) {
  const struct token *t = token_at(c->p, h);
  if (t->upos == UPOS_VERB || t->upos == UPOS_AUX) {
    verb_holders(c, h, node, class);
    return;
  }
  if (tree_child(c->p, h, REL_COP) >= 0 || t->upos == UPOS_ADJ) {
    bool overt;
    int s = tree_subject(c->p, h, &overt);
    if (s >= 0 && s != node && !(c->deontic && !is_first_person(token_at(c->p, s)))) {
      struct who w = {0};
      who_collect(c->p, s, &w);
      if (!w.place)
        finding_add(c, &w, c->attitude,
                    t->upos == UPOS_ADJ || tree_marker(c->p, h) >= 0 ? VOICE_STATED : VOICE_ASCRIBED, class);
    }
    if (t->upos == UPOS_ADJ) return;
  }
  noun_holders(c, h, node, class);
}
