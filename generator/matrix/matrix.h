// SPDX-License-Identifier: MIT
// Cells of the matrix by the manual's rule. Weights are whole numbers: doubled where halves could arise.
#pragma once
#include "base/json.h"
#include "codebook/codebook.h"
#include "coding/statement.h"

struct cell {
  unsigned actor, issue; // indices in the codebook
  enum stance stance;
  int score;           // thousandths: 1000 (s - o) / (s + o + n) of the weights
  unsigned confidence; // thousandths: mean of its statements' on the winning side, weighted like them
  unsigned support, oppose, neutral; // statements, raw
  unsigned weights[3];               // by stance: of statements in one article, of articles over several
  bool ascribed_only;
  unsigned articles, sources, people; // distinct
  const char *first, *last;           // dates; NULL where no statement is dated. Borrowed from the statements
  // const struct statement *, best first: own words, deeds, ascribed; then by confidence, newest (undated
  // last), id.
  GPtrArray *statements;
  char *label; // what cell_label says, made by matrix_init since pages ask again and again; else NULL
};

struct matrix {
  const struct codebook *codebook;
  struct cell *cells; // actor_count * issue_count, row by row; .statements NULL where empty
  unsigned articles;  // distinct articles with a statement
  const char *from, *to;
};

// Computes the cells of statements (struct statement *), which with c must outlive m. Statements of ids that
// c does not know are left out, with one warning an id. Statements below min_confidence (thousandths), and
// outside [from, to] where given (inclusive, "YYYY-MM-DD"; undated ones stay out then), do not count. Of
// statements with one id the surest counts, a person's word before the program's; the order of statements
// never matters.
void matrix_init(struct matrix *m, const struct codebook *c, const GPtrArray *statements,
                 unsigned min_confidence, const char *from, const char *to, struct diag *d);
void matrix_release(struct matrix *m);

// Returns the cell, or NULL where nothing was found.
const struct cell *matrix_cell(const struct matrix *m, unsigned actor, unsigned issue);

// Computes all of cell but actor and issue from its statements alone, which it sorts: the manual's rule, "The
// cell". A document counts once, whichever file it came from.
void cell_decide(struct cell *cell);

// Returns the stance that weights s, o, n give by the rule: neutral where n > s + o; else mixed where the
// lighter side has a third or more of both (a tie of sides is therefore always mixed); else the heavier side.
// n = s + o is not neutral; all zero is.
enum stance stance_by_rule(unsigned s, unsigned o, unsigned n);

// Returns what the cell says in the concepts' own words ("Defends trade; rejects arms exports"): the label of
// the heaviest concept by voices, or for a mixed cell both halves; where a concept has no label, the issue's.
// Its first letter is made a capital. The caller frees it.
char *cell_label(const struct cell *cell, const struct codebook *c);

// The words that a label can be made of: of each concept those for and against it (numbers 2 k and 2 k + 1),
// then the issue's own by stance (2 concept_count + stance).
// Returns the number of the words for s: its concept's where there are any, else the issue's.
unsigned label_index(const struct statement *s, const struct issue *issue);
// Returns the words of a number; NULL where the concept has none. Borrowed from the codebook.
const char *label_at(const struct issue *issue, unsigned index);

// Appends the matrix to out as the contract's JSON (data/matrix.json), each element of an outer list on a
// line of its own. Beside the contract's keys it has each cell's "label", and "evidence": what each counted
// statement adds, by document. That is all a merge needs: cells of several matrices are computed anew from
// their evidence together, so that any grouping gives the same bytes.
void matrix_write(const struct matrix *m, GString *out);

// Says whether the file at path is a matrix, and not statements, one a line, or unreadable. Looks at its
// beginning; where others have laid it out anew, at all of it.
bool matrix_is(const char *path);

// Hands the evidence of the matrix at path to take (without sentence, place and cue, which no cell needs).
// Faults are reported, their statements left out. Returns false where it is no matrix with evidence, or can
// not be read (reported). As matrix_write lays it out it is read line by line, in the room of its longest
// line; laid out otherwise, as a whole. Ends early where a signal asked to stop (base/stop.h).
bool matrix_read(const char *path, statement_taker take, void *data, struct diag *d);
// The same from a document at hand.
bool matrix_evidence(const struct json_doc *doc, statement_taker take, void *data, struct diag *d);

// A cell that is new or other than it was.
struct change {
  unsigned actor, issue;
  bool is_new;
  enum stance before, after;
  const struct statement *evidence; // the newest that carries the new stance; its date is the change's
};

// Appends to out (struct change) what changed in the cells between the statements before `since` and all of
// them; newest first. Undated statements count on both sides, so they change nothing. since NULL: nothing is
// appended.
void matrix_changes(const struct codebook *c, const GPtrArray *statements, unsigned min_confidence,
                    const char *since, GArray *out);

// How far two actors agree: over issues where both have a cell.
struct agreement {
  unsigned shared, same, opposed; // issues; the same stance; support against oppose. Mixed counts as neither
};
struct agreement matrix_agreement(const struct matrix *m, unsigned a, unsigned b);
