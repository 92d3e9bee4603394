// SPDX-License-Identifier: MIT
// CoNLL-U in and out: https://universaldependencies.org/format.html
#pragma once
#include "base/diag.h"
#include "text/sentence.h"
#include <stdio.h>

// A sentence of a treebank. Forms, norms and lemmas belong to the treebank; start and end of tokens are 0.
struct tree {
  struct sentence s;    // parsed is true: upos, xpos, head and relation are the treebank's
  const char *comments; // its comment lines, each ended by a line feed; "" for none
  const char **before;  // for each token: the line of a multiword token that begins there (ended by a line
                        // feed), or NULL
};

struct treebank {
  GPtrArray *trees; // struct tree *
  GStringChunk *strings;
};

struct treebank *treebank_new(void);
void treebank_free(struct treebank *t);

// Adds the sentences of the file at path; empty nodes are left out. Returns false after an error to d where
// it cannot be read or is no CoNLL-U.
bool treebank_read(struct treebank *t, const char *path, struct diag *d);

// Writes the tokens of s, one a line, and the empty line that ends a sentence. before: as in struct tree, or
// NULL.
void conllu_write(FILE *out, const struct sentence *s, const char *const *before);
