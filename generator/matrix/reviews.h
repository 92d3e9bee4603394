// SPDX-License-Identifier: MIT
// A person's word: input/reviews.csv. One decision a row.
#pragma once
#include "codebook/codebook.h"
#include "coding/statement.h"
#include "read/article.h"

enum decision { REVIEW_ACCEPT, REVIEW_REJECT, REVIEW_RECODE, REVIEW_ADD };

// Columns: statement,decision,actor,issue,stance,voice,article,sentence,reviewer,date,note. Named in the first line, in any order; missing ones are empty.
// recode: the non-empty ones of actor, issue, stance, voice replace. add: article (path below input/articles) and sentence name the place, actor, issue and stance are needed.
struct review {
  enum decision decision;
  char *statement; // id; NULL for add
  char *actor, *issue, *article, *sentence, *reviewer, *date, *note; // NULL where empty
  int stance, voice; // -1 where empty
  unsigned line;
  bool used; // a statement was found
};

struct reviews {
  char *path;
  GPtrArray *items;    // struct review *, in file order
  GHashTable *by_statement; // id -> struct review * (the last one wins, an earlier one is warned about)
};

// Reads the CSV (RFC 4180, UTF-8) at path. A missing file is no reviews. Faults are reported with their place, their rows left out. Freed with reviews_release.
void reviews_load(struct reviews *r, const char *path, const struct codebook *c, struct diag *d);
void reviews_release(struct reviews *r);

// Makes the statements that r adds by hand to article a, whose coder-made statements are given too (ids must not clash): finds each review's sentence in a, appends a
// statement (confidence 1000, cue "added by REVIEWER") to out. root: the folder that review.article is relative to. A sentence that is not there is reported.
void reviews_place(struct reviews *r, const struct article *a, const char *root, GPtrArray *out, struct diag *d);

// Applies r to statements (struct statement *, owned by the array) of one article or many: rejected ones are moved to rejected, recoded ones changed; all reviewed ones get
// confidence 1000 and .review. Ids never change.
void reviews_apply(struct reviews *r, GPtrArray *statements, GPtrArray *rejected);

// Reports, after all articles, each review that met no statement (warning).
void reviews_report_unused(const struct reviews *r, struct diag *d);
