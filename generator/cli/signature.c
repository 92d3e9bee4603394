// SPDX-License-Identifier: MIT
#include "cli/signature.h"
#include "base/files.h"
#include "base/texts.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_DEPTH = 100, TRIES = 50, PAUSE = 1000 }; // PAUSE in microseconds

struct signature signature_new(void) {
  return (struct signature){.sum = g_checksum_new(G_CHECKSUM_SHA256), .sound = true};
}

char *signature_end(struct signature *s) {
  char *digest = g_strdup(g_checksum_get_string(s->sum));
  g_checksum_free(s->sum);
  s->sum = NULL;
  return digest;
}

void signature_text(struct signature *s, const char *text) {
  g_checksum_update(s->sum, (const guchar *)text, (gssize)strlen(text) + 1);
}

static gint64 nanoseconds(struct timespec t) {
  return (gint64)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void add_status(struct signature *s, const char *name, const struct stat *st) {
  const guint64 facts[] = {(guint64)st->st_size,
                           (guint64)nanoseconds(st->st_mtim),
                           (guint64)nanoseconds(st->st_ctim),
                           (guint64)st->st_ino,
                           (guint64)st->st_dev,
                           (guint64)st->st_mode};
  signature_text(s, name);
  g_checksum_update(s->sum, (const guchar *)facts, sizeof facts);
  s->changed = MAX(s->changed, nanoseconds(st->st_ctim));
}

void signature_file(struct signature *s, const char *path) {
  struct stat st;
  if (stat(path, &st) == 0)
    add_status(s, path, &st);
  else if (errno == ENOENT)
    signature_text(s, "none");
  else
    s->sound = false;
}

// --- folders ---

static void add_folder(struct signature *s, int fd, int depth);

static void add_entry(struct signature *s, int fd, const char *name, int depth) {
  struct stat st;
  bool seen = fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0, link = seen && S_ISLNK(st.st_mode);
  if (link) {
    add_status(s, name, &st);
    seen = fstatat(fd, name, &st, 0) == 0;
  }
  if (seen && S_ISREG(st.st_mode))
    add_status(s, name, &st);
  else if (seen && !link && S_ISDIR(st.st_mode)) {
    signature_text(s, name);
    add_folder(s, file_open(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0), depth + 1);
    signature_text(s, "/");
  } else
    s->sound = false;
}

// Takes fd over.
static void add_folder(struct signature *s, int fd, int depth) {
  DIR *dir = fd < 0 || depth > MAX_DEPTH ? NULL : fdopendir(fd);
  if (!dir) {
    if (fd >= 0) close(fd);
    s->sound = false;
    return;
  }
  GPtrArray *names = g_ptr_array_new();
  GStringChunk *texts = g_string_chunk_new(4096);
  errno = 0;
  for (const struct dirent *e; (e = readdir(dir)); errno = 0)
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
      g_ptr_array_add(names, g_string_chunk_insert(texts, e->d_name));
  if (errno) s->sound = false;
  g_ptr_array_sort(names, texts_compare);
  for (guint i = 0; i < names->len; i++)
    add_entry(s, dirfd(dir), names->pdata[i], depth);
  g_ptr_array_unref(names);
  g_string_chunk_free(texts);
  closedir(dir);
}

void signature_folder(struct signature *s, const char *folder) {
  signature_text(s, folder);
  int fd = file_open(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY, 0);
  if (fd < 0 && errno == ENOENT)
    signature_text(s, "none");
  else
    add_folder(s, fd, 0);
  signature_text(s, "/");
}

// --- the program ---

static int add_library(struct dl_phdr_info *info, size_t size, void *data) {
  (void)size;
  if (info->dlpi_name && strchr(info->dlpi_name, '/')) signature_file(data, info->dlpi_name);
  return 0;
}

void signature_program(struct signature *s) {
  signature_file(s, "/proc/self/exe");
  dl_iterate_phdr(add_library, s);
}

char *program_signature(void) {
  struct signature s = signature_new();
  signature_program(&s);
  bool sound = s.sound;
  char *digest = signature_end(&s);
  if (!sound) g_clear_pointer(&digest, g_free);
  return digest;
}

// --- the clock ---

bool signature_outlasts(const char *path, gint64 changed) {
  bool later = false;
  for (int i = 0; i < TRIES && !later; i++) {
    struct stat st;
    int fd = file_open(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0666);
    bool written = fd >= 0 && fd_write(fd, slice_of("\n")) && fstat(fd, &st) == 0;
    if (fd >= 0) close(fd);
    if (!written) break;
    later = nanoseconds(st.st_mtim) > changed;
    if (!later) g_usleep(PAUSE);
  }
  unlink(path);
  return later;
}
