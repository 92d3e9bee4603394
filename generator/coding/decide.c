// SPDX-License-Identifier: MIT
#include "coding/decide.h"
#include "coding/attribution.h"
#include "coding/statement_base.h"
#include "coding/tree.h"

enum { TOLD = 4 }; // traits that a trace names

static const double SURE_ALONE = 0.65, SURE_REPORTER = 0.85, SURE_TAKEN_BACK = 0.9;

static enum stance stance_of_attitude(const struct pair *pair, enum attitude a) {
  if (a == ATTITUDE_NEUTRAL) return STANCE_NEUTRAL;
  return (a == ATTITUDE_FOR) == (pair->target->concept->sign >= 0) ? STANCE_SUPPORT : STANCE_OPPOSE;
}

static const struct statement *made_with(const struct pair *pair, enum stance s) {
  for (unsigned i = 0; i < pair->made->len; i++) {
    const struct statement *m = g_ptr_array_index(pair->made, i);
    if (m->stance == s) return m;
  }
  return NULL;
}

static const struct person *person_in(const struct who *w, int actor) {
  for (unsigned i = 0; i < w->count; i++)
    if (w->of[i].actor == actor && w->of[i].person) return w->of[i].person;
  return NULL;
}

static const struct person *person_of(const struct reading *r, const struct pair *pair) {
  const struct person *p = pair->at >= 0 ? person_in(&pair->p->who[pair->at], pair->actor) : NULL;
  for (unsigned t = 0; t < pair->p->s->count && !p && pair->at < 0; t++)
    p = person_in(&pair->p->who[t], pair->actor);
  if (!p && pair->voiced) p = person_in(&pair->p->voice, pair->actor);
  if (!p && pair->author) p = person_in(&r->d->author, pair->actor);
  return p;
}

// Returns the words that lead to the pair's concept: the word above it and the one above the actor.
static void cue_words(const struct pair *pair, GString *out) {
  const struct passage *p = pair->p;
  int h = pair->at >= 0 ? token_at(p, pair->at)->head : -1;
  if (h >= 0 && token_at(p, h)->upos == UPOS_VERB) tree_words(p, h, out);
  int above = pair->distance ? -1 : token_at(p, (int)pair->target->head)->head;
  if (above < 0 || above == h || above == pair->at || target_holds(pair->target, above)) return;
  if (out->len) g_string_append(out, " <- ");
  tree_words(p, above, out);
}

// A concept of a sentence before has no words here: the cue is all there is.
static void set_cue(struct statement *s, const struct pair *pair, const char *words) {
  if (pair->distance == 0) {
    statement_cue(s, pair->p, pair->target, words);
    return;
  }
  s->cue = g_strdup(*words ? words : pair->target->concept->name);
  if (s->trace)
    g_ptr_array_add(s->trace, g_strdup_printf("%s was spoken of just before", pair->target->concept->name));
}

static struct statement *statement_new(const struct reading *r, const struct pair *pair, enum attitude a) {
  struct statement *s = statement_base(r->d, pair->p, pair->target, pair->actor, person_of(r, pair));
  s->stance = stance_of_attitude(pair, a);
  s->agreement = pair->target->concept->sign == 0 || a == ATTITUDE_NEUTRAL ? 0 : a == ATTITUDE_FOR ? 1 : -1;
  GString *words = g_string_new(NULL);
  cue_words(pair, words);
  set_cue(s, pair, words->str);
  g_string_free(words, TRUE);
  return s;
}

// Names who says so of the actor, where the sentence or its quotation does.
static void ascribe(const struct reading *r, const struct pair *pair, struct statement *s) {
  const struct passage *p = pair->p;
  const struct who *by = NULL;
  int t = pair->at >= 0 ? pair->at : 0, reporter = reporting_subject(r->d, p, t);
  if (reporter >= 0) {
    s->by_text = g_strdup(tree_phrase_kept(r->d, p, reporter));
    by = &p->who[reporter];
  } else if (p->quoted[t] && (p->voice.count || p->voice_text)) {
    s->by_text = g_strdup(p->voice_text);
    by = &p->voice;
  }
  if (by && by->count && by->of[0].actor != pair->actor)
    s->by = g_strdup(r->d->coder->codebook->actors[by->of[0].actor].id);
}

static void set_voice(const struct reading *r, const struct pair *pair, struct statement *s, bool ruled) {
  enum voice likeliest = VOICE_STATED;
  for (int v = VOICE_STATED; v <= VOICE_ASCRIBED; v++)
    if (pair->voice[v] > pair->voice[likeliest]) likeliest = (enum voice)v;
  bool had = ruled && s->voice == VOICE_ASCRIBED;
  s->voice = likeliest;
  if (likeliest != VOICE_ASCRIBED) {
    g_clear_pointer(&s->by, g_free);
    g_clear_pointer(&s->by_text, g_free);
  } else if (!had) {
    ascribe(r, pair, s);
  }
}

// Tells how the statement came about: the grammar's steps, where it made the same, and what spoke most for
// it.
static void tell(const struct reading *r, const struct pair *pair, enum attitude a,
                 const struct statement *made, struct statement *s) {
  if (made) {
    s->trace = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < made->trace->len; i++)
      g_ptr_array_add(s->trace, g_strdup(g_ptr_array_index(made->trace, i)));
  } else {
    g_ptr_array_add(s->trace, g_strdup("the way is not understood word by word; it is likely from:"));
  }
  pair_explain(r, r->d->coder->weights, pair, a, TOLD, s->trace);
  if (!pair->asked || !r->d->coder->explains) return;
  struct pair_net *asked = pair_net_new(r, r->d->coder->net);
  pair_net_explain(asked, pair, a, s->trace);
  pair_net_free(asked);
}

static void add_statement(const struct reading *r, const struct pair *pair, enum attitude a, bool turned,
                          GPtrArray *out) {
  const struct statement *made = made_with(pair, stance_of_attitude(pair, a));
  struct statement *s = made ? statement_copy(made) : statement_new(r, pair, a);
  s->ruled = made != NULL;
  s->turned = turned;
  set_voice(r, pair, s, s->ruled);
  s->confidence = (unsigned)CLAMP((int)(1000 * pair->chance[a] + 0.5), 1, 990); // nothing read is certain
  if (r->d->coder->explains) tell(r, pair, a, made, s);
  g_ptr_array_add(out, s);
}

// Says whether the rest of the article turns what the sentence says by itself and its grammar too: then
// either may be wrong, and nothing is better than the wrong side.
static bool turned_by_article(const struct pair *pair, enum attitude best) {
  return best != pair->alone && pair->alone_share >= SURE_ALONE &&
         made_with(pair, stance_of_attitude(pair, pair->alone));
}

// Returns the noun that token t only describes ("French" and "Berlin" in "a former French president", "the
// mayor of Berlin"), or -1.
static int described(const struct passage *p, int t) {
  static const enum relation describing[] = {REL_AMOD, REL_COMPOUND, REL_NMOD, REL_NMOD_POSS};
  const struct token *k = token_at(p, t);
  bool describes = false;
  for (size_t i = 0; i < G_N_ELEMENTS(describing); i++)
    describes |= k->head >= 0 && k->relation == describing[i];
  return describes && token_at(p, k->head)->upos == UPOS_NOUN ? k->head : -1;
}

// Says whether token t only tells where somebody else sits: "London" in "a London-based charity".
static bool only_a_base(const struct passage *p, int t) {
  int based = token_at(p, t)->head, who = based >= 0 ? token_at(p, based)->head : -1;
  return who >= 0 && strcmp(token_at(p, based)->norm, "based") == 0 &&
         token_at(p, based)->relation == REL_AMOD && !p->who[who].count;
}

// Says whether the noun is a person: by what it means, or since it tells who somebody of another name is.
static bool is_person(const struct reading *r, const struct passage *p, int noun) {
  enum { PERSONS = ROLE_OFFICE | ROLE_GROUP | ROLE_PRIVATE | ROLE_PERSON };
  const struct token *k = token_at(p, noun);
  if (roles_of(r->d->coder->roles, k->lemma) & PERSONS) return true;
  return k->relation == REL_APPOS && token_at(p, k->head)->upos == UPOS_PROPN && !p->who[k->head].count;
}

// Says whether every word for the actor here only describes a person who stands for nobody: then it is that
// person who holds what is held, and the actor does not.
static bool only_describes_a_stranger(const struct reading *r, const struct pair *pair) {
  const struct passage *p = pair->p;
  bool found = false;
  if (pair->voiced || pair->author) return false;
  for (unsigned t = 0; t < p->s->count; t++) {
    if (!pair_word(p, t, pair->actor)) continue;
    if (only_a_base(p, (int)t)) {
      found = true;
      continue;
    }
    int noun = described(p, (int)t);
    if (noun < 0 || p->who[noun].count || !is_person(r, p, noun)) return false;
    found = true;
  }
  return found;
}

// Says whether the grammar found that the actor reports here what another holds on the issue: to report a
// view is not to share it.
static bool reports_another(const struct reading *r, const struct pair *pair) {
  const char *id = r->d->coder->codebook->actors[pair->actor].id,
             *issue = r->d->coder->codebook->issues[pair->issue].id;
  const GPtrArray *made = r->made[pair->p->number];
  for (unsigned i = 0; i < made->len; i++) {
    const struct statement *m = g_ptr_array_index(made, i);
    if (m->voice == VOICE_ASCRIBED && g_strcmp0(m->by, id) == 0 && strcmp(m->issue, issue) == 0 &&
        strcmp(m->actor, id) != 0)
      return true;
  }
  return false;
}

// Says whether holder and concept stand in one condition ("if China had condemned it"): nothing is said there
// to be so.
static bool only_a_condition(const struct pair *pair) {
  if (pair->at < 0 || pair->distance) return false;
  for (int t = pair->at; t >= 0; t = token_at(pair->p, t)->head)
    if (tree_condition(pair->p, t)) return tree_below(pair->p->s, (int)pair->target->head, t);
  return false;
}

static bool says_no(const struct reading *r, const struct pair *pair, int t) {
  unsigned n;
  const struct cue *list = tree_cues(r->d->coder->cues, pair->p, t, &n);
  return cues_in(list, n, CUE_OPPOSE) || cues_in(list, n, CUE_REFUSE);
}

// "lifted its veto on the aid", "did not rule out a truce", "will never give it up": a no that is taken back.
static bool takes_back(const struct reading *r, const struct pair *pair, int verb) {
  unsigned n;
  const struct cue *list = tree_cues(r->d->coder->cues, pair->p, verb, &n);
  bool stops = cues_in(list, n, CUE_STOP);
  if (tree_negated(pair->p, verb)) return stops || says_no(r, pair, verb);
  if (!stops) return false;
  for (int t = token_at(pair->p, (int)pair->target->head)->head; t >= 0 && t != verb;
       t = token_at(pair->p, t)->head)
    if (says_no(r, pair, t)) return true;
  return false;
}

// Says how sure the words must be to be taken against the grammar, which goes by what is negated or taken
// back between holder and concept: without the "not" they speak for the other side. 0: nothing is.
static double sure_against_a_turn(const struct reading *r, const struct pair *pair) {
  int verb = pair->at >= 0 && is_subject(token_at(pair->p, pair->at)->relation)
                 ? token_at(pair->p, pair->at)->head
                 : -1;
  if (verb < 0) return 0;
  bool below = !pair->distance && tree_below(pair->p->s, (int)pair->target->head, verb);
  if (below && takes_back(r, pair, verb)) return SURE_TAKEN_BACK;
  if (tree_negated(pair->p, verb)) return SURE_ALONE;
  for (int t = (int)pair->target->head; below && t >= 0 && t != verb; t = token_at(pair->p, t)->head)
    if (tree_negated(pair->p, t)) return SURE_ALONE;
  return 0;
}

// "stopped short of condemning it": the grammar finds no side; the words alone would find what was not done.
static bool forgets_a_stop(const struct pair *pair) {
  int verb = pair->at >= 0 ? token_at(pair->p, pair->at)->head : -1;
  return verb >= 0 && made_with(pair, STANCE_NEUTRAL) && tree_stops_short(pair->p, verb);
}

// Says whether the words forget a "not" that made the grammar find the other side, or no side.
static bool forgets_a_turn(const struct reading *r, const struct pair *pair, enum attitude best) {
  if (best == ATTITUDE_NEUTRAL) return false;
  enum attitude other = best == ATTITUDE_FOR ? ATTITUDE_AGAINST : ATTITUDE_FOR;
  return forgets_a_stop(pair) || (made_with(pair, stance_of_attitude(pair, other)) &&
                                  pair->chance[best] < sure_against_a_turn(r, pair));
}

static bool likely(const struct reading *r, const struct pair *pair, enum attitude a, bool ruled) {
  return 1000 * pair->chance[a] >= weights_floor(r->d->coder->weights, ruled);
}

void pair_decide(const struct reading *r, const struct pair *pair, GPtrArray *out) {
  enum attitude best = pair_likeliest(pair);
  bool explains = r->d->coder->explains, all_turned = turned_by_article(pair, best);
  bool unsure = pair->chance[best] < SURE_ALONE;
  bool nothing = only_describes_a_stranger(r, pair) || forgets_a_turn(r, pair, best) ||
                 (pair->chance[best] < SURE_REPORTER && reports_another(r, pair)) ||
                 (unsure && only_a_condition(pair));
  bool against_grammar = !nothing && !made_with(pair, stance_of_attitude(pair, best)) &&
                         likely(r, pair, best, false); // then what the grammar found is not told beside it
  for (int a = ATTITUDE_FOR; a < ATTITUDE_COUNT; a++) {
    bool ruled = made_with(pair, stance_of_attitude(pair, (enum attitude)a)) != NULL;
    if ((enum attitude)a == best ? !ruled && nothing : !ruled || (against_grammar && !explains)) continue;
    // An unsure word is not taken against all else that the article says of the actor: a wrong side is worse.
    bool turned = all_turned || (pair->outweighed[a] && pair->chance[a] < SURE_ALONE);
    if (explains || (!turned && likely(r, pair, (enum attitude)a, ruled)))
      add_statement(r, pair, (enum attitude)a, turned, out);
  }
}

char *pair_line(const struct reading *r, const struct pair *pair, struct pair_net *asked, bool with_words) {
  const struct codebook *book = r->d->coder->codebook;
  struct statement *s = statement_base(r->d, pair->p, pair->target, pair->actor, NULL);
  json *j = json_object();
  json_add_string(j, "article", s->article);
  json_add_number(j, "passage", pair->p->number);
  json_add_string(j, "sentence", s->sentence);
  json_add_string(j, "actor", book->actors[pair->actor].id);
  json_add_string(j, "issue", book->issues[pair->issue].id);
  json_add_number(j, "sign", pair->target->concept->sign);
  json *list = json_add_array(j, "traits");
  GPtrArray *names = pair_trait_names(r, pair);
  for (unsigned i = 0; i < names->len; i++)
    json_push(list, json_string(g_ptr_array_index(names, i)));
  pair_net_print(asked, pair, with_words, j);
  char *line = json_print(j, false);
  g_ptr_array_free(names, TRUE);
  json_free(j);
  statement_free(s);
  return line;
}
