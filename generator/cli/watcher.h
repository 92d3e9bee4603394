// SPDX-License-Identifier: MIT
// Waiting until something changes below some folders (Linux's inotify).
#pragma once
#include "base/diag.h"

struct watcher;

enum watcher_end {
  WATCHER_CHANGED, // something changed, and then nothing for a moment
  WATCHER_STOPPED, // SIGINT or SIGTERM came
  WATCHER_FAILED,  // reported
};

// Makes a watcher of the folders `names` in the folder root (both kept as they are by the caller; names
// NULL-terminated), and of all below them. One that is not there yet is noticed when it comes. Returns NULL
// (reported) where the system cannot watch. Freed with watcher_free.
struct watcher *watcher_new(const char *root, const char *const *names, struct diag *d);
void watcher_free(struct watcher *w);

// Waits for a change since the last call, or since watcher_new. Files whose names say that an editor keeps
// them for itself (".x.swp", "x~", "#x#") count for nothing. While it waits, SIGINT and SIGTERM end the wait
// and not the program. *path (owned by w until the next call) is set to the first file or folder that
// changed.
enum watcher_end watcher_wait(struct watcher *w, const char **path, struct diag *d);
