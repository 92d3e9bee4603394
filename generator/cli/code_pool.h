// SPDX-License-Identifier: MIT
// Reading and coding articles on several threads, with results in the order in which they were asked for.
#pragma once
#include "coding/coder.h"
#include "store/store.h"

struct coded {
  char *path; // as the statements have it
  char *file;
  struct article *article; // NULL where it could not be read (an error is in messages)
  bool unread;             // article has its metadata alone: the store knows the rest
  char *content;           // digest of all that the statements and the page depend on; NULL as article
  GPtrArray *statements;   // struct statement *, owned by the array
  struct diag *messages;   // held
  bool from_store;
};

struct code_pool;

// What tells whether a file is the one that was read before.
struct code_trust {
  const char *program; // a digest of the program; NULL: every file is read
  gint64
      settled; // files that changed up to then (their ctime, in nanoseconds) cannot have changed again unseen
};

// Starts threads (0: as many as there are processors) that read and code by c. store may be NULL. Freed with
// code_pool_free.
struct code_pool *code_pool_new(const struct coder *c, struct store *store, unsigned threads);

// Before anything is pushed: files that the store knows, and of which nothing changed, are not read.
void code_pool_trust(struct code_pool *p, struct code_trust trust);

// Asks for the article in `file`, whose statements shall carry `path`.
void code_pool_push(struct code_pool *p, const char *file, const char *path);

// Says whether a result is owed that should be taken before more is pushed (the window is full).
bool code_pool_full(const struct code_pool *p);

// Returns the next result in the order of pushing, waiting for it; NULL where all were taken. Freed with
// coded_free.
struct coded *code_pool_take(struct code_pool *p);

void coded_free(struct coded *c);
void code_pool_free(struct code_pool *p);
