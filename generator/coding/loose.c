// SPDX-License-Identifier: MIT
#include "coding/loose.h"
#include "coding/attribution.h"
#include "coding/tree.h"
#include "coding/who.h"

enum { ABOVE_MAX = 10 }; // words above the concept that are looked at

struct above {
  int attitude;
  bool judged; // a cue that takes a side stands above
  enum cue_class class;
};

// Says whether the class tells a side or a deed, so that its sign counts.
static bool has_side(enum cue_class k) {
  return k != CUE_NONE && k != CUE_SPEECH && k != CUE_DISCUSS && k != CUE_CONTENT && k != CUE_INTEND &&
         k != CUE_CONTINUE && k != CUE_ENABLE;
}

static void weigh_word(struct climb *c, int t, struct above *a) {
  unsigned n;
  const struct cue *list = tree_cues(c->d->coder->cues, c->p, t, &n);
  for (unsigned i = 0; i < n; i++) {
    if (!has_side(list[i].class)) continue;
    int sign = cue_sign(list[i].class);
    if (sign == 0) break;
    a->attitude *= sign;
    a->class = list[i].class;
    a->judged = true;
    g_string_append_printf(c->cue, "%s%s", c->cue->len ? " <- " : "", token_at(c->p, t)->lemma);
    break;
  }
  if (tree_negated(c->p, t)) a->attitude = -a->attitude;
}

// Says whether the concept is an actor itself: who speaks of another without a word of praise blames it more
// often than not.
static bool is_actor(const struct climb *c) {
  for (unsigned i = 0; i < c->p->mentions->len; i++) {
    const struct mention *m = &g_array_index(c->p->mentions, struct mention, i);
    if (m->first == c->target->first && m->last == c->target->last) return true;
  }
  return false;
}

static void hold(struct climb *c, const struct who *w, const struct above *a, enum voice voice,
                 enum loose how) {
  if (w->count == 0 || w->place) return;
  for (unsigned i = 0; i < c->found->len; i++)
    if (who_shares(w, g_array_index(c->found, struct finding, i).actor)) return;
  bool named_bad = (c->target->concept->kind != CONCEPT_MEASURE || is_actor(c)) && !a->judged;
  int attitude = named_bad ? -1 : a->attitude;
  unsigned before = c->found->len;
  c->neutral = false;
  climb_note(c, "the words between are not understood: taken as %s it", attitude > 0 ? "for" : "against");
  finding_add(c, w, attitude, voice, a->class);
  for (unsigned i = before; i < c->found->len; i++) {
    struct finding *f = &g_array_index(c->found, struct finding, i);
    f->loose = how;
    f->judged = a->judged;
  }
}

// "Minsk's quarrel over the pipeline": whose the noun is.
static void hold_owners(struct climb *c, int t, const struct above *a) {
  TREE_CHILDREN(c->p, t, k) {
    const struct token *o = token_at(c->p, k);
    if (target_holds(c->target, k) ||
        (o->relation != REL_NMOD_POSS && o->relation != REL_AMOD && o->relation != REL_COMPOUND))
      continue;
    struct who w = {0};
    who_collect(c->p, k, &w);
    hold(c, &w, a, VOICE_ASCRIBED, LOOSE_OWNER);
  }
}

// Returns the subject of the predicate t where it is not what we come from, or -1.
static int subject_above(const struct climb *c, int t, int from) {
  const struct token *k = token_at(c->p, t);
  if (k->upos != UPOS_VERB && k->upos != UPOS_AUX && tree_child(c->p, t, REL_COP) < 0) return -1;
  int s = tree_doer(c->p, t);
  return s == from || target_holds(c->target, s) ? -1 : s;
}

static void climb_loosely(struct climb *c, struct above *a) {
  int t = (int)c->target->head, from = -1;
  for (unsigned up = 0; t >= 0 && up < ABOVE_MAX; up++) {
    if (!c->known && (up || c->target->bare)) weigh_word(c, t, a);
    c->steps = up;
    // "condemned Minsk's deliveries": whose the concept itself is does it, whatever is said of it above
    const struct above own = {.attitude = 1};
    if (token_at(c->p, t)->upos == UPOS_NOUN) hold_owners(c, t, up == 0 && !c->target->ref ? &own : a);
    int s = subject_above(c, t, from);
    if (s >= 0) {
      struct who w = {0};
      who_collect(c->p, s, &w);
      bool says = is_speech(c->d, c->p, t);
      hold(c, &w, a, says ? VOICE_STATED : voice_of_verb(c, t, a->class), says ? LOOSE_SAYER : LOOSE_SUBJECT);
      if (c->found->len) return;
    }
    from = t;
    t = token_at(c->p, t)->head;
  }
}

void loose_find(struct climb *c) {
  if (c->found->len || c->target->implied) return;
  if (c->known && (c->class == CUE_DEMAND || c->class == CUE_WARN)) return; // what is urged is the urger's
  if (c->why_not && strcmp(c->why_not, "no cue on the way up") != 0) return;
  struct above a = {.attitude = 1};
  if (c->known)
    a = (struct above){c->attitude, true, c->class};
  else
    g_string_truncate(c->cue, 0);
  climb_loosely(c, &a);
  int reporter = reporting_subject(c->d, c->p, (int)c->target->head);
  if (reporter >= 0) {
    struct who w = {0};
    who_collect(c->p, reporter, &w);
    hold(c, &w, &a, VOICE_STATED, LOOSE_SAYER);
  } else if (c->p->quoted[c->target->head] || c->d->speech) {
    hold(c, c->p->voice.count ? &c->p->voice : &c->d->author, &a, VOICE_STATED, LOOSE_VOICE);
  }
}
