// SPDX-License-Identifier: MIT
// Documents with two authors: what one of them says in "a joint statement with" the other, both hold.
#include "coding/climb.h"
#include "coding/tree.h"
#include "coding/who.h"

static bool is_joint_document(const struct passage *p, int t) {
  static const char *const documents[] = {"statement", "declaration", "communique", "communiqué",
                                          "letter",    "appeal",      "article",    NULL};
  return token_lemma_in(token_at(p, t), documents) && tree_has(p, t, REL_AMOD, "joint");
}

// Says whether the issue of the climb is spoken of after token t, so in the document and not only beside it.
static bool speaks_of_issue(const struct climb *c, int t) {
  for (unsigned i = 0; i < c->p->targets->len; i++) {
    const struct target *other = &g_array_index(c->p->targets, struct target, i);
    if ((int)other->head > t && other->concept->issue == c->target->concept->issue) return true;
  }
  return false;
}

static const struct finding *first_stated(const struct climb *c) {
  for (unsigned i = 0; i < c->found->len; i++) {
    const struct finding *f = &g_array_index(c->found, struct finding, i);
    if (f->voice == VOICE_STATED && !f->by_text && f->by < 0) return f;
  }
  return NULL;
}

static bool found_already(const struct climb *c, int actor) {
  for (unsigned i = 0; i < c->found->len; i++)
    if (g_array_index(c->found, struct finding, i).actor == actor) return true;
  return false;
}

static void add_authors(struct climb *c, const struct who *w) {
  for (unsigned i = 0; i < w->count; i++) {
    const struct finding *author = first_stated(c);
    if (!author || found_already(c, w->of[i].actor)) continue;
    struct finding f = *author;
    f.actor = w->of[i].actor;
    f.person = w->of[i].person;
    f.how = w->how;
    f.pronoun = w->pronoun;
    climb_note(c, "in a joint document with %s", c->d->coder->codebook->actors[f.actor].name);
    f.trace = c->trace->len;
    g_array_append_val(c->found, f);
  }
}

void joint_authors_add(struct climb *c) {
  for (int t = 0; t < (int)c->p->s->count && c->found->len; t++) {
    if (!is_joint_document(c->p, t) || !speaks_of_issue(c, t)) continue;
    TREE_CHILDREN(c->p, t, k) {
      if (token_at(c->p, k)->relation != REL_NMOD || !tree_has(c->p, k, REL_CASE, "with")) continue;
      struct who w = {0};
      who_collect(c->p, k, &w);
      add_authors(c, &w);
    }
  }
}
