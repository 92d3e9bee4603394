// SPDX-License-Identifier: MIT
// What the tree tells of a pair: the words about the actor, the other actors, the concept, the way between.
#include "coding/pairs.h"
#include "coding/tree.h"

enum { ABOVE = 5, PATH_LONGEST = 5, CUES_TOLD = 4 };

static const char *word_of(const struct passage *p, int t) {
  const struct token *k = token_at(p, t);
  return k->upos == UPOS_PROPN || k->upos == UPOS_NUM || k->upos == UPOS_PUNCT ? upos_name(k->upos)
                                                                               : k->lemma;
}

static const char *relation_at(const struct passage *p, int t) {
  return relation_name(token_at(p, t)->relation);
}

// Returns the relation's name without its subtype.
static const char *plain_relation(const struct passage *p, int t) {
  const char *name = relation_at(p, t), *colon = strchr(name, ':');
  return colon ? relation_name(relation_of((struct slice){name, (size_t)(colon - name)})) : name;
}

static const struct cue *cues_at(const struct reading *r, const struct passage *p, int t, unsigned *n) {
  return tree_cues(r->d->coder->cues, p, t, n);
}

static void cue_traits(const struct reading *r, const struct passage *p, int t, struct bag *b,
                       const char *name, const char *beside) {
  unsigned n;
  const struct cue *list = cues_at(r, p, t, &n);
  for (unsigned i = 0; i < n; i++)
    bag_add_word(b, name, "=", beside, *beside ? "," : "", cue_class_name(list[i].class));
}

// --- the actor's words ---

static bool tells_beside(unsigned relation) {
  return relation == REL_OBJ || relation == REL_XCOMP || relation == REL_CCOMP || relation == REL_OBL ||
         relation == REL_ADVMOD || relation == REL_COMPOUND_PRT;
}

static void actor_word(const struct reading *r, const struct passage *p, int t, struct bag *b) {
  const struct token *k = token_at(p, t);
  const char *relation = relation_at(p, t);
  int h = k->head;
  bag_add(b, "actor-relation=", relation);
  bag_add_number(b, "actor-quoted", p->quoted[t] != 0);
  if (h < 0) return;
  bag_add_word(b, "actor-head=", relation, ",", word_of(p, h));
  cue_traits(r, p, h, b, "actor-cue", plain_relation(p, t));
  if (tree_negated(p, h)) bag_add(b, "actor-negated=", relation);
  char tag[8];
  g_snprintf(tag, sizeof tag, "%u", token_at(p, h)->xpos);
  bag_add(b, "actor-tag=", relation, ",", tag);
  unsigned n;
  const struct cue *list = cues_at(r, p, h, &n);
  if (is_subject(k->relation) && cues_in(list, n, CUE_SPEECH)) bag_add(b, "says");
  TREE_CHILDREN(p, h, c) {
    unsigned relation_here = token_at(p, c)->relation;
    if (relation_here == REL_AUX) bag_add(b, "actor-auxiliary=", token_at(p, c)->lemma);
    if (is_subject(k->relation) && c != t && tells_beside(relation_here))
      bag_add_word(b, "actor-beside=", relation_at(p, c), ",", word_of(p, c));
  }
}

static void root_traits(const struct reading *r, const struct pair *pair, struct bag *b) {
  const struct passage *p = pair->p;
  int root = -1;
  for (unsigned t = 0; t < p->s->count && root < 0; t++)
    if (p->s->tokens[t].head < 0) root = (int)t;
  if (root < 0) return;
  const char *relation = "none";
  for (unsigned t = 0; t < p->s->count; t++)
    if (pair_word(p, t, pair->actor) && p->s->tokens[t].head == root) {
      relation = relation_at(p, (int)t);
      break;
    }
  bag_add(b, "root-relation=", relation);
  bag_add_word(b, "root=", word_of(p, root));
  cue_traits(r, p, root, b, "root-cue", "");
}

// --- the other actors ---

static int phrase_top(const struct passage *p, int t) {
  for (const struct token *k = token_at(p, t); k->head >= 0; k = token_at(p, t)) {
    if (k->relation != REL_CONJ && k->relation != REL_APPOS && k->relation != REL_FLAT &&
        k->relation != REL_COMPOUND && k->relation != REL_NMOD_POSS)
      break;
    t = k->head;
  }
  return t;
}

// Which end of the issue's axis an actor among w stands for by the codebook: "+", "-", or NULL where none
// does.
static const char *side_of(const struct reading *r, const struct pair *pair, const struct who *w) {
  const struct issue *issue = &r->d->coder->codebook->issues[pair->issue];
  for (unsigned i = 0; i < w->count; i++)
    if (issue->sides[w->of[i].actor]) return issue->sides[w->of[i].actor] > 0 ? "+" : "-";
  return NULL;
}

// What is said of an actor who stands for an end of the axis, as it bears on the concept.
static void side_traits(const struct reading *r, const struct pair *pair, int t, int top, struct bag *b) {
  const struct passage *p = pair->p;
  const char *side = side_of(r, pair, &p->who[t]);
  if (!side) return;
  bool turned = pair->target->concept->sign < 0;
  side = turned == (*side == '-') ? "side+" : "side-";
  const char *role = token_at(p, t)->relation == REL_NMOD_POSS ? "owner" : plain_relation(p, top);
  bag_add_word(b, side, "=", role);
  int h = token_at(p, top)->head;
  if (h < 0) return;
  bag_add(b, side, "-head=", role, ",", word_of(p, h));
  cue_traits(r, p, h, b, side, role);
}

static void other_word(const struct reading *r, const struct pair *pair, int t, struct bag *b) {
  const struct passage *p = pair->p;
  int top = phrase_top(p, t), h = token_at(p, top)->head;
  bag_add(b, "other-relation=", relation_at(p, top));
  side_traits(r, pair, t, top, b);
  if (h < 0) return;
  bag_add_word(b, "other-head=", relation_at(p, top), ",", word_of(p, h));
  bool mine = false;
  TREE_CHILDREN(p, h, c)
  mine = mine || (is_subject(token_at(p, c)->relation) && pair_word(p, (unsigned)c, pair->actor));
  if (mine) bag_add(b, "other-of-mine=", relation_at(p, top));
  cue_traits(r, p, h, b, "other-cue", plain_relation(p, top));
  if (mine) cue_traits(r, p, h, b, "other-of-mine-cue", plain_relation(p, top));
}

// --- the concept ---

static void target_above(const struct reading *r, const struct pair *pair, struct bag *b) {
  static const char *const names[] = {"target-up0", "target-up1", "target-up2"};
  const struct passage *p = pair->p;
  int t = token_at(p, (int)pair->target->head)->head;
  for (unsigned n = 0; n < ABOVE && t >= 0; n++, t = token_at(p, t)->head) {
    cue_traits(r, p, t, b, names[MIN(n, 2)], "");
    if (tree_negated(p, t)) bag_add_number(b, "target-up-negated", (int)MIN(n, 2));
  }
}

static void target_traits(const struct reading *r, const struct pair *pair, struct bag *b) {
  const struct passage *p = pair->p;
  const struct target *g = pair->target;
  int t = (int)g->head, h = token_at(p, t)->head, count = 0;
  bag_add(b, "target-relation=", relation_at(p, t));
  bag_add_number(b, "target-quoted", p->quoted[t] != 0);
  if (tree_negated(p, t)) bag_add(b, "target-negated");
  bag_add_word(b, "target-word=", token_at(p, t)->lemma);
  target_above(r, pair, b);
  if (h >= 0) {
    bag_add_word(b, "target-head=", relation_at(p, t), ",", word_of(p, h));
    TREE_CHILDREN(p, t, c) {
      unsigned relation = token_at(p, c)->relation;
      if (relation != REL_CASE && relation != REL_MARK) continue;
      bag_add_word(b, "target-case=", token_at(p, c)->lemma, ",", word_of(p, h));
      bag_add(b, "target-case=", token_at(p, c)->lemma);
    }
  }
  for (unsigned i = 0; i < p->targets->len; i++) {
    const struct target *o = &g_array_index(p->targets, struct target, i);
    if (o->concept->issue != pair->issue) continue;
    count++;
    int same = o->concept->sign * (g->concept->sign ? g->concept->sign : 1);
    if (o != g)
      bag_add(b, "target-too=", concept_kind_name(o->concept->kind),
              same > 0   ? ",same"
              : same < 0 ? ",other"
                         : "");
  }
  if (count > 1) bag_add_number(b, "targets", MIN(count, 4));
  for (unsigned k = g->first; k <= g->last; k++)
    if (pair_word(p, k, pair->actor)) {
      bag_add(b, "own");
      break;
    }
}

// --- the way between ---

static void path_trait(const struct pair *pair, struct bag *b) {
  const struct way *w = &pair->way;
  if (w->ups + w->downs > PATH_LONGEST) return;
  GString *s = g_string_new(NULL);
  for (unsigned i = 0; i < w->ups; i++)
    g_string_append_printf(s, "^%s", plain_relation(pair->p, w->up[i]));
  for (unsigned i = w->downs; i-- > 0;)
    g_string_append_printf(s, "_%s", plain_relation(pair->p, w->down[i]));
  bag_add(b, "path=", s->str);
  g_string_free(s, TRUE);
}

struct passed {
  int sign, negations, cues;
  GString *classes;
};

static void pass_word(const struct reading *r, const struct passage *p, int t, struct passed *w,
                      struct bag *b) {
  bag_add_word(b, "way=", word_of(p, t));
  unsigned n;
  const struct cue *list = cues_at(r, p, t, &n);
  for (unsigned i = 0; i < n; i++)
    bag_add_word(b, "way-cue=", cue_class_name(list[i].class));
  if (n) {
    if (w->cues++ < CUES_TOLD) g_string_append_printf(w->classes, ">%s", cue_class_name(list[0].class));
    if (cue_sign(list[0].class) < 0) w->sign = -w->sign;
  }
  w->negations += tree_negated(p, t);
}

static void passed_traits(const struct reading *r, const struct pair *pair, struct bag *b) {
  const struct way *w = &pair->way;
  struct passed passed = {.sign = 1, .classes = g_string_new(NULL)};
  if (w->top >= 0) {
    for (unsigned i = 1; i < w->ups; i++)
      pass_word(r, pair->p, w->up[i], &passed, b);
    pass_word(r, pair->p, w->top, &passed, b);
    for (unsigned i = w->downs; i-- > 1;)
      pass_word(r, pair->p, w->down[i], &passed, b);
  }
  if (passed.negations % 2) passed.sign = -passed.sign;
  char cues[4];
  g_snprintf(cues, sizeof cues, "%d", MIN(passed.cues, 3));
  bag_add_number(b, "way-negations", MIN(passed.negations, 2));
  bag_add(b, "way-sign=", passed.sign > 0 ? "+" : "-", cues);
  bag_add(b, "way-cues=", passed.classes->str);
  g_string_free(passed.classes, TRUE);
}

// Says whether another subject stands nearer to the concept than the actor.
static bool closer_subject(const struct pair *pair) {
  const struct passage *p = pair->p;
  const struct way *w = &pair->way;
  for (unsigned i = 0; i < w->downs; i++)
    TREE_CHILDREN(p, w->down[i], c) {
      bool passed = false;
      for (unsigned k = 0; k < w->downs; k++)
        passed = passed || w->down[k] == c;
      if (is_subject(token_at(p, c)->relation) && !passed && c != pair->at) return true;
    }
  return false;
}

static bool another_between(const struct pair *pair) {
  const struct passage *p = pair->p;
  int from = MIN(pair->at, (int)pair->target->head), to = MAX(pair->at, (int)pair->target->head);
  for (int t = from + 1; t < to; t++)
    if (p->who[t].count && !pair_word(p, (unsigned)t, pair->actor)) return true;
  return false;
}

static void way_traits(const struct reading *r, const struct pair *pair, struct bag *b) {
  const struct way *w = &pair->way;
  int gap = pair->at - (int)pair->target->head;
  bag_add_number(b, "length", STEP_OF((int)(w->ups + w->downs), 1, 2, 3, 4, 5, 6, 8, 10));
  bag_add_number(b, "up", (int)MIN(w->ups, 4));
  bag_add_number(b, "down", (int)MIN(w->downs, 6));
  path_trait(pair, b);
  bag_add_number(b, "order", gap < 0);
  bag_add_number(b, "gap", STEP_OF(ABS(gap), 2, 4, 8, 14, 25));
  if (another_between(pair)) bag_add(b, "between");
  passed_traits(r, pair, b);
  if (w->top >= 0 && w->ups && is_subject(token_at(pair->p, w->up[w->ups - 1])->relation)) {
    bag_add(b, "top-subject");
    bag_add_word(b, "top=", word_of(pair->p, w->top));
  }
  if (closer_subject(pair)) bag_add(b, "closer-subject");
}

void pair_tree_traits(const struct reading *r, const struct pair *pair, struct bag *b) {
  const struct passage *p = pair->p;
  for (unsigned t = 0; t < p->s->count; t++) {
    if (p->who[t].count == 0) continue;
    if (pair_word(p, t, pair->actor))
      actor_word(r, p, (int)t, b);
    else if (!p->who[t].place)
      other_word(r, pair, (int)t, b);
  }
  if (pair->named) root_traits(r, pair, b);
  if (pair->distance) return;
  target_traits(r, pair, b);
  if (pair->at >= 0) way_traits(r, pair, b);
}
