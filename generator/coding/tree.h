// SPDX-License-Identifier: MIT
// Private to coding/: questions to a sentence's tree.
#pragma once
#include "coding/document.h"
#include "text/tags.h"

// Fills child and next of p from its sentence's heads.
void tree_index(struct passage *p);

#define TREE_CHILDREN(p, t, c) for (int c = (p)->child[t]; c >= 0; c = (p)->next[c])

static inline const struct token *token_at(const struct passage *p, int t) {
  return &p->s->tokens[t];
}

// Returns the first child of t with this relation, or -1.
int tree_child(const struct passage *p, int t, enum relation r);
// Says whether t has a child with this relation and lemma.
bool tree_has(const struct passage *p, int t, enum relation r, const char *lemma);
// Says whether r makes its dependent a subject (any kind), an active one, a passive one.
bool is_subject(unsigned r);
// Returns the first case marker (preposition) or clause marker of t as a token, or -1.
int tree_marker(const struct passage *p, int t);
// Returns the slot in which t stands beside its head.
enum slot tree_slot(const struct passage *p, int t);
// Says whether t is the infinitive that a noun takes ("plans to lift it").
bool tree_infinitive_of_noun(const struct passage *p, int t);
// Says whether t is negated by a word of its own ("not", "never", "no", "without"), or the noun whose
// infinitive it is ("no plans to lift it").
bool tree_negated(const struct passage *p, int t);
// Says whether the clause of t is one of "if", "unless", "whether" or "lest".
bool tree_condition(const struct passage *p, int t);
// Returns the modal verb's lemma among t's auxiliaries, or NULL.
const char *tree_modal(const struct passage *p, int t);
// Says whether t is a predicate in the passive.
bool tree_passive(const struct passage *p, int t);
// Returns the token whose phrase is the subject of the predicate t (shared, controlled and relative subjects
// are followed), or -1. *overt tells whether it is t's own.
int tree_subject(const struct passage *p, int t, bool *overt);
// Returns the token of the agent of a passive predicate, or -1.
int tree_agent(const struct passage *p, int t);
// Returns the token of who does what the predicate t says: the agent of a passive, else the subject; or -1.
int tree_doer(const struct passage *p, int t);
// Says whether t hangs somewhere below top, or is top.
bool tree_below(const struct sentence *s, int t, int top);
// Writes the words of t's noun phrase without clauses into out, at most eight.
void tree_phrase(const struct passage *p, int t, GString *out);
// Returns the same words, interned in d.
const char *tree_phrase_kept(const struct document *d, const struct passage *p, int t);
// Writes verb and particle ("push back") or the bare lemma into out.
void tree_words(const struct passage *p, int t, GString *out);
// Returns the cues of t as verb and particle or as the bare lemma, in its part of speech; *count says how
// many.
const struct cue *tree_cues(const struct cues *c, const struct passage *p, int t, unsigned *count);
// Returns the part of speech under which the lexicons of cues have the word: v, a, or n for all others.
char token_pos(const struct token *t);
// Says whether the norm of t is one of the NULL-terminated words.
bool token_in(const struct token *t, const char *const *words);
// The same of its lemma.
bool token_lemma_in(const struct token *t, const char *const *words);
// Says whether the word at t begins "stop short".
bool tree_stops_short(const struct passage *p, int t);
