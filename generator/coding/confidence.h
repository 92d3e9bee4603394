// SPDX-License-Identifier: MIT
// Private to coding/: how sure a statement is: a logistic model over what the coder knows of it, with the
// weights of data/confidence.txt, so that of the statements at 0.8 about 80 % are right.
// tests/bench/calibrate fits the weights.
#pragma once
#include "coding/climb.h"

struct confidence; // the weights: read-only

// Reads folder/confidence.txt (folder: the program's data folder). NULL after an error to d. Freed with
// confidence_free.
struct confidence *confidence_load(const char *folder, struct diag *d);
void confidence_free(struct confidence *k);

// Returns the confidence, in thousandths, below which a statement is more likely to harm than to help: the
// coder leaves it out.
unsigned confidence_floor(const struct confidence *k);

// Gives s its features as a finding of c, and the confidence that they make as long as the rest of the
// article is not known.
void confidence_begin(struct statement *s, const struct climb *c, const struct finding *f);

// Adds to each of statements what the other statements of the article (all: struct statement *, these among
// them or not) say for or against it, and sets its confidence.
void confidence_settle(const struct confidence *k, const GPtrArray *statements, const GPtrArray *all);

// Returns the names of s's features, in the order of the model, for fitting: borrowed texts in an array to be
// freed with g_free. NULL-terminated.
const char **confidence_features(const struct confidence *k, const struct statement *s);

// Appends the three features that weigh most, in words, with their weight in log-odds: "held by a pronoun
// (-0.41)".
void confidence_explain(const struct confidence *k, const struct statement *s, GString *out);
