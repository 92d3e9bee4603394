// SPDX-License-Identifier: MIT
// From a template's tags to the nodes that rendering walks.
#include "base/sha256.h"
#include "render/template.h"

struct level { // an opening tag whose end is still to come
  guint node;
  struct slice dedent; // what held outside
  bool ignored;        // likewise
};

struct parser {
  struct source *source;
  GArray *tags;
  struct template *out;
  GArray *levels;
  struct slice
      dedent;   // the indentation that is taken off each line here: that of the argument's own first line
  bool ignored; // directly inside a parent, where text does not count
  bool fresh;   // what comes next begins a line
  bool barrier; // the next text must not be joined to the last node
  size_t place; // an offset in the source, and its line and column: found step by step, so that a template
                // all on
  guint line, column; // one line costs no more than any other (line from 0)
};

static struct node *node_at(const struct parser *p, guint i) {
  return &g_array_index(p->out->nodes, struct node, i);
}

static struct node *add_node(struct parser *p, enum node_kind kind) {
  struct node n = {.kind = (uint8_t)kind};
  g_array_append_val(p->out->nodes, n);
  return node_at(p, p->out->nodes->len - 1);
}

static uint32_t add_to_pool(struct parser *p, struct slice s) {
  uint32_t at = (uint32_t)p->out->pool->len;
  g_string_append_len(p->out->pool, s.data, (gssize)s.len);
  return at;
}

static void add_text(struct parser *p, struct slice text) {
  GArray *nodes = p->out->nodes;
  GString *pool = p->out->pool;
  struct node *last = nodes->len && !p->barrier ? node_at(p, nodes->len - 1) : NULL;
  bool joined = last && last->kind == NODE_TEXT && p->fresh == (pool->str[pool->len - 1] == '\n');
  if (!joined) {
    last = add_node(p, NODE_TEXT);
    last->fresh = p->fresh;
    last->at = (uint32_t)pool->len;
  }
  add_to_pool(p, text);
  last->len += (uint32_t)text.len;
  p->barrier = false;
  p->fresh = text.data[text.len - 1] == '\n';
}

// Returns line without as much of the dedent as it begins with.
static struct slice dedented(struct slice line, struct slice dedent) {
  size_t n = 0;
  while (n < dedent.len && n < line.len && line.data[n] == dedent.data[n])
    n++;
  return slice_sub(line, n, line.len);
}

// The text of the source from one tag to the next.
static void put_text(struct parser *p, size_t from, size_t to) {
  struct slice text = slice_sub(p->source->text, from, to);
  if (p->ignored) return;
  if (!p->dedent.len && text.len) add_text(p, text);
  while (p->dedent.len && text.len) {
    const char *feed = memchr(text.data, '\n', text.len);
    size_t n = feed ? (size_t)(feed - text.data) + 1 : text.len;
    struct slice line = slice_sub(text, 0, n);
    if (p->fresh) line = dedented(line, p->dedent);
    if (line.len) add_text(p, line);
    text = slice_sub(text, n, text.len);
  }
}

static void set_name(struct parser *p, struct node *n, struct slice name, bool dotted) {
  n->at = (uint32_t)p->out->pool->len;
  n->parts = 1;
  size_t start = n->at;
  add_to_pool(p, name);
  g_string_append_c(p->out->pool, '\0');
  if (!dotted) return;
  if (slice_is(name, "."))
    n->parts = 0;
  else
    for (size_t i = start; i < p->out->pool->len - 1; i++)
      if (p->out->pool->str[i] == '.') {
        p->out->pool->str[i] = '\0';
        n->parts++;
      }
  p->barrier = true;
}

static struct slice white_start(struct slice s) {
  size_t n = 0;
  while (n < s.len && (s.data[n] == ' ' || s.data[n] == '\t'))
    n++;
  return slice_sub(s, 0, n);
}

// The indentation of the first line of [from, to) that is not blank; false where all are.
static bool intrinsic(struct slice text, size_t from, size_t to, struct slice *indentation) {
  for (size_t line = from; line < to;) {
    struct slice white = white_start(slice_sub(text, line, to));
    size_t end = line + white.len;
    if (end < to && text.data[end] != '\n' && text.data[end] != '\r') {
      *indentation = white;
      return true;
    }
    const char *feed = memchr(text.data + end, '\n', to - end);
    line = feed ? (size_t)(feed - text.data) + 1 : to;
  }
  return false;
}

static struct slice line_indentation(const struct parser *p, const struct tag *t) {
  return t->first ? white_start(slice_sub(p->source->text, t->line_start, t->start)) : (struct slice){0};
}

// Where a block stands in for others' content: how far each line of that is indented.
static struct slice block_indentation(const struct parser *p, const struct tag *t) {
  const struct tag *close = &g_array_index(p->tags, struct tag, (guint)t->partner);
  struct slice own = line_indentation(p, t);
  if (t->alone && t->last)
    intrinsic(p->source->text, t->line_end, close->start, &own);
  else if (!t->alone && !(t->after_open && close->before_close && tags_share_line(t, close)))
    own.len = 0;
  return dedented(own, p->dedent);
}

static void set_indentation(struct parser *p, struct node *n, struct slice indentation) {
  n->indent = add_to_pool(p, indentation);
  n->indent_len = (uint32_t)indentation.len;
  p->barrier = true;
}

static void set_place(struct parser *p, struct node *n, const struct tag *t) {
  const GArray *starts = p->source->lines.starts;
  for (; p->line + 1 < starts->len && g_array_index(starts, size_t, p->line + 1) <= t->start; p->line++) {
    p->place = g_array_index(starts, size_t, p->line + 1);
    p->column = 0;
  }
  for (; p->place < t->start; p->place++)
    p->column += ((unsigned char)p->source->text.data[p->place] & 0xC0) != 0x80;
  n->line = p->line + 1;
  n->column = p->column + 1;
}

static void open_level(struct parser *p, struct node *n) {
  struct level l = {(guint)(n - node_at(p, 0)), p->dedent, p->ignored};
  g_array_append_val(p->levels, l);
}

static void put_argument(struct parser *p, const struct tag *t) {
  struct node *n = add_node(p, NODE_ARGUMENT);
  open_level(p, n);
  set_name(p, n, t->name, false);
  n->fresh = t->alone;
  p->fresh = t->alone;
  p->ignored = false;
  const struct tag *close = &g_array_index(p->tags, struct tag, (guint)t->partner);
  struct slice own = {0};
  if (t->alone && t->last) intrinsic(p->source->text, t->line_end, close->start, &own);
  if (t->alone) p->dedent = own;
}

static void put_block(struct parser *p, const struct tag *t) {
  struct node *n = add_node(p, NODE_BLOCK);
  open_level(p, n);
  set_name(p, n, t->name, false);
  n->fresh = t->alone;
  set_indentation(p, n, block_indentation(p, t));
  set_place(p, n, t);
}

static void put_partial(struct parser *p, const struct tag *t) {
  struct node *n = add_node(p, t->kind == TAG_PARENT ? NODE_PARENT : NODE_PARTIAL);
  if (t->kind == TAG_PARENT) open_level(p, n);
  set_name(p, n, t->name, t->dynamic);
  n->dynamic = t->dynamic;
  n->fresh = t->alone;
  if (t->alone) set_indentation(p, n, dedented(line_indentation(p, t), p->dedent));
  set_place(p, n, t);
  if (t->kind == TAG_PARENT) p->ignored = true;
}

static void close_level(struct parser *p) {
  struct level l = g_array_index(p->levels, struct level, p->levels->len - 1);
  g_array_set_size(p->levels, p->levels->len - 1);
  enum node_kind kind = node_at(p, l.node)->kind;
  uint32_t end = p->out->nodes->len;
  if (kind == NODE_SECTION) add_node(p, NODE_END)->end = l.node;
  if (kind == NODE_PARENT) p->fresh = false;
  node_at(p, l.node)->end = end;
  p->dedent = l.dedent;
  p->ignored = l.ignored;
  p->barrier = true;
}

static void put_tag(struct parser *p, const struct tag *t) {
  static const enum node_kind kinds[] = {[TAG_VARIABLE] = NODE_VARIABLE,
                                         [TAG_UNESCAPED] = NODE_UNESCAPED,
                                         [TAG_SECTION] = NODE_SECTION,
                                         [TAG_INVERTED] = NODE_INVERTED};
  switch (t->kind) {
  case TAG_COMMENT:
  case TAG_DELIMITERS:
    return;
  case TAG_CLOSE:
    close_level(p);
    return;
  case TAG_PARTIAL:
  case TAG_PARENT:
    put_partial(p, t);
    return;
  case TAG_BLOCK:
    if (p->ignored)
      put_argument(p, t);
    else
      put_block(p, t);
    return;
  default:
    break;
  }
  struct node *n = add_node(p, kinds[t->kind]);
  if (t->kind == TAG_SECTION || t->kind == TAG_INVERTED) open_level(p, n);
  set_name(p, n, t->name, true);
  if (t->kind == TAG_SECTION) set_place(p, n, t);
}

// A line that begins with a tag needs a place for indentation; the end of an argument belongs to no line of
// the output.
static void put_line(struct parser *p, const struct tag *t) {
  if (!p->fresh || t->drop_before || p->ignored) return;
  const struct level *l = p->levels->len ? &g_array_index(p->levels, struct level, p->levels->len - 1) : NULL;
  if (t->kind == TAG_CLOSE && l && node_at(p, l->node)->kind == NODE_ARGUMENT) return;
  add_node(p, NODE_LINE);
  p->fresh = false;
}

static void put_all(struct parser *p) {
  size_t at = 0;
  for (guint i = 0; i < p->tags->len; i++) {
    const struct tag *t = &g_array_index(p->tags, struct tag, i);
    put_text(p, at, t->drop_before ? MAX(at, t->line_start) : t->start);
    put_line(p, t);
    put_tag(p, t);
    if (t->drop_before || t->drop_after) p->fresh = true;
    at = t->drop_after ? t->line_end : t->end;
  }
  put_text(p, at, p->source->text.len);
}

struct template *template_parse(const char *name, const char *path, struct slice text, bool strict,
                                struct diag *d) {
  if (slice_starts(text, "\xEF\xBB\xBF")) text = slice_sub(text, 3, text.len);
  struct source source = {.path = path, .text = text, .strict = strict, .d = d};
  lines_init(&source.lines, text);
  GArray *tags = g_array_new(FALSE, TRUE, sizeof(struct tag));
  const char *bad = NULL;
  if (text.len > UINT32_MAX / 4)
    source_fault(&source, 0, "template too long, expected less than a gigabyte");
  else if (!g_utf8_validate_len(text.data ? text.data : "", text.len, &bad))
    source_fault(&source, (size_t)(bad - text.data), "byte that is not UTF-8 text, expected UTF-8");
  else if (scan_tags(&source, tags))
    match_tags(&source, tags);
  struct template *t = NULL;
  if (!source.faults) {
    layout_tags(text, tags);
    t = g_new0(struct template, 1);
    *t = (struct template){.name = g_strdup(name),
                           .path = g_strdup(path),
                           .nodes = g_array_new(FALSE, FALSE, sizeof(struct node)),
                           .pool = g_string_new(NULL)};
    sha256_hex(text, t->sha256);
    struct parser p = {.source = &source, .tags = tags, .out = t, .fresh = true};
    p.levels = g_array_new(FALSE, FALSE, sizeof(struct level));
    put_all(&p);
    g_array_unref(p.levels);
    template_note_arguments(t);
  }
  g_array_unref(tags);
  lines_release(&source.lines);
  return t;
}

void template_free(struct template *t) {
  if (!t) return;
  g_free(t->name);
  g_free(t->path);
  g_array_unref(t->nodes);
  g_string_free(t->pool, TRUE);
  g_hash_table_unref(t->arguments);
  g_free(t);
}
