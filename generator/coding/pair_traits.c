// SPDX-License-Identifier: MIT
// What the sentence, the grammar's statements and the neighbours tell of a pair.
#include "coding/pairs.h"
#include "coding/rule_features.h"
#include "coding/tree.h"

enum { LONG = 28, VERY_LONG = 45, OTHERS = 3 };

// Returns what the statement's stance is to a concept with that sign: "1", "-1" or "0".
static const char *towards(enum stance s, int sign) {
  if (s == STANCE_NEUTRAL) return "0";
  return (s == STANCE_SUPPORT) == (sign >= 0) ? "1" : "-1";
}

static const char *target_how(const struct pair *pair) {
  const struct target *t = pair->target;
  static const char *const before[] = {"before", "before-that", "far"};
  if (pair->distance) return before[pair->distance - 1];
  return t->bare ? "bare" : t->guess ? "guess" : t->implied ? "implied" : t->ref ? "reference" : "named";
}

static void rule_traits(const struct reading *r, const struct pair *pair, struct bag *b) {
  const struct codebook *book = r->d->coder->codebook;
  int sign = pair->target->concept->sign;
  for (unsigned i = 0; i < pair->made->len; i++) {
    const struct statement *s = g_ptr_array_index(pair->made, i);
    const char *side = towards(s->stance, sign);
    bag_add(b, "rule=", side);
    bag_add(b, "rule=", side, ",", voice_name(s->voice));
    const char *head, *tail;
    for (unsigned k = 0; rule_feature_next(s, &k, &head, &tail);)
      bag_add(b, "rule=", side, ",", head, tail);
  }
  if (pair->made->len == 0) bag_add(b, "rule=none");
  if (pair->made->len > 1) bag_add(b, "rule=torn");
  const GPtrArray *all = r->made[pair->p->number];
  bool other = false;
  for (unsigned i = 0; i < all->len; i++) {
    const struct statement *s = g_ptr_array_index(all, i);
    if (strcmp(s->issue, book->issues[pair->issue].id) != 0 ||
        strcmp(s->actor, book->actors[pair->actor].id) == 0)
      continue;
    bag_add(b, "rule-other=", towards(s->stance, sign));
    if (s->by && strcmp(s->by, book->actors[pair->actor].id) == 0)
      bag_add(b, "rule-other-by-me=", cue_class_name(rule_features_cue(s)));
    other = true;
  }
  if (other && pair->made->len == 0) bag_add(b, "rule-other=only");
}

static void setback_traits(const struct pair *pair, struct bag *b) {
  for (unsigned i = 0; i < pair->p->setbacks->len; i++) {
    const struct setback *s = &g_array_index(pair->p->setbacks, struct setback, i);
    if (s->issue != pair->issue) continue;
    if (s->actor == pair->actor) bag_add(b, "rule-dropped=", s->why);
    if (s->actor < 0) bag_add(b, pair->made->len ? "rule-nothing-too=" : "rule-nothing=", s->why);
  }
}

static void part_traits(const struct pair *pair, struct bag *b) {
  const struct passage *p = pair->p;
  if (pair->voiced) bag_add(b, "voice");
  if (pair->author) bag_add(b, "author");
  if (!pair->named) bag_add(b, "actor=absent");
  if (pair->placed) bag_add(b, "actor=place");
  int words = 0, first = -1;
  for (unsigned t = 0; t < p->s->count; t++) {
    if (p->who[t].count && first < 0) first = (int)t;
    if (!pair_word(p, t, pair->actor)) continue;
    if (words++ == 0) bag_add_number(b, "first", first == (int)t);
    bag_add(b, "how=", p->who[t].how ? p->who[t].how : "named");
  }
  bag_add_number(b, "actor-count", MIN(words, 3));
}

// Returns how many other actors have a word in the sentence, at most OTHERS.
static int count_others(const struct pair *pair) {
  const struct passage *p = pair->p;
  int seen[OTHERS], n = 0;
  for (unsigned t = 0; t < p->s->count; t++)
    for (unsigned i = 0; i < p->who[t].count && n < OTHERS; i++) {
      int actor = p->who[t].of[i].actor;
      bool known = actor == pair->actor;
      for (int k = 0; k < n; k++)
        known = known || seen[k] == actor;
      if (!known) seen[n++] = actor;
    }
  return n;
}

static void sentence_traits(const struct reading *r, const struct pair *pair, struct bag *b) {
  const struct passage *p = pair->p;
  const struct block *block = g_ptr_array_index(r->d->article->blocks, p->block);
  unsigned n = p->s->count;
  if (n > LONG) bag_add(b, "long");
  if (n > VERY_LONG) bag_add(b, "very-long");
  bag_add_number(b, "block", (int)block->kind);
  bag_add_number(b, "place", STEP_OF((int)p->number, 0, 1, 4, 10, 20));
  if (p->all_quoted) bag_add(b, "all-quoted");
  int own = (int)g_array_index(r->d->weights, unsigned, pair->issue),
      all = (int)MAX(document_weight(r->d), 1u);
  bag_add_number(b, "share", STEP_OF(100 * own / all, 10, 30, 60, 90));
  bag_add_number(b, "count", STEP_OF(own, 1, 2, 5, 10, 20));
  if (r->d->main && r->d->main->issue == pair->issue) bag_add(b, "main");
  bag_add_number(b, "others", count_others(pair));
}

static bool full_word(const struct token *t) {
  return t->upos == UPOS_VERB || t->upos == UPOS_NOUN || t->upos == UPOS_ADJ || t->upos == UPOS_ADV ||
         t->upos == UPOS_AUX;
}

static void all_word_traits(const struct reading *r, const struct passage *p, struct bag *b) {
  bool negated = false;
  for (unsigned t = 0; t < p->s->count; t++) {
    const struct token *k = &p->s->tokens[t];
    if (full_word(k)) bag_add_word(b, "word=", k->lemma);
    negated = negated || tree_negated(p, (int)t);
    unsigned n;
    const struct cue *list = tree_cues(r->d->coder->cues, p, (int)t, &n);
    for (unsigned i = 0; i < n; i++)
      bag_add_word(b, "cue=", cue_class_name(list[i].class));
  }
  if (negated) bag_add(b, "negation");
}

// They are the same for each pair of a sentence whose concept is of the same kind.
static void word_traits(const struct reading *r, const struct pair *pair, struct bag *b) {
  struct passage *p = pair->p;
  if (b->names) {
    all_word_traits(r, p, b);
    return;
  }
  if (!p->words || strcmp(p->words_kind, b->kind) != 0) {
    struct bag own = {.keys = p->words ? p->words : g_array_new(FALSE, FALSE, sizeof(uint64_t)),
                      .kind = b->kind};
    g_array_set_size(own.keys, 0);
    all_word_traits(r, p, &own);
    p->words = own.keys;
    p->words_kind = b->kind;
  }
  g_array_append_vals(b->keys, p->words->data, p->words->len);
}

static void neighbour_traits(const struct reading *r, const struct pair *pair, int off, const char *name,
                             struct bag *b) {
  const struct codebook *book = r->d->coder->codebook;
  int at = (int)pair->p->number + off;
  if (at < 0 || at >= (int)r->d->passages->len) return;
  const struct passage *q = document_passage(r->d, (unsigned)at);
  bool own = false, other = false;
  for (unsigned i = 0; i < r->made[at]->len; i++) {
    const struct statement *s = g_ptr_array_index(r->made[at], i);
    if (strcmp(s->issue, book->issues[pair->issue].id) != 0) continue;
    bool same = strcmp(s->actor, book->actors[pair->actor].id) == 0;
    if (same) bag_add(b, name, "=", towards(s->stance, pair->target->concept->sign));
    own = own || same;
    other = other || !same;
  }
  if (other && !own) bag_add(b, name, "=other");
  for (unsigned i = 0; i < q->voice.count; i++)
    if (q->voice.of[i].actor == pair->actor) bag_add(b, name, "-voice");
  for (unsigned t = 0; t < q->s->count; t++)
    if (pair_word(q, t, pair->actor)) {
      bag_add(b, name, "-actor");
      break;
    }
  for (unsigned i = 0; i < q->targets->len; i++) {
    const struct target *t = &g_array_index(q->targets, struct target, i);
    if (!t->guess && t->concept->issue == pair->issue) {
      bag_add(b, name, "-issue");
      break;
    }
  }
}

void pair_traits(const struct reading *r, const struct pair *pair, struct bag *b) {
  const struct concept *c = pair->target->concept;
  bag_add(b, "target=", target_how(pair));
  bag_add(b, "kind=", concept_kind_name(c->kind), c->sign ? "" : ",no-side");
  if (c->actor >= 0) bag_add(b, c->actor == pair->actor ? "meant=self" : "meant=actor");
  bag_add_number(b, "sign", c->sign);
  rule_traits(r, pair, b);
  setback_traits(pair, b);
  part_traits(pair, b);
  sentence_traits(r, pair, b);
  word_traits(r, pair, b);
  neighbour_traits(r, pair, -1, "before", b);
  neighbour_traits(r, pair, 1, "after", b);
}
