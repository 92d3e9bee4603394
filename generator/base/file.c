// SPDX-License-Identifier: MIT
#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };

// Reads fd to its end into bytes, but not far beyond the limit. Returns false on an error of the system.
static bool read_all(int fd, size_t limit, GString *bytes) {
  char chunk[CHUNK];
  for (;;) {
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    if (n == 0 || bytes->len > limit) return true;
    g_string_append_len(bytes, chunk, n);
  }
}

static bool same_state(const struct stat *a, const struct stat *b) {
  return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
         a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static bool load(int fd, const char *path, size_t limit, GString *bytes, struct diag *d) {
  struct diag_place at = {.path = path};
  struct stat before, after;
  if (fstat(fd, &before) != 0) return diag_error(d, at, "cannot be read: %s", g_strerror(errno));
  if (!S_ISREG(before.st_mode))
    return diag_error(
        d, at, S_ISDIR(before.st_mode) ? "is a folder, expected a file" : "is no regular file, expected one");
  if ((size_t)before.st_size > limit)
    return diag_error(d, at, "has %lld bytes, expected at most %zu", (long long)before.st_size, limit);
  if (!read_all(fd, limit, bytes)) return diag_error(d, at, "cannot be read: %s", g_strerror(errno));
  if (fstat(fd, &after) != 0 || !same_state(&before, &after) || (off_t)bytes->len != after.st_size)
    return diag_error(d, at, "changed while it was read; run again when it is at rest");
  return true;
}

GString *file_read(const char *path, size_t limit, struct diag *d) {
  int fd;
  do
    fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  while (fd < 0 && errno == EINTR);
  if (fd < 0) {
    diag_error(d, (struct diag_place){.path = path}, "cannot be read: %s", g_strerror(errno));
    return NULL;
  }
  GString *bytes = g_string_new(NULL);
  bool ok = load(fd, path, limit, bytes, d);
  close(fd);
  if (ok) return bytes;
  g_string_free(bytes, TRUE);
  return NULL;
}
