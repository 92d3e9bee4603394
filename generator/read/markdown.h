// SPDX-License-Identifier: MIT
// Private to read/markdown*.c: one paragraph or heading of a Markdown tree, put beside the lines that it was
// written in.
#pragma once
#include "read/reader.h"
#include <cmark.h>

struct markdown {
  struct reading *r;
  struct slice body;  // the text after the front matter: what cmark was given
  size_t base;        // its offset in r->text.utf8
  struct lines lines; // over body
  GHashTable
      *entities;    // "&name;" -> GString of what it stands for, empty where it is none; filled as they come
  bool after_image; // the block before was nothing but an image
};

// Reads the inline content of node, a paragraph or heading of kind and level, and appends its blocks to the
// article: one, or one a cell where it is a table. quotes: how many block quotes are open around it. Each
// text of the tree is found again in the node's own source lines, walking both at once, since the columns
// that cmark gives for inlines are not to be trusted.
void markdown_leaf(struct markdown *m, cmark_node *node, enum block_kind kind, unsigned level,
                   unsigned quotes);

// Returns the offset in m->body where line (from 1) begins; the end where there are fewer.
size_t markdown_line(const struct markdown *m, int line);

// --- the source side: how far a piece of markup reaches. Offsets are into m->body; 0 or the same offset
// where it is none ---

// Returns what the entity at offset at (an '&') stands for, and its length in *length; NULL where it is no
// entity. Belongs to m.
const GString *markdown_entity(struct markdown *m, size_t at, size_t end, size_t *length);

// Returns the offset after "(destination "title")" at offset at, or at itself where that is no such thing.
size_t markdown_skip_target(struct slice s, size_t at, size_t end);

// Returns the offset after "[label]" at offset at, or at itself.
size_t markdown_skip_label(struct slice s, size_t at, size_t end);

// Finds the row of dashes that makes the lines [start, end) a table. Returns false where there is none; else
// *table is where the row of headings begins, and [*rule, *rule_end) the row of dashes.
bool markdown_table(struct slice s, size_t start, size_t end, size_t *table, size_t *rule, size_t *rule_end);
