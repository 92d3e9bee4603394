// SPDX-License-Identifier: MIT
// What the shim was told, and whether a call is the one.
#include "shim.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { KINDS = 32 };

static struct {
  const char *kind, *mark;
  long at;
  int how, kill; // an errno; a signal
  bool cut, stay, dry;
  int log, mark_fd; // -1: none
  struct {
    const char *name;
    long calls;
  } counts[KINDS];
  bool begun;
} told = {.log = -1, .mark_fd = -1};

// What it does itself must not come back to it: nothing here but calls of the kernel.
static int open_file(const char *path, int flags) {
  return (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
}

static void begin_timer(long microseconds) {
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = told.kill};
  struct itimerspec span = {.it_value = {microseconds / 1000000, microseconds % 1000000 * 1000 + 1}};
  timer_t timer;
  if (timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) != 0 ||
      timer_settime(timer, 0, &span, NULL) != 0)
    abort();
}

// Opens path out of the way of the descriptors that the program counts on.
static int open_aside(const char *path, int flags) {
  int fd = open_file(path, flags), aside = (int)syscall(SYS_fcntl, fd, F_DUPFD_CLOEXEC, 500);
  syscall(SYS_close, fd);
  return aside;
}

void find_library(const char *name, bool spare);

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("FAULT_AT"), *how = getenv("FAULT_HOW"), *stay = getenv("FAULT_STAY"),
             *log = getenv("FAULT_LOG"), *sync = getenv("FAULT_SYNC");
  told.kind = getenv("FAULT_KIND");
  told.mark = getenv("FAULT_MARK");
  told.at = at ? atol(at) : 0;
  told.cut = how && strcmp(how, "short") == 0;
  told.kill = how && strncmp(how, "kill", 4) == 0 ? atoi(how + 4) : 0;
  told.how = how ? atoi(how) : 0;
  told.stay = stay && strcmp(stay, "yes") == 0;
  told.dry = sync && strcmp(sync, "no") == 0;
  // Now, for the program gives up the folders that these lie in.
  if (log) told.log = open_aside(log, O_APPEND);
  if (told.mark) told.mark_fd = open_aside(told.mark, O_TRUNC);
  const char *after = getenv("FAULT_AFTER");
  if (after && told.kill) begin_timer(atol(after));
  told.begun = true;
  if (told.kind && strncmp(told.kind, "lib", 3) == 0) find_library(told.kind, false);
  if (told.kind && strcmp(told.kind, "memory") == 0) find_library("libseccomp", true);
}

void *next_symbol(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) abort();
  return found;
}

bool syncs(void) {
  return !told.dry;
}

int hit_code(void) {
  return told.how;
}

static long count(const char *kind) {
  for (int i = 0; i < KINDS; i++) {
    const char *empty = NULL;
    if (!told.counts[i].name)
      __atomic_compare_exchange_n(&told.counts[i].name, &empty, kind, false, __ATOMIC_SEQ_CST,
                                  __ATOMIC_SEQ_CST);
    if (strcmp(told.counts[i].name, kind) == 0)
      return __atomic_add_fetch(&told.counts[i].calls, 1, __ATOMIC_SEQ_CST);
  }
  abort();
}

static void put(int fd, const char *text) {
  for (size_t n = strlen(text); n > 0;) {
    long got = syscall(SYS_write, fd, text, n);
    if (got <= 0) return;
    text += got;
    n -= (size_t)got;
  }
}

// Puts the path of the call into the room.
static void find_path(char *room, size_t size, int dir, const char *path) {
  room[0] = '\0';
  size_t n = 0;
  if (!path || (path[0] != '/' && dir != AT_FDCWD)) {
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
    long got = syscall(SYS_readlink, link, room, size - 1);
    n = got > 0 ? (size_t)got : 0;
    room[n] = '\0';
  }
  if (path) snprintf(room + n, size - n, "%s%s", n ? "/" : "", path);
}

static void tell(const char *kind, long number, int dir, const char *path, bool chosen) {
  if (told.log < 0 && !(chosen && told.mark)) return;
  char where[PATH_MAX * 2], line[PATH_MAX * 2 + 80];
  find_path(where, sizeof where, dir, path);
  snprintf(line, sizeof line, "%s %ld %s\n", kind, number, where);
  if (told.log >= 0) put(told.log, line);
  if (!chosen || !told.mark) return;
  put(told.mark_fd, line);
}

__attribute__((destructor)) static void end(void) {
  for (int i = 0; i < KINDS && told.counts[i].name; i++)
    if (is_memory(told.counts[i].name)) tell(told.counts[i].name, told.counts[i].calls, -1, "", false);
}

bool is_memory(const char *kind) {
  return strcmp(kind, "memory") == 0 || strncmp(kind, "lib", 3) == 0;
}

static bool chosen(const char *kind, int dir, const char *path) {
  if (!told.begun) return false;
  bool memory = is_memory(kind), ours = told.kind && strcmp(kind, told.kind) == 0;
  if (memory && !ours) return false;
  int saved = errno;
  long number = count(kind);
  bool first = ours && number == told.at, mine = ours && (first || (told.stay && number > told.at));
  if (!memory || first) tell(kind, number, dir, path, first);
  errno = saved;
  if (mine && told.kill) kill(getpid(), told.kill);
  return mine && !told.kill;
}

bool hit(const char *kind, int dir, const char *path) {
  if (!path && dir >= 0 && dir <= 2) return false;
  if (!chosen(kind, dir, path) || told.cut) return false;
  errno = told.how;
  return true;
}

size_t hit_bytes(const char *kind, int fd, size_t size, bool *fails) {
  *fails = false;
  if (fd <= 2 || !chosen(kind, fd, NULL)) return size;
  *fails = !told.cut;
  if (*fails) errno = told.how;
  return told.cut && size > 1 ? size / 2 : size;
}
