// SPDX-License-Identifier: MIT
#include "read/corpus.h"
#include "base/files.h"
#include "base/texts.h"
#include "read/reader.h"
#include <errno.h>
#include <sys/stat.h>

struct walk {
  struct diag *d;
  char *root;          // the first folder's real path
  GPtrArray *found;    // char *
  GPtrArray *pending;  // char *: folders still to be read
  GHashTable *visited; // "device:inode" of folders, so that links cannot lead in a circle
};

static bool warn(struct walk *w, const char *path, const char *what) {
  return diag_warning(w->d, (struct diag_place){.path = path}, "%s", what);
}

// What went away this moment is passed over. What may not be read is an error, as an article is: nobody knows
// what else would have been found.
static void report(struct walk *w, const char *path, int error) {
  struct diag_place at = {.path = path};
  if (error == ENOENT)
    diag_passed_over(w->d, at, error);
  else
    diag_unreadable(w->d, at, "cannot be read", error);
}

bool corpus_holds(const char *folder, const char *path, struct diag *d) {
  char *root = file_real_path(folder, d), *real = root ? file_real_path(path, d) : NULL;
  size_t n = root ? strlen(root) : 0;
  bool inside = real && g_str_has_prefix(real, root) && (real[n] == '/' || real[n] == 0 || n == 1);
  g_free(real);
  g_free(root);
  return inside;
}

// Takes the entry at path (owned by the caller) into the list or among the pending folders, or says why not.
static void take_entry(struct walk *w, const char *path) {
  struct stat st;
  bool readable = reader_for_name(path) != NULL;
  if (lstat(path, &st) != 0) {
    report(w, path, errno);
    return;
  }
  if (S_ISLNK(st.st_mode)) {
    if (stat(path, &st) != 0) {
      if (error_stays(errno))
        warn(w, path, "a link that leads nowhere; passed over");
      else
        report(w, path, errno);
      return;
    }
    if (!corpus_holds(w->root, path, w->d)) {
      warn(w, path, "a link that leaves the folder; passed over");
      return;
    }
  }
  if (S_ISDIR(st.st_mode))
    g_ptr_array_add(w->pending, g_strdup(path));
  else if (!S_ISREG(st.st_mode))
    warn(w, path, "neither file nor folder; passed over");
  else if (readable)
    g_ptr_array_add(w->found, g_strdup(path));
}

static void read_folder(struct walk *w, const char *path) {
  struct stat st;
  if (stat(path, &st) != 0) {
    report(w, path, errno);
    return;
  }
  char *key = g_strdup_printf("%llu:%llu", (unsigned long long)st.st_dev, (unsigned long long)st.st_ino);
  bool fresh = g_hash_table_add(w->visited, key);
  // In order, so that messages, and which of two ways into a folder counts, never depend on the disk.
  GPtrArray *names = fresh ? folder_names(path, w->d) : NULL;
  bool slash = g_str_has_suffix(path, "/");
  for (guint i = 0; names && i < names->len; i++) {
    const char *name = names->pdata[i];
    if (name[0] == '_') continue;
    char *entry = g_strconcat(path, slash ? "" : "/", name, NULL);
    take_entry(w, entry);
    g_free(entry);
  }
  if (names) g_ptr_array_unref(names);
}

GPtrArray *corpus_list(const char *folder, struct diag *d) {
  struct walk w = {.d = d, .root = file_real_path(folder, d)};
  w.found = g_ptr_array_new_with_free_func(g_free);
  w.pending = g_ptr_array_new_with_free_func(g_free);
  w.visited = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (w.root)
    g_ptr_array_add(w.pending, g_strdup(folder));
  else if (!file_is_there(folder))
    diag_error(d, (struct diag_place){.path = folder}, "cannot be read: %s", g_strerror(ENOENT));
  while (w.pending->len) {
    char *next = g_ptr_array_steal_index(w.pending, w.pending->len - 1);
    read_folder(&w, next);
    g_free(next);
  }
  g_ptr_array_sort(w.found, texts_compare);
  g_ptr_array_unref(w.pending);
  g_hash_table_unref(w.visited);
  g_free(w.root);
  return w.found;
}
