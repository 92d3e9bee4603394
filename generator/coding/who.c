// SPDX-License-Identifier: MIT
// Whom a noun phrase stands for, from its own words.
#include "coding/who.h"
#include "coding/nominal.h"
#include "coding/tree.h"

bool who_shares(const struct who *w, int actor) {
  for (unsigned i = 0; i < w->count; i++)
    if (w->of[i].actor == actor) return true;
  return false;
}

const struct who *who_at(const struct passage *p, int t) {
  return &p->who[t];
}

void who_add(struct who *w, int actor, const struct person *person) {
  for (unsigned i = 0; i < w->count; i++) {
    if (w->of[i].actor != actor) continue;
    if (!w->of[i].person) w->of[i].person = person;
    return;
  }
  if (w->count == WHO_MAX) return;
  w->of[w->count].actor = actor;
  w->of[w->count++].person = person;
}

static void who_merge(struct who *out, const struct who *in) {
  for (unsigned i = 0; i < in->count; i++)
    who_add(out, in->of[i].actor, in->of[i].person);
  if (in->count && !out->how) out->how = in->how;
  if (in->count) out->is_person |= in->is_person;
  out->pronoun |= in->pronoun && in->count;
}

void who_collect(const struct passage *p, int t, struct who *out) {
  who_merge(out, &p->who[t]);
  TREE_CHILDREN(p, t, c)
  if (token_at(p, c)->relation == REL_CONJ && token_at(p, c)->upos != UPOS_VERB) {
    who_merge(out, &p->who[c]);
    TREE_CHILDREN(p, c, g)
    if (token_at(p, g)->relation == REL_CONJ) who_merge(out, &p->who[g]);
  }
}

const struct mention *mention_over(const struct passage *p, int t) {
  for (unsigned i = 0; i < p->mentions->len; i++) {
    const struct mention *m = &g_array_index(p->mentions, struct mention, i);
    if ((unsigned)t >= m->first && (unsigned)t <= m->last) return m;
    if (m->first > (unsigned)t) break;
  }
  return NULL;
}

static unsigned role_at(const struct document *d, const struct passage *p, int t) {
  unsigned r = roles_of(d->coder->roles, token_at(p, t)->lemma);
  return r ? r : roles_of(d->coder->roles, token_at(p, t)->norm);
}

static bool inside(unsigned r) {
  return r == REL_COMPOUND || r == REL_AMOD || r == REL_FLAT || r == REL_NMOD_POSS ||
         r == REL_NMOD_UNMARKED || r == REL_NMOD_DESC || r == REL_NMOD;
}

// Collects what the words of t's noun phrase say: roles of head, flat and compound words; "former".
static unsigned phrase_roles(const struct document *d, const struct passage *p, int t, bool *former) {
  static const char *const past[] = {"former",  "ex",     "late",   "then",   "ex-", "would-be",
                                     "retired", "ousted", "exiled", "shadow", NULL};
  unsigned roles = role_at(d, p, t);
  TREE_CHILDREN(p, t, c) {
    const struct token *k = token_at(p, c);
    if (!inside(k->relation) && k->relation != REL_APPOS && k->relation != REL_ADVMOD) continue;
    if (token_in(k, past) && strcmp(k->norm, "then") != 0) *former = true;
    if ((k->relation == REL_NMOD_POSS || k->relation == REL_NMOD) && tree_marker(p, c) >= 0) continue;
    if (k->relation == REL_NMOD_POSS) continue;
    roles |= role_at(d, p, c) & ~(unsigned)(ROLE_TRANSPARENT);
    TREE_CHILDREN(p, c, g) {
      const struct token *q = token_at(p, g);
      if (token_in(q, past) && c < t) *former = true;
      if ((q->relation == REL_COMPOUND || q->relation == REL_FLAT) && k->relation != REL_APPOS)
        roles |= role_at(d, p, g) & ~(unsigned)ROLE_TRANSPARENT;
    }
  }
  return roles;
}

static const unsigned speaks = ROLE_OFFICE | ROLE_BODY | ROLE_GROUP;

static bool speaks_for(unsigned roles, bool person) {
  if (roles & ROLE_PRIVATE && !(roles & ROLE_OFFICE)) return false;
  return person || roles & speaks;
}

static bool is_name(const struct token *t) {
  return t->upos == UPOS_PROPN || t->xpos == XPOS_NNP;
}

// A name or demonym before the head: "Chinese officials", "China's foreign minister Wang", "US Secretary of
// State".
static void from_modifiers(const struct passage *p, int t, unsigned roles, struct who *out) {
  bool name = is_name(token_at(p, t));
  TREE_CHILDREN(p, t, c) {
    const struct token *k = token_at(p, c);
    if (!inside(k->relation) || (k->relation == REL_NMOD && tree_marker(p, c) >= 0)) continue;
    const struct mention *m = mention_over(p, c);
    int deep = -1;
    if (!m && k->relation != REL_NMOD_POSS) TREE_CHILDREN(p, c, g)
    if (!m && (token_at(p, g)->relation == REL_COMPOUND || token_at(p, g)->relation == REL_AMOD ||
               token_at(p, g)->relation == REL_NMOD_POSS)) {
      m = mention_over(p, g);
      deep = g;
    }
    if (!m || (deep >= 0 && m->is_person)) continue;
    if (m->is_person && k->relation != REL_NMOD_POSS &&
        k->relation != REL_AMOD) { // "President Xi", "Mr Xi", "the Biden administration"
      if (roles & speaks || (name && !(roles & ROLE_PRIVATE))) {
        who_add(out, m->actor, roles & ROLE_BODY ? NULL : m->person);
        out->is_person = !(roles & ROLE_BODY);
        out->how = "office";
      }
      continue;
    }
    if (!(roles & speaks) || !speaks_for(roles, false)) continue;
    if (roles & ROLE_OFFICE || roles & ROLE_GROUP || !name || roles & ROLE_BODY) {
      who_add(out, m->actor, NULL);
      out->is_person = (roles & (ROLE_OFFICE | ROLE_PERSON)) != 0;
      out->how = m->demonym ? "demonym" : "office";
      if (out->count) return;
    }
  }
}

static void add_bodies(struct who *out, const struct who *in) {
  for (unsigned i = 0; i < in->count; i++)
    who_add(out, in->of[i].actor, NULL);
}

// "the government of France", "a spokesman for Hamas", "officials in Kyiv".
static void from_complement(const struct document *d, const struct passage *p, int t, unsigned roles,
                            struct who *out, int depth) {
  static const char *const links[] = {"of", "for", "from", "in", "at", "within", NULL};
  if (!(roles & (speaks | ROLE_TRANSPARENT))) return;
  TREE_CHILDREN(p, t, c) {
    if (token_at(p, c)->relation != REL_NMOD) continue;
    int m = tree_marker(p, c);
    if (m < 0 || !token_in(token_at(p, m), links)) continue;
    struct who inner = {0};
    nominal_who(d, p, c, &inner, depth + 1);
    if (inner.count == 0) continue;
    if (strcmp(token_at(p, m)->norm, "in") == 0 && !(roles & (ROLE_GROUP | ROLE_OFFICE))) continue;
    add_bodies(out, &inner);
    TREE_CHILDREN(p, c, g) { // "the ministers of France, Germany and Poland"
      if (!out->plural || token_at(p, g)->relation != REL_CONJ) continue;
      struct who other = {0};
      nominal_who(d, p, g, &other, depth + 1);
      add_bodies(out, &other);
    }
    out->is_person = (roles & ROLE_OFFICE) != 0;
    out->how = "office";
    return;
  }
}

static bool is_staff(const struct token *t) {
  static const char *const words[] = {"researcher", "campaigner", "advocate",  "lawyer",    "attorney",
                                      "executive",  "manager",    "organiser", "organizer", "counsel",
                                      "analyst",    "activist",   "lobbyist",  "fellow",    "staffer",
                                      "volunteer",  NULL};
  return token_lemma_in(t, words);
}

// Who works for an organisation or party speaks for it: "Ana Lund of Greenpeace", "a lawyer for the union".
static void from_employer(const struct document *d, const struct passage *p, int t, unsigned roles,
                          struct who *out, int depth) {
  static const char *const links[] = {"of", "for", "from", "at", "with", NULL};
  const struct token *k = token_at(p, t);
  bool person = is_name(k) && tree_child(p, t, REL_FLAT) >= 0 && !(roles & (ROLE_PRIVATE | ROLE_BODY));
  if (!person && !is_staff(k)) return;
  TREE_CHILDREN(p, t, c) {
    int m = token_at(p, c)->relation == REL_NMOD ? tree_marker(p, c) : -1;
    if (m < 0 || !token_in(token_at(p, m), links)) continue;
    struct who inner = {0};
    nominal_who(d, p, c, &inner, depth + 1);
    if (inner.count != 1 || inner.is_person) continue;
    enum actor_kind kind = d->coder->codebook->actors[inner.of[0].actor].kind;
    if (kind != ACTOR_ORGANISATION && kind != ACTOR_PARTY) continue;
    who_add(out, inner.of[0].actor, NULL);
    out->is_person = true;
    out->how = "office";
    return;
  }
}

static void introduced_earlier(const struct document *d, const struct passage *p, int t, struct who *out) {
  int known = GPOINTER_TO_INT(g_hash_table_lookup(d->names, token_at(p, t)->norm)), last = t;
  TREE_CHILDREN(p, t, c)
  if (token_at(p, c)->relation == REL_FLAT) last = c;
  if (last != t) known = GPOINTER_TO_INT(g_hash_table_lookup(d->names, token_at(p, last)->norm));
  if (!known) return;
  who_add(out, known - 1, NULL);
  out->is_person = true;
  out->how = "introduced earlier";
}

void nominal_who(const struct document *d, const struct passage *p, int t, struct who *out, int depth) {
  const struct token *k = token_at(p, t);
  if (depth > 4 || (k->upos != UPOS_NOUN && k->upos != UPOS_PROPN && k->upos != UPOS_ADJ &&
                    k->upos != UPOS_NUM && k->upos != UPOS_DET && k->upos != UPOS_X && k->upos != UPOS_PRON))
    return;
  bool former = false;
  unsigned roles = phrase_roles(d, p, t, &former);
  out->plural = k->xpos == XPOS_NNS || k->xpos == XPOS_NNPS;
  const struct mention *m = mention_over(p, t);
  if (former && !(m && m->is_person && !m->person)) return; // an actor of its own stays itself out of office
  if (m && m->demonym && k->upos == UPOS_ADJ && k->relation == REL_AMOD) m = NULL;
  if (m) {
    // A demonym by itself is its people or government; a name with a private head noun ("the Biden fan") is
    // not reached here.
    who_add(out, m->actor, m->person);
    out->is_person = m->is_person;
    out->how = m->person ? "person" : m->demonym ? "demonym" : "name";
    if (!m->is_person && m->first == m->last && k->relation == REL_OBL && !tree_has(p, t, REL_CASE, "by"))
      out->place = true;
    TREE_CHILDREN(p, t, c)
    if (!m->is_person && token_at(p, c)->relation == REL_FLAT && is_name(token_at(p, c)) &&
        !mention_over(p, c) && !(roles & speaks))
      out->count = 0;
    return;
  }
  from_modifiers(p, t, roles, out);
  if (out->count == 0) from_complement(d, p, t, role_at(d, p, t), out, depth);
  if (out->count == 0) from_employer(d, p, t, roles, out, depth);
  if (out->count == 0 && (is_name(k) || roles & ROLE_OFFICE)) TREE_CHILDREN(p, t, c)
  if (token_at(p, c)->relation == REL_APPOS) {
    struct who inner = {0};
    nominal_who(d, p, c, &inner, depth + 1);
    if (inner.count && (inner.is_person || token_at(p, c)->upos != UPOS_PROPN)) {
      *out = inner;
      out->how = "apposition";
      break;
    }
  }
  if (out->count == 0 && k->relation == REL_APPOS && roles & ROLE_OFFICE) return;
  if (out->count == 0 && is_name(k)) introduced_earlier(d, p, t, out);
}

static void names_learn_at(struct document *d, const struct passage *p, int t) {
  const struct token *k = token_at(p, t);
  if (!is_name(k) || mention_over(p, t)) return;
  struct who w = {0};
  nominal_who(d, p, t, &w, 0);
  if (w.count != 1 || !w.is_person) return;
  int last = roles_of(d->coder->roles, k->norm) == 0 ? t : -1;
  TREE_CHILDREN(p, t, c) {
    if (token_at(p, c)->relation != REL_FLAT && !(token_at(p, c)->relation == REL_COMPOUND && c > t))
      continue;
    if (mention_over(p, c)) return;
    if (is_name(token_at(p, c)) && roles_of(d->coder->roles, token_at(p, c)->norm) == 0) last = c;
  }
  if (last < 0 || strlen(token_at(p, last)->norm) < 3) return;
  char *name = g_string_chunk_insert_const(d->strings, token_at(p, last)->norm);
  if (!g_hash_table_contains(d->names, name))
    g_hash_table_insert(d->names, name, GINT_TO_POINTER(w.of[0].actor + 1));
}

void names_learn(struct document *d) {
  for (unsigned i = 0; i < d->passages->len; i++) {
    struct passage *p = document_passage(d, i);
    if (p->mentions->len == 0) continue;
    for (unsigned t = 0; t < p->s->count; t++)
      names_learn_at(d, p, (int)t);
  }
}
