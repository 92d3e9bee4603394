// SPDX-License-Identifier: MIT
// Markdown: cmark's tree, of which we take the blocks in order; markdown_leaf.c finds their text in the file.
#include "read/markdown.h"
#include "base/limits.h"

enum {
  PREFIX_LIMIT = 128, // columns before the text of a line that nests
};

size_t markdown_line(const struct markdown *m, int line) {
  if (line < 1) return 0;
  if ((guint)line > m->lines.starts->len) return m->body.len;
  return g_array_index(m->lines.starts, size_t, line - 1);
}

// Returns how many container marks the line [at, end) opens with; *prefix is the offset of what follows them.
static unsigned count_marks(struct slice s, size_t at, size_t end, size_t *prefix) {
  unsigned marks = 0;
  for (;;) {
    while (at < end && (s.data[at] == ' ' || s.data[at] == '\t'))
      at++;
    *prefix = at;
    size_t p = at;
    if (p < end && s.data[p] == '>') {
      at++, marks++;
      continue;
    }
    while (p < end && p - at < 9 && g_ascii_isdigit(s.data[p]))
      p++;
    bool mark = p > at ? p < end && (s.data[p] == '.' || s.data[p] == ')')
                       : p < end && strchr("-+*", s.data[p]) && s.data[p];
    if (!mark || p + 1 >= end || (s.data[p + 1] != ' ' && s.data[p + 1] != '\t')) return marks;
    at = p + 1, marks++;
  }
}

static size_t count_images(struct slice s) {
  size_t n = 0;
  for (size_t i = 0; i + 1 < s.len; i++)
    n += s.data[i] == '!' && s.data[i + 1] == '[';
  return n;
}

// Says whether cmark can be trusted with the text: some shapes, of no use to a writer, cost it the square of
// their length.
static bool check_shape(const struct markdown *m) {
  size_t images = 0;
  for (guint i = 0; i < m->lines.starts->len; i++) {
    size_t at = g_array_index(m->lines.starts, size_t, i), end = markdown_line(m, (int)i + 2), prefix = at;
    unsigned marks = count_marks(m->body, at, end, &prefix);
    bool rule = prefix >= end || strchr("\r\n-*", m->body.data[prefix]); // "- - - -" draws a line
    struct slice line = slice_sub(m->body, at, end);
    images = slice_trim(line).len ? images + count_images(line) : 0;
    if (marks > LIMIT_MARKDOWN_DEPTH && rule && m->body.data[at] != '>') marks = 0;
    if (images <= LIMIT_MARKDOWN_IMAGES && marks <= LIMIT_MARKDOWN_DEPTH &&
        (!marks || prefix - at <= PREFIX_LIMIT))
      continue;
    struct diag_place place = reading_at(m->r, m->base + at);
    if (images > LIMIT_MARKDOWN_IMAGES)
      return diag_error(m->r->d, place, "more than %d images in one paragraph", LIMIT_MARKDOWN_IMAGES);
    return diag_error(m->r->d, place, "lists or quotations nested too deep, expected at most %d levels",
                      LIMIT_MARKDOWN_DEPTH);
  }
  return true;
}

// Code is kept, so that pages can show it, but it is no running text. Each line of the literal is a line of
// the source.
static void code_block(struct markdown *m, cmark_node *node) {
  const char *literal = cmark_node_get_literal(node);
  int line = cmark_node_get_start_line(node);
  size_t first = markdown_line(m, line) + (size_t)MAX(0, cmark_node_get_start_column(node) - 1);
  const char *open = m->body.data + first;
  bool fenced = m->body.len - MIN(first, m->body.len) >= 3 &&
                (strncmp(open, "```", 3) == 0 || strncmp(open, "~~~", 3) == 0);
  struct writer w = {0};
  writer_begin(&w, BLOCK_CODE, 0);
  line += fenced;
  for (const char *p = literal; p && *p; line++) {
    const char *nl = strchr(p, '\n');
    struct slice text = slice_trim((struct slice){p, nl ? (size_t)(nl - p) : strlen(p)});
    size_t start = markdown_line(m, line), end = markdown_line(m, line + 1);
    const char *at = text.len ? memmem(m->body.data + start, end - start, text.data, text.len) : NULL;
    if (at) writer_put(&w, text, m->base + (size_t)(at - m->body.data));
    if (end > start) writer_space(&w, m->base + end - 1, 1);
    p = nl ? nl + 1 : NULL;
  }
  struct block *b = writer_take(&w);
  if (b) b->boilerplate = "code";
  reading_add(m->r, b);
}

static enum block_kind kind_of(cmark_node *node) {
  if (cmark_node_get_type(node) == CMARK_NODE_HEADING) return BLOCK_HEADING;
  switch (cmark_node_get_type(cmark_node_parent(node))) {
  case CMARK_NODE_ITEM:
    return BLOCK_ITEM;
  case CMARK_NODE_BLOCK_QUOTE:
    return BLOCK_QUOTE;
  default:
    return BLOCK_PARAGRAPH;
  }
}

static void walk(struct markdown *m, cmark_node *document) {
  unsigned lists = 0, quotes = 0;
  cmark_iter *iter = cmark_iter_new(document);
  cmark_event_type event;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    bool enter = event == CMARK_EVENT_ENTER;
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LIST)
      lists = enter ? lists + 1 : lists - 1;
    else if (type == CMARK_NODE_BLOCK_QUOTE)
      quotes = enter ? quotes + 1 : quotes - 1;
    else if (type == CMARK_NODE_CODE_BLOCK)
      code_block(m, node);
    else if (enter && (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)) {
      enum block_kind kind = kind_of(node);
      unsigned level = kind == BLOCK_HEADING ? (unsigned)cmark_node_get_heading_level(node)
                       : kind == BLOCK_ITEM  ? lists
                                             : 0;
      markdown_leaf(m, node, kind, level, quotes);
      cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
    }
  }
  cmark_iter_free(iter);
}

static void entity_free(gpointer s) {
  g_string_free(s, TRUE);
}

bool markdown_read(struct reading *r) {
  struct markdown m = {.r = r, .base = front_matter_read(r)};
  m.body = slice_sub(r->text.utf8, m.base, r->text.utf8.len);
  if (m.body.len > LIMIT_MARKDOWN_BYTES)
    return diag_error(r->d, reading_at(r, 0), "%zu bytes of Markdown, expected at most %d", m.body.len,
                      LIMIT_MARKDOWN_BYTES);
  r->title_level = 6;
  lines_init(&m.lines, m.body);
  m.entities = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, entity_free);
  bool ok = check_shape(&m);
  if (ok) {
    cmark_node *document = cmark_parse_document(m.body.data, m.body.len, CMARK_OPT_DEFAULT);
    walk(&m, document);
    cmark_node_free(document);
  }
  g_hash_table_unref(m.entities);
  lines_release(&m.lines);
  return ok;
}
