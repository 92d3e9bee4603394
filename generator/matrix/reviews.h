// SPDX-License-Identifier: MIT
// A person's word: input/reviews.csv. One decision a row.
#pragma once
#include "codebook/codebook.h"
#include "coding/statement.h"
#include "read/article.h"

enum decision { REVIEW_ACCEPT, REVIEW_REJECT, REVIEW_RECODE, REVIEW_ADD };

// Columns: statement,decision,actor,issue,stance,voice,article,sentence,reviewer,date,note. Named in the
// first line, in any order; missing ones are empty. accept, reject, recode: statement is the id. recode: the
// non-empty ones of actor, issue, stance, voice replace. add: article (path below input/articles) and
// sentence name the place, actor, issue and stance are needed, voice is "stated" where it is empty.
struct review {
  enum decision decision;
  char *statement;                                                   // id; NULL for add
  char *actor, *issue, *article, *sentence, *reviewer, *date, *note; // NULL where empty
  int stance, voice;                                                 // -1 where empty
  unsigned line;
  bool used; // a statement was found (or the row was already told to be of no use)
};

struct reviews {
  const struct codebook *codebook; // borrowed
  char *path;
  GPtrArray *items;         // struct review *, in file order
  GHashTable *by_statement; // id -> struct review * (the last one wins, an earlier one is warned about)
  GHashTable *by_article;   // path below input/articles -> GPtrArray of the struct review * that add to it
};

// Reads the CSV (RFC 4180, UTF-8) at path. A missing file is no reviews. Faults are reported as errors with
// their place, their rows left out. c must outlive r. Freed with reviews_release.
void reviews_load(struct reviews *r, const char *path, const struct codebook *c, struct diag *d);
void reviews_release(struct reviews *r);

// Makes the statements that r adds by hand to article a, whose coder-made statements stand in out: finds each
// review's sentence in a (white space, quotes and dashes are evened out; any part of a block will do) and
// appends a statement (confidence 1000, cue "added by REVIEWER"). Where the coder made the same statement
// itself, that one counts as reviewed instead. root: the folder that review.article is relative to. A
// sentence that is not there is a warning.
void reviews_place(struct reviews *r, const struct article *a, const char *root, GPtrArray *out,
                   struct diag *d);

// Applies r to statements (struct statement *, owned by the array) of one article or many: rejected ones are
// moved to rejected, recoded ones changed (what no longer fits goes: the person with another actor, the
// concept with another issue); all reviewed ones get confidence 1000 and .review. Ids never change; the order
// is kept, though a recoded actor may want it sorted again.
void reviews_apply(struct reviews *r, GPtrArray *statements, GPtrArray *rejected);

// Reports, after all articles, each review that met no statement (warning).
void reviews_report_unused(const struct reviews *r, struct diag *d);
