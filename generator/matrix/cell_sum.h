// SPDX-License-Identifier: MIT
// The manual's rule for statements that pass by one at a time: what a cell needs of them, in room that grows
// with the codebook alone.
#pragma once
#include "matrix/matrix.h"

// Zero is a valid state: no statement yet.
struct cell_sum {
  unsigned by_stance[3];              // statements, raw
  guint64 voices[3];                  // by stance: what they weigh
  guint64 sure[3];                    // by stance: that times their confidence
  unsigned own[3];                    // weights of the document at hand, by stance
  unsigned several[3];                // of the documents before it
  bool own_ascribed_only, unascribed; // of the document at hand; of any
  guint64 document;                   // at hand
  unsigned documents;
};

// Adds s, which stands in the document of this number (from 1; the same number means the same document, and
// the statements of one document must follow each other).
void cell_sum_add(struct cell_sum *sum, const struct statement *s, guint64 document);

// Sets cell's stance, score, confidence, counts of statements, weights, ascribed_only and articles.
void cell_sum_finish(const struct cell_sum *sum, struct cell *cell);

// Returns how many weights the words of an issue's labels have: one by stance and label_index.
size_t label_room(const struct issue *issue);
// Adds s to the weights of that room.
void label_add(unsigned *weights, const struct statement *s, const struct issue *issue);
// Returns what cell_label says, from these weights and the cell's stance. The caller frees it.
char *label_of(const unsigned *weights, enum stance stance, const struct issue *issue);
