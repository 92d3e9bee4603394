// SPDX-License-Identifier: MIT
#include "cli/watcher.h"
#include <dirent.h>
#include <errno.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  QUIET = 200, // milliseconds without a change, so that a copy of many files is one change
  ROUNDS = 50  // after so many it is one even where changes go on
};

#define CHANGES                                                                                              \
  (IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF)

struct watcher {
  const char *root;
  const char *const *names;
  int fd;
  GHashTable *folders; // watch descriptor -> path
  bool stale;          // folders came or went: those watched must be found anew
  char *changed;
};

static volatile sig_atomic_t stopped;

static void on_stop(int signal) {
  (void)signal;
  stopped = 1;
}

static bool system_fault(struct diag *d, const char *path) {
  const char *why = errno == ENOSPC   ? "more folders than one may watch here (fs.inotify.max_user_watches)"
                    : errno == EMFILE ? "more watchers than one may have here (fs.inotify.max_user_instances)"
                                      : g_strerror(errno);
  return diag_error(d, (struct diag_place){.path = path}, "cannot be watched: %s", why);
}

// Watches path where it is a folder. Returns whether it is, and was not watched already; *ok becomes false
// after an error.
static bool watch_folder(struct watcher *w, const char *path, bool *ok, struct diag *d) {
  int watch = inotify_add_watch(w->fd, path, CHANGES | IN_ONLYDIR);
  if (watch < 0) {
    // Gone again, or no folder: nothing to watch.
    if (errno != ENOENT && errno != ENOTDIR && errno != EACCES && errno != ELOOP) *ok = system_fault(d, path);
    return false;
  }
  if (g_hash_table_contains(w->folders, GINT_TO_POINTER(watch))) return false;
  g_hash_table_insert(w->folders, GINT_TO_POINTER(watch), g_strdup(path));
  return true;
}

// Watches path and all folders below it; links cannot lead in a circle, as a folder is watched once.
static bool watch_tree(struct watcher *w, const char *path, struct diag *d) {
  bool ok = true;
  GPtrArray *pending = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(pending, g_strdup(path));
  while (ok && pending->len) {
    char *folder = g_ptr_array_steal_index(pending, pending->len - 1);
    DIR *dir = watch_folder(w, folder, &ok, d) ? opendir(folder) : NULL;
    for (const struct dirent *e; dir && (e = readdir(dir));)
      if (e->d_name[0] != '.' && (e->d_type == DT_DIR || e->d_type == DT_LNK || e->d_type == DT_UNKNOWN))
        g_ptr_array_add(pending, g_build_filename(folder, e->d_name, NULL));
    if (dir) closedir(dir);
    g_free(folder);
  }
  g_ptr_array_unref(pending);
  return ok;
}

// Begins anew: what changes meanwhile is seen by whoever reads the folders afterwards.
static bool watch_all(struct watcher *w, struct diag *d) {
  if (w->fd >= 0) close(w->fd);
  g_hash_table_remove_all(w->folders);
  w->stale = false;
  w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (w->fd < 0) return system_fault(d, w->root);
  bool ok = true;
  watch_folder(w, w->root, &ok, d);
  for (const char *const *name = w->names; ok && *name; name++) {
    char *path = g_build_filename(w->root, *name, NULL);
    ok = watch_tree(w, path, d);
    g_free(path);
  }
  return ok;
}

struct watcher *watcher_new(const char *root, const char *const *names, struct diag *d) {
  struct watcher *w = g_new0(struct watcher, 1);
  *w = (struct watcher){.root = root, .names = names, .fd = -1};
  w->folders = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
  if (watch_all(w, d)) return w;
  watcher_free(w);
  return NULL;
}

void watcher_free(struct watcher *w) {
  if (!w) return;
  if (w->fd >= 0) close(w->fd);
  g_hash_table_unref(w->folders);
  g_free(w->changed);
  g_free(w);
}

static bool of_an_editor(const char *name) {
  size_t n = strlen(name);
  return name[0] == '.' || name[0] == '#' || strcmp(name, "4913") == 0 || (n && name[n - 1] == '~');
}

// In the root itself the named folders alone count: the output lies there too.
static bool counts(const struct watcher *w, const char *folder, const char *name) {
  if (of_an_editor(name)) return false;
  if (strcmp(folder, w->root) != 0) return true;
  for (const char *const *n = w->names; *n; n++)
    if (strcmp(*n, name) == 0) return true;
  return false;
}

// Returns whether the event is a change that counts.
static bool take_event(struct watcher *w, const struct inotify_event *e) {
  if (e->mask & IN_Q_OVERFLOW) return w->stale = true;
  const char *folder = g_hash_table_lookup(w->folders, GINT_TO_POINTER(e->wd));
  const char *name = e->len ? e->name : "";
  if (!folder || (e->len && !counts(w, folder, name))) return false;
  if (e->mask & IN_IGNORED) return false;
  if ((e->mask & IN_ISDIR) || !e->len) w->stale = true;
  if (!w->changed) w->changed = e->len ? g_build_filename(folder, name, NULL) : g_strdup(folder);
  return true;
}

// Takes all events that are there. Returns whether one of them counts.
static bool take_events(struct watcher *w) {
  union {
    struct inotify_event event; // for its alignment
    char bytes[16384];
  } buffer;
  bool any = false;
  for (ssize_t n; (n = read(w->fd, &buffer, sizeof buffer)) > 0;)
    for (ssize_t at = 0; at < n;) {
      const struct inotify_event *e = (const void *)(buffer.bytes + at);
      any |= take_event(w, e);
      at += (ssize_t)(sizeof *e + e->len);
    }
  return any;
}

// Waits for events, at most `milliseconds` where that is not negative; signals in `open` get through.
static int wait_events(const struct watcher *w, int milliseconds, const sigset_t *open) {
  struct pollfd p = {.fd = w->fd, .events = POLLIN};
  struct timespec limit = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  return ppoll(&p, 1, milliseconds < 0 ? NULL : &limit, open);
}

static enum watcher_end wait_quiet(struct watcher *w, const sigset_t *open, struct diag *d) {
  bool changed = false;
  for (int round = 0; !stopped;) {
    int n = wait_events(w, changed ? QUIET : -1, open);
    if (n < 0 && errno != EINTR) {
      system_fault(d, w->root);
      return WATCHER_FAILED;
    }
    if (n > 0) changed |= take_events(w);
    if (changed && (n == 0 || ++round > ROUNDS))
      return !w->stale || watch_all(w, d) ? WATCHER_CHANGED : WATCHER_FAILED;
  }
  return WATCHER_STOPPED;
}

enum watcher_end watcher_wait(struct watcher *w, const char **path, struct diag *d) {
  struct sigaction stop = {.sa_handler = on_stop}, before[2];
  sigset_t both, open;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGTERM);
  stopped = 0;
  g_clear_pointer(&w->changed, g_free);
  sigprocmask(SIG_BLOCK, &both, &open);
  sigaction(SIGINT, &stop, &before[0]);
  sigaction(SIGTERM, &stop, &before[1]);
  enum watcher_end end = wait_quiet(w, &open, d);
  sigaction(SIGINT, &before[0], NULL);
  sigaction(SIGTERM, &before[1], NULL);
  sigprocmask(SIG_SETMASK, &open, NULL);
  *path = w->changed ? w->changed : w->root;
  return end;
}
