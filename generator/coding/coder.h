// SPDX-License-Identifier: MIT
// From an article to its statements.
#pragma once
#include "codebook/codebook.h"
#include "codebook/lexicon.h"
#include "coding/statement.h"
#include "read/article.h"
#include "text/model.h"

struct coder; // codebook, lexicon, cue lexicons: read-only after coder_new, shared between threads

// Makes a coder. codebook and model must outlive it; the cue lexicons are read from the data folder. NULL
// after an error to d. Freed with coder_free.
struct coder *coder_new(const struct codebook *c, const struct model *m, struct diag *d);
void coder_free(struct coder *c);

// Appends each pair of an actor and an issue that a sentence of a brings together, with its traits, as a line
// of JSON (char *, to be owned by lines): what the coder's weights are fitted to.
void coder_pairs(const struct coder *c, const struct article *a, GPtrArray *lines);

// Returns a text that names the coder's version with its data: statements made under the same one agree.
const char *coder_version(const struct coder *c);

// Codes a. Appends its statements (struct statement *, to be owned by out) in statement order. Nothing is
// reported but what a user can mend.
void coder_run(const struct coder *c, const struct article *a, GPtrArray *out, struct diag *d);

// Writes to out, for people, what the coder sees and why: each sentence (only that on `line` where line > 0),
// its mentions and how they were resolved, the concepts, the path and each sign on it, the tree where
// with_tree is true, and why a statement was or wasn't made.
void coder_explain(const struct coder *c, const struct article *a, unsigned line, bool with_tree,
                   GString *out);

// Returns what identifies the article wherever it lies: its URL, else the SHA-256 of its title and first
// coded block. The caller frees it.
char *article_doc(const struct article *a);
