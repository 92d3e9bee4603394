// SPDX-License-Identifier: MIT
#include "read/markdown.h"
#include <stdint.h>

enum { RESYNC_LENGTH = 24, WORK_FACTOR = 8, LONGEST_FOOTNOTE_MARK = 32 };

// The walk through one paragraph or heading: the tree's events on one side, a place in the source on the
// other.
struct leaf {
  struct markdown *m;
  size_t start, at, end; // in m->body
  unsigned quotes;
  bool lenient; // search for what does not fit instead of giving up
  bool lost;    // nothing was found any more: the rest is mapped to the rest of the block
  struct writer w;
  enum block_kind kind;
  unsigned level;
  size_t table, rule, rule_end;     // table is SIZE_MAX where there is none
  unsigned images, links, emphasis; // how many are open
  bool image;                       // there was one
  size_t bare, linked, stressed;    // bytes of words outside of links and emphasis, in links, in emphasis
  char hidden[16];                  // "</script": text up to there is none
  GPtrArray *blocks;
};

static char here(const struct leaf *l) {
  return l->at < l->end ? l->m->body.data[l->at] : 0;
}

static void flush(struct leaf *l) {
  struct block *b = writer_take(&l->w);
  if (b) g_ptr_array_add(l->blocks, b);
  writer_begin(&l->w, l->at >= l->table ? BLOCK_CELL : l->kind, l->at >= l->table ? 0 : l->level);
}

static bool shown(const struct leaf *l) {
  return !l->images && !l->hidden[0] && !(l->at >= l->rule && l->at < l->rule_end);
}

// Returns the length of the footnote mark "[^1]" at s; 0 where there is none. At the start of a block its
// colon belongs to it.
static size_t footnote_mark(const struct leaf *l, struct slice s) {
  if (s.len < 4 || s.data[0] != '[' || s.data[1] != '^') return 0;
  size_t n = 2;
  while (n < s.len && n < LONGEST_FOOTNOTE_MARK && (g_ascii_isalnum(s.data[n]) || strchr("-_.*", s.data[n])))
    n++;
  if (n == 2 || n >= s.len || s.data[n] != ']') return 0;
  n++;
  return n < s.len && s.data[n] == ':' && l->w.block->text->len == 0 ? n + 1 : n;
}

static void count_words(struct leaf *l, struct slice s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++)
    n += g_ascii_isalnum(s.data[i]) || (unsigned char)s.data[i] >= 0x80;
  if (l->links) l->linked += n;
  if (l->emphasis) l->stressed += n;
  if (!l->links && !l->emphasis) l->bare += n;
}

// Writes the n bytes of the source at l->at, which stand there as they read, and moves on.
static void put_verbatim(struct leaf *l, size_t n) {
  struct slice s = slice_sub(l->m->body, l->at, l->at + n);
  size_t done = 0;
  for (size_t i = 0; shown(l) && i < s.len; i++) {
    bool bar = s.data[i] == '|' && l->at + i >= l->table;
    size_t mark = bar ? 1 : footnote_mark(l, slice_sub(s, i, s.len));
    if (!mark) continue;
    writer_put(&l->w, slice_sub(s, done, i), l->m->base + l->at + done);
    if (bar) flush(l);
    done = i + mark;
    i = done - 1;
  }
  if (shown(l)) {
    writer_put(&l->w, slice_sub(s, done, s.len), l->m->base + l->at + done);
    count_words(l, s);
  }
  l->at += n;
}

static void put_as(struct leaf *l, struct slice text, size_t n) {
  if (shown(l)) writer_put_as(&l->w, text, l->m->base + l->at, n);
  if (shown(l)) count_words(l, text);
  l->at += n;
}

// Finds rest further on in the block, or gives the block up for lost: what is left then stands for the rest
// of the block.
static void resync(struct leaf *l, struct slice rest) {
  size_t n = MIN(rest.len, RESYNC_LENGTH);
  const char *found = memmem(l->m->body.data + l->at, l->end - l->at, rest.data, n);
  if (found)
    l->at = (size_t)(found - l->m->body.data);
  else
    l->lost = true;
}

static void put_lost(struct leaf *l, struct slice rest) {
  size_t from = l->at < l->end ? l->at : l->start;
  if (shown(l)) writer_put_as(&l->w, rest, l->m->base + from, l->end - from);
}

static bool text(struct leaf *l, struct slice s) {
  const char *src = l->m->body.data;
  size_t i = 0;
  while (i < s.len && !l->lost) {
    size_t n = 0;
    const GString *entity = here(l) == '&' ? markdown_entity(l->m, l->at, l->end, &n) : NULL;
    bool escape = here(l) == '\\' && l->at + 1 < l->end && g_ascii_ispunct(src[l->at + 1]) &&
                  src[l->at + 1] == s.data[i];
    if (entity && s.len - i >= entity->len && memcmp(entity->str, s.data + i, entity->len) == 0) {
      put_as(l, slice_sub(s, i, i + entity->len), n);
      i += entity->len;
      continue;
    }
    if (escape) {
      put_as(l, slice_sub(s, i, i + 1), 2);
      i++;
      continue;
    }
    for (n = 0; i + n < s.len && l->at + n < l->end && src[l->at + n] == s.data[i + n]; n++)
      if (n && (s.data[i + n] == '&' || s.data[i + n] == '\\')) break;
    if (n) {
      put_verbatim(l, n);
      i += n;
    } else if (l->at > l->start && (s.data[i] == ' ' || s.data[i] == '\t') && src[l->at - 1] == s.data[i]) {
      i++; // cmark keeps the indentation of a line after a backslash; we passed it with the line's marks
    } else if (l->lenient)
      resync(l, slice_sub(s, i, s.len));
    else
      return false;
  }
  if (i < s.len) put_lost(l, slice_sub(s, i, s.len));
  return true;
}

// Moves past the marks that a continuation line begins with.
static void skip_prefix(struct leaf *l) {
  unsigned quotes = 0;
  for (;; l->at++) {
    if (here(l) == '>' && quotes < l->quotes)
      quotes++;
    else if (here(l) != ' ' && here(l) != '\t')
      return;
  }
}

static bool line_end(struct leaf *l) {
  size_t from = l->at;
  while (here(l) == ' ' || here(l) == '\t')
    l->at++;
  if (here(l) == '\\') l->at++;
  if (here(l) != '\n' && here(l) != '\r') {
    l->at = from;
    if (shown(l)) writer_space(&l->w, l->m->base + from - (from > 0), 1);
    return l->lenient;
  }
  if (here(l) == '\r') l->at++;
  if (here(l) == '\n') l->at++;
  if (l->at >= l->table)
    flush(l);
  else if (shown(l))
    writer_space(&l->w, l->m->base + from, l->at - from);
  skip_prefix(l);
  return true;
}

static bool expect(struct leaf *l, const char *chars, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!here(l) || l->at + i >= l->end || !strchr(chars, l->m->body.data[l->at + i])) return l->lenient;
  l->at += n;
  return true;
}

static bool code_span(struct leaf *l) {
  const char *src = l->m->body.data;
  size_t ticks = 0, p;
  while (l->at + ticks < l->end && src[l->at + ticks] == '`')
    ticks++;
  if (!ticks) return l->lenient;
  l->at += ticks;
  for (p = l->at; p < l->end;) {
    size_t n = 0;
    while (p + n < l->end && src[p + n] == '`')
      n++;
    if (n == ticks) break;
    p += n ? n : 1;
  }
  while (l->at < p) {
    size_t n = 0;
    while (l->at + n < p && src[l->at + n] != '\n' && src[l->at + n] != '\r')
      n++;
    if (shown(l)) writer_put(&l->w, slice_sub(l->m->body, l->at, l->at + n), l->m->base + l->at);
    l->at += n;
    if (l->at < p && !line_end(l)) return false;
  }
  l->at = MIN(l->end, p + ticks);
  return true;
}

static bool raw_html(struct leaf *l, struct slice s) {
  static const char *const hiding[] = {"script", "style",      "noscript", "template",
                                       "button", "figcaption", "svg"};
  size_t from = l->at;
  for (size_t i = 0; i < s.len; i++) {
    if (here(l) == s.data[i] && s.data[i] != '\n' && s.data[i] != '\r')
      l->at++;
    else if (s.data[i] == '\n' || s.data[i] == '\r') {
      while (here(l) == '\n' || here(l) == '\r')
        l->at++;
      skip_prefix(l);
      while (i + 1 < s.len && strchr(" \t\r\n", s.data[i + 1]))
        i++;
    } else if (!l->lenient)
      return false;
    else {
      resync(l, slice_sub(s, i, s.len));
      break;
    }
  }
  if (s.len > 3 && g_ascii_strncasecmp(s.data, "<br", 3) == 0 && shown(l))
    writer_space(&l->w, l->m->base + from, l->at - from);
  if (l->hidden[0] && s.len > strlen(l->hidden) &&
      g_ascii_strncasecmp(s.data, l->hidden, strlen(l->hidden)) == 0)
    l->hidden[0] = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(hiding) && !l->hidden[0]; i++) {
    size_t n = strlen(hiding[i]);
    if (s.len > n + 1 && g_ascii_strncasecmp(s.data + 1, hiding[i], n) == 0 &&
        !g_ascii_isalnum(s.data[n + 1]) && s.data[s.len - 2] != '/')
      g_snprintf(l->hidden, sizeof l->hidden, "</%s", hiding[i]);
  }
  return true;
}

// The end of a link or image: "](target)", "][label]", "]", or the '>' of an address in angle brackets.
static bool link_end(struct leaf *l) {
  if (here(l) == '>') return expect(l, ">", 1);
  if (here(l) != ']') return l->lenient;
  l->at++;
  size_t after = markdown_skip_target(l->m->body, l->at, l->end);
  if (after == l->at) after = markdown_skip_label(l->m->body, l->at, l->end);
  l->at = after;
  return true;
}

static bool enter_or_leave(struct leaf *l, cmark_node_type type, bool enter) {
  bool image = type == CMARK_NODE_IMAGE;
  if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG) {
    if (type == CMARK_NODE_EMPH) l->emphasis = enter ? l->emphasis + 1 : l->emphasis - 1;
    return expect(l, "*_", type == CMARK_NODE_EMPH ? 1 : 2);
  }
  if (image) l->image = true;
  if (enter && image) {
    l->images++;
    return expect(l, "![", 2);
  }
  if (enter) {
    l->links++;
    return expect(l, "[<", 1);
  }
  bool ok = link_end(l);
  if (image)
    l->images--;
  else
    l->links--;
  return ok;
}

static bool inline_event(struct leaf *l, cmark_node *node, bool enter) {
  const char *literal = cmark_node_get_literal(node);
  struct slice s = slice_of(literal);
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_TEXT:
    return text(l, s);
  case CMARK_NODE_SOFTBREAK:
  case CMARK_NODE_LINEBREAK:
    return line_end(l);
  case CMARK_NODE_CODE:
    return code_span(l);
  case CMARK_NODE_HTML_INLINE:
    return raw_html(l, s);
  case CMARK_NODE_EMPH:
  case CMARK_NODE_STRONG:
  case CMARK_NODE_LINK:
  case CMARK_NODE_IMAGE:
    return enter_or_leave(l, cmark_node_get_type(node), enter);
  default:
    return true;
  }
}

// Walks node from l->at on. Returns false where tree and source do not fit, which lenient walks make fit.
static bool walk(struct leaf *l, cmark_node *node) {
  bool ok = true;
  cmark_iter *iter = cmark_iter_new(node);
  cmark_event_type event;
  flush(l);
  while (ok && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
    if (cmark_iter_get_node(iter) != node)
      ok = inline_event(l, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
  cmark_iter_free(iter);
  struct block *last = writer_take(&l->w);
  if (last) g_ptr_array_add(l->blocks, last);
  return ok;
}

static void block_destroy(gpointer b) {
  block_free(b);
}

// A heading that is underlined may begin with '#' too: "##name" is text.
static void skip_heading_mark(struct leaf *l) {
  size_t from = l->at;
  while (here(l) == '#')
    l->at++;
  if (l->at - from > 6 || (here(l) && !strchr(" \t\r\n", here(l)))) l->at = from;
}

static struct leaf leaf_from(struct markdown *m, const struct leaf *model, size_t at, bool lenient) {
  struct leaf l = *model;
  l.m = m;
  l.at = at;
  l.lenient = lenient;
  l.blocks = g_ptr_array_new_with_free_func(block_destroy);
  if (model->kind == BLOCK_HEADING) skip_heading_mark(&l);
  skip_prefix(&l);
  return l;
}

// Walks node strictly from its first line on; where that does not fit, from the lines after it, since cmark
// counts link definitions before a paragraph among its lines; at last leniently.
static struct leaf leaf_read(struct markdown *m, cmark_node *node, const struct leaf *model) {
  size_t at = model->start, work = 0;
  while (work <= WORK_FACTOR * (model->end - model->start)) {
    struct leaf l = leaf_from(m, model, at, false);
    if (walk(&l, node)) return l;
    work += l.at - at + 1;
    g_ptr_array_unref(l.blocks);
    const char *nl = memchr(m->body.data + at, '\n', model->end - at);
    if (!nl || model->kind == BLOCK_HEADING) break;
    at = (size_t)(nl + 1 - m->body.data);
  }
  struct leaf l = leaf_from(m, model, model->start, true);
  walk(&l, node);
  return l;
}

void markdown_leaf(struct markdown *m, cmark_node *node, enum block_kind kind, unsigned level,
                   unsigned quotes) {
  struct leaf model = {.kind = kind, .level = level, .quotes = quotes};
  int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
  model.start = markdown_line(m, first) + (size_t)MAX(0, cmark_node_get_start_column(node) - 1);
  model.end = markdown_line(m, MAX(first, last) + 1);
  model.start = MIN(model.start, model.end);
  if (kind == BLOCK_HEADING ||
      !markdown_table(m->body, model.start, model.end, &model.table, &model.rule, &model.rule_end))
    model.table = model.rule = model.rule_end = SIZE_MAX;
  struct leaf l = leaf_read(m, node, &model);
  bool only_links = l.linked && !l.bare && l.linked >= l.stressed && kind != BLOCK_HEADING;
  bool caption = l.stressed && !l.bare && (l.image || m->after_image);
  m->after_image = l.image && !l.bare && !l.stressed;
  for (guint i = 0; i < l.blocks->len; i++) {
    struct block *b = l.blocks->pdata[i];
    if (b->kind != BLOCK_CELL && caption)
      b->boilerplate = "caption";
    else if (b->kind != BLOCK_CELL && only_links)
      b->boilerplate = "links";
    reading_add(m->r, b);
  }
  g_ptr_array_set_free_func(l.blocks, NULL);
  g_ptr_array_unref(l.blocks);
}
