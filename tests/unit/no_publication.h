// SPDX-License-Identifier: MIT
// Stands in for the publication where a test has pages made: each file is given to put_file, which the test
// defines, and nothing stands from an earlier build.
#pragma once
#include "site/publish.h"

static void put_file(const char *path, struct slice bytes);

bool publish_put(struct publication *p, const char *path, struct slice bytes, const char *source,
                 struct diag *d) {
  (void)p, (void)source, (void)d;
  put_file(path, bytes);
  return true;
}

bool publish_put_read(struct publication *p, const char *path, struct slice bytes,
                      const struct publish_reading *r, const char *source, struct diag *d) {
  (void)r;
  return publish_put(p, path, bytes, source, d);
}

bool publish_standing(struct publication *p, const char *path, struct stat *status) {
  (void)p, (void)path, (void)status;
  return false;
}

bool publish_keep(struct publication *p, const char *path, const struct publish_reading *r,
                  const char *source, struct diag *d) {
  (void)p, (void)path, (void)r, (void)source, (void)d;
  return false;
}

int publish_folder(const struct publication *p) {
  (void)p;
  return -1;
}

int publish_old(struct publication *p, const char *path, size_t *size) {
  (void)p, (void)path, (void)size;
  return -1;
}

static size_t largest_piece; // of files that come in pieces, in bytes

struct publish_stream {
  char *path;
  GString *bytes;
};

struct publish_stream *publish_stream_new(struct publication *p, const char *path, const char *source,
                                          struct diag *d) {
  (void)p, (void)source, (void)d;
  struct publish_stream *s = g_new(struct publish_stream, 1);
  *s = (struct publish_stream){g_strdup(path), g_string_new(NULL)};
  return s;
}

void publish_stream_add(struct publish_stream *s, struct slice bytes) {
  largest_piece = MAX(largest_piece, bytes.len);
  g_string_append_len(s->bytes, bytes.data, (gssize)bytes.len);
}

bool publish_stream_end(struct publish_stream *s, struct publish_reading *r) {
  const struct slice bytes = {s->bytes->str, s->bytes->len};
  *r = publish_read(s->path, bytes);
  put_file(s->path, bytes);
  g_string_free(s->bytes, TRUE);
  g_free(s->path);
  g_free(s);
  return true;
}
