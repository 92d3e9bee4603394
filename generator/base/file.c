// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "base/files.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

// A file that is written while it is read is neither the old one nor the new one.
static bool same_state(const struct stat *a, const struct stat *b) {
  return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
         a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static bool load(int fd, const char *path, size_t limit, GString *bytes, struct diag *d) {
  struct diag_place at = {.path = path};
  struct stat before, after;
  if (fstat(fd, &before) != 0) return diag_unreadable(d, at, "cannot be read", errno);
  if (!S_ISREG(before.st_mode))
    return diag_error(
        d, at, S_ISDIR(before.st_mode) ? "is a folder, expected a file" : "is no regular file, expected one");
  if ((size_t)before.st_size > limit)
    return diag_error(d, at, "has %lld bytes, expected at most %zu", (long long)before.st_size, limit);
  if (!fd_read_on(fd, bytes, limit) || fstat(fd, &after) != 0)
    return diag_unreadable(d, at, "cannot be read", errno);
  if (!same_state(&before, &after) || (off_t)bytes->len != after.st_size)
    return diag_error(d, at, "changed while it was read; run again when it is at rest");
  return true;
}

GString *file_read(const char *path, size_t limit, struct diag *d) {
  int fd = file_open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
  if (fd < 0) {
    diag_unreadable(d, (struct diag_place){.path = path}, "cannot be read", errno);
    return NULL;
  }
  GString *bytes = g_string_new(NULL);
  bool ok = load(fd, path, limit, bytes, d);
  fd_close(fd, true);
  if (ok) return bytes;
  g_string_free(bytes, TRUE);
  return NULL;
}
