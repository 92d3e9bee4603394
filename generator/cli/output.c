// SPDX-License-Identifier: MIT
// What a command writes: standard output, or a file that is put in place whole.
#include "base/files.h"
#include "base/fnv.h"
#include "base/stop.h"
#include "cli/options.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct output {
  FILE *file;
  char *path, *temporary; // temporary NULL: written in place (standard output, a device, a pipe)
  int held;               // keeps the lock until the temporary file has its name; -1: none
};

static struct diag_place place_of(const struct output *o) {
  return (struct diag_place){.path = o->path ? o->path : "standard output"};
}

// Marks fd as being written. Returns whether it still has its name; file systems without locks know of no
// leftovers either.
static bool hold(int fd) {
  struct stat status;
  int got;
  do
    got = flock(fd, LOCK_EX | LOCK_NB);
  while (got != 0 && errno == EINTR);
  return fstat(fd, &status) != 0 || status.st_nlink > 0;
}

// Returns how the names of temporary files of this machine for the output at path begin.
static char *temporary_stem(const char *path) {
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  return g_strdup_printf("%s.%08x-", path, (unsigned)fnv_add(FNV_BASIS, host, strlen(host)));
}

// Removes what runs on this machine that were killed have left: whoever still writes holds a lock on it.
static void remove_leftovers(const char *stem) {
  char *folder = g_path_get_dirname(stem), *begin = g_path_get_basename(stem);
  struct diag *quiet = diag_new_held();
  GPtrArray *names = folder_names(folder, quiet);
  for (guint i = 0; names && i < names->len; i++) {
    if (!g_str_has_prefix(names->pdata[i], begin) || !g_str_has_suffix(names->pdata[i], ".tmp")) continue;
    char *path = g_build_filename(folder, names->pdata[i], NULL);
    int fd = file_open(AT_FDCWD, path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK, 0);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) unlink(path);
    if (fd >= 0) fd_close(fd, true);
    g_free(path);
  }
  if (names) g_ptr_array_unref(names);
  diag_free(quiet);
  g_free(folder);
  g_free(begin);
}

// mkstemp would make the file readable for its owner alone; this leaves the mode to the umask.
static int create_beside(const char *path, char **temporary) {
  char *stem = temporary_stem(path);
  int fd = -1;
  remove_leftovers(stem);
  errno = EEXIST;
  for (unsigned i = 0; i < 10000 && fd < 0 && errno == EEXIST; i++) {
    g_free(*temporary);
    *temporary = g_strdup_printf("%s%ld-%u.tmp", stem, (long)getpid(), i);
    fd = file_open(AT_FDCWD, *temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (fd >= 0 && !hold(fd)) {
      fd_close(fd, true);
      fd = -1;
      errno = EEXIST; // another run took it for a leftover
    }
  }
  g_free(stem);
  return fd;
}

static int open_target(struct output *o) {
  struct stat status;
  bool exists = stat(o->path, &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) return file_open(AT_FDCWD, o->path, O_WRONLY, 0);
  if (exists) { // what a link points to is replaced, not the link
    char *real = realpath(o->path, NULL);
    if (!real) return -1;
    g_free(o->path);
    o->path = g_strdup(real);
    free(real);
  }
  int fd = create_beside(o->path, &o->temporary);
  if (fd >= 0 && exists)
    (void)fchmod(fd, status.st_mode & 07777); // a mode that cannot be kept is no reason to fail
  return fd;
}

struct output *output_open(const char *path, struct diag *d) {
  struct output *o = g_new0(struct output, 1);
  o->held = -1;
  if (!path || strcmp(path, "-") == 0) {
    o->file = stdout;
    return o;
  }
  o->path = g_strdup(path);
  int fd = open_target(o);
  if (fd >= 0) o->file = fdopen(fd, "w");
  o->held = o->file && o->temporary ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : -1;
  if (o->file) return o;
  diag_error(d, place_of(o), "cannot be created: %s", g_strerror(errno));
  if (fd >= 0) {
    fd_close(fd, false);
    if (o->temporary) unlink(o->temporary);
  }
  g_free(o->path);
  g_free(o->temporary);
  g_free(o);
  return NULL;
}

FILE *output_file(struct output *o) {
  return o->file;
}

static void output_free(struct output *o) {
  if (o->held >= 0) fd_close(o->held, false);
  g_free(o->path);
  g_free(o->temporary);
  g_free(o);
}

// The new name must survive a power cut too; file systems that cannot sync a folder are left to themselves.
static void sync_folder(const char *path) {
  char *folder = g_path_get_dirname(path);
  int fd = file_open(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY, 0);
  if (fd >= 0) {
    (void)fd_sync(fd);
    fd_close(fd, true);
  }
  g_free(folder);
}

int output_close(struct output *o, struct diag *d) {
  int code = 0;
  errno = 0;
  bool written = fflush(o->file) == 0 && !ferror(o->file);
  if (written && o->temporary) written = fd_sync(fileno(o->file));
  int trouble = errno;
  if (o->path && fclose(o->file) != 0 && errno != EINTR && written) {
    written = false;
    trouble = errno;
  }
  if (!written) {
    diag_error(d, place_of(o), "cannot be written: %s",
               trouble ? g_strerror(trouble) : "an earlier write failed");
    code = EX_IOERR;
  } else if (o->temporary && rename(o->temporary, o->path) != 0) {
    diag_error(d, place_of(o), "cannot be put in place: %s", g_strerror(errno));
    code = EX_CANTCREAT;
  } else if (o->temporary)
    sync_folder(o->path);
  if (code && o->temporary) unlink(o->temporary);
  output_free(o);
  return code;
}

void output_abandon(struct output *o) {
  if (!o) return;
  if (o->path) fclose(o->file);
  if (o->temporary) unlink(o->temporary);
  output_free(o);
}

int output_stopped(struct output *o, struct diag *d) {
  output_abandon(o);
  diag_error(d, (struct diag_place){0}, "stopped by %s; run it again", stop_name());
  return 128 + stop_asked();
}
