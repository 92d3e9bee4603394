// SPDX-License-Identifier: MIT
// Private to the repair*.c: the steps of tree_repair, and what they ask of a sentence.
#pragma once
#include "coding/cues.h"
#include "text/sentence.h"

// Returns the first token right below t in that relation, or -1.
int repair_child(const struct sentence *s, int t, enum relation r);
// Says whether t is a comma; a noun, name or pronoun; a verb with a cue of that class.
bool repair_comma(const struct sentence *s, int t);
bool repair_nominal(const struct token *t);
bool repair_has_class(const struct cues *cues, const struct token *t, enum cue_class class);
// Says whether t asks for the slot and does more there than speak or discuss.
bool repair_takes(const struct cues *cues, const struct token *t, char pos, enum slot slot);

// Mend at token t, each a group of errors.
void repair_phrases(const struct cues *cues, struct sentence *s, int t);
void repair_wishes(const struct cues *cues, struct sentence *s, int t);
