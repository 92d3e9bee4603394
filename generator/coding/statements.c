// SPDX-License-Identifier: MIT
#include "coding/statements.h"
#include "coding/confidence.h"
#include "coding/loose.h"

static int stance_from(const struct concept *k, const struct finding *f, int *agreement) {
  int sign = k->kind == CONCEPT_CLAIM ? -k->sign : k->sign;
  *agreement = k->kind == CONCEPT_CLAIM ? -f->attitude : f->attitude;
  if (f->attitude == 0) return STANCE_NEUTRAL;
  if (sign == 0) return f->attitude > 0 ? STANCE_NEUTRAL : -1;
  return sign * f->attitude > 0 ? STANCE_SUPPORT : STANCE_OPPOSE;
}

static char *folded(const char *text, size_t n) {
  GString *s = g_string_sized_new(n);
  bool space = false;
  for (size_t i = 0; i < n; i++) {
    if (g_ascii_isspace(text[i])) {
      space = s->len > 0;
    } else {
      if (space) g_string_append_c(s, ' ');
      space = false;
      g_string_append_c(s, text[i]);
    }
  }
  return g_string_free(s, FALSE);
}

static struct statement *statement_from(const struct climb *c, const struct finding *f, enum stance stance,
                                        int agreement) {
  const struct document *d = c->d;
  const struct codebook *book = d->coder->codebook;
  const struct concept *k = c->target->concept;
  const struct article *a = d->article;
  struct statement *s = g_new0(struct statement, 1);
  s->article = g_strdup(a->path);
  s->title = g_strdup(a->title);
  s->date = g_strdup(a->date);
  s->source = g_strdup(a->source);
  s->url = g_strdup(a->url);
  s->actor = g_strdup(book->actors[f->actor].id);
  s->person = g_strdup(f->person ? f->person->id : NULL);
  s->issue = g_strdup(book->issues[k->issue].id);
  s->concept = g_strdup(k->id);
  s->stance = stance;
  s->agreement = agreement;
  s->voice = f->voice;
  if (f->voice == VOICE_ASCRIBED) {
    s->by = g_strdup(f->by >= 0 ? book->actors[f->by].id : NULL);
    s->by_text = g_strdup(f->by_text);
  }
  s->conditional = f->conditional;
  struct slice text = c->p->text;
  s->sentence = folded(text.data + c->p->s->start, c->p->s->end - c->p->s->start);
  block_source(g_ptr_array_index(a->blocks, c->p->block), c->p->s->start, c->p->s->end, &s->start, &s->end);
  unsigned column;
  lines_find(&a->lines, s->start, &s->line, &column);
  confidence_begin(s, c, f);
  const struct token *first = &c->p->s->tokens[c->target->first], *last = &c->p->s->tokens[c->target->last];
  s->cue = g_strdup_printf("%s%s%.*s", *f->cue ? f->cue : "", *f->cue ? " -> " : "",
                           (int)(last->end - first->start), text.data + first->start);
  s->trace = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(s->trace, g_strdup_printf("\"%.*s\" is %s%s", (int)(last->end - first->start),
                                            text.data + first->start, k->name,
                                            c->target->guess ? " (what the text is about here)"
                                            : c->target->ref ? " (the last one meant)"
                                                             : ""));
  for (unsigned i = 0; i < f->trace && i < c->trace->len; i++)
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
    if (s->voice < o->voice || (s->voice == o->voice && s->confidence > o->confidence)) {
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
  GArray *missed = g_array_new(FALSE, FALSE, sizeof(struct climb)); // whose concept nobody was found to hold
  for (unsigned i = 0; i < p->targets->len; i++) {
    struct climb c;
    climb_run(&c, d, p, &g_array_index(p->targets, struct target, i));
    if (c.found->len == 0) {
      if (why) explain_nothing(&c, why);
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

static void give_ids(struct document *d, const char *doc, struct passage *p, GPtrArray *out, unsigned from) {
  (void)d;
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

void statements_make(struct document *d, GPtrArray *out) {
  char *doc = article_doc(d->article);
  for (unsigned i = 0; i < d->passages->len; i++) {
    struct passage *p = document_passage(d, i);
    unsigned from = out->len;
    passage_code(d, p, out, NULL);
    give_ids(d, doc, p, out, from);
  }
  g_ptr_array_sort(out, compare);
  confidence_settle(d->coder->confidence, out, out);
  g_free(doc);
}
