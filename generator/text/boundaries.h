// SPDX-License-Identifier: MIT
// Private to text/: where sentences begin and end, and where tokens do.
#pragma once
#include "text/lemma.h"
#include <unicode/ubrk.h>

// A stretch of the text in bytes, end exclusive.
struct span {
  uint32_t start, end;
};

// Appends the sentences of text to spans (struct span, ascending, white space at both ends left out). rules:
// an iterator for English sentences, which is cloned; NULL opens one.
void boundaries_find(const UBreakIterator *rules, struct slice text, GArray *spans);

// Appends the tokens of the bytes [from, to) of text to spans (struct span, ascending, never empty, never
// holding white space).
void tokens_find(struct slice text, uint32_t from, uint32_t to, GArray *spans);

enum abbreviation {
  ABBREVIATION_NONE,
  ABBREVIATION_INSIDE, // a name or number follows: a sentence never ends behind it ("Mr.")
  ABBREVIATION_EITHER, // may also end a sentence ("Inc.")
  ABBREVIATION_NUMBER, // inside a sentence where a number follows ("No.")
};

// Says what the word with its stop ("Gen.") is as an abbreviation; by data/abbreviations.txt.
enum abbreviation abbreviation_of(struct slice word);
