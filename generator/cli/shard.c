// SPDX-License-Identifier: MIT
#include "cli/shard.h"
#include "base/fnv.h"
#include <glib.h>
#include <string.h>

static bool read_number(const char **s, guint64 *n) {
  char *end = NULL;
  if (!g_ascii_isdigit(**s)) return false;
  *n = g_ascii_strtoull(*s, &end, 10);
  *s = end;
  return *n < G_MAXUINT64;
}

bool shard_parse(const char *text, struct shard *s) {
  struct shard read = {0};
  bool ok = read_number(&text, &read.index) && *text++ == '/' && read_number(&text, &read.count) && !*text &&
            read.index < read.count;
  if (ok) *s = read;
  return ok;
}

void shard_keep(const struct shard *s, GPtrArray *paths) {
  if (!s->count) return;
  guint kept = 0;
  for (guint i = 0; i < paths->len; i++) {
    char *path = paths->pdata[i];
    if (fnv_add(FNV_BASIS, path, strlen(path)) % s->count == s->index)
      paths->pdata[kept++] = path;
    else
      g_free(path);
  }
  for (guint i = kept; i < paths->len; i++)
    paths->pdata[i] = NULL;
  g_ptr_array_set_size(paths, (gint)kept);
}
