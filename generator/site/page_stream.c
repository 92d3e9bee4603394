// SPDX-License-Identifier: MIT
// Files that are put piece by piece. What the gate reads it reads as a whole, where it cannot do so in
// pieces.
#include "base/files.h"
#include "site/page_parts.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

// A file of pieces stands whatever it was made from: what its pieces were made from they say themselves.
#define KEY "0000000000000000000000000000000000000000000000000000000000000000"

struct page_stream {
  struct page_sink *sink;
  char *path, *what;
  GString *whole;                // NULL: goes to file at once
  struct publish_stream *stream; // NULL: cannot be put
  GHashTable *before;            // key -> struct page_piece *: of the file that stands; NULL: none are known
  int old;                       // that file; -1: none
  GByteArray *pieces;            // struct page_piece: of the file at hand
};

static void find_pieces(struct page_stream *f, struct publication *p) {
  struct slice kept;
  size_t size;
  if (!page_kept(f->sink, f->path, KEY, &kept) || (f->old = publish_old(p, f->path, &size)) < 0) return;
  f->before = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  for (size_t at = 0; at + sizeof(struct page_piece) <= kept.len; at += sizeof(struct page_piece)) {
    struct page_piece *piece = g_memdup2(kept.data + at, sizeof *piece);
    bool sound = !piece->key[PAGE_KEY] && piece->at <= size && piece->size <= size - piece->at;
    if (sound)
      g_hash_table_insert(f->before, piece->key, piece);
    else
      g_free(piece);
  }
}

struct page_stream *page_stream_new(struct page_sink *s, const char *path, const char *what) {
  struct page_stream *f = g_new0(struct page_stream, 1);
  struct diag *d;
  struct publication *p = page_publication(s, &d);
  f->sink = s;
  f->path = g_strdup(path);
  f->what = g_strdup(what);
  f->old = -1;
  f->pieces = g_byte_array_new();
  if (gate_streams(path)) {
    page_finish(s); // files are put in the order in which they are asked for
    f->stream = publish_stream_new(p, path, what, d);
    find_pieces(f, p);
  } else
    f->whole = g_string_new(NULL);
  return f;
}

void page_stream_add(struct page_stream *f, struct slice bytes) {
  if (f->whole)
    g_string_append_len(f->whole, bytes.data, (gssize)bytes.len);
  else if (f->stream)
    publish_stream_add(f->stream, bytes);
}

bool page_stream_find(const struct page_stream *f, const char *key, struct page_piece *piece) {
  const struct page_piece *found = f->before ? g_hash_table_lookup(f->before, key) : NULL;
  if (found) *piece = *found;
  return found != NULL;
}

bool page_stream_read(const struct page_stream *f, const struct page_piece *piece, GString *to) {
  size_t before = to->len;
  g_string_set_size(to, before + piece->size);
  for (size_t done = 0; done < piece->size;) {
    ssize_t n = pread(f->old, to->str + before + done, piece->size - done, (off_t)(piece->at + done));
    if (n > 0)
      done += (size_t)n;
    else if (n == 0 || errno != EINTR) {
      g_string_truncate(to, before);
      return false;
    }
  }
  return true;
}

void page_stream_note(struct page_stream *f, const struct page_piece *piece) {
  g_byte_array_append(f->pieces, (const guint8 *)piece, sizeof *piece);
}

void page_stream_end(struct page_stream *f, char sha256[65]) {
  if (sha256) *sha256 = '\0';
  if (f->whole)
    page_file_take(f->sink, f->path, f->whole, f->what);
  else if (f->stream) {
    struct publish_reading r = {0};
    bool ok = publish_stream_end(f->stream, &r);
    if (sha256) memcpy(sha256, r.sha256, sizeof r.sha256);
    if (ok && f->pieces->len) page_keep(f->sink, f->path, KEY, &r, f->pieces);
    publish_reading_release(&r);
  }
  if (f->before) g_hash_table_unref(f->before);
  if (f->old >= 0) close(f->old);
  g_byte_array_unref(f->pieces);
  g_free(f->path);
  g_free(f->what);
  g_free(f);
}
