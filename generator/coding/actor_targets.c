// SPDX-License-Identifier: MIT
// Actors as concepts: where a codebook asks who is for and against whom, every word that means the actor
// means the concept ("Lane called her a liar").
#include "coding/concepts.h"
#include "coding/tree.h"
#include "coding/who.h"

static bool taken(const struct passage *p, unsigned t) {
  for (unsigned i = 0; i < p->targets->len; i++)
    if (target_holds(&g_array_index(p->targets, struct target, i), (int)t)) return true;
  return false;
}

// "I" and "we" are who speaks, an adjective of origin only where it belongs to.
static bool means_other(const struct passage *p, unsigned t) {
  const struct token *k = token_at(p, (int)t);
  if (k->upos == UPOS_PRON) return !word_means_speaker(k);
  return k->upos == UPOS_NOUN || k->upos == UPOS_PROPN;
}

void actor_targets_add(struct document *d, unsigned i) {
  const struct codebook *book = d->coder->codebook;
  struct passage *p = document_passage(d, i);
  for (unsigned t = 0; t < p->s->count; t++) {
    const struct who *w = &p->who[t];
    if (w->count != 1 || w->place || taken(p, t) || !means_other(p, t)) continue;
    int head = token_at(p, (int)t)->head;
    if (head >= 0 && who_shares(&p->who[head], w->of[0].actor)) continue; // a part of the name
    const struct concept *c = book->actors[w->of[0].actor].concept;
    if (!c) continue;
    struct target target = target_by_reference(t, c);
    target.ref = token_at(p, (int)t)->upos != UPOS_PROPN;
    g_array_append_val(p->targets, target);
  }
}
