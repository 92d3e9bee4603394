// SPDX-License-Identifier: MIT
#include "site/pages/article_segments.h"

// Where a position of the file falls in the text of run r; `up` rounds to the end of a stretch that stands as
// a whole.
static size_t inside_run(const struct run *r, size_t source, bool up) {
  if (source <= r->source) return r->text;
  if (source >= r->source + r->source_len) return r->text + r->text_len;
  if (r->text_len == r->source_len) return r->text + (source - r->source);
  return up ? r->text + r->text_len : r->text;
}

bool block_text_range(const struct block *b, size_t source, size_t source_end, size_t *start, size_t *end) {
  bool found = false;
  for (guint i = 0; i < b->runs->len; i++) {
    const struct run *r = &g_array_index(b->runs, struct run, i);
    if (r->source >= source_end || r->source + r->source_len <= source || !r->text_len) continue;
    if (!found) *start = inside_run(r, source, false);
    *end = inside_run(r, source_end, true);
    found = true;
  }
  return found && *start < *end;
}

struct edge {
  size_t at;
  bool opens;
  guint span;
};

static int edge_order(const void *pa, const void *pb) {
  const struct edge *a = pa, *b = pb;
  if (a->at != b->at) return a->at < b->at ? -1 : 1;
  if (a->opens != b->opens) return a->opens ? 1 : -1;
  return a->span < b->span ? -1 : a->span > b->span;
}

// Moves at back to where a character begins, so that no cut makes broken text.
static size_t at_character(struct slice text, size_t at) {
  if (at > text.len) at = text.len;
  while (at > 0 && at < text.len && ((unsigned char)text.data[at] & 0xC0) == 0x80)
    at--;
  return at;
}

static GArray *edges_of(struct slice text, const GArray *spans) {
  GArray *edges = g_array_sized_new(FALSE, FALSE, sizeof(struct edge), 2 * spans->len);
  for (guint i = 0; i < spans->len; i++) {
    const struct span *s = &g_array_index(spans, struct span, i);
    struct edge open = {at_character(text, s->start), true, i},
                close = {at_character(text, s->end), false, i};
    if (close.at <= open.at) continue;
    g_array_append_val(edges, open);
    g_array_append_val(edges, close);
  }
  g_array_sort(edges, edge_order);
  return edges;
}

// What is open at the place that the walk has reached.
struct walk {
  struct slice text;
  json *out;
  bool excerpt;
  size_t at;
  unsigned open[4];     // statements by stance
  GPtrArray *beginning; // ids of those that begin here
};

static const char *open_stance(const struct walk *w) {
  unsigned kinds = 0;
  enum stance last = STANCE_MIXED;
  for (enum stance s = STANCE_SUPPORT; s <= STANCE_NEUTRAL; s++)
    if (w->open[s]) kinds++, last = s;
  return kinds == 1 ? stance_name(last) : stance_name(STANCE_MIXED);
}

static bool is_blank(struct slice s) {
  return slice_trim(s).len == 0;
}

// Emits the text up to `to` as one segment. Returns it, or NULL where there is none.
static json *emit(struct walk *w, size_t to) {
  if (to <= w->at) return NULL;
  struct slice piece = slice_sub(w->text, w->at, to);
  bool coded = w->open[0] + w->open[1] + w->open[2] + w->open[3] > 0,
       gap = w->excerpt && !coded && !is_blank(piece);
  json *s = json_push(w->out, json_object());
  char *text = gap ? NULL : g_strndup(piece.data, piece.len);
  json_add_string(s, "text", text);
  json_add_bool(s, "coded", coded);
  json_add_bool(s, "gap", gap);
  json_add_string(s, "stance", coded ? open_stance(w) : NULL);
  json_add_string(s, "id", coded && w->beginning->len ? w->beginning->pdata[0] : NULL);
  json *anchors = json_add_array(s, "anchors");
  for (guint i = 1; coded && i < w->beginning->len; i++)
    json_push(anchors, json_string(w->beginning->pdata[i]));
  json_add_array(s, "refs");
  g_ptr_array_set_size(w->beginning, 0);
  g_free(text);
  w->at = to;
  return s;
}

json *segments_cut(struct slice text, const GArray *spans, bool excerpt) {
  struct walk w = {.text = text, .out = json_array(), .excerpt = excerpt, .beginning = g_ptr_array_new()};
  GArray *edges = edges_of(text, spans);
  json *last = NULL;
  for (guint i = 0; i < edges->len; i++) {
    const struct edge *e = &g_array_index(edges, struct edge, i);
    const struct span *s = &g_array_index(spans, struct span, e->span);
    if (e->at > w.at) last = emit(&w, e->at);
    if (e->opens) {
      w.open[s->statement->stance]++;
      g_ptr_array_add(w.beginning, (char *)s->statement->id);
    } else {
      w.open[s->statement->stance]--;
      if (last) json_push(json_get(last, "refs"), json_number(s->number));
    }
  }
  emit(&w, text.len);
  g_array_unref(edges);
  g_ptr_array_unref(w.beginning);
  return w.out;
}
