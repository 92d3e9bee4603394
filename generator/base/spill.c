// SPDX-License-Identifier: MIT
#include "base/spill.h"
#include "base/files.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FULL = 1 << 16 }; // bytes that are written together

struct spill {
  int fd;        // -1: none, or no room
  int file;      // the same, for reading what was written before there was no room
  guint64 start; // where the bytes that are not in the file begin
  GString *rest;
};

static int nameless(int folder) {
#ifdef O_TMPFILE
  int fd = file_open(folder, ".", O_TMPFILE | O_RDWR, 0600);
  if (fd >= 0) return fd;
#endif
  char name[64];
  snprintf(name, sizeof name, ".standpoint-spill-%ld", (long)getpid());
  int named = file_open(folder, name, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW, 0600);
  if (named >= 0) unlinkat(folder, name, 0);
  return named;
}

struct spill *spill_new(int folder) {
  struct spill *s = g_new0(struct spill, 1);
  s->fd = s->file = folder >= 0 ? nameless(folder) : -1;
  s->rest = g_string_new(NULL);
  return s;
}

void spill_free(struct spill *s) {
  if (!s) return;
  if (s->file >= 0) close(s->file);
  g_string_free(s->rest, TRUE);
  g_free(s);
}

static void flush(struct spill *s) {
  size_t done = 0;
  while (done < s->rest->len) {
    ssize_t n = pwrite(s->fd, s->rest->str + done, s->rest->len - done, (off_t)(s->start + done));
    if (n > 0)
      done += (size_t)n;
    else if (n == 0 || errno != EINTR)
      break;
  }
  if (done < s->rest->len) s->fd = -1; // what is left, and all that comes, stays in memory
  s->start += done;
  g_string_erase(s->rest, 0, (gssize)done);
}

guint64 spill_put(struct spill *s, struct slice bytes) {
  guint64 at = s->start + s->rest->len;
  g_string_append_len(s->rest, bytes.data, (gssize)bytes.len);
  if (s->fd >= 0 && s->rest->len >= FULL) flush(s);
  return at;
}

bool spill_get(struct spill *s, guint64 at, size_t size, char *to) {
  while (size && at < s->start) {
    ssize_t n = pread(s->file, to, MIN(size, s->start - at), (off_t)at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      if (n == 0) errno = EIO;
      return false;
    }
    to += n;
    at += (guint64)n;
    size -= (size_t)n;
  }
  if (!size) return true;
  g_assert(at - s->start + size <= s->rest->len);
  memcpy(to, s->rest->str + (at - s->start), size);
  return true;
}
