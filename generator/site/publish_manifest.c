// SPDX-License-Identifier: MIT
#include "site/publish_parts.h"
#include <errno.h>
#include <fcntl.h>

#define HEADER "standpoint-manifest 1"

enum { MAX_PATH = 1023, MAX_STEP = 255 };

static void entry_free(void *p) {
  struct manifest_entry *e = p;
  g_free(e->path);
  g_free(e);
}

void manifest_init(struct manifest *m) {
  *m = (struct manifest){.entries = g_ptr_array_new_with_free_func(entry_free)};
  m->by_path = g_hash_table_new(g_str_hash, g_str_equal);
  m->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void manifest_release(struct manifest *m) {
  if (!m->entries) return;
  if (m->text) g_string_free(m->text, TRUE);
  g_hash_table_unref(m->by_path);
  g_hash_table_unref(m->folders);
  g_ptr_array_unref(m->entries);
  *m = (struct manifest){0};
}

static void add_entry(struct manifest *m, struct manifest_entry *e) {
  g_ptr_array_add(m->entries, e);
  g_hash_table_insert(m->by_path, e->path, e);
  char *folder = g_strdup(e->path);
  for (char *slash; (slash = strrchr(folder, '/'));) {
    *slash = '\0';
    if (!g_hash_table_add(m->folders, g_strdup(folder))) break; // then those above it are there too
  }
  g_free(folder);
}

const struct manifest_entry *manifest_add(struct manifest *m, const char *path, size_t size,
                                          const char *sha256) {
  struct manifest_entry *e = g_new0(struct manifest_entry, 1);
  e->path = g_strdup(path);
  e->size = size;
  g_strlcpy(e->sha256, sha256, sizeof e->sha256);
  add_entry(m, e);
  return e;
}

static int by_path(const void *a, const void *b) {
  const struct manifest_entry *const *x = a, *const *y = b;
  return strcmp((*x)->path, (*y)->path);
}

void manifest_print(struct manifest *m) {
  g_ptr_array_sort(m->entries, by_path);
  if (m->text) g_string_free(m->text, TRUE);
  m->text = g_string_new(HEADER "\n");
  for (guint i = 0; i < m->entries->len; i++) {
    const struct manifest_entry *e = m->entries->pdata[i];
    g_string_append_printf(m->text, "%s %zu %s\n", e->sha256, e->size, e->path);
  }
}

const char *path_fault(const char *path) {
  size_t length = strlen(path);
  if (length == 0) return "is empty, expected a relative path";
  if (length > MAX_PATH) return "is too long, expected at most 1023 bytes";
  if (!g_utf8_validate(path, -1, NULL)) return "is not UTF-8, expected UTF-8";
  for (const char *c = path; *c; c++)
    if ((unsigned char)*c < 0x20 || *c == 0x7F || *c == '\\')
      return "holds a control character or backslash, expected none";
  if (g_str_has_prefix(path, RESERVED))
    return "begins with " RESERVED ", expected a name that the program does not use itself";
  for (const char *step = path;; step++) {
    size_t n = strcspn(step, "/");
    if (n == 0) return "holds an empty name, expected a relative path with names between single slashes";
    if (n > MAX_STEP) return "holds a name of more than 255 bytes, expected a shorter one";
    if ((n == 1 && step[0] == '.') || (n == 2 && step[0] == '.' && step[1] == '.'))
      return "holds . or .., expected names alone";
    step += n;
    if (!*step) return NULL;
  }
}

static struct manifest_entry *parse_line(char *line) {
  struct manifest_entry e = {0};
  size_t digits = strspn(line, "0123456789abcdef");
  if (digits != 64 || line[64] != ' ') return NULL;
  memcpy(e.sha256, line, 64);
  char *end = NULL;
  if (!g_ascii_isdigit(line[65])) return NULL;
  e.size = (size_t)g_ascii_strtoull(line + 65, &end, 10);
  if (*end != ' ' || path_fault(end + 1)) return NULL;
  e.path = g_strdup(end + 1);
  return g_memdup2(&e, sizeof e);
}

// Returns the number of the first line that is no line of a manifest, 0 where all are.
static unsigned parse(struct manifest *m) {
  char **lines = g_strsplit(m->text->str, "\n", -1);
  unsigned bad = g_strcmp0(lines[0], HEADER) == 0 ? 0 : 1; // an empty text has no line at all
  for (unsigned i = 1; !bad && lines[i] && (lines[i][0] || lines[i + 1]); i++) {
    struct manifest_entry *e = parse_line(lines[i]);
    if (e && !g_hash_table_contains(m->by_path, e->path))
      add_entry(m, e);
    else {
      if (e) entry_free(e);
      bad = i + 1;
    }
  }
  g_strfreev(lines);
  return bad;
}

bool manifest_read(struct manifest *m, struct tree *folder, const char *path, struct diag *d) {
  struct stat status;
  bool known = fstatat(folder->fd, MANIFEST, &status, AT_SYMLINK_NOFOLLOW) == 0;
  if (!known && errno == ENOENT) return true;
  char *bytes = known ? tree_read(folder, MANIFEST, (size_t)status.st_size) : NULL;
  int error = errno;
  char *shown = g_build_filename(path, MANIFEST, NULL);
  struct diag_place at = {.path = shown};
  bool ok = bytes != NULL;
  if (!ok && error)
    diag_fault(d, at, "cannot be read", error);
  else if (!ok)
    diag_error(d, at, "cannot be read: no regular file");
  else {
    m->text = g_string_new_len(bytes, (gssize)status.st_size);
    at.line = parse(m);
    at.column = at.line ? 1 : 0;
    ok = at.line == 0;
    if (!ok)
      diag_error(d, at,
                 "damaged list of the site's files, expected SHA-256, size and path; remove the folder and "
                 "build again");
  }
  g_free(bytes);
  g_free(shown);
  return ok;
}
