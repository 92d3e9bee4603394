// SPDX-License-Identifier: MIT
// Private to codebook/: a name, term or reference as words to be found, and the other wordings of it that
// mean the same.
#pragma once
#include "text/model.h"
#include "text/sentence.h"

enum letters { LETTERS_ANY, LETTERS_CAPITAL, LETTERS_UPPER, LETTERS_NOT_LOWER };

enum { PATTERN_WORDS = 24 };

struct word {
  const char *norm; // borrowed from the pattern's maker
  uint8_t letters;  // enum letters
  bool joined;      // a hyphen stood before it
  bool owner;       // a possessive "'s" stood after it
  bool adjective;   // known where the pattern is a term with a deed, or holds a mark
};

struct pattern {
  struct word words[PATTERN_WORDS];
  unsigned count; // 0: too long, or nothing to find
};

// What a pattern is read as.
enum pattern_use { PATTERN_NAME, PATTERN_TERM, PATTERN_REF, PATTERN_PHRASE };

// Splits text into p as the use asks: hyphens and quotes go, and for terms articles and "'s" too; norms are
// kept in strings. Words are tagged only where that matters, since a large codebook is read at each start.
void pattern_read(struct pattern *p, const struct model *m, const char *text, enum pattern_use use,
                  GStringChunk *strings);

// Says whether p, of several words, holds a noun of doing that pattern_variants turns round.
bool pattern_has_deed(const struct pattern *p);

// Appends to out (struct pattern) the other wordings of the term p: words joined, verb for noun, other order.
// demonyms is a set of norms. A modifier that is a demonym or an owner ("Russian attack", "Russia's attack")
// says who does it, so the order stays.
void pattern_variants(const struct pattern *p, GHashTable *demonyms, GStringChunk *strings, GArray *out);
