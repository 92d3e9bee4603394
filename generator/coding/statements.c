// SPDX-License-Identifier: MIT
#include "coding/statements.h"
#include "coding/decide.h"
#include "coding/loose.h"
#include "coding/rule_features.h"
#include "coding/statement_base.h"

enum { LOOSE_STEPS = 20 }; // what words that are not understood count for

static int stance_from(const struct concept *k, const struct finding *f, int *agreement) {
  int sign = k->kind == CONCEPT_CLAIM ? -k->sign : k->sign;
  *agreement = k->kind == CONCEPT_CLAIM ? -f->attitude : f->attitude;
  if (f->attitude == 0) return STANCE_NEUTRAL;
  if (sign == 0) return f->attitude > 0 ? STANCE_NEUTRAL : -1;
  return sign * f->attitude > 0 ? STANCE_SUPPORT : STANCE_OPPOSE;
}

static struct statement *statement_from(const struct climb *c, const struct finding *f, enum stance stance,
                                        int agreement) {
  struct statement *s = statement_base(c->d, c->p, c->target, f->actor, f->person);
  s->stance = stance;
  s->agreement = agreement;
  s->voice = f->voice;
  if (f->voice == VOICE_ASCRIBED) {
    s->by = g_strdup(f->by >= 0 ? c->d->coder->codebook->actors[f->by].id : NULL);
    s->by_text = g_strdup(f->by_text);
  }
  s->conditional = f->conditional;
  s->steps = f->steps + (f->loose ? LOOSE_STEPS : 0);
  rule_features_set(s, c, f);
  statement_cue(s, c->p, c->target, f->cue);
  for (unsigned i = 0; s->trace && i < f->trace && i < c->trace->len; i++)
    g_ptr_array_add(s->trace, g_strdup(g_ptr_array_index(c->trace, i)));
  return s;
}

static bool same(const struct statement *a, const struct statement *b) {
  return strcmp(a->actor, b->actor) == 0 && strcmp(a->issue, b->issue) == 0 && a->stance == b->stance;
}

static void statement_keep(GPtrArray *out, unsigned from, struct statement *s) {
  for (unsigned i = from; i < out->len; i++) {
    struct statement *o = g_ptr_array_index(out, i);
    if (!same(o, s)) continue;
    if (s->voice < o->voice || (s->voice == o->voice && s->steps < o->steps)) {
      statement_free(o);
      g_ptr_array_index(out, i) = s;
    } else {
      statement_free(s);
    }
    return;
  }
  g_ptr_array_add(out, s);
}

static void explain_nothing(const struct climb *c, GString *why) {
  const struct target *t = c->target;
  const struct token *first = &c->p->s->tokens[t->first], *last = &c->p->s->tokens[t->last];
  g_string_append_printf(why, "  nothing from \"%.*s\" (%s): %s\n", (int)(last->end - first->start),
                         c->p->text.data + first->start, t->concept->name,
                         c->why_not ? c->why_not
                         : c->known ? "nobody in the codebook holds it"
                                    : "no position is said");
  for (unsigned k = 0; k < c->trace->len; k++)
    g_string_append_printf(why, "    %s\n", (char *)g_ptr_array_index(c->trace, k));
}

static void keep_findings(const struct climb *c, GPtrArray *out, unsigned from) {
  for (unsigned k = 0; k < c->found->len; k++) {
    const struct finding *f = &g_array_index(c->found, struct finding, k);
    int agreement, stance = stance_from(c->target->concept, f, &agreement);
    if (stance >= 0) statement_keep(out, from, statement_from(c, f, stance, agreement));
  }
}

// Leaves those of c's findings out whose actor has a statement on the issue already, in out from `from` to
// `end`.
static void drop_coded(struct climb *c, const GPtrArray *out, unsigned from, unsigned end) {
  const struct codebook *book = c->d->coder->codebook;
  const char *issue = book->issues[c->target->concept->issue].id;
  for (unsigned k = c->found->len; k-- > 0;) {
    const char *actor = book->actors[g_array_index(c->found, struct finding, k).actor].id;
    bool coded = false;
    for (unsigned i = from; i < end && !coded; i++) {
      const struct statement *s = g_ptr_array_index(out, i);
      coded = strcmp(s->actor, actor) == 0 && strcmp(s->issue, issue) == 0;
    }
    if (coded) g_array_remove_index(c->found, k);
  }
}

void passage_code(struct document *d, struct passage *p, GPtrArray *out, GString *why) {
  unsigned from = out->len;
  g_array_set_size(p->setbacks, 0);
  GArray *missed = g_array_new(FALSE, FALSE, sizeof(struct climb)); // whose concept nobody was found to hold
  for (unsigned i = 0; i < p->targets->len; i++) {
    struct climb c;
    climb_run(&c, d, p, &g_array_index(p->targets, struct target, i));
    if (c.found->len == 0) {
      if (why) explain_nothing(&c, why);
      struct setback s = {c.target->concept->issue, -1,
                          c.why_not ? c.why_not
                          : c.known ? "nobody"
                                    : "nothing said"};
      g_array_append_val(p->setbacks, s);
      g_array_append_val(missed, c);
      continue;
    }
    keep_findings(&c, out, from);
    climb_release(&c);
  }
  unsigned firm = out->len;
  for (unsigned i = 0; i < missed->len; i++) {
    struct climb *c = &g_array_index(missed, struct climb, i);
    loose_find(c);
    drop_coded(c, out, from, firm);
    keep_findings(c, out, from);
    climb_release(c);
  }
  g_array_free(missed, TRUE);
}

static void give_ids(const char *doc, struct passage *p, GPtrArray *out, unsigned from) {
  for (unsigned i = from; i < out->len; i++) {
    struct statement *s = g_ptr_array_index(out, i);
    unsigned ordinal = 0;
    for (unsigned k = from; k < i; k++) {
      const struct statement *o = g_ptr_array_index(out, k);
      ordinal += strcmp(o->actor, s->actor) == 0 && strcmp(o->issue, s->issue) == 0;
    }
    s->doc = g_strdup(doc);
    statement_id(s->id, doc, s->sentence, p->occurrence, s->actor, s->issue, ordinal);
  }
}

static int compare(const void *a, const void *b) {
  return statement_compare(*(struct statement *const *)a, *(struct statement *const *)b);
}

// Reads d: what the grammar makes of each passage, and its pairs with their chances. Released with
// reading_release.
static void reading_make(struct reading *r, struct document *d) {
  *r = (struct reading){.d = d, .made = g_new0(GPtrArray *, d->passages->len + 1)};
  for (unsigned i = 0; i < d->passages->len; i++) {
    r->made[i] = g_ptr_array_new_with_free_func((GDestroyNotify)statement_free);
    passage_code(d, document_passage(d, i), r->made[i], NULL);
  }
  pairs_find(r);
  pairs_weigh(r, d->coder->weights, d->coder->net);
}

static void reading_release(struct reading *r) {
  pairs_release(r);
  for (unsigned i = 0; i < r->d->passages->len; i++)
    g_ptr_array_free(r->made[i], TRUE);
  g_free(r->made);
}

void statements_make(struct document *d, GPtrArray *out) {
  char *doc = article_doc(d->article);
  struct reading r;
  reading_make(&r, d);
  pairs_outweigh(&r);
  unsigned from = out->len;
  for (unsigned i = 0; i < r.pairs->len; i++) {
    const struct pair *pair = &g_array_index(r.pairs, struct pair, i);
    if (i == 0 || g_array_index(r.pairs, struct pair, i - 1).p != pair->p) from = out->len;
    pair_decide(&r, pair, out);
    if (i + 1 == r.pairs->len || g_array_index(r.pairs, struct pair, i + 1).p != pair->p)
      give_ids(doc, pair->p, out, from);
  }
  g_ptr_array_sort(out, compare);
  reading_release(&r);
  g_free(doc);
}

void statements_pairs(struct document *d, GPtrArray *lines) {
  struct reading r;
  reading_make(&r, d);
  struct pair_net *asked = pair_net_new(&r, d->coder->net);
  for (unsigned i = 0; i < r.pairs->len; i++) {
    const struct pair *pair = &g_array_index(r.pairs, struct pair, i);
    bool first = i == 0 || g_array_index(r.pairs, struct pair, i - 1).p != pair->p;
    g_ptr_array_add(lines, pair_line(&r, pair, asked, first));
  }
  pair_net_free(asked);
  reading_release(&r);
}
