// SPDX-License-Identifier: MIT
#include "cli/inputs.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "base/texts.h"
#include "cli/inputs_seen.h"
#include "read/corpus.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

enum { DIGITS = 64, DEPTH_MAX = 20, CHUNK = 1 << 16 };

struct listing {
  GPtrArray *paths; // char *
  char *unread;     // the first that is there and may not be read; NULL: none
  struct diag *d;
};

static bool passed_over(const char *name) {
  return name[0] == '.' || name[0] == '_';
}

// Reports error, of looking at or reading path, where it is not one that the file itself has.
static void note_fault(struct listing *l, const char *path, int error) {
  if (!error_stays(error)) diag_fault(l->d, (struct diag_place){.path = path}, "cannot be read", error);
  if ((error == EACCES || error == EPERM) && !l->unread) l->unread = g_strdup(path);
}

// Adds the paths of the regular files below folder; links are followed to files alone. skip: a name in folder
// itself that is left out, NULL: none.
static void add_files(struct listing *l, const char *folder, const char *skip, int depth) {
  GPtrArray *names = depth < DEPTH_MAX ? folder_names(folder, l->d) : NULL;
  for (guint i = 0; names && i < names->len; i++) {
    const char *name = names->pdata[i];
    struct stat status, behind;
    if (passed_over(name) || g_strcmp0(name, skip) == 0) continue;
    char *path = g_build_filename(folder, name, NULL);
    bool file = false;
    if (lstat(path, &status) != 0 || stat(path, &behind) != 0)
      note_fault(l, path, errno);
    else if (S_ISDIR(status.st_mode))
      add_files(l, path, NULL, depth + 1);
    else
      file = S_ISREG(behind.st_mode);
    if (file)
      g_ptr_array_add(l->paths, path);
    else
      g_free(path);
  }
  if (names) g_ptr_array_unref(names);
}

static void add_articles(struct listing *l, const char *folder) {
  if (!file_is_folder(folder)) return;
  struct diag *quiet = diag_new_held(); // what is passed over is told when articles are read
  GPtrArray *articles = corpus_list(folder, quiet);
  for (guint i = 0; i < articles->len; i++)
    g_ptr_array_add(l->paths, g_strdup(articles->pdata[i]));
  g_ptr_array_unref(articles);
  if (diag_count(quiet, DIAG_ERROR) && !l->unread) l->unread = g_strdup(folder);
  if (diag_fault_code(quiet)) diag_fault(l->d, (struct diag_place){.path = folder}, "cannot be read", EIO);
  diag_free(quiet);
}

// Returns the digest of the file at path (owned by the caller); NULL where it cannot be read, or is larger
// than anything that is.
static char *digest(struct listing *l, const char *path) {
  int fd = file_open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
  if (fd < 0) {
    note_fault(l, path, errno);
    return NULL;
  }
  struct sha256 *sum = sha256_new();
  char *chunk = g_malloc(CHUNK), hex[DIGITS + 1];
  size_t size = 0;
  ssize_t n;
  while ((n = fd_read(fd, chunk, CHUNK)) > 0 && (size += (size_t)n) <= LIMIT_REVIEWS_BYTES)
    sha256_add(sum, chunk, (size_t)n);
  if (n < 0) note_fault(l, path, errno);
  sha256_end(sum, hex);
  g_free(chunk);
  fd_close(fd, true);
  return n == 0 ? g_strdup(hex) : NULL;
}

// The same, unread where seen knows it.
static char *digest_of(struct listing *l, const char *path, struct inputs_seen *seen) {
  struct stat status;
  bool known = seen && stat(path, &status) == 0;
  const char *before = known ? inputs_seen_find(seen, path, &status) : NULL;
  char *hex = before ? g_strdup(before) : digest(l, path);
  if (known && hex) inputs_seen_put(seen, path, &status, hex);
  return hex;
}

// As sha256sum writes it: a backslash before a line whose name needs escapes.
static void add_line(GString *lines, const char *hex, const char *path) {
  if (strpbrk(path, "\n\r\\")) g_string_append_c(lines, '\\');
  g_string_append_printf(lines, "%s  ", hex);
  for (const char *c = path; *c; c++)
    if (*c == '\n' || *c == '\r' || *c == '\\')
      g_string_append_printf(lines, "\\%c", *c == '\n' ? 'n' : *c == '\r' ? 'r' : '\\');
    else
      g_string_append_c(lines, *c);
  g_string_append_c(lines, '\n');
}

char *inputs_list(const char *site, struct inputs_seen *seen, GString *lines, struct diag *d) {
  char *input = g_build_filename(site, "input", NULL), *articles = g_build_filename(input, "articles", NULL),
       *templates = g_build_filename(site, "templates", NULL), *root = g_build_filename(site, "/", NULL);
  struct listing l = {.paths = g_ptr_array_new_with_free_func(g_free), .d = d};
  add_files(&l, input, "articles", 0);
  add_articles(&l, articles);
  add_files(&l, templates, NULL, 0);
  g_ptr_array_sort(l.paths, texts_compare);
  for (guint i = 0; i < l.paths->len; i++) {
    const char *path = l.paths->pdata[i];
    char *hex = digest_of(&l, path, seen);
    if (hex) add_line(lines, hex, path + strlen(root));
    g_free(hex);
  }
  g_ptr_array_unref(l.paths);
  g_free(input);
  g_free(articles);
  g_free(templates);
  g_free(root);
  return l.unread;
}

const char *inputs_path(const char *line) {
  const char *hex = line + (*line == '\\');
  bool sound = strspn(hex, "0123456789abcdef") == DIGITS && hex[DIGITS] == ' ' && hex[DIGITS + 1] == ' ';
  return sound && hex[DIGITS + 2] ? hex + DIGITS + 2 : NULL;
}
