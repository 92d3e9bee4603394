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

bool shard_takes(const struct shard *s, const char *path) {
  return !s->count || fnv_add(FNV_BASIS, path, strlen(path)) % s->count == s->index;
}
