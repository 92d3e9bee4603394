// SPDX-License-Identifier: MIT
// Private to the pages: cutting a block's text where statements begin and end.
#pragma once
#include "coding/statement.h"
#include "read/article.h"

// A statement in a block's text.
struct span {
  size_t start, end; // bytes of the block's text
  const struct statement *statement;
  unsigned number; // of its note on the page, from 1
};

// Finds the bytes [*start, *end) of b's text that were made from the bytes [source, source_end) of the file:
// block_source turned round. Returns false where none were.
bool block_text_range(const struct block *b, size_t source, size_t source_end, size_t *start, size_t *end);

// Cuts text at the spans (struct span, in any order, which may overlap) into an array of segments
// {text, coded, gap, stance, id, anchors: [ids], refs: [numbers]}: id and anchors name the statements that
// begin with the segment, refs the notes of those that end with it. excerpt: what is not coded becomes a gap,
// {gap: true}, where it holds more than white space. Linear in text and spans but for sorting.
json *segments_cut(struct slice text, const GArray *spans, bool excerpt);
