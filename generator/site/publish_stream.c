// SPDX-License-Identifier: MIT
// A file that is put piece by piece. As long as the old site's file says the same, that one is read along and
// nothing is written; where they part, what they had in common is copied.
#include "base/files.h"
#include "base/sha256.h"
#include "site/publish_parts.h"
#include <errno.h>
#include <unistd.h>

enum { PIECE = 1 << 16 };

struct publish_stream {
  struct publication *publication;
  struct diag *d;
  char *path;
  struct sha256 *sum;
  struct gate_stream *gate;
  size_t size;     // so far
  int old;         // the old site's file, read up to size; -1: there is none, or it says other things
  size_t old_size; // of it
  int file;        // the new one; -1: none yet, or not at all
  bool ok;
};

struct publish_stream *publish_stream_new(struct publication *p, const char *path, const char *source,
                                          struct diag *d) {
  g_assert(gate_streams(path));
  if (!publish_claim(p, path, source, d)) return NULL;
  struct publish_stream *s = g_new0(struct publish_stream, 1);
  *s = (struct publish_stream){.publication = p, .d = d, .path = g_strdup(path), .sum = sha256_new()};
  s->gate = gate_stream_new(path);
  s->file = -1;
  s->old = publish_old(p, path, &s->old_size);
  s->ok = true;
  return s;
}

static void failed(struct publish_stream *s) {
  s->ok = publish_failed(s->publication, s->d, s->path, "cannot be written");
}

// Begins the new file with what it has in common with the old one.
static void part(struct publish_stream *s) {
  char piece[PIECE];
  s->file = publish_create(s->publication, s->path, s->d);
  s->ok = s->file >= 0;
  if (s->ok && s->old >= 0 && lseek(s->old, 0, SEEK_SET) != 0) failed(s);
  for (size_t left = s->old >= 0 ? s->size : 0; s->ok && left;) {
    size_t n = MIN(left, sizeof piece);
    if (!fd_read_exactly(s->old, piece, n) || !fd_write(s->file, (struct slice){piece, n})) failed(s);
    left -= n;
  }
  if (s->old >= 0) close(s->old);
  s->old = -1;
}

static bool says_the_same(struct publish_stream *s, struct slice bytes) {
  char piece[PIECE];
  if (s->old < 0 || bytes.len > s->old_size - s->size) return false;
  for (size_t at = 0; at < bytes.len;) {
    size_t n = MIN(bytes.len - at, sizeof piece);
    if (!fd_read_exactly(s->old, piece, n) || memcmp(piece, bytes.data + at, n) != 0) return false;
    at += n;
  }
  return true;
}

void publish_stream_add(struct publish_stream *s, struct slice bytes) {
  if (publish_is_dry(s->publication) || !s->ok || says_the_same(s, bytes)) {
    // Nothing to write.
  } else {
    if (s->file < 0) part(s);
    if (s->ok && !fd_write(s->file, bytes)) failed(s);
  }
  sha256_add(s->sum, bytes.data, bytes.len);
  gate_stream_add(s->gate, bytes);
  s->size += bytes.len;
}

bool publish_stream_end(struct publish_stream *s, struct publish_reading *r) {
  bool dry = publish_is_dry(s->publication), kept = dry || (s->old >= 0 && s->size == s->old_size);
  if (s->ok && !kept && s->file < 0) part(s);
  if (s->file >= 0 && !fd_close(s->file, s->ok) && s->ok) failed(s);
  if (s->old >= 0) close(s->old);
  sha256_end(s->sum, r->sha256);
  r->notes = gate_stream_end(s->gate);
  bool ok = s->ok;
  publish_note(s->publication, s->path, s->size, r, kept);
  g_free(s->path);
  g_free(s);
  return ok;
}
