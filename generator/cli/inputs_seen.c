// SPDX-License-Identifier: MIT
// The file: a line that says what it is, the digest of all that follows, then a line for each file: its
// digest, how it stood, its path.
#include "cli/inputs_seen.h"
#include "base/files.h"
#include "base/sha256.h"
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>

#define HEADER "standpoint-inputs 1\n"

enum { DIGITS = 64 };

struct inputs_seen {
  char *path;
  gint64 settled;
  GString *before;     // the cache as it was read
  GHashTable *digests; // "how it stands, path" -> digest: both in before, each ended by NUL
  GString *lines;      // what is kept
};

// Appends how a file stands and its path.
static void put_name(GString *out, const char *path, const struct stat *s) {
  g_string_append_printf(out, "%llx %llx.%lx %llx.%lx %llx %llx %x %s", (unsigned long long)s->st_size,
                         (unsigned long long)s->st_mtim.tv_sec, (unsigned long)s->st_mtim.tv_nsec,
                         (unsigned long long)s->st_ctim.tv_sec, (unsigned long)s->st_ctim.tv_nsec,
                         (unsigned long long)s->st_ino, (unsigned long long)s->st_dev, (unsigned)s->st_mode,
                         path);
}

static bool is_whole(const GString *text) {
  char sum[DIGITS + 1];
  size_t head = strlen(HEADER) + DIGITS + 1;
  if (text->len < head || !g_str_has_prefix(text->str, HEADER) || strlen(text->str) != text->len)
    return false;
  sha256_hex((struct slice){text->str + head, text->len - head}, sum);
  return strncmp(text->str + strlen(HEADER), sum, DIGITS) == 0;
}

static void read_lines(struct inputs_seen *s) {
  char *line = s->before->str + strlen(HEADER) + DIGITS + 1;
  for (char *end; (end = strchr(line, '\n')); line = end + 1) {
    if (end - line < DIGITS + 1) continue;
    line[DIGITS] = *end = '\0';
    g_hash_table_insert(s->digests, line + DIGITS + 1, line);
  }
}

struct inputs_seen *inputs_seen_open(const char *path, gint64 settled) {
  struct inputs_seen *s = g_new0(struct inputs_seen, 1);
  s->path = g_strdup(path);
  s->settled = settled;
  s->digests = g_hash_table_new(g_str_hash, g_str_equal);
  s->lines = g_string_new(NULL);
  struct diag *quiet = diag_new_held();
  s->before = file_is_regular(path) ? file_load(path, quiet) : NULL;
  diag_free(quiet);
  if (s->before && is_whole(s->before)) read_lines(s);
  return s;
}

void inputs_seen_free(struct inputs_seen *s) {
  if (!s) return;
  g_hash_table_unref(s->digests);
  if (s->before) g_string_free(s->before, TRUE);
  g_string_free(s->lines, TRUE);
  g_free(s->path);
  g_free(s);
}

const char *inputs_seen_find(const struct inputs_seen *s, const char *path, const struct stat *status) {
  GString *name = g_string_new(NULL);
  put_name(name, path, status);
  const char *hex = g_hash_table_lookup(s->digests, name->str);
  g_string_free(name, TRUE);
  return hex;
}

void inputs_seen_put(struct inputs_seen *s, const char *path, const struct stat *status, const char *hex) {
  gint64 changed = (gint64)status->st_ctim.tv_sec * 1000000000 + status->st_ctim.tv_nsec;
  if (changed > s->settled || strchr(path, '\n')) return;
  g_string_append_printf(s->lines, "%s ", hex);
  put_name(s->lines, path, status);
  g_string_append_c(s->lines, '\n');
}

void inputs_seen_write(struct inputs_seen *s) {
  char sum[DIGITS + 1], *next = g_strconcat(s->path, ".next", NULL);
  sha256_hex((struct slice){s->lines->str, s->lines->len}, sum);
  int fd = file_open(AT_FDCWD, next, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0666);
  if (fd >= 0) {
    bool ok = fd_write(fd, slice_of(HEADER)) && fd_write(fd, slice_of(sum)) && fd_write(fd, slice_of("\n")) &&
              fd_write(fd, (struct slice){s->lines->str, s->lines->len});
    if (!fd_close(fd, ok) || g_rename(next, s->path) != 0) g_unlink(next);
  }
  g_free(next);
}
