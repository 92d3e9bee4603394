// SPDX-License-Identifier: MIT
// Pronouns, epithets and plural phrases: the last fitting actor, subjects before others.
#include "coding/gender.h"
#include "coding/name_nouns.h"
#include "coding/needed.h"
#include "coding/nominal.h"
#include "coding/tree.h"
#include "coding/who.h"

struct entity {
  unsigned passage;
  int token;
  bool subject;
};

enum {
  REACH = 4,       // sentences back that a pronoun may reach
  NAME_REACH = 12, // that a noun of a name may
  NAME_MOST = 100  // of whom was named since then
};

struct wanted {
  bool person, thing, plural;
  unsigned kinds;                     // of ROLE_OF_...: the kinds of actor that an epithet can mean; 0: any
  enum pronoun gender;                // PRONOUN_ANY where any person will do
  unsigned role_person, role_epithet; // an epithet's roles
  int national;                       // actor of a demonym on the epithet, or -1
  int never;                          // actor that cannot be meant, or -1
};

// What an epithet says of the kind of actor that it means.
static const unsigned of_kinds = ROLE_OF_STATE | ROLE_OF_COMPANY | ROLE_OF_PARTY | ROLE_OF_ORGANISATION;

static unsigned kind_role(enum actor_kind k) {
  switch (k) {
  case ACTOR_STATE:
    return ROLE_OF_STATE;
  case ACTOR_COMPANY:
    return ROLE_OF_COMPANY;
  case ACTOR_PARTY:
    return ROLE_OF_PARTY;
  case ACTOR_ORGANISATION:
    return ROLE_OF_ORGANISATION;
  default:
    return 0;
  }
}

static bool kind_fits(const struct document *d, const struct who *w, const struct wanted *want) {
  if (w->count == 0 || w->place || who_shares(w, want->never)) return false;
  const struct actor *a = &d->coder->codebook->actors[w->of[0].actor];
  if (want->kinds && !(want->kinds & kind_role(a->kind))) return false;
  if (want->plural) return w->plural || w->count > 1 || a->kind != ACTOR_STATE;
  if (want->person)
    return (w->is_person || a->kind == ACTOR_PERSON) && gender_fits(d, w, want->gender) && w->count == 1;
  return !w->is_person && w->count == 1 && !w->plural;
}

// Finds the antecedent among the entities before (passage, token).
static const struct who *antecedent(const struct document *d, const GArray *entities, unsigned passage,
                                    int token, const struct wanted *want) {
  const struct who *best = NULL;
  int best_score = 0;
  for (int i = (int)entities->len - 1; i >= 0; i--) {
    const struct entity *e = &g_array_index(entities, struct entity, i);
    unsigned back = passage - e->passage;
    if (back > REACH) break;
    if (back == 0 && e->token >= token) continue;
    const struct passage *p = document_passage(d, e->passage);
    const struct who *w = &p->who[e->token];
    if (!kind_fits(d, w, want)) continue;
    int score = 100 - 22 * (int)back + (e->subject ? 24 : 0);
    if (back > 0 && e->subject) score -= e->token / 4; // the first subject of a sentence is its topic
    if (back == 0) score += e->token / 4;
    if (score > best_score) {
      best_score = score;
      best = w;
    }
  }
  return best;
}

static bool pronoun_wants(const struct token *t, struct wanted *want) {
  static const char *const he[] = {"he", "him", "his", "himself", NULL},
                           *const she[] = {"she", "her", "hers", "herself", NULL},
                           *const it[] = {"it", "its", "itself", NULL},
                           *const they[] = {"they", "them", "their", "theirs", "themselves", NULL};
  if (token_in(t, he))
    want->person = true, want->gender = PRONOUN_HE;
  else if (token_in(t, she))
    want->person = true, want->gender = PRONOUN_SHE;
  else if (token_in(t, it))
    want->thing = true;
  else if (token_in(t, they))
    want->plural = true;
  else
    return false;
  return true;
}

bool word_means_other(const struct token *t) {
  struct wanted want = {0};
  return pronoun_wants(t, &want);
}

// The pair or group just named: "the two leaders", "both presidents", "the two countries".
static bool group_phrase(const struct document *d, const struct passage *p, int t) {
  const struct token *k = token_at(p, t);
  if (k->xpos != XPOS_NNS && k->upos != UPOS_NOUN) return false;
  if (!(roles_of(d->coder->roles, k->lemma) & (ROLE_EPITHET | ROLE_PERSON))) return false;
  TREE_CHILDREN(p, t, c)
  if (strcmp(token_at(p, c)->norm, "two") == 0 || strcmp(token_at(p, c)->norm, "both") == 0 ||
      strcmp(token_at(p, c)->norm, "2") == 0)
    return true;
  return false;
}

static void resolve_group(const struct document *d, const GArray *entities, unsigned passage, int token,
                          struct who *out, bool persons) {
  for (int i = (int)entities->len - 1; i >= 0 && out->count < 2; i--) {
    const struct entity *e = &g_array_index(entities, struct entity, i);
    if (passage - e->passage > REACH) break;
    if (e->passage == passage && e->token >= token) continue;
    const struct who *w = &document_passage(d, e->passage)->who[e->token];
    if (w->place || (persons && !w->is_person)) continue;
    for (unsigned k = 0; k < w->count && out->count < 2; k++)
      who_add(out, w->of[k].actor, w->of[k].person);
  }
  if (out->count < 2) out->count = 0;
  out->plural = true;
  out->how = "the two just named";
}

// Says whether t is a noun with "the" that nothing describes further: "the bloc", but not "the bloc of
// states".
static bool definite_alone(const struct document *d, const struct passage *p, int t) {
  const struct token *k = token_at(p, t);
  if (k->upos != UPOS_NOUN && !(k->upos == UPOS_PROPN && t > 0)) return false;
  bool definite = false;
  unsigned kinds = roles_of(d->coder->roles, k->lemma) & of_kinds;
  TREE_CHILDREN(p, t, c) {
    const struct token *m = token_at(p, c);
    if (m->relation == REL_DET &&
        (strcmp(m->norm, "the") == 0 || strcmp(m->norm, "this") == 0 || strcmp(m->norm, "that") == 0))
      definite = true;
    if (m->relation == REL_NMOD || m->relation == REL_ACL_RELCL || m->relation == REL_APPOS ||
        m->relation == REL_ACL)
      return false;
    if (m->relation == REL_AMOD && (strcmp(m->norm, "former") == 0 || strcmp(m->norm, "other") == 0 ||
                                    strcmp(m->norm, "international") == 0))
      return false;
    bool kin = kinds != 0 && m->upos == UPOS_NOUN; // "the tech giant", "the trade union"
    if (m->relation == REL_COMPOUND && roles_of(d->coder->roles, m->lemma) == 0 && !kin) return false;
  }
  return definite && k->xpos != XPOS_NNS &&
         (is_subject(k->relation) || k->relation == REL_NMOD_POSS || k->relation == REL_CONJ ||
          k->relation == REL_OBL_AGENT);
}

// "The ministers", "the parties": several who were last named together.
static bool resolve_several(const struct document *d, const GArray *entities, unsigned passage, int t,
                            struct who *w) {
  const struct passage *p = document_passage(d, passage);
  const struct token *k = token_at(p, t);
  if (k->xpos != XPOS_NNS || !is_subject(k->relation) ||
      !(roles_of(d->coder->roles, k->lemma) & (ROLE_OFFICE | ROLE_PERSON | ROLE_EPITHET)))
    return false;
  unsigned words = 0;
  TREE_CHILDREN(p, t, c) words++;
  if (words != 1 || !tree_has(p, t, REL_DET, "the")) return false;
  for (int i = (int)entities->len - 1; i >= 0; i--) {
    const struct entity *e = &g_array_index(entities, struct entity, i);
    if (passage - e->passage > REACH) return false;
    const struct who *found = &document_passage(d, e->passage)->who[e->token];
    if (found->count < 2 || found->place) continue;
    *w = *found;
    w->pronoun = w->plural = true;
    w->how = "epithet";
    return true;
  }
  return false;
}

// A definite description without a name: "the president", "the bloc", "the ministry".
static bool epithet_wants(const struct document *d, const struct passage *p, int t, struct wanted *want) {
  const struct token *k = token_at(p, t);
  if (!definite_alone(d, p, t)) return false;
  unsigned roles = roles_of(d->coder->roles, k->lemma);
  if (roles & ROLE_PERSON)
    want->person = true;
  else if (roles & (ROLE_EPITHET | ROLE_BODY))
    want->thing = true, want->kinds = roles & of_kinds;
  else
    return false;
  return true;
}

// Says whether the entity was named with the noun: "the UN Security Council".
static bool named_with(const struct document *d, const struct entity *e, const char *noun) {
  const struct passage *p = document_passage(d, e->passage);
  const struct mention *m = mention_over(p, e->token);
  for (unsigned t = m ? m->first : 0; m && t <= m->last; t++)
    if (g_ascii_strcasecmp(token_at(p, (int)t)->norm, noun) == 0) return true;
  return false;
}

// "The union" after the "Rail Workers' Union": fills w with whom was last named with the noun, or else, other
// than a state, of which there are too many bodies, with whose names hold it.
static bool by_name_noun(const struct document *d, const GArray *entities, unsigned passage, int t,
                         struct who *w) {
  const char *noun = token_at(document_passage(d, passage), t)->lemma;
  if (!name_nouns_hold(d->coder->name_nouns, noun) || !definite_alone(d, document_passage(d, passage), t))
    return false;
  for (int named = 1; named >= 0; named--)
    for (int i = (int)entities->len - 1; i >= 0 && (int)entities->len - i <= NAME_MOST; i--) {
      const struct entity *e = &g_array_index(entities, struct entity, i);
      if (passage - e->passage > NAME_REACH) break;
      const struct who *found = &document_passage(d, e->passage)->who[e->token];
      if (found->count != 1 || found->place) continue;
      int actor = found->of[0].actor;
      bool state = d->coder->codebook->actors[actor].kind == ACTOR_STATE;
      if (named ? !named_with(d, e, noun) : state || !name_noun_of(d->coder->name_nouns, noun, actor))
        continue;
      *w = (struct who){.count = 1, .pronoun = true, .how = "epithet"};
      w->of[0].actor = actor;
      return true;
    }
  return false;
}

// "Authorities seized the paper", "Police broke up the march": those of the state last spoken of.
static bool bare_authority(const struct passage *p, int t, struct wanted *want) {
  static const char *const words[] = {"authorities", "police", NULL};
  const struct token *k = token_at(p, t);
  if (k->upos != UPOS_NOUN || !token_in(k, words)) return false;
  if (!is_subject(k->relation) && k->relation != REL_OBL_AGENT) return false;
  TREE_CHILDREN(p, t, c)
  if (token_at(p, c)->relation != REL_DET && token_at(p, c)->relation != REL_CASE) return false;
  want->thing = true;
  want->kinds = ROLE_OF_STATE;
  return true;
}

static bool is_head(const struct token *t) {
  switch (t->relation) {
  case REL_COMPOUND:
  case REL_FLAT:
  case REL_CASE:
  case REL_DET:
  case REL_PUNCT:
  case REL_AUX:
  case REL_MARK:
  case REL_CC:
    return false;
  default:
    return true;
  }
}

// Says whether a pronoun "it" is no actor at all: "it is necessary to", "it rains".
static bool is_expletive(const struct passage *p, int t) {
  const struct token *k = token_at(p, t);
  if (k->relation == REL_EXPL) return true;
  if (!is_subject(k->relation) || k->head < 0 || strcmp(k->norm, "it") != 0) return false;
  int h = k->head;
  return tree_child(p, h, REL_COP) >= 0 &&
         (tree_child(p, h, REL_CSUBJ) >= 0 || tree_child(p, h, REL_CCOMP) >= 0 ||
          tree_child(p, h, REL_ADVCL) >= 0 || token_at(p, h)->upos == UPOS_ADJ);
}

// "its foreign ministry", "his government": the body of whom the pronoun means.
static void body_of_pronoun(const struct document *d, const struct passage *p, int t, struct who *w) {
  unsigned roles = roles_of(d->coder->roles, token_at(p, t)->lemma);
  int owner = tree_child(p, t, REL_NMOD_POSS);
  if (token_at(p, t)->upos == UPOS_PROPN) TREE_CHILDREN(p, t, c) // "its spokeswoman Ana Lund"
  if (token_at(p, c)->upos == UPOS_NOUN && c < t) roles |= roles_of(d->coder->roles, token_at(p, c)->lemma);
  if (!(roles & (ROLE_OFFICE | ROLE_BODY | ROLE_GROUP)) || roles & ROLE_PRIVATE || owner < 0) return;
  if (token_at(p, owner)->upos != UPOS_PRON || p->who[owner].count == 0) return;
  *w = p->who[owner];
  for (unsigned i = 0; i < w->count; i++)
    w->of[i].person = NULL;
  w->is_person = (roles & ROLE_OFFICE) != 0;
  w->pronoun = true;
  w->how = "pronoun";
}

static void add_entity(GArray *entities, unsigned passage, int t, const struct token *k,
                       const struct who *w) {
  if (w->count == 0 || k->relation == REL_AMOD) return;
  struct entity e = {passage, t, is_subject(k->relation)};
  g_array_append_val(entities, e);
}

static void resolve_passage(struct document *d, GArray *entities, unsigned i) {
  struct passage *p = document_passage(d, i);
  const struct entity *last =
      entities->len ? &g_array_index(entities, struct entity, entities->len - 1) : NULL;
  if (!p->s->parsed) {
    if (!needed_for_actors(d, p, last && i - last->passage <= REACH, last && i - last->passage <= NAME_REACH))
      return;
    passage_parse(d, p);
  }
  for (int t = 0; t < (int)p->s->count; t++) {
    const struct token *k = token_at(p, t);
    struct who *w = &p->who[t];
    struct wanted want = {.national = -1, .never = -1};
    if (!is_head(k)) continue;
    bool both = strcmp(k->norm, "both") == 0 && is_subject(k->relation);
    if (both) {
      resolve_group(d, entities, i, t, w, false);
    } else if (k->upos == UPOS_PRON || k->upos == UPOS_DET) {
      if (!pronoun_wants(k, &want) || is_expletive(p, t)) continue;
      const struct who *found = antecedent(d, entities, i, t, &want);
      if (!found) continue;
      *w = *found;
      w->pronoun = true;
      w->place = false;
      w->how = "pronoun";
    } else if (group_phrase(d, p, t)) {
      resolve_group(d, entities, i, t, w, (roles_of(d->coder->roles, k->lemma) & ROLE_PERSON) != 0);
    } else {
      nominal_who(d, p, t, w, 0);
      if (w->count == 0) body_of_pronoun(d, p, t, w);
      if (w->count == 0 && (by_name_noun(d, entities, i, t, w) || resolve_several(d, entities, i, t, w))) {
        add_entity(entities, i, t, k, w);
        continue;
      }
      if (w->count == 0 && (bare_authority(p, t, &want) || epithet_wants(d, p, t, &want))) {
        const struct who *found = antecedent(d, entities, i, t, &want);
        if (found) {
          *w = *found;
          w->pronoun = true;
          w->how = "epithet";
        }
      }
    }
    add_entity(entities, i, t, k, w);
  }
}

void who_resolve(struct document *d) {
  GArray *entities = g_array_new(FALSE, FALSE, sizeof(struct entity));
  for (unsigned i = 0; i < d->passages->len; i++)
    resolve_passage(d, entities, i);
  g_array_free(entities, TRUE);
}

// "'He was wrong', said Lane": within a quotation he or she is never who speaks it.
static void not_the_speaker(struct document *d, unsigned i) {
  struct passage *p = document_passage(d, i);
  if (p->voice.count != 1) return;
  for (unsigned t = 0; t < p->s->count; t++) {
    struct wanted want = {.national = -1, .never = p->voice.of[0].actor};
    if (!p->quoted[t] || !p->who[t].pronoun || !who_shares(&p->who[t], want.never)) continue;
    if (!pronoun_wants(token_at(p, (int)t), &want) || !want.person) continue;
    GArray *entities = g_array_new(FALSE, FALSE, sizeof(struct entity));
    for (unsigned k = i > REACH ? i - REACH : 0; k <= i; k++) {
      const struct passage *q = document_passage(d, k);
      for (unsigned n = 0; n < q->s->count; n++)
        if (is_head(&q->s->tokens[n])) add_entity(entities, k, (int)n, &q->s->tokens[n], &q->who[n]);
    }
    const struct who *found = antecedent(d, entities, i, (int)t, &want);
    p->who[t] = found ? *found : (struct who){0};
    p->who[t].pronoun = true;
    p->who[t].how = "pronoun";
    g_array_free(entities, TRUE);
  }
}

bool word_means_speaker(const struct token *t) {
  static const char *const first[] = {"we", "us",   "our",       "ours",   "i", "me",
                                      "my", "mine", "ourselves", "myself", NULL};
  return token_in(t, first);
}

void who_resolve_speakers(struct document *d) {
  for (unsigned i = 0; i < d->passages->len; i++) {
    struct passage *p = document_passage(d, i);
    not_the_speaker(d, i);
    for (unsigned t = 0; t < p->s->count; t++) {
      const struct token *k = &p->s->tokens[t];
      if (!word_means_speaker(k) || (k->upos != UPOS_PRON && k->upos != UPOS_DET) || slice_is(k->form, "US"))
        continue;
      const struct who *voice = p->quoted[t] || !d->speech ? &p->voice
                                : p->voice.count           ? &p->voice
                                                           : &d->author;
      if (voice->count == 0 || (!p->quoted[t] && !d->speech)) continue;
      p->who[t] = *voice;
      p->who[t].pronoun = true;
      p->who[t].how = "speaker";
    }
  }
}
