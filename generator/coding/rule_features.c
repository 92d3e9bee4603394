// SPDX-License-Identifier: MIT
// What the grammar knows of a statement that it made.
#include "coding/rule_features.h"

enum { STEPS_TOLD = 5, NEAR = 6, FAR = 15, LONG = 28, VERY_LONG = 45 };

enum feature {
  F_TERM_LONG,
  F_REFERENCE,
  F_IMPLIED,
  F_TOPIC,
  F_TOPIC_NEAR,
  F_TOPIC_DEFINITE,
  F_TOPIC_ALONE,
  F_TOPIC_BARE,
  F_CONTEXT_HERE,
  F_CONTEXT_ELSEWHERE,
  F_LOOSE_SUBJECT,
  F_LOOSE_SAYER,
  F_LOOSE_VOICE,
  F_LOOSE_OWNER,
  F_LOOSE_JUDGED,
  F_LOOSE_BAD,
  F_HARM,
  F_CLAIM,
  F_SIGN_NONE,
  F_SIGN_AGAINST,
  F_STEPS_0,
  F_STEPS_2,
  F_STEPS_3,
  F_STEPS_4,
  F_STEPS_MANY,
  F_NO_CUE,
  F_ACTED,
  F_ASCRIBED,
  F_BY_ACTOR,
  F_OTHER_SAID,
  F_BY_PERSON,
  F_HOW_NAME,
  F_HOW_DEMONYM,
  F_HOW_PERSON,
  F_HOW_OFFICE,
  F_HOW_PRONOUN,
  F_HOW_EPITHET,
  F_HOW_SPEAKER,
  F_HOW_BEFORE_NOUN,
  F_HOW_OTHER,
  F_HOLDER_NEAR,
  F_HOLDER_FAR,
  F_HOLDER_UNNAMED,
  F_AGAINST,
  F_NEITHER,
  F_HEDGE,
  F_HEDGES,
  F_CONDITIONAL,
  F_CHARGE,
  F_DUE,
  F_DEED,
  F_VALUED,
  F_BAD,
  F_EVENT,
  F_SEALED,
  F_QUOTED,
  F_ALL_QUOTED,
  F_SPEECH,
  F_TITLE,
  F_EARLY,
  F_LONG,
  F_VERY_LONG,
  F_MANY_CONCEPTS,
  F_MANY_HOLDERS,
  F_MAIN,
  F_SHARE_LOW,
  F_SHARE_HIGH,
  F_ISSUE_ONCE,
  F_OWN_CONCEPT,
  F_CUE,
  F_COUNT = F_CUE + CUE_COUNT
};

static const char *const names[F_CUE] = {"term-long",
                                         "reference",
                                         "implied",
                                         "topic",
                                         "topic-near",
                                         "topic-definite",
                                         "topic-alone",
                                         "topic-bare",
                                         "context-here",
                                         "context-elsewhere",
                                         "loose-subject",
                                         "loose-sayer",
                                         "loose-voice",
                                         "loose-owner",
                                         "loose-judged",
                                         "loose-bad",
                                         "harm",
                                         "claim",
                                         "sign-none",
                                         "sign-against",
                                         "steps-0",
                                         "steps-2",
                                         "steps-3",
                                         "steps-4",
                                         "steps-many",
                                         "no-cue",
                                         "acted",
                                         "ascribed",
                                         "by-actor",
                                         "other-said",
                                         "person",
                                         "how-name",
                                         "how-demonym",
                                         "how-person",
                                         "how-office",
                                         "how-pronoun",
                                         "how-epithet",
                                         "how-speaker",
                                         "how-before-noun",
                                         "how-other",
                                         "holder-near",
                                         "holder-far",
                                         "holder-unnamed",
                                         "against",
                                         "neither",
                                         "hedge",
                                         "hedges",
                                         "conditional",
                                         "charge",
                                         "due",
                                         "deed",
                                         "valued",
                                         "bad",
                                         "event",
                                         "sealed",
                                         "quoted",
                                         "all-quoted",
                                         "speech",
                                         "title",
                                         "early",
                                         "long",
                                         "very-long",
                                         "many-concepts",
                                         "many-holders",
                                         "main",
                                         "share-low",
                                         "share-high",
                                         "issue-once",
                                         "own-concept"};

// Holds: has[] says which features the statement shows.
struct features {
  bool has[F_COUNT];
};

enum cue_class rule_features_cue(const struct statement *s) {
  for (int k = 0; s->features && k < CUE_COUNT; k++)
    if (s->features->has[F_CUE + k]) return (enum cue_class)k;
  return CUE_NONE;
}

bool rule_feature_next(const struct statement *s, unsigned *i, const char **head, const char **tail) {
  while (s->features && *i < F_COUNT && !s->features->has[*i])
    ++*i;
  if (!s->features || *i >= F_COUNT) return false;
  *head = *i < F_CUE ? names[*i] : "cue-";
  *tail = *i < F_CUE ? "" : cue_class_name((enum cue_class)(*i - F_CUE));
  ++*i;
  return true;
}

// --- what the finding shows ---

static enum feature how_feature(const char *how) {
  static const struct {
    const char *how;
    enum feature feature;
  } known[] = {{"name", F_HOW_NAME},
               {"demonym", F_HOW_DEMONYM},
               {"person", F_HOW_PERSON},
               {"office", F_HOW_OFFICE},
               {"pronoun", F_HOW_PRONOUN},
               {"epithet", F_HOW_EPITHET},
               {"speaker", F_HOW_SPEAKER},
               {"author", F_HOW_SPEAKER},
               {"speaker label", F_HOW_SPEAKER},
               {"name before the noun", F_HOW_BEFORE_NOUN}};
  for (size_t i = 0; how && i < G_N_ELEMENTS(known); i++)
    if (strcmp(known[i].how, how) == 0) return known[i].feature;
  return F_HOW_OTHER;
}

static void concept_features(bool *has, const struct climb *c, const struct finding *f) {
  const struct target *t = c->target;
  const struct concept *k = t->concept;
  has[F_TERM_LONG] = t->last > t->first;
  has[F_REFERENCE] = t->ref && !t->guess;
  has[F_IMPLIED] = t->implied;
  if (*k->context) {
    bool here = passage_has(c->d, c->p, k->context, 0, 0);
    has[here ? F_CONTEXT_HERE : F_CONTEXT_ELSEWHERE] = true;
  }
  has[F_TOPIC] = t->guess;
  has[F_TOPIC_NEAR] = t->near_;
  has[F_TOPIC_BARE] = t->bare;
  has[F_TOPIC_DEFINITE] = t->guess && t->definite;
  has[F_HARM] = k->kind == CONCEPT_HARM;
  has[F_CLAIM] = k->kind == CONCEPT_CLAIM;
  has[F_SIGN_NONE] = k->sign == 0;
  has[F_SIGN_AGAINST] = k->sign < 0;
  has[F_MAIN] = k == c->d->main;
  unsigned all = document_weight(c->d), own = g_array_index(c->d->weights, unsigned, k->issue);
  has[F_SHARE_LOW] = own * 4 < all;
  has[F_SHARE_HIGH] = own * 4 > all * 3;
  has[F_ISSUE_ONCE] = own <= 1;
  has[F_TOPIC_ALONE] = t->guess && own == all;
  for (unsigned i = 0; i < c->p->mentions->len; i++) { // "Kyiv's peace plan", held by Kyiv
    const struct mention *m = &g_array_index(c->p->mentions, struct mention, i);
    has[F_OWN_CONCEPT] =
        has[F_OWN_CONCEPT] || (m->actor == f->actor && m->first >= t->first && m->last <= t->last);
  }
}

static void path_features(bool *has, const struct climb *c, const struct finding *f) {
  if (f->steps != 1)
    has[f->steps == 0 ? F_STEPS_0 : f->steps >= STEPS_TOLD ? F_STEPS_MANY : F_STEPS_2 + f->steps - 2] = true;
  has[F_NO_CUE] = *f->cue == '\0';
  has[F_CUE + f->class] = true;
  if (f->loose) {
    has[F_LOOSE_SUBJECT + f->loose - LOOSE_SUBJECT] = true;
    has[F_LOOSE_JUDGED] = f->judged;
    has[F_LOOSE_BAD] = !f->judged && c->target->concept->kind != CONCEPT_MEASURE;
  }
  has[F_AGAINST] = f->attitude < 0;
  has[F_NEITHER] = f->attitude == 0;
  has[F_HEDGE] = f->hedges == 1;
  has[F_HEDGES] = f->hedges > 1;
  has[F_CONDITIONAL] = f->conditional;
  has[F_CHARGE] = c->charge;
  has[F_DUE] = c->deontic;
  has[F_DEED] = c->deed;
  has[F_VALUED] = c->valued;
  has[F_BAD] = c->eval < 0;
  has[F_EVENT] = c->event;
  has[F_SEALED] = c->sealed;
}

static void holder_features(bool *has, const struct climb *c, const struct finding *f) {
  has[F_ACTED] = f->voice == VOICE_ACTED;
  has[F_ASCRIBED] = f->voice == VOICE_ASCRIBED;
  has[F_BY_ACTOR] = f->by >= 0;
  has[F_OTHER_SAID] = f->other_said;
  has[F_BY_PERSON] = f->person != NULL;
  has[how_feature(f->how)] = true;
  unsigned nearest = UINT_MAX;
  for (unsigned i = 0; i < c->p->mentions->len; i++) {
    const struct mention *m = &g_array_index(c->p->mentions, struct mention, i);
    unsigned gap = m->last < c->target->first   ? c->target->first - m->last
                   : m->first > c->target->last ? m->first - c->target->last
                                                : 0;
    if (m->actor == f->actor && gap > 0 && gap < nearest) nearest = gap;
  }
  has[F_HOLDER_NEAR] = nearest <= NEAR;
  has[F_HOLDER_FAR] = nearest > FAR && nearest < UINT_MAX;
  has[F_HOLDER_UNNAMED] = nearest == UINT_MAX;
  has[F_MANY_HOLDERS] = c->found->len > 1;
}

static void place_features(bool *has, const struct climb *c) {
  const struct block *b = g_ptr_array_index(c->d->article->blocks, c->p->block);
  has[F_QUOTED] = c->p->quoted[c->target->head];
  has[F_ALL_QUOTED] = c->p->all_quoted;
  has[F_SPEECH] = c->d->speech;
  has[F_TITLE] = b->kind == BLOCK_TITLE;
  has[F_EARLY] = c->p->number > 0 && c->p->number < 5;
  has[F_LONG] = c->p->s->count > LONG && c->p->s->count <= VERY_LONG;
  has[F_VERY_LONG] = c->p->s->count > VERY_LONG;
  has[F_MANY_CONCEPTS] = c->p->targets->len > 2;
}

void rule_features_set(struct statement *s, const struct climb *c, const struct finding *f) {
  s->features = g_new0(struct features, 1);
  bool *has = s->features->has;
  concept_features(has, c, f);
  path_features(has, c, f);
  holder_features(has, c, f);
  place_features(has, c);
}
