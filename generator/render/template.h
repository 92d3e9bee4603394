// SPDX-License-Identifier: MIT
// Private to render/: what a template is between its text and its output.
#pragma once
#include "render/mustache.h"
#include <stdint.h>
#include <string.h>

// --- the text as tags (scan.c, match.c, layout.c) ---

enum tag_kind {
  TAG_VARIABLE,
  TAG_UNESCAPED,
  TAG_SECTION,
  TAG_INVERTED,
  TAG_PARTIAL,
  TAG_PARENT,
  TAG_BLOCK,
  TAG_CLOSE,
  TAG_COMMENT,
  TAG_DELIMITERS,
};

enum { NO_PARTNER = -1 };

struct tag {
  enum tag_kind kind;
  bool dynamic;      // {{>*name}}, {{<*name}}: name without its star
  struct slice name; // trimmed; empty for comments and delimiters
  size_t start, end; // in the source, delimiters included
  int partner;       // of an opening tag its closing one and the other way round; NO_PARTNER
  // Set by layout. A line is what stands between two line feeds of text (those inside tags do not count).
  size_t line_start, line_end; // the tag's line, its line feed included
  bool drop_before,
      drop_after;   // the white space before it, and the rest of its line, are not part of the text
  bool alone;       // a partial, parent or block that begins its line: it has an indentation
  bool first, last; // of the tags on its line
  bool after_open, after_close, before_open,
      before_close; // only opening/closing tags of inheritance and white
                    // space stand between it and the line's start/end
};

enum { MAX_FAULTS = 100 }; // shown of one template

// A template while it is read.
struct source {
  const char *path;
  struct slice text;
  struct lines lines;
  bool strict;
  unsigned faults;
  struct diag *d;
};

// Reports a fault at offset and counts it; after MAX_FAULTS, faults are only counted.
void source_fault(struct source *s, size_t offset, const char *format, ...) G_GNUC_PRINTF(3, 4);

// Appends all tags (struct tag) of the text, without partners and layout. Faulty tags are reported and left
// out. Returns false where a tag has no end: what follows it is then unknown.
bool scan_tags(struct source *s, GArray *tags);

// Finds the partner of each opening and closing tag and reports what does not match, what stands directly
// inside a parent and is no block, and blocks given twice to one parent.
void match_tags(struct source *s, GArray *tags);

// Finds out which tags stand alone on their lines, by the specification's rules. Partners must be set.
void layout_tags(struct slice text, GArray *tags);

// Says whether both tags stand on one line.
static inline bool tags_share_line(const struct tag *a, const struct tag *b) {
  return a->line_start == b->line_start;
}

// --- output ---

// g_string_append_len for text that is no part of out: pages are made by little else.
static inline void out_append(GString *out, const char *s, size_t n) {
  size_t at = out->len;
  if (at + n >= out->allocated_len) {
    g_string_set_size(out, at + n); // grows by doubling
    g_string_truncate(out, at);
  }
  if (n) memcpy(out->str + at, s, n);
  out->len = at + n;
  out->str[out->len] = '\0';
}

// --- the parsed template (parse.c) ---

enum node_kind {
  NODE_TEXT, // text in the pool, whole lines merged
  NODE_LINE, // a line of the template begins here with a tag: the place of indentation
  NODE_VARIABLE,
  NODE_UNESCAPED,
  NODE_SECTION,  // until its NODE_END
  NODE_END,      // back to the section at .end
  NODE_INVERTED, // until before .end
  NODE_PARTIAL,
  NODE_PARENT,   // its children until .end are NODE_ARGUMENT
  NODE_ARGUMENT, // content until .end
  NODE_BLOCK,    // default content until .end
};

struct node {
  uint8_t kind;
  bool fresh;       // TEXT: begins a line. PARTIAL, PARENT, BLOCK, ARGUMENT: stands alone on its line
  bool dynamic;     // PARTIAL, PARENT
  uint16_t parts;   // number of parts of a dotted name; 0 for "."
  uint32_t at, len; // TEXT: in the pool. Else at is the name in the pool, its parts each ended by NUL
  uint32_t end;     // index of a node, see above
  uint32_t indent, indent_len; // PARTIAL, PARENT, BLOCK: in the pool
  uint32_t slot;               // what looks up a name: the number of that name in the set
  uint32_t mark;               // json_mark of its first part
  guint64 bit;                 // json_name of that
  uint32_t line, column;       // SECTION, PARTIAL, PARENT, BLOCK: in the source
  const struct template
      *target; // static PARTIAL, PARENT: set when the set is complete; NULL where there is none
};

struct template {
  char *name, *path;
  char sha256[65]; // of its text
  GArray *nodes;   // struct node
  GString *pool;
  GHashTable *arguments; // what its parents are given (arguments.c)
};

// Parses text (not kept). Returns NULL after faults (all reported).
struct template *template_parse(const char *name, const char *path, struct slice text, bool strict,
                                struct diag *d);
void template_free(struct template *t);

// Notes which blocks each parent of t gives, once its nodes are complete. Freed with t.
void template_note_arguments(struct template *t);
// Returns the node of the block that the parent (index of a node) gives under this name, or NULL.
const struct node *template_argument(const struct template *t, uint32_t parent, const char *name);

// --- the set (set.c) ---

// Returns the template of this name, or NULL.
const struct template *template_set_get(const struct template_set *s, const char *name);
// Returns how many names are looked up in its templates.
uint32_t template_set_slots(const struct template_set *s);
