// SPDX-License-Identifier: MIT
// Files that are put piece by piece. What the gate reads it reads as a whole.
#include "site/page_parts.h"

struct page_stream {
  struct page_sink *sink;
  char *path, *what;
  GString *whole;                // NULL: goes to file at once
  struct publish_stream *stream; // NULL: cannot be put
};

struct page_stream *page_stream_new(struct page_sink *s, const char *path, const char *what) {
  struct page_stream *f = g_new0(struct page_stream, 1);
  struct diag *d;
  struct publication *p = page_publication(s, &d);
  f->sink = s;
  f->path = g_strdup(path);
  f->what = g_strdup(what);
  if (gate_looks_into(path))
    f->whole = g_string_new(NULL);
  else {
    page_finish(s); // files are put in the order in which they are asked for
    f->stream = publish_stream_new(p, path, what, d);
  }
  return f;
}

void page_stream_add(struct page_stream *f, struct slice bytes) {
  if (f->whole)
    g_string_append_len(f->whole, bytes.data, (gssize)bytes.len);
  else if (f->stream)
    publish_stream_add(f->stream, bytes);
}

void page_stream_end(struct page_stream *f) {
  if (f->whole)
    page_file_take(f->sink, f->path, f->whole, f->what);
  else if (f->stream)
    publish_stream_end(f->stream);
  g_free(f->path);
  g_free(f->what);
  g_free(f);
}
