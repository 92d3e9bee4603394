// SPDX-License-Identifier: MIT
// Private to coding/: whom the words stand for: names, offices, demonyms, epithets, pronouns.
#pragma once
#include "coding/document.h"

// Finds the actors' names in p (struct mention), resolving overlaps, dates and look-alikes; p's sentence must
// be parsed.
void mentions_find(struct document *d, struct passage *p);

// Returns the name in p that token t lies in, or NULL.
const struct mention *mention_over(const struct passage *p, int t);

// Learns the names of people whom the article introduces by their office ("Li Wei, China's trade minister").
void names_learn(struct document *d);

// Fills who[] of every passage but for words that mean the speaker ("we", "I").
void who_resolve(struct document *d);

// Fills who[] for "we", "I", "our" from the voice of each passage; after attribution_resolve.
void who_resolve_speakers(struct document *d);

// Returns whom the noun phrase headed by t stands for, its conjuncts left out; never NULL.
const struct who *who_at(const struct passage *p, int t);

// Adds the holders of t's phrase and of its conjuncts to out.
void who_collect(const struct passage *p, int t, struct who *out);

// Says whether the word means who speaks ("we", "my"), or another who was named ("she", "its", "them").
bool word_means_speaker(const struct token *t);
bool word_means_other(const struct token *t);

// Says whether the two share an actor.
bool who_shares(const struct who *w, int actor);
