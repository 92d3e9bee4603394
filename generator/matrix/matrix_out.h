// SPDX-License-Identifier: MIT
// The contract's matrix (data/matrix.json) as text, piece by piece in its order, so that none of it need be
// at hand as a whole: begin; each cell with its ids, codebook order; the evidence, document by document; end.
// Each element of an outer list stands on a line of its own.
#pragma once
#include "matrix/matrix.h"

struct matrix_out {
  GString *text;             // what is not in the file yet; the caller's
  FILE *file;                // NULL: all stays in text
  void (*taken)(void *data); // called where what stands in text may be taken out of it; NULL: nobody wants it
  void *data;
  bool filled; // the list at hand has an element
  bool inside; // a document's list of statements is open
};

// Begins with all that stands before the cells. best: how many ids a cell keeps; 0: all, and no such key.
void matrix_out_begin(struct matrix_out *o, const struct codebook *c, const char *from, const char *to,
                      unsigned articles, unsigned best);

// Begins a cell, then its ids, best first, then its label.
void matrix_out_cell(struct matrix_out *o, const struct codebook *c, const struct cell *cell);
void matrix_out_id(struct matrix_out *o, const char *id, bool first);
void matrix_out_label(struct matrix_out *o, const char *label);

// Ends the cells and begins the evidence.
void matrix_out_evidence(struct matrix_out *o);
// Adds what s says, in the order of evidence_by_document; opens says that another document begins with it (or
// the same under another source or date).
void matrix_out_statement(struct matrix_out *o, const struct statement *s, bool opens);

// Writes all of a matrix that is at hand (matrix_write), from begin to end.
void matrix_write_out(const struct matrix *m, struct matrix_out *o);

// Ends the text and hands what is left to the file. Whether the file took it is for the caller to ask
// (ferror).
void matrix_out_end(struct matrix_out *o);
