// SPDX-License-Identifier: MIT
#include "coding/wordfile.h"
#include "base/files.h"

bool wordfile_load(struct wordfile *w, const char *path, struct diag *d) {
  *w = (struct wordfile){0};
  GString *text = file_load(path, d);
  if (!text) return false;
  w->bytes = g_string_free(text, FALSE);
  w->rows = g_ptr_array_new_with_free_func(g_free);
  char *line = w->bytes;
  while (line && *line) {
    char *end = strchr(line, '\n');
    if (end) *end = '\0';
    if (*line != '#' && *line != '\0' && *line != '\r') {
      unsigned fields = 1;
      for (const char *p = line; *p; p++)
        fields += *p == '\t';
      char **row = g_new0(char *, fields + 1);
      char *p = line;
      for (unsigned i = 0; p && i < fields; i++) {
        row[i] = p;
        p = strchr(p, '\t');
        if (p) *p++ = '\0';
      }
      g_ptr_array_add(w->rows, row);
    }
    line = end ? end + 1 : NULL;
  }
  return true;
}

void wordfile_release(struct wordfile *w) {
  if (w->rows) g_ptr_array_free(w->rows, TRUE);
  g_free(w->bytes);
  *w = (struct wordfile){0};
}
