// SPDX-License-Identifier: MIT
// The codebook compiled for matching: every name, demonym, term and reference in one trie over word norms and lemmas, so that the cost of a
// sentence does not grow with the codebook.
#pragma once
#include "codebook/codebook.h"
#include "text/model.h"
#include "text/sentence.h"

enum entry_kind {
  ENTRY_ACTOR_NAME,   // a name or alias of an actor
  ENTRY_ACTOR_DEMONYM, // "Chinese"
  ENTRY_PERSON,       // a name, alias or epithet of a person
  ENTRY_TERM,         // a term of a concept
  ENTRY_REF           // a reference of a concept
};

struct entry {
  enum entry_kind kind;
  unsigned actor;               // ENTRY_ACTOR_*, ENTRY_PERSON
  const struct person *person;  // ENTRY_PERSON
  const struct concept *concept; // ENTRY_TERM, ENTRY_REF
  bool full;                    // the name of record, not an alias
  const char *text;             // as the codebook has it
};

struct match {
  unsigned first, last; // tokens [first, last] of the sentence; small gaps may lie between
  const struct entry *entry;
};

struct lexicon;

// Compiles c, which must outlive the result; m lemmatises the terms. Inflection, possessives, accents, hyphens ("dual-use", "dual use") and, for
// terms, case are evened out; single-word names keep their capitals ("Turkey" is not "turkey"). Freed with lexicon_free.
struct lexicon *lexicon_new(const struct codebook *c, const struct model *m);
void lexicon_free(struct lexicon *l);

// Appends every match in s to out (struct match), in order of first token, longest first; overlaps are kept, the coder chooses.
void lexicon_match(const struct lexicon *l, const struct sentence *s, GArray *out);

// Says whether s (its tokens alone; no tree is needed) holds any term or reference: else it need not be parsed.
bool lexicon_touches(const struct lexicon *l, const struct sentence *s);

// Says whether one of the NULL-terminated phrases stands in s, by norms and lemmas; beside token `at` by at most `within` tokens where within > 0.
bool lexicon_phrase_in(const struct lexicon *l, const char *const *phrases, const struct sentence *s, unsigned at, unsigned within);
