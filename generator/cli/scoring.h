// SPDX-License-Identifier: MIT
// Comparing coded statements with hand coding: the matching and the figures of `standpoint score`.
#pragma once
#include "base/json.h"
#include "coding/statement.h"

// Precision and recall are tp / coded and tp / gold.
struct tally {
  unsigned found, coded, gold;
};

struct scoring {
  unsigned articles, gold, coded; // statements
  unsigned detected, full, voice; // actor, issue and sentence agree; the stance too; the voice too
  unsigned cells_gold, cells_coded, cells_detected, cells_full;
  GTree *issues;   // id -> struct tally *
  GString *errors; // NULL: not wanted; else a line for each difference
};

// Begins with nothing scored; errors: wanted as text. Released with scoring_release.
void scoring_init(struct scoring *s, bool errors);
void scoring_release(struct scoring *s);

// Compares the statements (const struct statement *) of one article with its gold, {"file", "statements":
// [...], "cells": [...]}, and adds to s. A coded statement matches a gold one of the same actor and issue
// where one sentence holds the other (of three words or more) or where their words' Jaccard index is at least
// 0.6; each is matched once, those of the same stance first, then of the same voice. What is marked
// "optional" in the gold counts neither way. Doubled statements (sentence, actor, issue, stance) count once.
void scoring_add(struct scoring *s, const json *gold, const GPtrArray *statements);

// Appends the table of figures to out.
void scoring_print(const struct scoring *s, GString *out);
