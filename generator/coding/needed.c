// SPDX-License-Identifier: MIT
#include "coding/needed.h"
#include "base/limits.h"
#include "coding/name_nouns.h"
#include "coding/repair.h"
#include "coding/tree.h"
#include "coding/who.h"

enum { LABEL_WORDS = 9 }; // a speaker's label ends within so many

static void match(const struct document *d, struct passage *p) {
  g_array_set_size(p->matches, 0);
  lexicon_match(d->coder->lexicon, p->s, p->matches);
}

void passage_parse(const struct document *d, struct passage *p) {
  struct sentence *s = p->s;
  if (s->parsed) return;
  uint8_t tags[2 * LIMIT_SENTENCE_WORDS] = {0};
  for (unsigned t = 0; t < s->count; t++) {
    tags[2 * t] = s->tokens[t].upos;
    tags[2 * t + 1] = s->tokens[t].xpos;
  }
  sentence_parse(d->coder->model, s);
  tree_repair(d->coder->cues, s);
  tree_index(p);
  bool same = true;
  for (unsigned t = 0; t < s->count; t++)
    same = same && tags[2 * t] == s->tokens[t].upos && tags[2 * t + 1] == s->tokens[t].xpos;
  if (!same) match(d, p);
}

void document_parse_all(struct document *d) {
  for (unsigned i = 0; i < d->passages->len; i++)
    passage_parse(d, document_passage(d, i));
}

static bool has_quote(const struct passage *p) {
  for (unsigned t = 0; t < p->s->count; t++)
    if (p->quoted[t]) return true;
  return false;
}

static bool may_be_label(const struct passage *p) {
  for (unsigned t = 1; t < p->s->count && t < LABEL_WORDS; t++)
    if (slice_is(p->s->tokens[t].form, ":")) return true;
  return false;
}

void needed_by_names(struct document *d) {
  const struct lexicon *l = d->coder->lexicon;
  for (unsigned i = 0; i < d->passages->len; i++) {
    struct passage *p = document_passage(d, i);
    p->matches = g_array_new(FALSE, FALSE, sizeof(struct match));
    match(d, p);
    if (d->coder->explains || p->matches->len || has_quote(p) || may_be_label(p) ||
        lexicon_may_match(l, p->s))
      passage_parse(d, p);
  }
}

// Mending makes no word a noun or a name, and only "that" a pronoun.
static bool nominal(const struct token *k) {
  return k->upos == UPOS_NOUN || k->upos == UPOS_PROPN || k->xpos == XPOS_NNS;
}

static bool pronoun(const struct token *k) {
  return k->upos == UPOS_PRON || k->upos == UPOS_DET;
}

bool needed_for_actors(const struct document *d, const struct passage *p, bool named_before,
                       bool named_lately) {
  static const char *const authority[] = {"authorities", "police", NULL};
  const unsigned roles = ROLE_PERSON | ROLE_EPITHET | ROLE_BODY | ROLE_OFFICE;
  if (!named_lately && g_hash_table_size(d->names) == 0) return false;
  for (unsigned t = 0; t < p->s->count; t++) {
    const struct token *k = &p->s->tokens[t];
    if (g_hash_table_contains(d->names, k->norm)) return true;
    if (named_before && pronoun(k) && (word_means_other(k) || strcmp(k->norm, "both") == 0)) return true;
    if (named_lately && nominal(k) && name_nouns_hold(d->coder->name_nouns, k->lemma)) return true;
    if (named_before && nominal(k) && (roles_of(d->coder->roles, k->lemma) & roles || token_in(k, authority)))
      return true;
  }
  return false;
}

bool needed_for_concepts(const struct document *d, const struct passage *p, bool meant_before,
                         bool one_topic) {
  static const char *const things[] = {"it", "this", "them", "these", "those", NULL},
                           *const charges[] = {"accusation", "allegation",  "charge",
                                               "claim",      "insinuation", NULL},
                           *const votes[] = {"vote", "veto", "abstain", "abstention", NULL};
  for (unsigned t = 0; t < p->s->count; t++) {
    const struct token *k = &p->s->tokens[t];
    if (token_lemma_in(k, votes)) return true;
    if ((meant_before || one_topic) && nominal(k) && roles_of(d->coder->roles, k->lemma) & ROLE_TEXT)
      return true;
    if (!meant_before) continue;
    if ((pronoun(k) && token_in(k, things)) || strcmp(k->norm, "that") == 0) return true;
    if (nominal(k) && token_lemma_in(k, charges)) return true;
  }
  return false;
}
