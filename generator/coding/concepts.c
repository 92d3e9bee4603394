// SPDX-License-Identifier: MIT
#include "coding/concepts.h"
#include "coding/needed.h"
#include "coding/tree.h"

enum {
  REF_REACH = 15, // sentences back that a reference, a context may reach
  CONTEXT_REACH = 2,
  SINGLE_TOPIC = 70 // per cent of what an article names, from where a generic word can only mean that issue
};

struct topics {       // what the article as a whole speaks of, by concept
  GHashTable *counts; // const struct concept * -> 1 + number of passages that hold its context, title counted
                      // fivefold
};

static unsigned topic_count(const struct document *d, struct topics *t, const struct concept *c) {
  gpointer had = g_hash_table_lookup(t->counts, c->context);
  if (had) return GPOINTER_TO_UINT(had) - 1;
  unsigned n = 0;
  for (unsigned i = 0; i < d->passages->len; i++)
    if (passage_has(d, document_passage(d, i), c->context, 0, 0)) n += i == 0 ? 5 : 1;
  g_hash_table_insert(t->counts, (gpointer)c->context, GUINT_TO_POINTER(n + 1));
  return n;
}

// Returns how near the concept's context stands to passage i: 0 nowhere.
static unsigned context_score(const struct document *d, struct topics *topics, unsigned i,
                              const struct concept *c) {
  if (!*c->context) return 400;
  if (passage_has(d, document_passage(d, i), c->context, 0, 0)) return 1000;
  unsigned topic = topic_count(d, topics, c), n = d->passages->len;
  bool enough = topic >= 2 && topic * 5 >= n;
  if (!enough) return 0;
  unsigned near_ = 0;
  for (unsigned k = 1; k <= CONTEXT_REACH && k <= i && !near_; k++)
    if (passage_has(d, document_passage(d, i - k), c->context, 0, 0)) near_ = 300 - 100 * k;
  return near_ + MIN(topic, 90u) + 1;
}

static int head_of_span(const struct passage *p, unsigned first, unsigned last) {
  for (unsigned t = first; t <= last; t++) {
    int h = token_at(p, (int)t)->head;
    bool function = token_at(p, (int)t)->upos == UPOS_DET || token_at(p, (int)t)->upos == UPOS_ADP ||
                    token_at(p, (int)t)->upos == UPOS_PART || token_at(p, (int)t)->upos == UPOS_PUNCT;
    if (!function && (h < (int)first || h > (int)last)) return (int)t;
  }
  return (int)last;
}

struct found {
  struct match match;
  unsigned score;
};

static int compare_found(const void *a, const void *b) {
  const struct found *x = a, *y = b;
  unsigned lx = x->match.last - x->match.first, ly = y->match.last - y->match.first;
  if (lx != ly) return lx > ly ? -1 : 1;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  if (x->match.first != y->match.first) return x->match.first < y->match.first ? -1 : 1;
  // Entries lie in one array in the codebook's order; concepts of two issues do not.
  return x->match.entry < y->match.entry ? -1 : x->match.entry > y->match.entry;
}

// Returns the verb that governs token t from before it, or 0.
static unsigned governing_verb(const struct passage *p, unsigned t) {
  for (int h = token_at(p, (int)t)->head; h >= 0; h = token_at(p, h)->head)
    if (token_at(p, h)->upos == UPOS_VERB && (unsigned)h < t) return (unsigned)h;
  return 0;
}

// Says whether a word that excludes the concept stands near its term. What stands before the verb that
// governs a term with its context does not count: "Iran protested against the sanctions on Russia".
static bool excluded(const struct document *d, struct passage *p, const struct match *m) {
  enum { NEAR_TERM = 5 };
  const struct lexicon *l = d->coder->lexicon;
  const struct concept *c = m->entry->concept;
  if (!passage_has(d, p, c->not_, m->first, NEAR_TERM)) return false;
  unsigned from = governing_verb(p, (unsigned)head_of_span(p, m->first, m->last));
  if (from == 0 || from >= m->first) return true;
  struct sentence rest = *p->s;
  rest.tokens += from;
  rest.count -= from;
  const struct token_keys *keys = lexicon_keys_from(p->keys, from);
  if (lexicon_phrase_in(l, c->not_, &rest, keys, m->first - from, NEAR_TERM)) return true;
  return *c->context && !lexicon_phrase_in(l, c->context, &rest, keys, 0, 0);
}

static void find_terms(struct document *d, struct topics *topics, unsigned i) {
  struct passage *p = document_passage(d, i);
  GArray *good = g_array_new(FALSE, FALSE, sizeof(struct found));
  for (unsigned k = 0; k < p->matches->len; k++) {
    struct found f = {g_array_index(p->matches, struct match, k), 0};
    if (f.match.entry->kind != ENTRY_TERM) continue;
    const struct concept *c = f.match.entry->concept;
    if (excluded(d, p, &f.match)) continue;
    if (*c->context && passage_has(d, p, c->not_, 0, 0) && !passage_has(d, p, c->context, 0, 0)) continue;
    f.score = context_score(d, topics, i, c);
    if (f.score) g_array_append_val(good, f);
  }
  g_array_sort(good, compare_found);
  for (unsigned k = 0; k < good->len; k++) {
    const struct found *f = &g_array_index(good, struct found, k);
    bool clear = true;
    for (unsigned n = 0; n < p->targets->len && clear; n++) {
      const struct target *t = &g_array_index(p->targets, struct target, n);
      clear = f->match.first > t->last || f->match.last < t->first;
    }
    if (!clear) continue;
    struct target t = {.first = f->match.first, .last = f->match.last, .concept = f->match.entry->concept};
    t.head = (unsigned)head_of_span(p, t.first, t.last);
    g_array_append_val(p->targets, t);
  }
  g_array_free(good, TRUE);
}

// "supplying Minsk with weapons": what a verb concept of another issue takes is part of that one.
static void drop_governed(struct passage *p) {
  for (unsigned i = p->targets->len; i-- > 0;) {
    const struct target *t = &g_array_index(p->targets, struct target, i);
    int h = token_at(p, (int)t->head)->head;
    bool governed = false;
    for (unsigned k = 0; k < p->targets->len && h >= 0; k++) {
      const struct target *o = &g_array_index(p->targets, struct target, k);
      governed = governed || (k != i && o->concept->issue != t->concept->issue && o->head == (unsigned)h &&
                              token_at(p, h)->upos == UPOS_VERB && o->last > o->first && o->last < t->first);
    }
    if (governed) g_array_remove_index(p->targets, i);
  }
}

static int compare_targets(const void *a, const void *b) {
  const struct target *x = a, *y = b;
  return x->first < y->first ? -1 : x->first > y->first;
}

static bool has_ref(const struct concept *c, const char *text) {
  for (const char *const *r = c->refs; *r; r++)
    if (strcmp(*r, text) == 0) return true;
  return false;
}

// Finds the concept last meant before (passage i, token), among those whom the reference text may mean; text
// NULL: any.
static const struct concept *last_meant(const struct document *d, unsigned i, unsigned token,
                                        const char *text) {
  if (!text && d->main && *d->main->refs) return d->main;
  for (unsigned k = i + 1; k-- > 0 && i - k <= REF_REACH;) {
    const struct passage *p = document_passage(d, k);
    for (unsigned n = p->targets->len; n-- > 0;) {
      const struct target *t = &g_array_index(p->targets, struct target, n);
      if (k == i && t->first >= token) continue;
      if (!text ? *t->concept->refs != NULL : has_ref(t->concept, text)) return t->concept;
    }
  }
  if (d->main && (!text || has_ref(d->main, text))) return d->main;
  return NULL;
}

static bool covered(const struct passage *p, unsigned first, unsigned last) {
  for (unsigned n = 0; n < p->targets->len; n++) {
    const struct target *t = &g_array_index(p->targets, struct target, n);
    if (first <= t->last && last >= t->first) return true;
  }
  return false;
}

// Says whether the words are part of an actor's longer name ("the Refugee Law Network").
static bool in_name(const struct passage *p, const struct match *m) {
  for (unsigned i = 0; i < p->mentions->len; i++) {
    const struct mention *n = &g_array_index(p->mentions, struct mention, i);
    if (n->first <= m->first && n->last >= m->last && n->last - n->first > m->last - m->first) return true;
  }
  return false;
}

// Says whether the match has the determiner that the reference asks for and a noun as its head.
static bool ref_fits(const struct passage *p, const struct match *m) {
  static const char *const determiners[] = {"the",   "this", "that", "such", "its",   "his",   "her",
                                            "their", "our",  "a",    "an",   "these", "those", NULL};
  const struct token *head = token_at(p, head_of_span(p, m->first, m->last));
  if (head->upos != UPOS_NOUN && head->upos != UPOS_PROPN && head->upos != UPOS_PRON) return false;
  bool asks = false;
  for (const char *const *w = determiners; *w; w++)
    asks = asks || (g_str_has_prefix(m->entry->text, *w) && m->entry->text[strlen(*w)] == ' ');
  if (!asks) return true;
  int h = head_of_span(p, m->first, m->last);
  if (token_in(token_at(p, (int)m->first), determiners)) return true;
  TREE_CHILDREN(p, h, k)
  if (token_in(token_at(p, k), determiners) && strcmp(token_at(p, k)->norm, "a") != 0 &&
      strcmp(token_at(p, k)->norm, "an") != 0)
    return true;
  return false;
}

static void find_refs(struct document *d, unsigned i) {
  struct passage *p = document_passage(d, i);
  for (unsigned k = 0; k < p->matches->len; k++) {
    const struct match *m = &g_array_index(p->matches, struct match, k);
    if (m->entry->kind != ENTRY_REF || covered(p, m->first, m->last) || in_name(p, m) || !ref_fits(p, m))
      continue;
    const struct concept *c = last_meant(d, i, m->first, m->entry->text);
    if (!c) continue;
    struct target t = {.first = m->first, .last = m->last, .concept = c, .ref = true};
    t.head = (unsigned)head_of_span(p, t.first, t.last);
    TREE_CHILDREN(p, (int)t.head, g) { // "the deal between the unions" names another
      const struct token *q = token_at(p, g);
      if ((q->relation == REL_COMPOUND || q->relation == REL_AMOD) && q->upos == UPOS_PROPN &&
          (unsigned)g < t.first)
        c = NULL;
    }
    if (!c) continue;
    g_array_append_val(p->targets, t);
    g_array_sort(p->targets, compare_targets);
  }
}

static bool definite(const struct passage *p, int t) {
  static const char *const words[] = {"the", "this", "that", "these", "those", "such", "its", NULL};
  bool yes = false;
  TREE_CHILDREN(p, t, k) {
    const struct token *c = token_at(p, k);
    if ((c->relation == REL_DET || c->relation == REL_NMOD_POSS) && token_in(c, words)) yes = true;
    if (c->relation == REL_NMOD || c->relation == REL_COMPOUND || c->relation == REL_NMOD_POSS ||
        c->relation == REL_ACL || c->upos == UPOS_PROPN || c->upos == UPOS_NUM)
      return false;
    if (c->relation == REL_AMOD &&
        (strcmp(c->norm, "other") == 0 || strcmp(c->norm, "first") == 0 || strcmp(c->norm, "previous") == 0))
      return false;
  }
  return yes;
}

const struct concept *concept_lately_meant(const struct document *d, unsigned i, unsigned token) {
  for (unsigned k = i + 1; k-- > 0 && i - k <= CONCEPT_NEAR;) {
    const struct passage *p = document_passage(d, k);
    for (unsigned n = p->targets->len; n-- > 0;) {
      const struct target *t = &g_array_index(p->targets, struct target, n);
      if ((k < i || t->first < token) && !t->guess && t->concept->kind == CONCEPT_MEASURE &&
          t->concept->actor < 0 && t->concept->sign != 0)
      return t->concept;
    }
  }
  return NULL;
}

struct target target_by_reference(unsigned t, const struct concept *c) {
  return (struct target){.first = t, .last = t, .head = t, .concept = c, .ref = true};
}

// Says whether nothing but c was meant since it was last: what "it" means is open where two things were
// named.
static bool unrivalled(const struct document *d, unsigned i, unsigned token, const struct concept *c) {
  for (unsigned k = i + 1; k-- > 0 && i - k <= CONCEPT_NEAR;) {
    const struct passage *p = document_passage(d, k);
    bool met = false;
    for (unsigned n = 0; n < p->targets->len; n++) {
      const struct target *t = &g_array_index(p->targets, struct target, n);
      if (k == i && t->first >= token) continue;
      if (t->concept != c) return false;
      met = true;
    }
    if (met) return true;
  }
  return true;
}

// "wants it scrapped": what is wanted of a thing is done to it.
static bool wanted_done(const struct document *d, const struct passage *p, int t) {
  int done = token_at(p, t)->head, wants = token_at(p, done)->head;
  if (token_at(p, t)->relation != REL_NSUBJ_PASS || token_at(p, done)->relation != REL_CCOMP || wants < 0)
    return false;
  unsigned n;
  const struct cue *list = tree_cues(d->coder->cues, p, wants, &n);
  if (!cues_in(list, n, CUE_DEMAND) && !cues_in(list, n, CUE_FAVOUR)) return false;
  list = tree_cues(d->coder->cues, p, done, &n);
  return cues_in(list, n, CUE_STOP) || cues_in(list, n, CUE_WEAKEN) || cues_in(list, n, CUE_DO);
}

// "Oslo welcomed the ban, Rome rejected it": the object of a verb that one says of proposals.
static bool means_concept(const struct document *d, const struct passage *p, int t) {
  static const char *const things[] = {"it", "this", "that", "them", "these", "those", NULL};
  const struct token *k = token_at(p, t);
  if (k->upos != UPOS_PRON || !token_in(k, things) || k->head < 0 || tree_slot(p, t) != SLOT_OBJ)
    return false;
  if (p->who[t].count) {
    static const char *const verbs[] = {"reject", "accept", "approve", "veto",    "endorse", "adopt",
                                        "oppose", "sign",   "ratify",  "dismiss", "welcome", "cancel",
                                        "scrap",  "repeal", "lift",    "abolish", "shelve",  "postpone",
                                        "revoke", "annul",  "amend",   NULL};
    if (!token_lemma_in(token_at(p, k->head), verbs)) return false;
  }
  unsigned n;
  const struct cue *list = tree_cues(d->coder->cues, p, k->head, &n);
  return cues_in(list, n, CUE_OPPOSE) || cues_in(list, n, CUE_REFUSE) || cues_in(list, n, CUE_FAVOUR) ||
         wanted_done(d, p, t);
}

// "denied the allegations", "denies it": what is warded off is the concept last meant, of whatever kind.
static bool means_charge(const struct document *d, const struct passage *p, int t) {
  static const char *const nouns[] = {"accusation", "allegation", "charge", "claim", "insinuation", NULL},
                           *const things[] = {"it", "this", NULL};
  const struct token *k = token_at(p, t);
  if (k->head < 0 || tree_slot(p, t) != SLOT_OBJ || token_at(p, k->head)->upos != UPOS_VERB) return false;
  unsigned n;
  const struct cue *list = tree_cues(d->coder->cues, p, k->head, &n);
  if (k->upos == UPOS_PRON) return token_in(k, things) && strcmp(token_at(p, k->head)->lemma, "deny") == 0;
  if (k->upos != UPOS_NOUN || !cues_in(list, n, CUE_DENY)) return false;
  TREE_CHILDREN(p, t, c) {
    unsigned r = token_at(p, c)->relation;
    if (r == REL_NMOD || r == REL_ACL || r == REL_ACL_RELCL || r == REL_CCOMP) return false;
  }
  return token_lemma_in(k, nouns);
}

static const struct concept *charge_lately_meant(const struct document *d, unsigned i, unsigned token) {
  for (unsigned k = i + 1; k-- > 0 && i - k <= CONCEPT_NEAR;) {
    const struct passage *p = document_passage(d, k);
    for (unsigned n = p->targets->len; n-- > 0;) {
      const struct target *t = &g_array_index(p->targets, struct target, n);
      if ((k < i || t->first < token) && !t->guess && t->concept->sign != 0) return t->concept;
    }
  }
  return NULL;
}

// "the measure", "this proposal": what was meant shortly before, or the article's one topic.
static void find_generic(struct document *d, unsigned i, bool single) {
  struct passage *p = document_passage(d, i);
  for (unsigned t = 0; t < p->s->count; t++) {
    const struct token *k = &p->s->tokens[t];
    if (covered(p, t, t)) continue;
    const struct concept *charged = means_charge(d, p, (int)t) ? charge_lately_meant(d, i, t) : NULL;
    if (charged) {
      struct target target = target_by_reference(t, charged);
      g_array_append_val(p->targets, target);
      g_array_sort(p->targets, compare_targets);
      continue;
    }
    bool pronoun = means_concept(d, p, (int)t);
    if (!pronoun &&
        (k->upos != UPOS_NOUN || !(roles_of(d->coder->roles, k->lemma) & ROLE_TEXT) || !definite(p, (int)t)))
      continue;
    const struct concept *c = concept_lately_meant(d, i, t);
    if (pronoun && c && !unrivalled(d, i, t, c)) continue;
    if (!c && single && !pronoun) c = d->main;
    if (!c) continue;
    struct target target = target_by_reference(t, c);
    g_array_append_val(p->targets, target);
    g_array_sort(p->targets, compare_targets);
  }
}

// Says whether the verb "vote" tells yes or no without naming a thing of its own.
static bool says_which_way(const struct document *d, const struct passage *p, int t) {
  static const char *const ways[] = {"yes",   "no",  "against", "for",  "favour",
                                     "favor", "aye", "nay",     "down", NULL};
  bool way = (unsigned)t + 1 < p->s->count && token_in(token_at(p, t + 1), ways);
  TREE_CHILDREN(p, t, k) {
    const struct token *c = token_at(p, k);
    if (token_in(c, ways)) way = true;
    if ((c->relation == REL_OBL || c->relation == REL_OBJ) &&
        (c->upos == UPOS_NOUN || c->upos == UPOS_PROPN) && !token_in(c, ways) &&
        (tree_has(p, k, REL_CASE, "for") || tree_has(p, k, REL_CASE, "against") || c->relation == REL_OBJ) &&
        !(roles_of(d->coder->roles, c->lemma) & ROLE_TEXT))
      return false;
  }
  return way;
}

// "Oslo voted for the ban, while Rome abstained": on what the other clause names.
static void abstains_on(struct passage *p, const struct target *named) {
  const struct concept *c = named->concept;
  for (unsigned t = named->last + 1; c->sign && t < p->s->count; t++) {
    const struct token *k = &p->s->tokens[t];
    if (strcmp(k->lemma, "abstain") != 0 || tree_below(p->s, (int)named->head, (int)t)) continue;
    struct target implied = target_by_reference(t, c);
    implied.implied = true;
    g_array_append_val(p->targets, implied);
    return;
  }
}

// A vote, veto or abstention without a named object is on what was last meant.
static void find_implied(struct document *d, unsigned i) {
  struct passage *p = document_passage(d, i);
  for (unsigned n = 0; n < p->targets->len; n++)
    if (g_array_index(p->targets, struct target, n).concept->kind == CONCEPT_MEASURE) {
      abstains_on(p, &g_array_index(p->targets, struct target, n));
      return;
    }
  for (unsigned t = 0; t < p->s->count; t++) {
    const struct token *k = &p->s->tokens[t];
    bool veto = strcmp(k->lemma, "veto") == 0 || strcmp(k->lemma, "abstain") == 0 ||
                strcmp(k->lemma, "abstention") == 0;
    bool vote = strcmp(k->lemma, "vote") == 0 && k->upos == UPOS_VERB && says_which_way(d, p, (int)t);
    if (!veto && !vote) continue;
    const struct concept *c = last_meant(d, i, t, NULL);
    if (!c || c->sign == 0 || c->kind != CONCEPT_MEASURE || c->actor >= 0) continue;
    struct target implied = target_by_reference(t, c);
    implied.implied = true;
    g_array_append_val(p->targets, implied);
    return;
  }
}

static void weigh(struct document *d) {
  GHashTable *counts = g_hash_table_new(NULL, NULL);
  unsigned best = 0;
  for (unsigned i = 0; i < d->passages->len; i++) {
    const struct passage *p = document_passage(d, i);
    for (unsigned n = 0; n < p->targets->len; n++) {
      const struct target *t = &g_array_index(p->targets, struct target, n);
      g_array_index(d->weights, unsigned, t->concept->issue) += i == 0 ? 3 : 1;
      unsigned count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, t->concept)) +
                       (i == 0 ? 3 : 1) * (*t->concept->refs && t->concept->sign > 0 ? 2 : 1);
      g_hash_table_insert(counts, (gpointer)t->concept, GUINT_TO_POINTER(count));
      if (count > best && t->concept->kind == CONCEPT_MEASURE && t->concept->sign != 0) {
        best = count;
        d->main = t->concept;
      }
    }
  }
  g_hash_table_destroy(counts);
}

// Says whether none of passage i's words can mean a concept; else it is parsed from then on.
static bool is_blank(struct document *d, unsigned i, bool single) {
  struct passage *p = document_passage(d, i);
  if (p->s->parsed) return false;
  bool meant = charge_lately_meant(d, i, 0) || concept_lately_meant(d, i, 0);
  if (!needed_for_concepts(d, p, meant, single && d->main)) return true;
  passage_parse(d, p);
  return false;
}

void concepts_find(struct document *d) {
  struct topics topics = {g_hash_table_new(NULL, NULL)};
  for (unsigned i = 0; i < d->passages->len; i++) {
    find_terms(d, &topics, i);
    drop_governed(document_passage(d, i));
    g_array_sort(document_passage(d, i)->targets, compare_targets);
  }
  weigh(d);
  bool single = document_keeps_to_main(d, SINGLE_TOPIC);
  for (unsigned i = 0; i < d->passages->len; i++) {
    if (is_blank(d, i, single)) continue;
    find_refs(d, i);
    find_generic(d, i, single);
    find_implied(d, i);
    actor_targets_add(d, i);
    g_array_sort(document_passage(d, i)->targets, compare_targets);
  }
  g_hash_table_destroy(topics.counts);
}
