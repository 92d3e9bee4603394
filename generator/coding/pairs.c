// SPDX-License-Identifier: MIT
// Which actors and issues a sentence brings together.
#include "coding/pairs.h"
#include "coding/tree.h"
#include "coding/who.h"

bool pair_word(const struct passage *p, unsigned t, int actor) {
  return who_shares(&p->who[t], actor);
}

// --- the way between two words ---

static void way_between(const struct passage *p, int actor, int concept, struct way *w) {
  uint16_t above[WAY_MAX];
  unsigned n = 0;
  for (int t = concept; t >= 0 && n < WAY_MAX; t = token_at(p, t)->head)
    above[n++] = (uint16_t)t;
  *w = (struct way){.top = -1};
  for (int t = actor; t >= 0 && w->ups < WAY_MAX; t = token_at(p, t)->head) {
    for (unsigned k = 0; k < n; k++) {
      if (above[k] != t) continue;
      w->top = t;
      w->downs = k;
      memcpy(w->down, above, k * sizeof *above);
      return;
    }
    w->up[w->ups++] = (uint16_t)t;
  }
}

// How unlikely it is that this word holds that concept: the length of the way, more where the word is no
// subject.
static unsigned strain(const struct pair *pair, const struct target *t, unsigned word, const struct way *w) {
  const struct token *k = token_at(pair->p, (int)word);
  bool inside = word >= t->first && word <= t->last;
  return 2 * (w->ups + w->downs) + (inside ? 100 : 0) + (is_subject(k->relation) ? 0 : 3) +
         (t->guess ? 4 : 0);
}

// Chooses the actor's word and the issue's concept that stand nearest to each other.
static void choose_nearest(struct pair *pair) {
  struct passage *p = pair->p;
  unsigned best = UINT_MAX;
  const struct target *first = NULL;
  for (unsigned i = 0; i < p->targets->len; i++) {
    const struct target *t = &g_array_index(p->targets, struct target, i);
    if (t->concept->issue != pair->issue) continue;
    if (!first || t->guess < first->guess || (t->guess == first->guess && t->first < first->first)) first = t;
    for (unsigned k = 0; k < p->s->count; k++) {
      if (!pair_word(p, k, pair->actor) || (p->who[k].place && !pair->placed)) continue;
      struct way w;
      way_between(p, (int)k, (int)t->head, &w);
      unsigned s = strain(pair, t, k, &w);
      if (s >= best) continue;
      best = s;
      pair->at = (int)k;
      pair->target = t;
      pair->way = w;
    }
  }
  if (!pair->target) pair->target = first;
}

// --- which there are ---

// Returns the first target of passage that is no guess and of the issue (-1: of any), or NULL.
static const struct target *target_in(const struct reading *r, unsigned passage, int issue) {
  const GArray *targets = document_passage(r->d, passage)->targets;
  for (unsigned i = 0; i < targets->len; i++) {
    const struct target *t = &g_array_index(targets, struct target, i);
    if (!t->guess && (issue < 0 || t->concept->issue == (unsigned)issue)) return t;
  }
  return NULL;
}

static const struct target *target_before(const struct reading *r, unsigned passage, unsigned issue,
                                          unsigned *back) {
  for (*back = 1; *back <= PAIR_BACK && *back <= passage; ++*back) {
    const struct target *t = target_in(r, passage - *back, (int)issue);
    if (t) return t;
  }
  return NULL;
}

// Returns what the passage can go on about: what was named last, or first behind a headline. NULL: nothing.
static const struct target *target_far(const struct reading *r, unsigned passage) {
  const struct target *t = NULL;
  for (unsigned k = passage; k-- > 0 && !t;)
    t = target_in(r, k, -1);
  for (unsigned k = 1; passage == 0 && k <= PAIR_FAR && k < r->d->passages->len && !t; k++)
    t = target_in(r, k, -1);
  return t;
}

static bool names_issue(const struct passage *p, unsigned issue) {
  for (unsigned i = 0; i < p->targets->len; i++)
    if (g_array_index(p->targets, struct target, i).concept->issue == issue) return true;
  return false;
}

// far: what the passage can go on about, where it names the issue neither here nor shortly before.
static void add_pair(struct reading *r, struct pair pair, const struct target *far) {
  const struct codebook *book = r->d->coder->codebook;
  struct passage *p = pair.p;
  pair.at = -1;
  pair.target = NULL;
  if (names_issue(p, pair.issue))
    choose_nearest(&pair);
  else
    pair.target = target_before(r, p->number, pair.issue, &pair.distance);
  if (!pair.target) pair.target = far, pair.distance = PAIR_FAR;
  pair.made = g_ptr_array_new();
  for (unsigned i = 0; i < r->made[p->number]->len; i++) {
    struct statement *s = g_ptr_array_index(r->made[p->number], i);
    if (strcmp(s->actor, book->actors[pair.actor].id) == 0 &&
        strcmp(s->issue, book->issues[pair.issue].id) == 0)
      g_ptr_array_add(pair.made, s);
  }
  g_array_append_val(r->pairs, pair);
}

// Fills named, placed, voiced and author for the actor. Returns whether it has a part in the sentence at all.
static bool takes_part(const struct reading *r, struct pair *pair) {
  const struct passage *p = pair->p;
  bool stands = false;
  for (unsigned t = 0; t < p->s->count; t++) {
    if (!pair_word(p, t, pair->actor)) continue;
    pair->named = true;
    stands = stands || !p->who[t].place;
  }
  pair->placed = pair->named && !stands;
  pair->voiced = who_shares(&p->voice, pair->actor);
  pair->author = r->d->speech && who_shares(&r->d->author, pair->actor);
  for (unsigned i = 0; i < r->made[p->number]->len && !pair->named && !pair->voiced && !pair->author; i++) {
    const struct statement *s = g_ptr_array_index(r->made[p->number], i);
    if (strcmp(s->actor, r->d->coder->codebook->actors[pair->actor].id) == 0) return true;
  }
  return pair->named || pair->voiced || pair->author;
}

// Marks in set the actors that can have a part in p.
static void mark_actors(const struct reading *r, const struct passage *p, bool *set) {
  const struct codebook *book = r->d->coder->codebook;
  memset(set, 0, book->actor_count * sizeof *set);
  for (unsigned t = 0; t < p->s->count; t++)
    for (unsigned i = 0; i < p->who[t].count; i++)
      set[p->who[t].of[i].actor] = true;
  for (unsigned i = 0; i < p->voice.count; i++)
    set[p->voice.of[i].actor] = true;
  for (unsigned i = 0; r->d->speech && i < r->d->author.count; i++)
    set[r->d->author.of[i].actor] = true;
  for (unsigned i = 0; i < r->made[p->number]->len; i++) {
    int a = codebook_actor(book, ((const struct statement *)g_ptr_array_index(r->made[p->number], i))->actor);
    if (a >= 0) set[a] = true;
  }
}

// A question is no statement (a rule of what a position is).
static bool is_question(const struct passage *p) {
  return p->s->count && slice_is(p->s->tokens[p->s->count - 1].form, "?");
}

void pairs_find(struct reading *r) {
  const struct codebook *book = r->d->coder->codebook;
  bool *actors = g_new(bool, book->actor_count + 1);
  r->pairs = g_array_new(FALSE, TRUE, sizeof(struct pair));
  for (unsigned i = 0; i < r->d->passages->len; i++) {
    struct passage *p = document_passage(r->d, i);
    unsigned back;
    if (is_question(p)) continue;
    mark_actors(r, p, actors);
    const struct target *far = p->targets->len ? NULL : target_far(r, i);
    for (unsigned issue = 0; issue < book->issue_count; issue++) {
      bool goes_on = far && far->concept->issue == issue;
      if (!names_issue(p, issue) && !target_before(r, i, issue, &back) && !goes_on) continue;
      for (unsigned a = 0; a < book->actor_count; a++) {
        struct pair pair = {.p = p, .actor = (int)a, .issue = issue};
        if (actors[a] && takes_part(r, &pair)) add_pair(r, pair, far);
      }
    }
  }
  g_free(actors);
}

void pairs_release(struct reading *r) {
  for (unsigned i = 0; r->pairs && i < r->pairs->len; i++) {
    struct pair *pair = &g_array_index(r->pairs, struct pair, i);
    g_ptr_array_free(pair->made, TRUE);
  }
  if (r->pairs) g_array_free(r->pairs, TRUE);
  r->pairs = NULL;
}
