// SPDX-License-Identifier: MIT
// Where a site stands: its neighbours, the lock, and the exchange of new and old.
#include "base/files.h"
#include "site/publish_parts.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

bool place_error(const struct place *p, struct diag *d, const char *path, const char *what, int error) {
  char *shown = *path ? g_build_filename(p->shown, path, NULL) : g_strdup(p->shown);
  diag_fault(d, (struct diag_place){.path = shown}, what, error);
  g_free(shown);
  return false;
}

// The same for a neighbour: OUTPUT + suffix.
static bool neighbour_error(const struct place *p, struct diag *d, const char *suffix, const char *what,
                            int error) {
  char *shown = g_strconcat(p->shown, suffix, NULL);
  if (error)
    diag_fault(d, (struct diag_place){.path = shown}, what, error);
  else
    diag_error(d, (struct diag_place){.path = shown}, "%s", what);
  g_free(shown);
  return false;
}

// --- finding it ---

static bool open_parent(struct place *p, struct diag *d) {
  struct stat status;
  char *whole = NULL;
  if (lstat(p->shown, &status) == 0)
    whole = realpath(p->shown, NULL); // the folder behind a link is what is replaced
  else if (errno == ENOENT) {
    char *parent = g_path_get_dirname(p->shown), *name = g_path_get_basename(p->shown),
         *real = realpath(parent, NULL);
    char *joined = real ? g_build_filename(real, name, NULL) : NULL;
    whole = joined ? strdup(joined) : NULL;
    int saved = errno;
    g_free(joined);
    free(real);
    g_free(parent);
    g_free(name);
    errno = saved;
  }
  if (!whole) return place_error(p, d, "", "cannot be found", errno);
  char *parent = g_path_get_dirname(whole);
  p->name = g_path_get_basename(whole);
  p->next = g_strconcat(p->name, ".next", NULL);
  p->lock = g_strconcat(p->name, ".lock", NULL);
  free(whole);
  p->parent = file_open(AT_FDCWD, parent, O_RDONLY | O_DIRECTORY, 0);
  if (p->parent < 0) place_error(p, d, "", "the folder around it cannot be opened", errno);
  g_free(parent);
  return p->parent >= 0;
}

// --- the lock ---

static bool same_file(int fd, int folder, const char *name) {
  struct stat a, b;
  return fstat(fd, &a) == 0 && fstatat(folder, name, &b, AT_SYMLINK_NOFOLLOW) == 0 && a.st_ino == b.st_ino &&
         a.st_dev == b.st_dev;
}

// Notes in the lock who holds it. A note only: where it cannot be written, nobody can be named.
static void sign_lock(int fd) {
  char host[HOST_NAME_MAX + 1] = "";
  gethostname(host, sizeof host - 1);
  char *line = g_strdup_printf("%ld %s\n", (long)getpid(), host);
  if (ftruncate(fd, 0) == 0) fd_write(fd, slice_of(line));
  g_free(line);
}

static bool report_holder(const struct place *p, int fd, struct diag *d) {
  GString *line = g_string_new(NULL);
  long process = 0;
  char host[HOST_NAME_MAX + 1] = "", what[HOST_NAME_MAX + 100];
  if (fd_read_on(fd, line, HOST_NAME_MAX)) sscanf(line->str, "%ld %64[A-Za-z0-9._-]", &process, host);
  g_string_free(line, TRUE);
  if (process > 0)
    g_snprintf(what, sizeof what,
               "another build of this site is running (process %ld%s%s), try again when it has ended",
               process, *host ? " on " : "", host);
  else
    g_snprintf(what, sizeof what, "another build of this site is running, try again when it has ended");
  return neighbour_error(p, d, ".lock", what, 0);
}

// Whoever ends removes the lock's file, so a lock on a file that is gone meanwhile is none: try again.
static bool take_lock(struct place *p, bool *busy, struct diag *d) {
  for (int tries = 0; tries < 100; tries++) {
    int fd = file_open(p->parent, p->lock, O_RDWR | O_CREAT | O_NOFOLLOW, 0666);
    if (fd < 0) return neighbour_error(p, d, ".lock", "cannot be made", errno);
    int got;
    do
      got = flock(fd, LOCK_EX | LOCK_NB);
    while (got != 0 && errno == EINTR);
    int saved = errno;
    if (got == 0 && same_file(fd, p->parent, p->lock)) {
      p->lock_fd = fd;
      sign_lock(fd);
      return true;
    }
    *busy = got != 0 && saved == EWOULDBLOCK;
    if (*busy) report_holder(p, fd, d);
    fd_close(fd, true);
    if (*busy) return false;
    if (got != 0) return neighbour_error(p, d, ".lock", "cannot be locked", saved);
  }
  *busy = true;
  return neighbour_error(p, d, ".lock", "changes all the time, try again", 0);
}

void place_release(struct place *p) {
  if (p->shown && p->lock_fd >= 0) {
    unlinkat(p->parent, p->lock, 0);
    close(p->lock_fd);
  }
  if (p->shown && p->parent >= 0) close(p->parent);
  g_free(p->shown);
  g_free(p->name);
  g_free(p->next);
  g_free(p->lock);
  *p = (struct place){.parent = -1, .lock_fd = -1};
}

// --- what an earlier run left ---

static bool only_ignore(const char *path, const struct stat *status, void *data) {
  (void)status, (void)data;
  return strcmp(path, ".gitignore") == 0;
}

// The answers of these two are those of folder_has.
static int is_ours(const struct place *p, const char *name) {
  struct tree t = {.fd = folder_open(p->parent, name)};
  if (t.fd < 0) return errno == ENOENT || errno == ENOTDIR || errno == ELOOP ? 0 : -1;
  int ours = folder_has(t.fd, MANIFEST);
  if (ours == 0) ours = folder_has(t.fd, BUILDING);
  if (ours == 0) {
    errno = 0;
    ours = tree_walk(&t, only_ignore, NULL, NULL) ? 1 : errno ? -1 : 0;
  }
  int saved = errno;
  tree_release(&t);
  errno = saved;
  return ours;
}

static int has_replaced(const struct place *p, const char *name) {
  int fd = folder_open(p->parent, name);
  if (fd < 0) return errno == ENOENT || errno == ENOTDIR || errno == ELOOP ? 0 : -1;
  int has = folder_has(fd, REPLACED);
  fd_close(fd, false);
  return has;
}

static bool remove_replaced(const struct place *p, const char *name) {
  int fd = folder_open(p->parent, name);
  bool ok = fd >= 0 && folder_remove(fd, REPLACED);
  if (fd >= 0) fd_close(fd, false);
  return ok;
}

// Between two renames the old site lies inside the new one, which is complete.
static bool finish_renames(const struct place *p, struct diag *d) {
  int there = folder_has(p->parent, p->name);
  if (there < 0) return place_error(p, d, "", "cannot be read", errno);
  int replaced = there ? 0 : has_replaced(p, p->next);
  if (replaced < 0) return neighbour_error(p, d, ".next", "cannot be read", errno);
  if (!replaced) return true;
  if (renameat(p->parent, p->next, p->parent, p->name) != 0)
    return neighbour_error(p, d, ".next", "cannot be put in place, as an earlier build meant to", errno);
  diag_note(d, (struct diag_place){.path = p->shown},
            "put in place what an earlier build, cut short, had made");
  return true;
}

static bool recover(const struct place *p, struct diag *d) {
  if (!finish_renames(p, d)) return false;
  int replaced = has_replaced(p, p->name);
  if (replaced < 0) return place_error(p, d, "", "cannot be read", errno);
  if (replaced && !remove_replaced(p, p->name))
    return place_error(p, d, REPLACED, "cannot be removed", errno);
  int next = folder_has(p->parent, p->next), ours = next > 0 ? is_ours(p, p->next) : next;
  if (ours < 0) return neighbour_error(p, d, ".next", "cannot be read", errno);
  if (!next) return true;
  if (!ours)
    return neighbour_error(p, d, ".next", "is in the way and was not made by this program, move it away", 0);
  return folder_remove(p->parent, p->next) || neighbour_error(p, d, ".next", "cannot be removed", errno);
}

static bool check_output(const struct place *p, struct diag *d) {
  struct stat status;
  if (fstatat(p->parent, p->name, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return errno == ENOENT || place_error(p, d, "", "cannot be read", errno);
  struct diag_place at = {.path = p->shown};
  if (!S_ISDIR(status.st_mode)) return diag_error(d, at, "is no folder, expected a folder or nothing there");
  int ours = is_ours(p, p->name);
  if (ours > 0) return true;
  if (ours < 0) return place_error(p, d, "", "cannot be read", errno);
  return diag_error(
      d, at, "was not made by this program and is not empty, expected an empty folder or one with " MANIFEST);
}

bool place_open(struct place *p, const char *output, bool *busy, struct diag *d) {
  *p = (struct place){.shown = g_strdup(output), .parent = -1, .lock_fd = -1};
  *busy = false;
  for (size_t n = strlen(p->shown); n > 1 && p->shown[n - 1] == '/';)
    p->shown[--n] = '\0';
  if (open_parent(p, d) && take_lock(p, busy, d) && recover(p, d) && check_output(p, d)) return true;
  place_release(p);
  return false;
}

// --- the exchange ---

static bool rename_twice(struct place *p, struct diag *d) {
  int next = folder_open(p->parent, p->next);
  if (next < 0) return neighbour_error(p, d, ".next", "cannot be opened", errno);
  bool ok = renameat(p->parent, p->name, next, REPLACED) == 0;
  if (!ok)
    place_error(p, d, "", "cannot be moved away", errno);
  else if (renameat(p->parent, p->next, p->parent, p->name) != 0) {
    int saved = errno;
    renameat(next, REPLACED, p->parent,
             p->name); // should this fail too, the next run puts the new site in place
    ok = neighbour_error(p, d, ".next", "cannot be put in place", saved);
  }
  close(next);
  return ok;
}

static void report_leftover(struct diag *d, const char *path) {
  diag_warning(d, (struct diag_place){.path = path}, "the old site cannot be removed: %s", g_strerror(errno));
}

void place_discard(const struct place *p) {
  if (has_replaced(p, p->next) == 0) folder_remove(p->parent, p->next);
}

// Where the disk may not have kept the exchange, the old site must not go: the next run removes it.
static void remove_old(const struct place *p, struct diag *d) {
  char *next = g_strconcat(p->shown, ".next", NULL);
  if (!fd_sync(p->parent))
    diag_warning(
        d, (struct diag_place){.path = p->shown},
        "stands, but the disk may not keep it: %s; the old site is left beside it until the next build",
        g_strerror(errno));
  else {
    if (!folder_remove(p->parent, p->next)) report_leftover(d, next);
    if (has_replaced(p, p->name) > 0 && !remove_replaced(p, p->name)) report_leftover(d, p->shown);
  }
  g_free(next);
}

bool place_exchange(struct place *p, struct diag *d) {
  int there = folder_has(p->parent, p->name);
  if (there < 0) return place_error(p, d, "", "cannot be read", errno);
  if (!there) {
    if (renameat(p->parent, p->next, p->parent, p->name) != 0)
      return neighbour_error(p, d, ".next", "cannot be put in place", errno);
  } else {
    int got = -1;
    errno = ENOSYS;
#ifdef RENAME_EXCHANGE
    got = renameat2(p->parent, p->next, p->parent, p->name, RENAME_EXCHANGE);
#endif
    if (got != 0 && errno != ENOSYS && errno != EINVAL && errno != ENOTSUP)
      return neighbour_error(p, d, ".next", "cannot be exchanged with the old site", errno);
    if (got != 0 && !rename_twice(p, d)) return false;
  }
  remove_old(p, d);
  return true;
}
