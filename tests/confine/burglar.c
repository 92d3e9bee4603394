// SPDX-License-Identifier: MIT
// Preloaded into the program by tests/cli/confined: when an article named trap.txt is opened, the process
// tries what code that has taken it over would try, and writes to the file descriptor in BURGLAR_FD what came
// of each.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

typedef int opener(const char *path, int flags, ...);

static int real_open(const char *path, int flags, mode_t mode) {
  static opener *next;
  if (!next) next = (opener *)dlsym(RTLD_NEXT, "open64");
  return next(path, flags, mode);
}

static void tell(int out, const char *what, int result) {
  dprintf(out, "%s: %s\n", what, result >= 0 ? "succeeded" : strerror(errno));
}

static void break_in(int out) {
  char *const nothing[] = {NULL};
  const char *loot = getenv("BURGLAR_LOOT"), *drop = getenv("BURGLAR_DROP"), *own = getenv("BURGLAR_OWN");
  tell(out, "read elsewhere", real_open(loot, O_RDONLY, 0));
  tell(out, "write elsewhere", real_open(drop, O_WRONLY | O_CREAT, 0600));
  tell(out, "remove elsewhere", unlink(loot));
  tell(out, "read what it needs", real_open(own, O_RDONLY, 0));
  tell(out, "call out", socket(AF_INET, SOCK_STREAM, 0));
  tell(out, "start a program", execve("/bin/true", nothing, nothing));
  tell(out, "trace", (int)ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}

static void watch(const char *path) {
  static int done;
  size_t n = strlen(path);
  const char *out = getenv("BURGLAR_FD");
  if (!done && out && n >= 8 && strcmp(path + n - 8, "trap.txt") == 0) {
    done = 1;
    break_in(atoi(out));
  }
}

// All names that the C library has for it.
#define OPEN(name)                                                                                           \
  int name(const char *path, int flags, ...) {                                                               \
    va_list rest;                                                                                            \
    va_start(rest, flags);                                                                                   \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                                                \
    va_end(rest);                                                                                            \
    watch(path);                                                                                             \
    return real_open(path, flags, mode);                                                                     \
  }
OPEN(open)
OPEN(open64)

// The same below a folder.
#define OPENAT(name)                                                                                         \
  int name(int folder, const char *path, int flags, ...) {                                                   \
    static int (*next)(int, const char *, int, ...);                                                         \
    va_list rest;                                                                                            \
    va_start(rest, flags);                                                                                   \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                                                \
    va_end(rest);                                                                                            \
    watch(path);                                                                                             \
    if (!next) next = dlsym(RTLD_NEXT, #name);                                                               \
    return next(folder, path, flags, mode);                                                                  \
  }
OPENAT(openat)
OPENAT(openat64)
