// SPDX-License-Identifier: MIT
#include "site/publish_files.h"
#include "base/files.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MAX_DEPTH = 100 };

static int open_name(int fd, const char *name, int flags, mode_t mode) {
  return file_open(fd, name, flags | O_NOFOLLOW, mode);
}

int folder_open(int fd, const char *name) {
  return open_name(fd, name, O_RDONLY | O_DIRECTORY, 0);
}

int folder_has(int fd, const char *name) {
  struct stat status;
  return fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? 1 : errno == ENOENT ? 0 : -1;
}

// --- trees ---

static void forget_last(struct tree *t) {
  if (t->last) close(t->last_fd);
  g_free(t->last);
  t->last = NULL;
}

void tree_release(struct tree *t) {
  forget_last(t);
  if (t->fd >= 0) close(t->fd);
  t->fd = -1;
}

static int open_below(int root, const char *path) {
  char **steps = g_strsplit(path, "/", -1);
  int fd = folder_open(root, ".");
  for (char **step = steps; *step && fd >= 0; step++) {
    int next = folder_open(fd, *step), saved = errno;
    close(fd);
    errno = saved;
    fd = next;
  }
  g_strfreev(steps);
  return fd;
}

int tree_folder(struct tree *t, const char *path, const char **name) {
  const char *slash = strrchr(path, '/');
  *name = slash ? slash + 1 : path;
  if (!slash) return t->fd;
  size_t n = (size_t)(slash - path);
  if (t->last && strlen(t->last) == n && strncmp(t->last, path, n) == 0) return t->last_fd;
  forget_last(t);
  char *folder = g_strndup(path, n);
  t->last_fd = open_below(t->fd, folder);
  if (t->last_fd >= 0)
    t->last = folder;
  else {
    int saved = errno;
    g_free(folder);
    errno = saved;
  }
  return t->last_fd;
}

// --- bytes ---

int tree_open(struct tree *t, const char *path, size_t size) {
  const char *name;
  int folder = tree_folder(t, path, &name);
  // O_NONBLOCK: should a pipe stand there, opening it must not wait for a writer.
  int fd = folder < 0 ? -1 : open_name(folder, name, O_RDONLY | O_NONBLOCK, 0);
  if (fd < 0) {
    if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP) errno = 0;
    return -1;
  }
  struct stat status;
  bool ok = fstat(fd, &status) == 0;
  int saved = errno;
  if (ok && S_ISREG(status.st_mode) && (size_t)status.st_size == size) return fd;
  close(fd);
  errno = ok ? 0 : saved;
  return -1;
}

char *tree_read(struct tree *t, const char *path, size_t size) {
  int fd = tree_open(t, path, size);
  if (fd < 0) return NULL;
  char *bytes = g_malloc(size + 1);
  bool ok = fd_read_exactly(fd, bytes, size);
  int saved = errno;
  close(fd);
  if (!ok) g_clear_pointer(&bytes, g_free);
  errno = saved;
  return bytes;
}

int tree_create(struct tree *t, const char *path) {
  const char *name;
  int folder = tree_folder(t, path, &name);
  return folder < 0 ? -1 : open_name(folder, name, O_WRONLY | O_CREAT | O_EXCL, 0666);
}

bool tree_write(struct tree *t, const char *path, struct slice bytes) {
  int fd = tree_create(t, path);
  return fd >= 0 && fd_close(fd, fd_write(fd, bytes));
}

bool tree_make_folder(struct tree *t, const char *path) {
  const char *name;
  int folder = tree_folder(t, path, &name);
  if (folder < 0) return false;
  return mkdirat(folder, name, 0777) == 0 || errno == EEXIST;
}

// --- taking along ---

static bool set_manners(int fd, const struct stat *status) {
  const struct timespec times[] = {status->st_atim, status->st_mtim};
  return fchmod(fd, status->st_mode & 07777) == 0 && futimens(fd, times) == 0;
}

static bool copy_bytes(int from, int to) {
  char buffer[1 << 16];
  for (;;) {
    ssize_t n = fd_read(from, buffer, sizeof buffer);
    if (n <= 0) return n == 0;
    if (!fd_write(to, (struct slice){buffer, (size_t)n})) return false;
  }
}

static bool copy_file(int from, int to, const char *name, const struct stat *status) {
  int in = open_name(from, name, O_RDONLY, 0);
  if (in < 0) return false;
  int out = open_name(to, name, O_WRONLY | O_CREAT | O_EXCL, 0600);
  bool ok = out >= 0;
  if (ok) ok = fd_close(out, copy_bytes(in, out) && set_manners(out, status));
  int saved = errno;
  close(in);
  errno = saved;
  return ok;
}

static bool copy_link(int from, int to, const char *name) {
  char target[PATH_MAX];
  ssize_t n = readlinkat(from, name, target, sizeof target - 1);
  if (n < 0) return false;
  target[n] = '\0';
  return symlinkat(target, to, name) == 0;
}

bool tree_take(struct tree *from, struct tree *to, const char *path, bool *copied) {
  const char *name;
  *copied = false;
  struct stat status;
  int source = tree_folder(from, path, &name), target = tree_folder(to, path, &name);
  if (source < 0 || target < 0) return false;
  if (linkat(source, name, target, name, 0) == 0) return true;
  bool impossible = errno == EXDEV || errno == EPERM || errno == EMLINK || errno == ENOSYS ||
                    errno == ENOTSUP || errno == EACCES;
  int saved = errno;
  if (!impossible || fstatat(source, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return false;
  if (S_ISREG(status.st_mode)) return *copied = copy_file(source, target, name, &status);
  if (S_ISLNK(status.st_mode)) return copy_link(source, target, name);
  errno = saved;
  return false;
}

bool tree_take_manners(struct tree *from, struct tree *to, const char *path) {
  int source = *path ? open_below(from->fd, path) : from->fd,
      target = *path ? open_below(to->fd, path) : to->fd;
  struct stat status;
  bool ok = source >= 0 && target >= 0 && fstat(source, &status) == 0 && set_manners(target, &status);
  int saved = errno;
  if (*path && source >= 0) close(source);
  if (*path && target >= 0) close(target);
  errno = saved;
  return ok;
}

bool tree_sync(struct tree *t, const char *path) {
  const char *name;
  if (!*path) return fd_sync(t->fd);
  int folder = tree_folder(t, path, &name);
  int fd = folder < 0 ? -1 : open_name(folder, name, O_RDONLY, 0);
  if (fd < 0) return false;
  bool ok = fd_sync(fd);
  int saved = errno;
  close(fd);
  errno = saved;
  return ok;
}

// --- walking ---

struct walk {
  tree_visitor *visit;
  void *data;
  char *failed; // where it ended early
};

static bool walk_folder(struct walk *w, int fd, GString *path, int depth);

static void note_failure(struct walk *w, bool ok, const GString *path) {
  int saved = errno;
  if (!ok && !w->failed) w->failed = g_strdup(path->str);
  errno = saved;
}

static bool walk_entry(struct walk *w, int fd, const char *name, GString *path, int depth) {
  struct stat status;
  size_t length = path->len;
  if (length) g_string_append_c(path, '/');
  g_string_append(path, name);
  bool there = fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
       ok = there ? w->visit(path->str, &status, w->data) : errno == ENOENT;
  if (ok && there && S_ISDIR(status.st_mode)) {
    int below = folder_open(fd, name);
    ok = below >= 0 && walk_folder(w, below, path, depth + 1);
  }
  note_failure(w, ok, path);
  g_string_truncate(path, length);
  return ok;
}

// Takes fd over.
static bool walk_folder(struct walk *w, int fd, GString *path, int depth) {
  DIR *dir = depth > MAX_DEPTH ? NULL : fdopendir(fd);
  if (!dir) {
    if (depth > MAX_DEPTH) errno = ELOOP;
    int saved = errno;
    close(fd);
    errno = saved;
    return false;
  }
  bool ok = true;
  errno = 0;
  for (struct dirent *e; ok && (e = readdir(dir)); errno = ok ? 0 : errno)
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
      ok = walk_entry(w, dirfd(dir), e->d_name, path, depth);
  ok = ok && errno == 0;
  int saved = errno;
  closedir(dir);
  errno = saved;
  return ok;
}

bool tree_walk(struct tree *t, tree_visitor *visit, void *data, char **where) {
  struct walk w = {visit, data, NULL};
  GString *path = g_string_new(NULL);
  int fd = folder_open(t->fd, ".");
  bool ok = fd >= 0 && walk_folder(&w, fd, path, 0);
  note_failure(&w, ok, path);
  int saved = errno;
  if (where) *where = g_steal_pointer(&w.failed);
  g_free(w.failed);
  g_string_free(path, TRUE);
  errno = saved;
  return ok;
}

// --- removing ---

static bool remove_below(int fd, const char *name, int depth);

static bool remove_entries(DIR *dir, int depth) {
  bool ok = true;
  errno = 0;
  for (struct dirent *e; ok && (e = readdir(dir)); errno = ok ? 0 : errno)
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
      ok = remove_below(dirfd(dir), e->d_name, depth + 1);
  return ok && errno == 0;
}

static bool remove_below(int fd, const char *name, int depth) {
  struct stat status;
  if (fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return errno == ENOENT;
  if (!S_ISDIR(status.st_mode)) return unlinkat(fd, name, 0) == 0;
  if (depth > MAX_DEPTH) {
    errno = ELOOP;
    return false;
  }
  int below = folder_open(fd, name);
  DIR *dir = below < 0 ? NULL : fdopendir(below);
  if (!dir) {
    if (below >= 0) fd_close(below, false);
    return false;
  }
  bool ok = remove_entries(dir, depth);
  int saved = errno;
  closedir(dir);
  errno = saved;
  return ok && unlinkat(fd, name, AT_REMOVEDIR) == 0;
}

bool folder_remove(int fd, const char *name) {
  return remove_below(fd, name, 0);
}
