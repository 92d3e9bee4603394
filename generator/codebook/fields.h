// SPDX-License-Identifier: MIT
// Private to codebook/: the keys that a codebook may hold. The loader checks by these tables, and
// codebook.schema.json is tested against them.
#pragma once
#include "codebook/codebook.h"

enum field_kind {
  FIELD_ID,     // lower-case letters, digits and hyphens
  FIELD_TEXT,   // a text; where required, with a letter or digit in it
  FIELD_CHOICE, // one of choices
  FIELD_SIGN,   // 1, 0 or -1
  FIELD_DATE,   // "YYYY-MM-DD"
  FIELD_TEXTS,  // a list of texts with a letter or digit each
  FIELD_OBJECT, // an object of shape
  FIELD_OBJECTS // a list of objects of shape
};

struct field {
  const char *key; // NULL ends the table
  enum field_kind kind;
  bool required;              // lists that are required hold at least one thing
  const char *const *choices; // FIELD_CHOICE: NULL-terminated
  const struct shape *shape;  // FIELD_OBJECT, FIELD_OBJECTS
};

struct shape {
  const char *name;   // as messages say it: "an actor"
  const char *schema; // its place in the schema: "actor" is $defs/actor; NULL: the whole document
  const struct field *fields;
};

// The whole document; the other shapes hang below it.
extern const struct shape codebook_shape;

// The words of the enums, NULL-terminated, in the enums' order.
extern const char *const actor_kind_words[], *const pronoun_words[], *const concept_kind_words[],
                                                                         *const stance_words[];

// Returns the index of word among words, or -1.
int word_index(const char *const *words, const char *word);

// Checks node and everything below it against shape: types, required keys, choices, dates. Reports every
// fault; unknown keys are warned about. Returns false after an error.
bool shape_check(const struct json_doc *doc, const json *node, const struct shape *shape, struct diag *d);

// Checks what no single value shows: doubled ids, periods that end before they begin (errors), names that two
// actors share (warnings). The document has passed shape_check, or parts of it that did not are passed over.
// Returns false after an error.
bool whole_check(const struct json_doc *doc, struct diag *d);
