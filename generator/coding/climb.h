// SPDX-License-Identifier: MIT
// Private to coding/: from a concept up the tree: what each step does to it, and who holds what comes out.
#pragma once
#include "coding/document.h"
#include "coding/statement.h"

// How one who was found although the words between are not understood stands to the concept.
enum loose { LOOSE_NOT, LOOSE_SUBJECT, LOOSE_SAYER, LOOSE_VOICE, LOOSE_OWNER };

// A holder found on the way, with the attitude at that point.
struct finding {
  int actor;
  const struct person *person;
  int attitude; // to the concept: +1, -1, 0 takes no side
  enum voice voice;
  const char *how;     // as struct who has it
  int by;              // actor who ascribes, or -1
  const char *by_text; // the words for it, or NULL; interned in the document
  bool pronoun, conditional, by_speaker, other_said;
  unsigned hedges, steps;
  enum cue_class class;
  const char *cue; // interned in the document
  enum loose loose;
  bool judged;    // of a loose one: a cue above the concept takes a side
  unsigned trace; // how many lines of the climb's trace lead here
};

struct climb {
  struct document *d;
  struct passage *p;
  const struct target *target;
  int attitude;
  bool known;   // a cue has said a position or a deed
  bool neutral; // of one who takes no side
  bool event;   // something happens to the concept: no position yet, but fear or hope of it is one
  bool sealed;  // past a clause's border: only who reports it is still looked for
  bool conditional, charge, deontic, deed;
  bool valued;      // called good, bad or due by whoever speaks, so that the speaker holds it
  int eval;         // what an adjective at the concept says of it: "brutal" -1
  struct who doers; // of a harm or claim named by a noun: whose it is ("Minsk's raids")
  unsigned hedges, steps;
  enum cue_class class; // of the last cue
  GArray *found;        // struct finding
  GPtrArray *trace;     // char *
  GString *cue;
  const char *why_not; // static text: why nothing came of it
};

// Climbs from target in p. The result is released with climb_release.
void climb_run(struct climb *c, struct document *d, struct passage *p, const struct target *target);
void climb_release(struct climb *c);

// Drops all who were found so far, and notes in the passage that they are not the holders, and why (static
// text).
void climb_drop(struct climb *c, const char *why);

// Begins at the concept's own word (coding/climb_start.c). Returns false where the climb ends there.
bool climb_start(struct climb *c);
// What stands at the noun t does to the attitude: "no", adjectives, clauses but the one that holds `from`.
void climb_at_noun(struct climb *c, int t, int from);
// Says whether the negation at t is one of the concept's own words ("no limits").
bool climb_negation_is_own(const struct climb *c, int t);

// Adds a line to the trace, where the coder explains.
void climb_note(struct climb *c, const char *format, ...) G_GNUC_PRINTF(2, 3);

// Applies the word h, beside which node stands in slot, to the climb. Returns false where the climb ends
// there.
bool frame_apply(struct climb *c, int h, enum slot slot, int node);

// Applies negation, modals and conditions at h. Returns false where the climb ends there.
bool frame_modify(struct climb *c, int h);

// Returns the voice of whoever is the subject of the predicate h with a cue of that class: a deed or words.
enum voice voice_of_verb(const struct climb *c, int h, enum cue_class class);
// Adds the holders of the predicate or noun h with the attitude of c.
void holders_add(struct climb *c, int h, int node, enum cue_class class);
// Adds w with the attitude given.
void finding_add(struct climb *c, const struct who *w, int attitude, enum voice voice, enum cue_class class);
// Makes f something that w says of its actor, in those words (NULL where unknown).
void finding_ascribe(struct finding *f, const struct who *w, const char *words);
// Adds whom the verb h, beside which node stands, charges with the concept (or praises for it), with the
// attitude that the one has then: "accused Minsk of it" (this and the next three: coding/charges.c).
void charge_named(struct climb *c, int h, int node, int attitude);
// Fills c's doers from the noun that names its concept.
void charge_doers(struct climb *c, int noun);
// Adds c's doers, of whom `by` (in those words) says that the concept is theirs; once.
void charge_spread(struct climb *c, const struct who *by, const char *words, enum cue_class class);
// Adds who denies, elsewhere in the sentence, what c's concept charges somebody with.
void charge_denied(struct climb *c);
// Adds the other authors of a joint statement that speaks of the climb's issue (coding/joint.c).
void joint_authors_add(struct climb *c);
