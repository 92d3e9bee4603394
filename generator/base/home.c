// SPDX-License-Identifier: MIT
#include "base/home.h"
#include <errno.h>
#include <sys/stat.h>

#ifndef STANDPOINT_SHARE
#define STANDPOINT_SHARE "/usr/local/share/standpoint"
#endif

// Another version's files would do damage: where the system cannot tell, *unknown is set and the search ends.
static char *below(const char *folder, const char *name, bool *unknown, struct diag *d) {
  char *path = g_build_filename(folder, name, NULL);
  struct stat status;
  bool known = stat(path, &status) == 0;
  if (known && S_ISDIR(status.st_mode)) return path;
  if (!known && errno != ENOENT && errno != ENOTDIR) {
    *unknown = true;
    diag_fault(d, (struct diag_place){.path = path}, "cannot be read", errno);
  }
  g_free(path);
  return NULL;
}

char *program_folder(const char *name, struct diag *d) {
  static const char self[] = "/proc/self/exe";
  const char *home = g_getenv("STANDPOINT_HOME");
  bool unknown = false;
  if (home && *home) return below(home, name, &unknown, d);
  GError *error = NULL;
  char *found = NULL, *at = g_file_read_link(self, &error);
  if (!at && error->code != G_FILE_ERROR_NOENT) {
    diag_fault(d, (struct diag_place){.path = self}, "cannot be read", EIO);
    unknown = true;
  }
  g_clear_error(&error);
  // build/standpoint, build/san/standpoint, build/tests/x: the checkout is at most four folders up.
  for (int up = 0; at && !found && !unknown && up < 4; up++) {
    char *parent = g_path_get_dirname(at);
    g_free(at);
    at = parent;
    found = below(at, name, &unknown, d);
  }
  g_free(at);
  return found || unknown ? found : below(STANDPOINT_SHARE, name, &unknown, d);
}
