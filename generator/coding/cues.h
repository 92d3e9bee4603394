// SPDX-License-Identifier: MIT
// The cue lexicons (data/cues/CLASS.txt): words that say what somebody does, wants or thinks of a thing, by
// class, with their frames.
#pragma once
#include "base/diag.h"
#include <stdint.h>

enum cue_class {
  CUE_NONE,
  CUE_ABSTAIN,
  CUE_MEDIATE,
  CUE_REFUSE,
  CUE_DENY,
  CUE_ACCUSE,
  CUE_PRAISE,
  CUE_DEMAND,
  CUE_PROMISE,
  CUE_OPPOSE,
  CUE_FAVOUR,
  CUE_STOP,
  CUE_WEAKEN,
  CUE_DO,
  CUE_JUSTIFY,
  CUE_WARN,
  CUE_INTEND,
  CUE_CONTINUE,
  CUE_ENABLE,
  CUE_SPEECH,
  CUE_DISCUSS,
  CUE_GOOD,
  CUE_BAD,
  CUE_CHARGE,
  CUE_CONTENT,
  CUE_COUNT
};

// Where the target stands beside the cue.
enum slot {
  SLOT_NONE,
  SLOT_OBJ,
  SLOT_SUBJ,
  SLOT_COMP,
  SLOT_AMOD,
  SLOT_APPOS,
  SLOT_FOR,
  SLOT_TO,
  SLOT_OF,
  SLOT_ON,
  SLOT_WITH,
  SLOT_FROM,
  SLOT_INTO,
  SLOT_IN,
  SLOT_OVER,
  SLOT_AT,
  SLOT_BY,
  SLOT_BEHIND,
  SLOT_AGAINST,
  SLOT_TOWARDS,
  SLOT_UPON,
  SLOT_ABOUT,
  SLOT_AS,
  SLOT_BETWEEN,
  SLOT_OUT,
  SLOT_THAT,
  SLOT_OTHER,
  SLOT_COUNT
};

struct cue {
  enum cue_class class;
  uint32_t slots; // set of 1 << enum slot
};

struct cues;

// Reads every class below folder/cues. NULL after an error to d. Freed with cues_free.
struct cues *cues_load(const char *folder, struct diag *d);
void cues_free(struct cues *c);

// Returns the entries of words ("push back") as the part of speech pos ('v', 'n', 'a'), in the order of the
// classes; *count says how many.
const struct cue *cues_of(const struct cues *c, const char *words, char pos, unsigned *count);

// Returns the entry of that class among them, or NULL.
const struct cue *cues_in(const struct cue *list, unsigned count, enum cue_class class);

// Returns what the words as that part of speech call a thing: +1 good, -1 bad, 0 neither.
int cues_value(const struct cues *c, const char *words, char pos);

// Returns the class as its lexicon is called ("oppose").
const char *cue_class_name(enum cue_class c);
// Returns the slot that a preposition makes (SLOT_OTHER for one that no frame names).
enum slot slot_of_preposition(const char *norm);
const char *slot_name(enum slot s);

// Returns what the class does to the attitude that it takes over: +1 keeps it, -1 turns it, 0 makes it
// neutral.
int cue_sign(enum cue_class c);
