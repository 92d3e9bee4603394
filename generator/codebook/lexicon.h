// SPDX-License-Identifier: MIT
// The codebook compiled for matching: every name, demonym, term and reference in one trie over word norms and
// lemmas, so that the cost of a sentence does not grow with the codebook.
//
// What is evened out:
// - names: accents, possessives, hyphens, British and American spelling, dots in "U.S.", "al-" and "el-", a
// leading "the" before a capital,
//   initials inside a person's name. Capitals are kept: a word that the codebook writes with a capital has
//   one in the text ("Turkey" is not "turkey"), abbreviations of up to three letters are all capitals ("US"
//   is not "us"); words in lower case ("Chinese leader") match either way. Demonyms have their plural
//   ("Russians").
// - terms: case (but an abbreviation, "SWIFT", is not "swift"), inflection, hyphens ("cease-fire", "cease
// fire", "ceasefire"), spelling, articles
//   and possessives, order and part of speech where a noun stands for a verb ("arms deliveries", "delivery of
//   arms", "deliver arms"), and small gaps of modifiers ("ceasefire in [the besieged] Gaza", "military [and
//   financial] aid").
// - references: as terms, but a definite one ("the bill") stays definite ("this bill", not "a bill"); a noun
// may stand inside ("the [aid] package"). Names, terms and references of more than 24 words never match.
#pragma once
#include "codebook/codebook.h"
#include "text/model.h"
#include "text/sentence.h"

enum entry_kind {
  ENTRY_ACTOR_NAME,    // a name or alias of an actor
  ENTRY_ACTOR_DEMONYM, // "Chinese"
  ENTRY_PERSON,        // a name, alias or epithet of a person
  ENTRY_TERM,          // a term of a concept
  ENTRY_REF            // a reference of a concept
};

struct entry {
  enum entry_kind kind;
  unsigned actor;                // ENTRY_ACTOR_*, ENTRY_PERSON
  const struct person *person;   // ENTRY_PERSON
  const struct concept *concept; // ENTRY_TERM, ENTRY_REF
  bool full;                     // the name of record, not an alias
  const char *text;              // as the codebook has it
};

struct match {
  unsigned first, last; // tokens [first, last] of the sentence; small gaps may lie between
  const struct entry *entry;
};

struct lexicon;

// Compiles c, which must outlive the result; m splits the names and terms into tokens. Freed with
// lexicon_free.
struct lexicon *lexicon_new(const struct codebook *c, const struct model *m);
void lexicon_free(struct lexicon *l);

// Appends every match in s to out (struct match), in order of first token, longest first; overlaps are kept,
// the coder chooses. Only of two entries of one issue over the same words, the one that passes over more of
// them is left out.
void lexicon_match(const struct lexicon *l, const struct sentence *s, GArray *out);

// Says whether s (its tokens alone; no tree is needed) holds any term. An article without one need not be
// parsed: references stand for a concept that a term has named.
bool lexicon_touches(const struct lexicon *l, const struct sentence *s);

// Says whether s could hold a name, term or reference if its words had other parts of speech: false where no
// choice of them would have lexicon_match find anything.
bool lexicon_may_match(const struct lexicon *l, const struct sentence *s);

struct token_keys; // the words of a sentence as the codebook's phrases know them, one a token

// Returns the keys of s, as its tokens are now. The caller frees them with g_free.
struct token_keys *lexicon_keys(const struct lexicon *l, const struct sentence *s);
// Returns the keys of the part of the sentence that begins at token from; they belong to keys.
const struct token_keys *lexicon_keys_from(const struct token_keys *keys, unsigned from);

// Says whether one of the NULL-terminated phrases, a context or not_ list of the codebook, stands in s (whose
// keys are keys), by norms and lemmas; a word written with a capital needs one. Beside token `at` by at most
// `within` tokens where within > 0; a phrase that has the word at `at` in it must then lie over it ("China
// Daily" says nothing about a China three words on).
bool lexicon_phrase_in(const struct lexicon *l, const char *const *phrases, const struct sentence *s,
                       const struct token_keys *keys, unsigned at, unsigned within);
