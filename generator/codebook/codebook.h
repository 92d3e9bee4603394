// SPDX-License-Identifier: MIT
// The codebook: actors, issues and their concepts, as codebook.json gives them (codebook.schema.json
// describes the format).
#pragma once
#include "base/diag.h"
#include "base/json.h"
#include <stdint.h>

enum actor_kind { ACTOR_STATE, ACTOR_ORGANISATION, ACTOR_PARTY, ACTOR_COMPANY, ACTOR_PERSON };
enum pronoun { PRONOUN_ANY, PRONOUN_IT, PRONOUN_HE, PRONOUN_SHE, PRONOUN_THEY };
enum concept_kind { CONCEPT_MEASURE, CONCEPT_HARM, CONCEPT_CLAIM };
enum stance { STANCE_SUPPORT, STANCE_OPPOSE, STANCE_NEUTRAL, STANCE_MIXED }; // MIXED: of cells only

// Lists of texts are NULL-terminated, never NULL, and belong to the codebook.
struct person {
  const char *id, *name;
  const char *const *aliases;
  enum pronoun pronoun;
  const char *from, *until; // "YYYY-MM-DD", inclusive; NULL: open
  unsigned actor;           // index in codebook.actors
};

struct actor {
  const char *id, *name;
  enum actor_kind kind;
  const char *const *aliases, *const *demonyms, *const *context, *const *not_;
  enum pronoun pronoun;
  struct person *people;
  unsigned people_count;
  const struct concept *concept; // the first that has its name; NULL: none has
};

struct concept {
  const char *id, *name;
  int sign; // +1, 0, -1 on the issue's axis
  enum concept_kind kind;
  const char *label_for, *label_against; // NULL: none given
  const char *const *terms, *const *refs, *const *context, *const *not_;
  unsigned issue; // index in codebook.issues
  int actor;      // the actor whose name it has (index in codebook.actors), or -1
};

struct issue {
  const char *id, *name, *question; // question "" where none
  const char *labels[4];            // by enum stance; never NULL (English defaults)
  const int8_t *sides;              // by actor: +1, -1 where it stands for an end of the axis itself, else 0
  struct concept *concepts;
  unsigned concept_count;
};

struct codebook {
  const char *title, *language; // "" and "en" where none is given
  struct actor *actors;
  unsigned actor_count;
  struct issue *issues;
  unsigned issue_count;
  char hash[65];                   // SHA-256 of the file's bytes, hexadecimal
  struct json_doc doc;             // the texts above borrow from here
  GPtrArray *blocks;               // the arrays above live here
  GHashTable *actor_of, *issue_of; // codebook_index: id -> index + 1
  GHashTable *person_of;           // id -> const struct person *
};

// Reads and checks the codebook at path. Every fault is reported in one run, with its place and what was
// expected. Returns NULL after errors; else a codebook, freed with codebook_free.
struct codebook *codebook_load(const char *path, struct diag *d);
void codebook_free(struct codebook *c);

// Makes, or makes anew, the tables by which the ids of c's actors, people and issues are found. codebook_load
// does so.
void codebook_index(struct codebook *c);
void codebook_index_release(struct codebook *c);

// Return the index of the id, or -1.
int codebook_actor(const struct codebook *c, const char *id);
int codebook_issue(const struct codebook *c, const char *id);
// Returns the person with this id among all actors', or NULL.
const struct person *codebook_person(const struct codebook *c, const char *id);
// Returns the concept with this id of the issue, or NULL.
const struct concept *codebook_concept(const struct issue *i, const char *id);

// "support", "oppose", "neutral", "mixed", and back; -1 where unknown.
const char *stance_name(enum stance s);
int stance_of(const char *name);
const char *actor_kind_name(enum actor_kind k);
const char *concept_kind_name(enum concept_kind k);
