// SPDX-License-Identifier: MIT
#include "coding/topic.h"
#include "coding/concepts.h"
#include "coding/tree.h"

enum {
  GUESSES_MAX = 4, // in one sentence
  RULES = 50       // per cent of what an article names, from where the main concept is its topic
};

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

// "support for Oslo", "a letter to the premier": the noun says itself whom it is for.
static bool about_somebody(const struct passage *p, int t) {
  static const char *const cases[] = {"for", "to", "with", "against", "towards", "toward", NULL};
  TREE_CHILDREN(p, t, k) {
    const struct who *w = &p->who[k];
    int m = token_at(p, k)->relation == REL_NMOD && w->count && !w->place ? tree_marker(p, k) : -1;
    if (m >= 0 && token_in(token_at(p, m), cases)) return true;
  }
  return false;
}

// Says whether t can stand for a thing that is decided on: a common noun or "it", and nobody.
static bool may_be_topic(const struct document *d, const struct passage *p, int t) {
  static const char *const things[] = {"it", "this", "that", NULL};
  const struct token *k = token_at(p, t);
  if (p->who[t].count || k->head < 0) return false;
  if (k->upos == UPOS_PRON) {
    if (!token_in(k, things)) return false;
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

static void add_guess(struct passage *p, unsigned t, const struct concept *c, bool near_, bool bare) {
  struct target guess = target_by_reference(t, c);
  guess.guess = true;
  guess.near_ = near_;
  guess.bare = bare;
  guess.definite = !bare && is_definite(p, (int)t);
  g_array_append_val(p->targets, guess);
}

// Returns the first word that takes a side, where nothing tells on what, or -1.
static int bare_side(const struct document *d, const struct passage *p) {
  for (unsigned t = 0; t < p->s->count; t++) {
    const struct token *k = &p->s->tokens[t];
    if ((k->upos != UPOS_VERB && k->upos != UPOS_ADJ && k->upos != UPOS_NOUN) || p->who[t].count) continue;
    if (takes_side(d, p, (int)t)) return (int)t;
  }
  return -1;
}

static void guess_in(const struct document *d, struct passage *p, const struct concept *c, bool near_) {
  unsigned made = 0;
  bool other = false; // a side is taken, but on something else
  for (unsigned t = 0; t < p->s->count && made < GUESSES_MAX; t++) {
    if (!may_be_topic(d, p, (int)t) || tree_slot(p, (int)t) == SLOT_NONE ||
        !takes_side(d, p, token_at(p, (int)t)->head))
      continue;
    if (about_somebody(p, (int)t)) {
      other = true;
      continue;
    }
    add_guess(p, t, c, near_, false);
    made++;
  }
  int bare = made || other ? -1 : bare_side(d, p);
  if (bare >= 0) add_guess(p, (unsigned)bare, c, near_, true);
}

void topic_guess(struct document *d) {
  bool rules = document_keeps_to_main(d, RULES);
  for (unsigned i = 0; i < d->passages->len; i++) {
    struct passage *p = document_passage(d, i);
    if (p->targets->len || !somebody(p)) continue;
    const struct concept *before = concept_lately_meant(d, i, 0), *c = before  ? before
                                                                       : rules ? d->main
                                                                               : NULL;
    if (c) guess_in(d, p, c, before != NULL);
  }
}
