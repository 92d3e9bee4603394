// SPDX-License-Identifier: MIT
// Which closing tag belongs to which opening one.
#include "render/template.h"

struct matcher {
  struct source *source;
  GArray *tags;
  GArray *open;          // guint: indices of tags that wait for their end, outermost first
  GHashTable *names;     // name -> how many of these wait, so that a stray end costs no search
  GHashTable *arguments; // "index of the parent/name": the blocks given to each parent
};

static struct tag *tag_at(const GArray *tags, guint i) {
  return &g_array_index(tags, struct tag, i);
}

// The innermost tag that waits for its end; there must be one.
static struct tag *innermost(const struct matcher *m) {
  return tag_at(m->tags, g_array_index(m->open, guint, m->open->len - 1));
}

static const char *sigil(const struct tag *t) {
  switch (t->kind) {
  case TAG_SECTION:
    return "#";
  case TAG_INVERTED:
    return "^";
  case TAG_PARTIAL:
    return t->dynamic ? ">*" : ">";
  case TAG_PARENT:
    return t->dynamic ? "<*" : "<";
  case TAG_BLOCK:
    return "$";
  case TAG_CLOSE:
    return t->dynamic ? "/*" : "/";
  default:
    return "";
  }
}

// Returns the tag as people write it; the caller frees it.
static char *shown(const struct tag *t) {
  return g_strdup_printf("{{%s%.*s}}", sigil(t), (int)t->name.len, t->name.data);
}

static char *wanted_end(const struct tag *opening) {
  struct tag end = {.kind = TAG_CLOSE, .dynamic = opening->dynamic, .name = opening->name};
  return shown(&end);
}

static char *name_key(const struct tag *t) {
  return g_strdup_printf("%s%.*s", t->dynamic ? "*" : "", (int)t->name.len, t->name.data);
}

static guint waiting(const struct matcher *m, const struct tag *close) {
  char *key = name_key(close);
  guint n = GPOINTER_TO_UINT(g_hash_table_lookup(m->names, key));
  g_free(key);
  return n;
}

static void count_waiting(struct matcher *m, const struct tag *t, int step) {
  char *key = name_key(t);
  guint n = GPOINTER_TO_UINT(g_hash_table_lookup(m->names, key)) + (guint)step;
  g_hash_table_replace(m->names, key, GUINT_TO_POINTER(n));
}

static void push(struct matcher *m, guint i) {
  g_array_append_val(m->open, i);
  count_waiting(m, tag_at(m->tags, i), 1);
}

static void pop(struct matcher *m) {
  count_waiting(m, innermost(m), -1);
  g_array_set_size(m->open, m->open->len - 1);
}

static void report_unclosed(struct matcher *m) {
  char *tag = shown(innermost(m)), *end = wanted_end(innermost(m));
  source_fault(m->source, innermost(m)->start, "%s has no end, expected %s", tag, end);
  g_free(tag);
  g_free(end);
}

static bool ends(const struct tag *close, const struct tag *open) {
  return close->dynamic == open->dynamic && slice_eq(close->name, open->name);
}

static void pair(struct matcher *m, guint close) {
  guint open = g_array_index(m->open, guint, m->open->len - 1);
  tag_at(m->tags, open)->partner = (int)close;
  tag_at(m->tags, close)->partner = (int)open;
  pop(m);
}

static void close_tag(struct matcher *m, guint i) {
  const struct tag *close = tag_at(m->tags, i);
  char *got = shown(close);
  if (m->open->len == 0)
    source_fault(m->source, close->start, "%s ends nothing, expected an opening tag before it", got);
  else if (waiting(m, close)) {
    for (; !ends(close, innermost(m)); pop(m))
      report_unclosed(m);
    pair(m, i);
  } else { // most likely a slip of the pen: take it for the end of the innermost one
    unsigned line = 0, column = 0;
    if (m->source->faults < MAX_FAULTS) lines_find(&m->source->lines, innermost(m)->start, &line, &column);
    char *opening = shown(innermost(m)), *end = wanted_end(innermost(m));
    source_fault(m->source, close->start, "%s does not end %s of line %u, expected %s", got, opening, line,
                 end);
    g_free(opening);
    g_free(end);
    pair(m, i);
  }
  g_free(got);
}

// Blocks alone count inside a parent; anything else there would silently never be drawn.
static void check_parent(struct matcher *m, const struct tag *t) {
  if (m->open->len == 0) return;
  const struct tag *parent = innermost(m);
  if (parent->kind != TAG_PARENT || t->kind == TAG_COMMENT || t->kind == TAG_DELIMITERS) return;
  char *tag = shown(t), *outer = shown(parent);
  if (t->kind != TAG_BLOCK)
    source_fault(m->source, t->start, "%s stands directly inside %s, expected blocks alone ({{$name}}) there",
                 tag, outer);
  else {
    char *key = g_strdup_printf("%u/%.*s", g_array_index(m->open, guint, m->open->len - 1), (int)t->name.len,
                                t->name.data);
    if (!g_hash_table_add(m->arguments, key))
      source_fault(m->source, t->start, "%s is given twice to %s, expected it once", tag, outer);
  }
  g_free(tag);
  g_free(outer);
}

void match_tags(struct source *s, GArray *tags) {
  struct matcher m = {.source = s, .tags = tags, .open = g_array_new(FALSE, FALSE, sizeof(guint))};
  m.names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  m.arguments = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < tags->len; i++) {
    const struct tag *t = tag_at(tags, i);
    if (t->kind == TAG_CLOSE)
      close_tag(&m, i);
    else {
      check_parent(&m, t);
      if (t->kind == TAG_SECTION || t->kind == TAG_INVERTED || t->kind == TAG_PARENT || t->kind == TAG_BLOCK)
        push(&m, i);
    }
  }
  for (; m.open->len; pop(&m))
    report_unclosed(&m);
  g_array_unref(m.open);
  g_hash_table_unref(m.names);
  g_hash_table_unref(m.arguments);
}
