// SPDX-License-Identifier: MIT
// The calls that the shim stands in for: streams, threads, SQLite.
#include "shim.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>

// --- streams: what they do inside the C library cannot be seen ---

enum { SEEN_ERROR = 0x20 }; // glibc's own mark, which ferror looks at

static bool hit_stream(FILE *f) {
  if (!f || !hit("stream", fileno(f), NULL)) return false;
  f->_flags |= SEEN_ERROR;
  return true;
}

#define OPEN(name)                                                                                           \
  FILE *name(const char *path, const char *mode) {                                                           \
    REAL(FILE *, #name, const char *, const char *);                                                         \
    return hit("open", AT_FDCWD, path) ? NULL : real(path, mode);                                            \
  }
OPEN(fopen)
OPEN(fopen64)

FILE *fdopen(int fd, const char *mode) {
  REAL(FILE *, "fdopen", int, const char *);
  return hit("open", fd, NULL) ? NULL : real(fd, mode);
}

size_t fread(void *bytes, size_t size, size_t n, FILE *f) {
  REAL(size_t, "fread", void *, size_t, size_t, FILE *);
  return hit_stream(f) ? 0 : real(bytes, size, n, f);
}

ssize_t __getdelim(char **line, size_t *room, int end, FILE *f) {
  REAL(ssize_t, "__getdelim", char **, size_t *, int, FILE *);
  return hit_stream(f) ? -1 : real(line, room, end, f);
}

ssize_t getdelim(char **line, size_t *room, int end, FILE *f) {
  return __getdelim(line, room, end, f);
}

ssize_t getline(char **line, size_t *room, FILE *f) {
  return __getdelim(line, room, '\n', f);
}

int fflush(FILE *f) {
  REAL(int, "fflush", FILE *);
  return hit_stream(f) ? EOF : real(f);
}

int fclose(FILE *f) {
  REAL(int, "fclose", FILE *);
  bool fails = hit("close", fileno(f), NULL);
  int saved = errno, got = real(f);
  if (fails) errno = saved;
  return fails ? EOF : got;
}

// --- threads ---

int pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*run)(void *), void *data) {
  REAL(int, "pthread_create", pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
  return hit("thread", -1, NULL) ? errno : real(thread, how, run, data);
}

// --- SQLite ---

static int last; // what was made to fail last, until something does not

static bool hit_store(void) {
  bool fails = hit("sqlite", -1, NULL);
  last = fails ? hit_code() : SQLITE_OK;
  return fails;
}

int sqlite3_open_v2(const char *path, sqlite3 **db, int flags, const char *vfs) {
  REAL(int, "sqlite3_open_v2", const char *, sqlite3 **, int, const char *);
  int got = real(path, db, flags, vfs);
  return hit_store() ? last : got;
}

int sqlite3_exec(sqlite3 *db, const char *sql, int (*row)(void *, int, char **, char **), void *data,
                 char **error) {
  REAL(int, "sqlite3_exec", sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
  return hit_store() ? last : real(db, sql, row, data, error);
}

int sqlite3_prepare_v2(sqlite3 *db, const char *sql, int size, sqlite3_stmt **statement, const char **rest) {
  REAL(int, "sqlite3_prepare_v2", sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
  if (!hit_store()) return real(db, sql, size, statement, rest);
  *statement = NULL;
  return last;
}

int sqlite3_step(sqlite3_stmt *statement) {
  REAL(int, "sqlite3_step", sqlite3_stmt *);
  return hit_store() ? last : real(statement);
}

int sqlite3_errcode(sqlite3 *db) {
  REAL(int, "sqlite3_errcode", sqlite3 *);
  return last ? last : real(db);
}
