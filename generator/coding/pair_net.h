// SPDX-License-Identifier: MIT
// Private to coding/: the net (net.h) asked about the pairs of an article.
#pragma once
#include "coding/net.h"

// Asks the net about pairs one by one; a sentence is read once for all of its pairs that follow each other.
struct pair_net *pair_net_new(const struct reading *r, const struct net *n);
void pair_net_free(struct pair_net *asked);

// Answers for the pair as net_answer does (net.h).
void pair_net_answer(struct pair_net *asked, const struct pair *pair, int answer[NET_ANSWERS]);

// Appends a line that names the words which spoke most for the attitude, where there are such.
void pair_net_explain(struct pair_net *asked, const struct pair *pair, enum attitude a, GPtrArray *lines);

// Adds to j what the net sees of the pair and what it answers; the sentence's words too where with_words is
// true.
void pair_net_print(struct pair_net *asked, const struct pair *pair, bool with_words, json *j);
