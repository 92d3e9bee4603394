// SPDX-License-Identifier: MIT
// The calls that the shim stands in for: files and folders.
#include "shim.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// Each call by all its names: those of large files are the same, those with _chk are what _FORTIFY_SOURCE
// calls.

// --- opening ---

static const char *kind_of(int flags) {
  return flags & O_CREAT ? "create" : "open";
}

#define OPEN(name)                                                                                           \
  int name(const char *path, int flags, ...) {                                                               \
    REAL(int, #name, const char *, int, ...);                                                                \
    va_list rest;                                                                                            \
    va_start(rest, flags);                                                                                   \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                                                \
    va_end(rest);                                                                                            \
    return hit(kind_of(flags), AT_FDCWD, path) ? -1 : real(path, flags, mode);                               \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                                         \
  int name(int dir, const char *path, int flags, ...) {                                                      \
    REAL(int, #name, int, const char *, int, ...);                                                           \
    va_list rest;                                                                                            \
    va_start(rest, flags);                                                                                   \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                                                \
    va_end(rest);                                                                                            \
    return hit(kind_of(flags), dir, path) ? -1 : real(dir, path, flags, mode);                               \
  }
OPENAT(openat)
OPENAT(openat64)

int creat(const char *path, mode_t mode) {
  return open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

// --- bytes ---

#define BYTES(name, kind, pointer)                                                                           \
  ssize_t name(int fd, pointer bytes, size_t size) {                                                         \
    REAL(ssize_t, #name, int, pointer, size_t);                                                              \
    bool fails;                                                                                              \
    size = hit_bytes(kind, fd, size, &fails);                                                                \
    return fails ? -1 : real(fd, bytes, size);                                                               \
  }
BYTES(read, "read", void *)
BYTES(write, "write", const void *)

#define BYTES_AT(name, kind, pointer)                                                                        \
  ssize_t name(int fd, pointer bytes, size_t size, off_t at) {                                               \
    REAL(ssize_t, #name, int, pointer, size_t, off_t);                                                       \
    bool fails;                                                                                              \
    size = hit_bytes(kind, fd, size, &fails);                                                                \
    return fails ? -1 : real(fd, bytes, size, at);                                                           \
  }
BYTES_AT(pread, "read", void *)
BYTES_AT(pread64, "read", void *)
BYTES_AT(pwrite, "write", const void *)
BYTES_AT(pwrite64, "write", const void *)

ssize_t __read_chk(int fd, void *bytes, size_t size, size_t room);
ssize_t __read_chk(int fd, void *bytes, size_t size, size_t room) {
  (void)room;
  return read(fd, bytes, size);
}

#define TRUNCATE(name)                                                                                       \
  int name(int fd, off_t size) {                                                                             \
    REAL(int, #name, int, off_t);                                                                            \
    return hit("truncate", fd, NULL) ? -1 : real(fd, size);                                                  \
  }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

#define MAP(name)                                                                                            \
  void *name(void *at, size_t size, int protection, int flags, int fd, off_t offset) {                       \
    REAL(void *, #name, void *, size_t, int, int, int, off_t);                                               \
    return fd >= 0 && hit("mmap", fd, NULL) ? MAP_FAILED : real(at, size, protection, flags, fd, offset);    \
  }
MAP(mmap)
MAP(mmap64)

// --- keeping ---

#define SYNC(name)                                                                                           \
  int name(int fd) {                                                                                         \
    REAL(int, #name, int);                                                                                   \
    if (hit("sync", fd, NULL)) return -1;                                                                    \
    return syncs() ? real(fd) : 0;                                                                           \
  }
SYNC(fsync)
SYNC(fdatasync)

int syncfs(int fd) {
  REAL(int, "syncfs", int);
  if (hit("syncfs", fd, NULL)) return -1;
  return syncs() ? real(fd) : 0;
}

// A close that fails has closed all the same.
int close(int fd) {
  REAL(int, "close", int);
  bool fails = hit("close", fd, NULL);
  int saved = errno, got = real(fd);
  if (fails) errno = saved;
  return fails ? -1 : got;
}

int flock(int fd, int how) {
  REAL(int, "flock", int, int);
  return hit("lock", fd, NULL) ? -1 : real(fd, how);
}

// --- what stands there ---

struct stat64;
#define STAT_PATH(name, type)                                                                                \
  int name(const char *path, struct type *status) {                                                          \
    REAL(int, #name, const char *, struct type *);                                                           \
    return hit("stat", AT_FDCWD, path) ? -1 : real(path, status);                                            \
  }
STAT_PATH(stat, stat)
STAT_PATH(stat64, stat64)
STAT_PATH(lstat, stat)
STAT_PATH(lstat64, stat64)

#define STAT_FD(name, type)                                                                                  \
  int name(int fd, struct type *status) {                                                                    \
    REAL(int, #name, int, struct type *);                                                                    \
    return hit("fstat", fd, NULL) ? -1 : real(fd, status);                                                   \
  }
STAT_FD(fstat, stat)
STAT_FD(fstat64, stat64)

#define STAT_AT(name, type)                                                                                  \
  int name(int dir, const char *path, struct type *status, int flags) {                                      \
    REAL(int, #name, int, const char *, struct type *, int);                                                 \
    return hit("stat", dir, path) ? -1 : real(dir, path, status, flags);                                     \
  }
STAT_AT(fstatat, stat)
STAT_AT(fstatat64, stat64)

int access(const char *path, int how) {
  REAL(int, "access", const char *, int);
  return hit("stat", AT_FDCWD, path) ? -1 : real(path, how);
}

char *realpath(const char *path, char *room) {
  REAL(char *, "realpath", const char *, char *);
  return hit("path", AT_FDCWD, path) ? NULL : real(path, room);
}

ssize_t readlink(const char *path, char *room, size_t size) {
  REAL(ssize_t, "readlink", const char *, char *, size_t);
  return hit("path", AT_FDCWD, path) ? -1 : real(path, room, size);
}

ssize_t readlinkat(int dir, const char *path, char *room, size_t size) {
  REAL(ssize_t, "readlinkat", int, const char *, char *, size_t);
  return hit("path", dir, path) ? -1 : real(dir, path, room, size);
}

// --- folders ---

DIR *opendir(const char *path) {
  REAL(DIR *, "opendir", const char *);
  return hit("opendir", AT_FDCWD, path) ? NULL : real(path);
}

DIR *fdopendir(int fd) {
  REAL(DIR *, "fdopendir", int);
  return hit("opendir", fd, NULL) ? NULL : real(fd);
}

struct dirent64;
#define READDIR(name, type)                                                                                  \
  struct type *name(DIR *dir) {                                                                              \
    REAL(struct type *, #name, DIR *);                                                                       \
    return hit("readdir", dirfd(dir), NULL) ? NULL : real(dir);                                              \
  }
READDIR(readdir, dirent)
READDIR(readdir64, dirent64)

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  return hit("mkdir", AT_FDCWD, path) ? -1 : real(path, mode);
}

int mkdirat(int dir, const char *path, mode_t mode) {
  REAL(int, "mkdirat", int, const char *, mode_t);
  return hit("mkdir", dir, path) ? -1 : real(dir, path, mode);
}

// --- names ---

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  return hit("rename", AT_FDCWD, to) ? -1 : real(from, to);
}

int renameat(int dir, const char *from, int other, const char *to) {
  REAL(int, "renameat", int, const char *, int, const char *);
  return hit("rename", other, to) ? -1 : real(dir, from, other, to);
}

int renameat2(int dir, const char *from, int other, const char *to, unsigned flags) {
  REAL(int, "renameat2", int, const char *, int, const char *, unsigned);
  return hit("rename", other, to) ? -1 : real(dir, from, other, to, flags);
}

int link(const char *from, const char *to) {
  REAL(int, "link", const char *, const char *);
  return hit("link", AT_FDCWD, to) ? -1 : real(from, to);
}

int linkat(int dir, const char *from, int other, const char *to, int flags) {
  REAL(int, "linkat", int, const char *, int, const char *, int);
  return hit("link", other, to) ? -1 : real(dir, from, other, to, flags);
}

int symlink(const char *from, const char *to) {
  REAL(int, "symlink", const char *, const char *);
  return hit("symlink", AT_FDCWD, to) ? -1 : real(from, to);
}

int symlinkat(const char *from, int dir, const char *to) {
  REAL(int, "symlinkat", const char *, int, const char *);
  return hit("symlink", dir, to) ? -1 : real(from, dir, to);
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  return hit("unlink", AT_FDCWD, path) ? -1 : real(path);
}

int rmdir(const char *path) {
  REAL(int, "rmdir", const char *);
  return hit("unlink", AT_FDCWD, path) ? -1 : real(path);
}

int unlinkat(int dir, const char *path, int flags) {
  REAL(int, "unlinkat", int, const char *, int);
  return hit("unlink", dir, path) ? -1 : real(dir, path, flags);
}

int fchmod(int fd, mode_t mode) {
  REAL(int, "fchmod", int, mode_t);
  return hit("chmod", fd, NULL) ? -1 : real(fd, mode);
}

int futimens(int fd, const struct timespec times[2]) {
  REAL(int, "futimens", int, const struct timespec *);
  return hit("chmod", fd, NULL) ? -1 : real(fd, times);
}
