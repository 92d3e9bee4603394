// SPDX-License-Identifier: MIT
// The features of a statement and what they weigh together.
#include "coding/confidence.h"
#include "coding/wordfile.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>

enum { STEPS_TOLD = 5, NEAR = 6, FAR = 15, LONG = 28, VERY_LONG = 45, EXPLAINED = 3 };

enum feature {
  F_ALWAYS,
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
  F_AGREE,
  F_AGREES,
  F_DIFFER,
  F_DIFFERS,
  F_TORN,
  F_BESIDE_SAME,
  F_BESIDE_OTHER,
  F_SUPPORT,
  F_OPPOSE,
  F_CUE,
  F_COUNT = F_CUE + CUE_COUNT
};

static const char *const names[F_CUE] = {"always",
                                         "term-long",
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
                                         "own-concept",
                                         "agree",
                                         "agrees",
                                         "differ",
                                         "differs",
                                         "torn",
                                         "beside-same",
                                         "beside-other",
                                         "support",
                                         "oppose"};

// Holds: has[] says which features the statement shows.
struct features {
  bool has[F_COUNT];
};

struct confidence {
  char *names[F_COUNT];
  int weight[F_COUNT]; // thousandths of log-odds
  char *words[F_COUNT];
  unsigned floor;
};

static char *feature_name(unsigned f) {
  return f < F_CUE ? g_strdup(names[f]) : g_strconcat("cue-", cue_class_name(f - F_CUE), NULL);
}

// --- the file ---

static bool read_weight(const char *text, int *weight) {
  char *end;
  errno = 0;
  long n = strtol(text, &end, 10);
  *weight = (int)n;
  return end != text && *end == '\0' && errno == 0 && n >= -20000 && n <= 20000;
}

static bool read_row(struct confidence *k, char **row, GHashTable *index) {
  int weight;
  if (!row[0] || !row[1] || !read_weight(row[1], &weight)) return false;
  if (strcmp(row[0], "floor") == 0) {
    k->floor = (unsigned)CLAMP(weight, 0, 1000);
    return true;
  }
  unsigned f = GPOINTER_TO_UINT(g_hash_table_lookup(index, row[0]));
  if (f-- == 0) return false;
  k->weight[f] = weight;
  g_free(k->words[f]);
  k->words[f] = g_strdup(row[2] ? row[2] : row[0]);
  return true;
}

struct confidence *confidence_load(const char *folder, struct diag *d) {
  char *path = g_build_filename(folder, "confidence.txt", NULL);
  struct wordfile file;
  struct confidence *k = NULL;
  if (wordfile_load(&file, path, d)) {
    k = g_new0(struct confidence, 1);
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (unsigned f = 0; f < F_COUNT; f++) {
      k->names[f] = feature_name(f);
      g_hash_table_insert(index, k->names[f], GUINT_TO_POINTER(f + 1));
    }
    for (unsigned i = 0; i < file.rows->len; i++) {
      char **row = g_ptr_array_index(file.rows, i);
      if (!read_row(k, row, index))
        diag_warning(d, diag_at(path, NULL, 0),
                     "\"%s\" is no feature with a weight, expected a known name, a tab and whole thousandths",
                     row[0]);
    }
    g_hash_table_destroy(index);
    wordfile_release(&file);
  }
  g_free(path);
  return k;
}

void confidence_free(struct confidence *k) {
  if (!k) return;
  for (unsigned f = 0; f < F_COUNT; f++) {
    g_free(k->names[f]);
    g_free(k->words[f]);
  }
  g_free(k);
}

unsigned confidence_floor(const struct confidence *k) {
  return k->floor;
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
  has[F_ALWAYS] = true;
  has[F_TERM_LONG] = t->last > t->first;
  has[F_REFERENCE] = t->ref && !t->guess;
  has[F_IMPLIED] = t->implied;
  if (*k->context) {
    bool here = lexicon_phrase_in(c->d->coder->lexicon, k->context, c->p->s, 0, 0);
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

// --- the sum ---

static long log_odds(const struct confidence *k, const struct features *features) {
  long sum = 0;
  for (unsigned f = 0; f < F_COUNT; f++)
    if (features->has[f]) sum += k->weight[f];
  return sum;
}

static unsigned chance(const struct confidence *k, const struct features *features) {
  double p = 1 / (1 + exp(-(double)log_odds(k, features) / 1000));
  return (unsigned)CLAMP(lround(1000 * p), 1, 990); // nothing that a program reads is certain
}

void confidence_begin(struct statement *s, const struct climb *c, const struct finding *f) {
  s->features = g_new0(struct features, 1);
  bool *has = s->features->has;
  concept_features(has, c, f);
  path_features(has, c, f);
  holder_features(has, c, f);
  place_features(has, c);
  has[F_SUPPORT] = s->stance == STANCE_SUPPORT;
  has[F_OPPOSE] = s->stance == STANCE_OPPOSE;
  s->confidence = chance(c->d->coder->confidence, s->features);
}

// --- the rest of the article ---

struct tally {
  unsigned stance[STANCE_MIXED + 1];
};

static struct tally *tally_of(GHashTable *tallies, const char *first, const char *second, size_t place) {
  char *key = g_strdup_printf("%s\n%s\n%zu", first, second, place);
  struct tally *t = g_hash_table_lookup(tallies, key);
  if (t) {
    g_free(key);
    return t;
  }
  t = g_new0(struct tally, 1);
  g_hash_table_insert(tallies, key, t);
  return t;
}

// Returns how many of t have another stance than s.
static unsigned others(const struct tally *t, const struct statement *s) {
  unsigned n = 0;
  for (unsigned i = 0; i < G_N_ELEMENTS(t->stance); i++)
    if (i != (unsigned)s->stance) n += t->stance[i];
  return n;
}

void confidence_settle(const struct confidence *k, const GPtrArray *statements, const GPtrArray *all) {
  GHashTable *tallies = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  for (unsigned i = 0; i < all->len; i++) {
    const struct statement *s = g_ptr_array_index(all, i);
    tally_of(tallies, s->actor, s->issue, SIZE_MAX)->stance[s->stance]++;
    tally_of(tallies, s->actor, s->issue, s->start)->stance[s->stance]++;
    tally_of(tallies, "", s->issue, s->start)->stance[s->stance]++;
  }
  for (unsigned i = 0; i < statements->len; i++) {
    struct statement *s = g_ptr_array_index(statements, i);
    if (!s->features) continue;
    bool *has = s->features->has;
    const struct tally *article = tally_of(tallies, s->actor, s->issue, SIZE_MAX),
                       *own = tally_of(tallies, s->actor, s->issue, s->start),
                       *beside = tally_of(tallies, "", s->issue, s->start);
    unsigned torn = others(own, s), agree = article->stance[s->stance] - own->stance[s->stance],
             differ = others(article, s) - torn;
    has[F_AGREE] = agree == 1;
    has[F_AGREES] = agree > 1;
    has[F_DIFFER] = differ == 1;
    has[F_DIFFERS] = differ > 1;
    has[F_TORN] = torn > 0;
    has[F_BESIDE_SAME] = beside->stance[s->stance] > own->stance[s->stance];
    has[F_BESIDE_OTHER] = others(beside, s) > torn;
    s->confidence = chance(k, s->features);
  }
  g_hash_table_destroy(tallies);
}

// --- for people and for fitting ---

const char **confidence_features(const struct confidence *k, const struct statement *s) {
  const char **out = g_new0(const char *, F_COUNT + 1);
  unsigned n = 0;
  for (unsigned f = 0; s->features && f < F_COUNT; f++)
    if (s->features->has[f]) out[n++] = k->names[f];
  return out;
}

void confidence_explain(const struct confidence *k, const struct statement *s, GString *out) {
  if (!s->features) return;
  bool told[F_COUNT] = {[F_ALWAYS] = true};
  for (unsigned n = 0; n < EXPLAINED; n++) {
    unsigned best = F_ALWAYS;
    for (unsigned f = 0; f < F_COUNT; f++)
      if (s->features->has[f] && !told[f] && k->weight[f] &&
          (best == F_ALWAYS || abs(k->weight[f]) > abs(k->weight[best])))
        best = f;
    if (best == F_ALWAYS) return;
    told[best] = true;
    int w = k->weight[best];
    g_string_append_printf(out, "%s%s (%c%d.%02d)", n ? "; " : "", k->words[best], w < 0 ? '-' : '+',
                           abs(w) / 1000, abs(w) % 1000 / 10);
  }
}
