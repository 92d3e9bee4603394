// SPDX-License-Identifier: MIT
#include "base/home.h"
#include <glib.h>
#include <unistd.h>

#ifndef STANDPOINT_SHARE
#define STANDPOINT_SHARE "/usr/local/share/standpoint"
#endif

static char *below(const char *folder, const char *name) {
  char *path = g_build_filename(folder, name, NULL);
  if (g_file_test(path, G_FILE_TEST_IS_DIR)) return path;
  g_free(path);
  return NULL;
}

char *program_folder(const char *name) {
  const char *home = g_getenv("STANDPOINT_HOME");
  if (home && *home) return below(home, name);
  char *found = NULL, *at = g_file_read_link("/proc/self/exe", NULL);
  // build/standpoint, build/san/standpoint, build/tests/x: the checkout is at most four folders up.
  for (int up = 0; at && !found && up < 4; up++) {
    char *parent = g_path_get_dirname(at);
    g_free(at);
    at = parent;
    found = below(at, name);
  }
  g_free(at);
  return found ? found : below(STANDPOINT_SHARE, name);
}
