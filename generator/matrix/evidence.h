// SPDX-License-Identifier: MIT
// How statements are weighed and ordered as evidence.
#pragma once
#include "coding/statement.h"

// Returns what s weighs within its article: 3, or 1 where ascribed.
unsigned statement_weight(const struct statement *s);

// Says whether a statement of this stance speaks for a cell of that stance; for a mixed cell both sides do.
bool stance_carries(enum stance cell, enum stance statement);

// Orders pointers to struct statement * best first: voice, confidence, newest (undated last), id.
int evidence_best_first(const void *a, const void *b);

// Orders statements by all that a cell is made from, the surest first: of several with one id the least by
// this order counts.
int evidence_compare(const struct statement *a, const struct statement *b);

// Says whether a and b stand in one document under one source and date: an element of a matrix's evidence.
bool evidence_same_document(const struct statement *a, const struct statement *b);

// Orders statements as a matrix's evidence stands: by doc, source and date (unknown ones first), id.
int evidence_by_document(const struct statement *a, const struct statement *b);
