// SPDX-License-Identifier: MIT
// What a person decided about statements that the coder made.
#include "matrix/reviews.h"

static void replace_text(char **text, const char *by) {
  g_free(*text);
  *text = g_strdup(by);
}

// Returns the attitude to the statement's concept that its stance means; 0 where it has no concept or that
// takes no side.
static int agreement_of(const struct codebook *c, const struct statement *s) {
  int issue = codebook_issue(c, s->issue);
  const struct concept *concept =
      issue >= 0 && s->concept ? codebook_concept(&c->issues[issue], s->concept) : NULL;
  if (!concept || s->stance == STANCE_NEUTRAL) return 0;
  return s->stance == STANCE_SUPPORT ? concept->sign : -concept->sign;
}

// A pooled statement is recoded as a copy, for its texts are not its own.
static struct statement *own(struct statement *s) {
  return s->pooled ? statement_copy(s) : s;
}

static void recode(const struct codebook *c, const struct review *v, struct statement *s) {
  if (v->actor && strcmp(v->actor, s->actor) != 0) {
    replace_text(&s->actor, v->actor);
    replace_text(&s->person, NULL);
  }
  bool other_issue = v->issue && strcmp(v->issue, s->issue) != 0,
       other_stance = v->stance >= 0 && v->stance != (int)s->stance;
  if (other_issue) {
    replace_text(&s->issue, v->issue);
    replace_text(&s->concept, NULL);
  }
  if (other_stance) s->stance = (enum stance)v->stance;
  if (other_issue || other_stance) s->agreement = agreement_of(c, s);
  if (v->voice >= 0) s->voice = (enum voice)v->voice;
  if (s->voice != VOICE_ASCRIBED) {
    replace_text(&s->by, NULL);
    replace_text(&s->by_text, NULL);
  }
}

void reviews_apply(struct reviews *r, GPtrArray *statements, GPtrArray *rejected) {
  if (!r->by_statement || !g_hash_table_size(r->by_statement)) return;
  gsize count = 0;
  struct statement **all = (struct statement **)g_ptr_array_steal(statements, &count);
  for (gsize i = 0; i < count; i++) {
    struct statement *s = all[i];
    struct review *v = g_hash_table_lookup(r->by_statement, s->id);
    if (v && v->decision == REVIEW_RECODE) s = own(s);
    if (v) {
      v->used = true;
      s->review = v;
      s->confidence = 1000;
    }
    if (v && v->decision == REVIEW_RECODE) recode(r->codebook, v, s);
    g_ptr_array_add(v && v->decision == REVIEW_REJECT ? rejected : statements, s);
  }
  g_free(all);
}

void reviews_report_unused(const struct reviews *r, struct diag *d) {
  for (guint i = 0; r->items && i < r->items->len; i++) {
    const struct review *v = r->items->pdata[i];
    struct diag_place at = {r->path, v->line, 1};
    if (v->used) continue;
    if (v->decision == REVIEW_ADD)
      diag_warning(d, at, "article '%s' is not there, expected a path below the articles' folder",
                   v->article);
    else
      diag_warning(d, at, "statement %s is gone: no article holds it now", v->statement);
  }
}
