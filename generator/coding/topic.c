// SPDX-License-Identifier: MIT
#include "coding/topic.h"
#include "coding/tree.h"

enum { NEAR = 2, GUESSES_MAX = 4 }; // sentences back that still set the topic; guesses in one sentence

// Returns the measure last named at most NEAR sentences before passage i, or NULL.
static const struct concept *named_before(const struct document *d, unsigned i) {
  for (unsigned back = 1; back <= NEAR && back <= i; back++) {
    const struct passage *p = document_passage(d, i - back);
    for (unsigned n = p->targets->len; n-- > 0;) {
      const struct target *t = &g_array_index(p->targets, struct target, n);
      if (!t->guess && t->concept->kind == CONCEPT_MEASURE && t->concept->sign != 0) return t->concept;
    }
  }
  return NULL;
}

// Says whether at least half of what the article names belongs to its main concept's issue.
static bool main_rules(const struct document *d) {
  unsigned all = 0;
  for (unsigned i = 0; i < d->weights->len; i++)
    all += g_array_index(d->weights, unsigned, i);
  return d->main && 2 * g_array_index(d->weights, unsigned, d->main->issue) >= all;
}

static bool somebody(const struct passage *p) {
  for (unsigned t = 0; t < p->s->count; t++)
    if (p->who[t].count) return true;
  return p->voice.count > 0;
}

// Says whether the word takes a side by itself, whatever it is on.
static bool takes_side(const struct document *d, const struct passage *p, int t) {
  static const enum cue_class classes[] = {CUE_FAVOUR,  CUE_OPPOSE, CUE_DEMAND, CUE_REFUSE,
                                           CUE_PRAISE,  CUE_STOP,   CUE_WARN,   CUE_WEAKEN,
                                           CUE_JUSTIFY, CUE_GOOD,   CUE_BAD};
  unsigned n;
  const struct cue *list = tree_cues(d->coder->cues, p, t, &n);
  for (unsigned i = 0; i < G_N_ELEMENTS(classes); i++)
    if (cues_in(list, n, classes[i])) return true;
  return false;
}

// Says whether t can stand for a thing that is decided on: a common noun or "it", and nobody.
static bool may_be_topic(const struct document *d, const struct passage *p, int t) {
  static const char *const things[] = {"it", "this", "that", NULL};
  const struct token *k = token_at(p, t);
  if (p->who[t].count || k->head < 0) return false;
  if (k->upos == UPOS_PRON) {
    if (!token_in(k, things) || tree_slot(p, t) == SLOT_NONE) return false;
  } else if (k->upos != UPOS_NOUN || roles_of(d->coder->roles, k->lemma) & ~(unsigned)ROLE_TEXT) {
    return false;
  }
  unsigned n;
  const struct cue *own = tree_cues(d->coder->cues, p, t, &n);
  return !cues_in(own, n, CUE_BAD) && !cues_in(own, n, CUE_SPEECH);
}

static bool is_definite(const struct passage *p, int t) {
  static const char *const words[] = {"the", "this", "that", "these", "those", "such", "its", "their", NULL};
  if (token_at(p, t)->upos == UPOS_PRON) return true;
  TREE_CHILDREN(p, t, k)
  if (token_in(token_at(p, k), words)) return true;
  return false;
}

// The first word that takes a side, where nothing tells on what.
static void guess_bare(const struct document *d, struct passage *p, const struct concept *c, bool near_) {
  for (unsigned t = 0; t < p->s->count; t++) {
    const struct token *k = &p->s->tokens[t];
    if ((k->upos != UPOS_VERB && k->upos != UPOS_ADJ && k->upos != UPOS_NOUN) || p->who[t].count) continue;
    if (!takes_side(d, p, (int)t)) continue;
    struct target guess = {.first = t,
                           .last = t,
                           .head = t,
                           .concept = c,
                           .ref = true,
                           .guess = true,
                           .near_ = near_,
                           .bare = true};
    g_array_append_val(p->targets, guess);
    return;
  }
}

static void guess_in(const struct document *d, struct passage *p, const struct concept *c, bool near_) {
  unsigned made = 0;
  for (unsigned t = 0; t < p->s->count && made < GUESSES_MAX; t++) {
    const struct token *k = &p->s->tokens[t];
    if (!may_be_topic(d, p, (int)t) || tree_slot(p, (int)t) == SLOT_NONE || !takes_side(d, p, k->head))
      continue;
    struct target guess = {.first = t,
                           .last = t,
                           .head = t,
                           .concept = c,
                           .ref = true,
                           .guess = true,
                           .near_ = near_,
                           .definite = is_definite(p, (int)t)};
    g_array_append_val(p->targets, guess);
    made++;
  }
  if (!made) guess_bare(d, p, c, near_);
}

void topic_guess(struct document *d) {
  bool rules = main_rules(d);
  for (unsigned i = 0; i < d->passages->len; i++) {
    struct passage *p = document_passage(d, i);
    if (p->targets->len || !somebody(p)) continue;
    const struct concept *before = named_before(d, i), *c = before ? before : rules ? d->main : NULL;
    if (c) guess_in(d, p, c, before != NULL);
  }
}
