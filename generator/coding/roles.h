// SPDX-License-Identifier: MIT
// Nouns that tell who speaks or acts for a body (data/roles.txt).
#pragma once
#include "base/diag.h"

enum role {
  ROLE_OFFICE = 1,       // one person who speaks for the body: "minister"
  ROLE_BODY = 2,         // an organ of it: "ministry"
  ROLE_GROUP = 4,        // several of its people: "officials"
  ROLE_PRIVATE = 8,      // speaks for nobody: "analyst"
  ROLE_TRANSPARENT = 16, // stands for what follows: "a statement from Paris"
  ROLE_EPITHET = 32,     // names a kind of actor: "the bloc"
  ROLE_PERSON = 64,      // an epithet of a person: "the president"
  ROLE_TEXT = 128,       // names a thing that is decided on: "the bill"
  ROLE_OF_STATE = 256,   // what kind of actor an epithet can mean: "the country"
  ROLE_OF_COMPANY = 512, // "the carmaker"
  ROLE_OF_PARTY = 1024,
  ROLE_OF_ORGANISATION = 2048 // "the union"
};

struct roles;

// Reads the roles of folder (the program's data folder). NULL after an error to d. Freed with roles_free.
struct roles *roles_load(const char *folder, struct diag *d);
void roles_free(struct roles *r);

// Returns the roles of a lemma, as a set of enum role; 0 where it has none.
unsigned roles_of(const struct roles *r, const char *lemma);
