// SPDX-License-Identifier: MIT
// Which tags stand alone on their lines. One tag that draws nothing by itself and has only white space around
// it does, as everywhere in Mustache. Tags of inheritance do more often, since the specification's examples
// set several on a line:
//   a parent, where only white space (and tags that enclose it) stands before {{<p}} and after {{/p}}, on
//   whichever lines; the opening tag of a block, where only opening tags stand with it; the closing tag,
//   where only closing tags do.
// A block that opens and closes on one line keeps its line feed, and its indentation holds for the lines put
// in its place.
#include "render/template.h"

static struct tag *tag_at(const GArray *tags, guint i) {
  return &g_array_index(tags, struct tag, i);
}

static bool opens_inheritance(const struct tag *t) {
  return t->kind == TAG_PARENT || t->kind == TAG_BLOCK;
}

static bool closes_inheritance(const GArray *tags, const struct tag *t) {
  return t->kind == TAG_CLOSE && t->partner != NO_PARTNER &&
         opens_inheritance(tag_at(tags, (guint)t->partner));
}

static bool blank(struct slice text, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    if (!strchr(" \t\r\n", text.data[i]) || !text.data[i]) return false;
  return true;
}

static bool has_line_feed(struct slice text, size_t from, size_t to) {
  return memchr(text.data + from, '\n', to - from) != NULL;
}

// Tags first to last (included) stand on one line.
static void see_line(struct slice text, GArray *tags, guint first, guint last, size_t start, size_t end) {
  bool open = blank(text, start, tag_at(tags, first)->start), close = open;
  for (guint i = first; i <= last; i++) {
    struct tag *t = tag_at(tags, i);
    if (i > first && !blank(text, tag_at(tags, i - 1)->end, t->start)) open = close = false;
    t->line_start = start;
    t->line_end = end;
    t->first = i == first;
    t->last = i == last;
    t->after_open = open;
    t->after_close = close;
    open = open && opens_inheritance(t);
    close = close && closes_inheritance(tags, t);
  }
  open = close = blank(text, tag_at(tags, last)->end, end);
  for (guint i = last + 1; i-- > first;) {
    struct tag *t = tag_at(tags, i);
    if (i < last && !blank(text, t->end, tag_at(tags, i + 1)->start)) open = close = false;
    t->before_open = open;
    t->before_close = close;
    open = open && opens_inheritance(t);
    close = close && closes_inheritance(tags, t);
  }
}

static void find_lines(struct slice text, GArray *tags) {
  size_t start = 0;
  for (guint first = 0; first < tags->len;) {
    size_t before = first ? tag_at(tags, first - 1)->end : 0, at = tag_at(tags, first)->start;
    const char *feed = memrchr(text.data + before, '\n', at - before);
    if (feed) start = (size_t)(feed - text.data) + 1;
    guint last = first;
    while (last + 1 < tags->len &&
           !has_line_feed(text, tag_at(tags, last)->end, tag_at(tags, last + 1)->start))
      last++;
    size_t tail = tag_at(tags, last)->end;
    const char *stop = memchr(text.data + tail, '\n', text.len - tail);
    size_t end = stop ? (size_t)(stop - text.data) + 1 : text.len;
    see_line(text, tags, first, last, start, end);
    first = last + 1;
    start = end;
  }
}

static void drop_block(struct tag *t, bool alone) {
  t->alone = t->drop_before = alone;
  t->drop_after = alone && t->last;
}

static void drop_parent(GArray *tags, guint i) {
  struct tag *open = tag_at(tags, i), *close = tag_at(tags, (guint)open->partner);
  bool begins = open->first || tag_at(tags, i - 1)->alone;
  if (!open->after_open || !close->before_close || !begins) return;
  open->alone = open->drop_before = true;
  close->drop_after = close->last;
}

// On an only tag after_open and before_open say that nothing but white space surrounds it.
static bool draws_nothing(const struct tag *t) {
  return t->kind != TAG_VARIABLE && t->kind != TAG_UNESCAPED;
}

void layout_tags(struct slice text, GArray *tags) {
  find_lines(text, tags);
  for (guint i = 0; i < tags->len; i++) {
    struct tag *t = tag_at(tags, i);
    if (t->partner == NO_PARTNER && (opens_inheritance(t) || t->kind == TAG_CLOSE))
      continue; // faulty, reported
    if (t->kind == TAG_PARENT)
      drop_parent(tags, i);
    else if (t->kind == TAG_BLOCK)
      drop_block(t, t->after_open && t->before_open);
    else if (closes_inheritance(tags, t)) {
      if (tag_at(tags, (guint)t->partner)->kind == TAG_BLOCK)
        drop_block(t, t->after_close && t->before_close);
    } else if (draws_nothing(t) && t->first && t->last && t->after_open && t->before_open) {
      t->drop_before = t->drop_after = true;
      t->alone = t->kind == TAG_PARTIAL;
    }
  }
}
