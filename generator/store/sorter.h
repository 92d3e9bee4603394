// SPDX-License-Identifier: MIT
// Statements in any number, as far as cells need them: put down one by one, then doubled ones taken out, and
// read in order. What goes beyond the memory given lies in temporary files of SQLite, whose sorter does the
// rest: it costs about 2 µs a statement and sort, a tenth of reading the statement's line, so there is no
// need of a sorter of our own. (GNU sort takes half of that, but a program of its own would have to be
// started.) The files have no name as soon as they are open, so nothing is ever left behind.
#pragma once
#include "coding/statement.h"

struct sorter;

// Makes an empty one for cells of c (actor * issue_count + issue), which must outlive it. Temporary files go
// to folder and nowhere else; where it cannot be written to, all must find room in memory. memory (bytes) is
// about what it takes beyond the caller's own. Freed with sorter_free. Never NULL: trouble shows at the
// first call that returns false, after an error to d that names the folder; so does a signal that asked to
// stop (base/stop.h), without one.
struct sorter *sorter_new(const struct codebook *c, const char *folder, size_t memory, struct diag *d);
void sorter_free(struct sorter *l);

// Says whether anything went wrong so far.
bool sorter_failed(const struct sorter *l);

// Puts s down as one of this cell's. Returns false on trouble.
bool sorter_add(struct sorter *l, const struct statement *s, unsigned cell);

// Of statements with one id leaves the least by compare (which sees all but article, title, url, sentence and
// place). Returns false on trouble.
bool sorter_choose(struct sorter *l, int (*compare)(const struct statement *, const struct statement *));

enum sorter_order {
  SORTER_BY_DOCUMENT, // as evidence_by_document orders
  SORTER_BEST_FIRST,  // by cell, then as evidence_best_first orders; of the statement, the id alone is read
};
struct sorter_walk;

// Begins to read all in that order. Sorting is done when it returns: no more room on disk is needed after
// that. NULL on trouble. Freed with sorter_walk_free before the sorter.
struct sorter_walk *sorter_walk_new(struct sorter *l, enum sorter_order order);
void sorter_walk_free(struct sorter_walk *w);

// Returns the next statement, its cell in *cell; it and its texts are the walk's, until the next call. NULL
// at the end or on trouble.
const struct statement *sorter_next(struct sorter_walk *w, unsigned *cell);

// What a cell's statements are between them.
struct sorter_count {
  unsigned cell, sources, people; // distinct
  const char *first, *last;       // the least and the greatest date; NULL where none has one
};
// Calls visit for each cell that has statements, in order; the texts live until it returns. Returns false on
// trouble.
bool sorter_count(struct sorter *l, void (*visit)(const struct sorter_count *count, void *data), void *data);
