// SPDX-License-Identifier: MIT
#include "base/files.h"
#include "base/texts.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };

int file_open(int folder, const char *path, int flags, unsigned mode) {
  int fd;
  do
    fd = openat(folder, path, flags | O_CLOEXEC, mode);
  while (fd < 0 && errno == EINTR);
  return fd;
}

ssize_t fd_read(int fd, void *to, size_t size) {
  ssize_t n;
  do
    n = read(fd, to, size);
  while (n < 0 && errno == EINTR);
  return n;
}

bool fd_read_on(int fd, GString *bytes, size_t limit) {
  char chunk[CHUNK];
  for (;;) {
    ssize_t n = fd_read(fd, chunk, sizeof chunk);
    if (n < 0) return false;
    if (n == 0 || bytes->len > limit) return true;
    g_string_append_len(bytes, chunk, n);
  }
}

bool fd_read_exactly(int fd, char *to, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t n = fd_read(fd, to + done, size - done);
    if (n == 0) errno = 0;
    if (n <= 0) return false;
    done += (size_t)n;
  }
  return true;
}

bool fd_write(int fd, struct slice bytes) {
  while (bytes.len) {
    ssize_t n = write(fd, bytes.data, bytes.len);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes = slice_sub(bytes, (size_t)n, bytes.len);
  }
  return true;
}

bool fd_close(int fd, bool ok) {
  int saved = errno;
  // Interrupted or not, fd is closed.
  if (close(fd) != 0 && errno != EINTR && ok) return false;
  errno = saved;
  return ok;
}

bool fd_sync(int fd) {
  int got;
  do
    got = fsync(fd);
  while (got != 0 && errno == EINTR);
  return got == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

ssize_t file_line(char **line, size_t *room, FILE *in) {
  ssize_t len = getline(line, room, in);
  if (len < 0 && !feof(in) && !ferror(in)) g_error("out of memory for a line");
  return len;
}

GString *file_load(const char *path, struct diag *d) {
  int fd = file_open(AT_FDCWD, path, O_RDONLY | O_NOCTTY, 0);
  struct stat status;
  bool known = fd >= 0 && fstat(fd, &status) == 0 && status.st_size > 0 && status.st_size < G_MAXINT;
  GString *bytes = fd < 0 ? NULL : g_string_sized_new(known ? (gsize)status.st_size + 1 : CHUNK);
  bool ok = fd >= 0 && fd_read_on(fd, bytes, G_MAXSSIZE);
  if (!ok) diag_unreadable(d, (struct diag_place){.path = path}, "cannot be read", errno);
  if (fd >= 0) fd_close(fd, ok);
  if (ok) return bytes;
  if (bytes) g_string_free(bytes, TRUE);
  return NULL;
}

static bool gone(int error) {
  return error == ENOENT || error == ENOTDIR;
}

// As stat; where the system cannot tell, it is asked once more.
static bool look_at(const char *path, struct stat *status) {
  return stat(path, status) == 0 || (!gone(errno) && stat(path, status) == 0);
}

bool file_is_there(const char *path) {
  struct stat status;
  return look_at(path, &status) || !gone(errno);
}

bool file_is_folder(const char *path) {
  struct stat status;
  return look_at(path, &status) ? S_ISDIR(status.st_mode) : !gone(errno);
}

bool file_is_regular(const char *path) {
  struct stat status;
  return look_at(path, &status) ? S_ISREG(status.st_mode) : !gone(errno);
}

char *file_real_path(const char *path, struct diag *d) {
  char *found = realpath(path, NULL);
  if (!found && !gone(errno)) {
    diag_unreadable(d, (struct diag_place){.path = path}, "cannot be found", errno);
    return NULL;
  }
  char *copy = g_strdup(found);
  free(found);
  return copy;
}

// --- folders ---

GPtrArray *folder_names(const char *path, struct diag *d) {
  DIR *dir;
  do
    dir = opendir(path);
  while (!dir && errno == EINTR);
  bool ok = dir || gone(errno);
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  if (dir) {
    errno = 0;
    for (const struct dirent *e; (e = readdir(dir)); errno = 0)
      if (e->d_name[0] != '.') g_ptr_array_add(names, g_strdup(e->d_name));
    ok = errno == 0;
  }
  if (!ok) diag_unreadable(d, (struct diag_place){.path = path}, "cannot be read", errno);
  if (dir) closedir(dir);
  if (ok) {
    g_ptr_array_sort(names, texts_compare);
    return names;
  }
  g_ptr_array_unref(names);
  return NULL;
}
