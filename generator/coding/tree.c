// SPDX-License-Identifier: MIT
#include "coding/tree.h"
#include "coding/labels.h"

void tree_index(struct passage *p) {
  unsigned n = p->s->count;
  if (!p->child) {
    p->child = g_new(int16_t, n);
    p->next = g_new(int16_t, n);
  }
  for (unsigned i = 0; i < n; i++)
    p->child[i] = p->next[i] = -1;
  for (int i = (int)n - 1; i >= 0; i--) {
    int h = p->s->tokens[i].head;
    if (h < 0) continue;
    p->next[i] = p->child[h];
    p->child[h] = (int16_t)i;
  }
}

bool token_in(const struct token *t, const char *const *words) {
  for (; *words; words++)
    if (strcmp(t->norm, *words) == 0) return true;
  return false;
}

char token_pos(const struct token *t) {
  switch (t->upos) {
  case UPOS_VERB:
  case UPOS_AUX:
    return 'v';
  case UPOS_ADJ:
  case UPOS_ADV:
    return 'a';
  default:
    return 'n';
  }
}

bool token_lemma_in(const struct token *t, const char *const *words) {
  for (; *words; words++)
    if (strcmp(t->lemma, *words) == 0) return true;
  return false;
}

bool tree_stops_short(const struct passage *p, int t) {
  return strcmp(token_at(p, t)->lemma, "stop") == 0 && (unsigned)t + 1 < p->s->count &&
         strcmp(token_at(p, t + 1)->norm, "short") == 0;
}

int tree_child(const struct passage *p, int t, enum relation r) {
  TREE_CHILDREN(p, t, c)
  if (token_at(p, c)->relation == r) return c;
  return -1;
}

bool tree_has(const struct passage *p, int t, enum relation r, const char *lemma) {
  TREE_CHILDREN(p, t, c)
  if (token_at(p, c)->relation == r && strcmp(token_at(p, c)->lemma, lemma) == 0) return true;
  return false;
}

bool is_subject(unsigned r) {
  return r == REL_NSUBJ || r == REL_NSUBJ_PASS || r == REL_NSUBJ_OUTER;
}

int tree_marker(const struct passage *p, int t) {
  int mark = -1;
  TREE_CHILDREN(p, t, c) {
    unsigned r = token_at(p, c)->relation;
    if (r == REL_CASE && strcmp(token_at(p, c)->norm, "'s") != 0 && strcmp(token_at(p, c)->norm, "'") != 0)
      return c;
    if (r == REL_MARK && mark < 0) mark = c;
  }
  return mark;
}

static enum slot marked_slot(const struct passage *p, int t, enum slot otherwise) {
  int m = tree_marker(p, t);
  if (m < 0) return otherwise;
  enum slot s = slot_of_preposition(token_at(p, m)->norm);
  return s;
}

enum slot tree_slot(const struct passage *p, int t) {
  switch (token_at(p, t)->relation) {
  case REL_OBJ:
  case REL_NSUBJ_PASS:
  case REL_CSUBJ_PASS:
    return SLOT_OBJ;
  case REL_NSUBJ:
  case REL_CSUBJ:
  case REL_NSUBJ_OUTER:
    return SLOT_SUBJ;
  case REL_CCOMP:
  case REL_XCOMP:
  case REL_ACL:
    return SLOT_COMP;
  case REL_AMOD:
    return SLOT_AMOD;
  case REL_APPOS:
    return SLOT_APPOS;
  case REL_ADVCL: {
    int m = tree_marker(p, t);
    if (m < 0 || strcmp(token_at(p, m)->norm, "to") == 0) return SLOT_COMP;
    return slot_of_preposition(token_at(p, m)->norm);
  }
  case REL_OBL:
  case REL_NMOD:
  case REL_OBL_AGENT:
  case REL_IOBJ:
    return marked_slot(p, t, token_at(p, t)->relation == REL_IOBJ ? SLOT_TO : SLOT_OF);
  case REL_COMPOUND:
  case REL_NMOD_POSS:
  case REL_NMOD_DESC:
    return SLOT_OF;
  default:
    return SLOT_NONE;
  }
}

bool tree_infinitive_of_noun(const struct passage *p, int t) {
  return token_at(p, t)->relation == REL_ACL && tree_has(p, t, REL_MARK, "to");
}

bool tree_negated(const struct passage *p, int t) {
  static const char *const negators[] = {"not",    "n't",     "n’t",    "never",  "no",
                                         "nor",    "neither", "hardly", "barely", "scarcely",
                                         "seldom", "without", "none",   "nt",     NULL};
  bool negated = false;
  TREE_CHILDREN(p, t, c) {
    const struct token *k = token_at(p, c);
    if (k->relation != REL_ADVMOD && k->relation != REL_DET && k->relation != REL_MARK &&
        k->relation != REL_CASE && k->relation != REL_CC_PRECONJ && k->relation != REL_CC &&
        k->relation != REL_AUX)
      continue;
    bool no_longer = strcmp(k->norm, "longer") == 0 && c > 0 && strcmp(token_at(p, c - 1)->norm, "no") == 0;
    if (no_longer) negated = !negated;
    bool rather =
        (strcmp(k->norm, "rather") == 0 || strcmp(k->norm, "instead") == 0) &&
        (unsigned)c + 1 < p->s->count &&
        (strcmp(token_at(p, c + 1)->norm, "than") == 0 || strcmp(token_at(p, c + 1)->norm, "of") == 0);
    if (rather) negated = !negated;
    if (!token_in(k, negators)) continue;
    if ((unsigned)c + 1 < p->s->count) {
      const char *after = token_at(p, c + 1)->norm;
      if (strcmp(after, "only") == 0 || strcmp(after, "just") == 0 || strcmp(after, "merely") == 0 ||
          strcmp(after, "doubt") == 0)
        continue;
    }
    negated = !negated;
  }
  // "has no plan to lift it": what is not planned is not done
  int det = tree_infinitive_of_noun(p, t) ? tree_child(p, token_at(p, t)->head, REL_DET) : -1;
  if (det >= 0 && strcmp(token_at(p, det)->norm, "no") == 0) negated = !negated;
  return negated;
}

bool tree_condition(const struct passage *p, int t) {
  static const char *const words[] = {"if", "unless", "whether", "lest", NULL};
  int m = tree_marker(p, t);
  return m >= 0 && token_in(token_at(p, m), words);
}

const char *tree_modal(const struct passage *p, int t) {
  TREE_CHILDREN(p, t, c) {
    const struct token *k = token_at(p, c);
    if (k->relation == REL_AUX && k->xpos != 0 && strcmp(k->lemma, "have") != 0 &&
        strcmp(k->lemma, "be") != 0 && strcmp(k->lemma, "do") != 0)
      return k->lemma;
  }
  return NULL;
}

bool tree_passive(const struct passage *p, int t) {
  TREE_CHILDREN(p, t, c) {
    unsigned r = token_at(p, c)->relation;
    if (r == REL_NSUBJ_PASS || r == REL_AUX_PASS || r == REL_OBL_AGENT) return true;
  }
  return token_at(p, t)->relation == REL_ACL && token_at(p, t)->xpos == XPOS_VBN;
}

static bool is_relative(const struct token *t) {
  static const char *const words[] = {"who", "which", "that", "whom", NULL};
  return t->upos == UPOS_PRON && token_in(t, words);
}

// Returns who controls the missing subject of an infinitive below the verb h: its object where it has one and
// is no promise, else -1.
static int controller(const struct passage *p, int h, int below) {
  static const char *const own[] = {"promise", "threaten", "vow",    "offer", "use",  "take",
                                    "make",    "commit",   "pledge", "meet",  "give", NULL};
  if (token_lemma_in(token_at(p, h), own)) return -1;
  int object = -1;
  int mark = tree_marker(p, below);
  bool penalty =
      mark >= 0 && strcmp(token_at(p, mark)->norm, "for") == 0; // "imposed a fine on X for doing so"
  TREE_CHILDREN(p, h, c) {
    unsigned r = token_at(p, c)->relation;
    if (c == below) continue;
    if (penalty && r == REL_OBL && tree_has(p, c, REL_CASE, "on")) return c;
    if (penalty && (r == REL_OBJ || r == REL_NSUBJ_PASS)) {
      TREE_CHILDREN(p, c, g)
      if (token_at(p, g)->relation == REL_NMOD && tree_has(p, g, REL_CASE, "on")) return g;
    }
    if (r == REL_OBJ || r == REL_IOBJ || r == REL_NSUBJ_PASS) return c;
    if (r == REL_OBL && object < 0 &&
        (tree_has(p, c, REL_CASE, "on") || tree_has(p, c, REL_CASE, "upon") ||
         tree_has(p, c, REL_CASE, "to")))
      object = c;
  }
  return object;
}

// Finds the next place to look for the subject of t, which has none of its own: *found is set where it is
// known, else t's governor is returned, or -1.
static int subject_above(const struct passage *p, int t, int *found) {
  int h = token_at(p, t)->head;
  if (h < 0) return -1;
  switch (token_at(p, t)->relation) {
  case REL_CONJ:
    return h;
  case REL_XCOMP:
  case REL_CCOMP: {
    if (token_at(p, t)->relation == REL_CCOMP &&
        (tree_child(p, t, REL_AUX) >= 0 || token_at(p, t)->xpos == XPOS_VBD ||
         token_at(p, t)->xpos == XPOS_VBZ || token_at(p, t)->xpos == XPOS_VBP))
      return -1; // a finite clause has its own subject, wherever the parser put it
    int object = token_at(p, t)->relation == REL_XCOMP ? controller(p, h, t) : -1;
    if (object >= 0) *found = object;
    return h;
  }
  case REL_ADVCL: {
    int m = tree_marker(p, t);
    int object = m >= 0 && token_at(p, m)->relation == REL_MARK && strcmp(token_at(p, m)->norm, "to") == 0
                     ? controller(p, h, t)
                     : -1;
    if (m >= 0 && (strcmp(token_at(p, m)->norm, "for") == 0 || strcmp(token_at(p, m)->norm, "of") == 0 ||
                   strcmp(token_at(p, m)->norm, "from") == 0))
      object = controller(p, h, t);
    if (object >= 0) *found = object;
    return h;
  }
  case REL_ACL_RELCL:
    *found = h;
    return h;
  case REL_ACL: {
    if (token_at(p, t)->xpos == XPOS_VBG && tree_marker(p, t) < 0) {
      *found = h;
      return h;
    }
    TREE_CHILDREN(p, h, c)
    if (token_at(p, c)->relation == REL_NMOD_POSS ||
        (token_at(p, c)->relation == REL_NMOD && tree_has(p, c, REL_CASE, "by")))
      *found = c;
    if (*found < 0) return token_at(p, h)->head;
    return h;
  }
  default:
    return -1;
  }
}

int tree_subject(const struct passage *p, int t, bool *overt) {
  *overt = true;
  for (int depth = 0; depth < 16 && t >= 0; depth++) {
    TREE_CHILDREN(p, t, c) {
      const struct token *k = token_at(p, c);
      if (!is_subject(k->relation)) continue;
      if (depth > 0 && k->relation == REL_NSUBJ_PASS && token_at(p, t)->upos == UPOS_VERB && depth > 1)
        continue;
      if (!is_relative(k)) return c;
      int r = t;
      while (token_at(p, r)->relation == REL_CONJ)
        r = token_at(p, r)->head;
      if (token_at(p, r)->relation == REL_ACL_RELCL) return token_at(p, r)->head;
    }
    if (token_at(p, t)->relation != REL_CONJ) *overt = false;
    int found = -1;
    t = subject_above(p, t, &found);
    if (found >= 0) return found;
  }
  return -1;
}

int tree_agent(const struct passage *p, int t) {
  TREE_CHILDREN(p, t, c) {
    const struct token *k = token_at(p, c);
    if (k->relation == REL_OBL_AGENT || (k->relation == REL_OBL && tree_has(p, c, REL_CASE, "by"))) return c;
  }
  return -1;
}

void tree_phrase(const struct passage *p, int t, GString *out) {
  int first = t, last = t;
  TREE_CHILDREN(p, t, c) {
    unsigned r = token_at(p, c)->relation;
    if (r != REL_AMOD && r != REL_COMPOUND && r != REL_DET && r != REL_FLAT && r != REL_NMOD_POSS &&
        r != REL_NUMMOD)
      continue;
    if (c < first && t - c < 8) first = c;
    if (c > last && c - t < 8) last = c;
    TREE_CHILDREN(p, c, g)
    if (g < first && t - g < 8) first = g;
  }
  g_string_append_len(out, p->text.data + token_at(p, first)->start,
                      token_at(p, last)->end - token_at(p, first)->start);
}

void tree_words(const struct passage *p, int t, GString *out) {
  g_string_assign(out, token_at(p, t)->lemma);
  for (char *c = out->str; *c; c++)
    *c = g_ascii_tolower(*c);
  int particle = tree_child(p, t, REL_COMPOUND_PRT);
  static const char *const adverbs[] = {"back",  "out", "up",   "down",    "off",     "away",
                                        "ahead", "on",  "over", "forward", "through", NULL};
  if (particle < 0 && token_at(p, t)->upos == UPOS_VERB && (unsigned)t + 1 < p->s->count &&
      token_in(token_at(p, t + 1), adverbs)) {
    const struct token *next = token_at(p, t + 1);
    bool out_of = next->relation == REL_CASE && (unsigned)t + 2 < p->s->count &&
                  strcmp(token_at(p, t + 2)->norm, "of") == 0 && token_at(p, t + 2)->head == next->head;
    if ((next->relation == REL_ADVMOD && next->head == t) || out_of) particle = t + 1;
  }
  if (particle >= 0) g_string_append_printf(out, " %s", token_at(p, particle)->norm);
}

// "calls it reckless" is against it, "calls it an accord" says nothing, "is a bad decision" is bad. Returns
// false for a word that calls nothing anything.
static bool cues_of_label(const struct cues *c, const struct passage *p, int t, struct token_cues *seen) {
  enum { OF_OBJECT = 1 << SLOT_OBJ, OF_SUBJECT = 1 << SLOT_SUBJ };
  static const struct cue called[] = {{CUE_OPPOSE, OF_OBJECT}, {CUE_FAVOUR, OF_OBJECT}},
                          is[] = {{CUE_BAD, OF_SUBJECT}, {CUE_GOOD, OF_SUBJECT}};
  if (token_at(p, t)->upos == UPOS_NOUN && tree_child(p, t, REL_COP) >= 0) {
    int value = label_value(c, p, t);
    seen->list = &is[value > 0];
    seen->count = value != 0;
    return value != 0;
  }
  enum label label = label_of_object(c, p, t);
  seen->list = &called[label == LABEL_GOOD];
  seen->count = label == LABEL_GOOD || label == LABEL_BAD;
  return label != LABEL_NONE;
}

const struct cue *tree_cues(const struct cues *c, const struct passage *p, int t, unsigned *count) {
  struct token_cues *seen = &p->cues[t];
  if (!seen->known && cues_of_label(c, p, t, seen)) seen->known = true;
  if (!seen->known) {
    const struct token *k = token_at(p, t);
    char pos = k->upos == UPOS_VERB || k->upos == UPOS_AUX ? 'v' : k->upos == UPOS_NOUN ? 'n' : 'a';
    GString *words = g_string_new(NULL);
    tree_words(p, t, words);
    seen->list = cues_of(c, words->str, pos, &seen->count);
    if (!seen->count) seen->list = cues_of(c, k->lemma, pos, &seen->count);
    seen->known = true;
    g_string_free(words, TRUE);
  }
  *count = seen->count;
  return seen->list;
}

int tree_doer(const struct passage *p, int t) {
  bool overt;
  return tree_passive(p, t) ? tree_agent(p, t) : tree_subject(p, t, &overt);
}

bool tree_below(const struct sentence *s, int t, int top) {
  for (unsigned depth = 0; t >= 0 && depth <= s->count; depth++, t = s->tokens[t].head)
    if (t == top) return true;
  return false;
}

const char *tree_phrase_kept(const struct document *d, const struct passage *p, int t) {
  GString *text = g_string_new(NULL);
  tree_phrase(p, t, text);
  const char *words = g_string_chunk_insert_const(d->strings, text->str);
  g_string_free(text, TRUE);
  return words;
}
