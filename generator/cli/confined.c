// SPDX-License-Identifier: MIT
#include "cli/confined.h"
#include "base/confine.h"
#include "base/files.h"
#include "base/home.h"
#include "cli/options.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

// More folders than this are taken together as the folder around them all: each costs a rule.
enum { FOLDERS_MAX = 256 };

static GHashTable *folders_new(void) {
  return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void add_program(GHashTable *folders, struct diag *d) {
  static const char *const own[] = {"templates", "generator/data"};
  for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
    char *folder = program_folder(own[i], d);
    if (folder) g_hash_table_add(folders, folder);
  }
}

// Returns path free of links (free it), NULL where it leads nowhere: who opens it says why.
static char *real_path(const char *path, struct diag *d) {
  char *real = realpath(path, NULL);
  if (!real && !error_stays(errno))
    diag_fault(d, (struct diag_place){.path = path}, "cannot be found", errno);
  return real;
}

// Adds the folder of path, and the one of what it leads to where it is a link.
static void add_around(GHashTable *folders, const char *path, struct diag *d) {
  char *real = real_path(path, d);
  g_hash_table_add(folders, g_path_get_dirname(path));
  if (real) g_hash_table_add(folders, g_path_get_dirname(real));
  free(real);
}

// Cuts around back to the folder that it and path have in common.
static void widen(char *around, const char *path) {
  size_t same = 0, whole = 0; // bytes alike; bytes up to the last name that is alike as a whole
  for (; around[same] && around[same] == path[same]; same++)
    if (around[same] == '/') whole = same;
  bool ends = (!around[same] && (!path[same] || path[same] == '/')) || (around[same] == '/' && !path[same]);
  around[ends ? same : whole] = '\0';
}

// Replaces too many folders by the one around them.
static void gather(GHashTable *folders) {
  if (g_hash_table_size(folders) <= FOLDERS_MAX) return;
  GHashTableIter i;
  gpointer folder;
  char *around = NULL;
  g_hash_table_iter_init(&i, folders);
  while (g_hash_table_iter_next(&i, &folder, NULL)) {
    char *whole = g_canonicalize_filename(folder, NULL);
    if (around)
      widen(around, whole);
    else
      around = g_strdup(whole);
    g_free(whole);
  }
  g_hash_table_remove_all(folders);
  if (around && !*around) g_clear_pointer(&around, g_free);
  g_hash_table_add(folders, around ? around : g_strdup("/"));
}

static void confine_to(GHashTable *read, GHashTable *write, struct diag *d) {
  add_program(read, d);
  gpointer *readable = g_hash_table_get_keys_as_array(read, NULL),
           *writable = g_hash_table_get_keys_as_array(write, NULL);
  confine((const char *const *)readable, (const char *const *)writable, d);
  g_free(readable);
  g_free(writable);
}

// Adds what SITE/below leads to, where that is there.
static void add_behind(GHashTable *folders, const char *site, const char *below, struct diag *d) {
  char *path = g_build_filename(site, below, NULL), *real = real_path(path, d);
  if (real) g_hash_table_add(folders, g_strdup(real));
  free(real);
  g_free(path);
}

// The same for every entry of folder SITE/below: a codebook or a folder of articles may be a link to
// elsewhere.
static void add_behind_all(GHashTable *folders, const char *site, const char *below, struct diag *d) {
  char *path = g_build_filename(site, below, NULL);
  struct diag *quiet = diag_new_held(); // that it may not be read is said by who reads it
  GPtrArray *names = folder_names(path, quiet);
  if (diag_fault_code(quiet)) diag_pour(d, quiet);
  add_behind(folders, site, below, d);
  for (guint i = 0; names && i < names->len; i++)
    add_behind(folders, path, names->pdata[i], d);
  if (names) g_ptr_array_unref(names);
  diag_free(quiet);
  g_free(path);
}

int confine_to_site(const char *site, char *const *files, char *const *folders, bool here, struct diag *d) {
  GHashTable *read = folders_new(), *write = folders_new();
  for (; files && *files; files++)
    add_around(read, *files, d);
  gather(read);
  for (; folders && *folders; folders++)
    g_hash_table_add(read, g_strdup(*folders));
  if (here) g_hash_table_add(read, g_strdup("."));
  add_behind_all(read, site, "input", d);
  add_behind_all(read, site, "templates", d);
  g_hash_table_add(write, g_strdup(site));
  char *output = g_build_filename(site, "output", NULL);
  add_around(write, output, d);
  add_behind(write, site, ".standpoint", d);
  g_free(output);
  confine_to(read, write, d);
  g_hash_table_unref(read);
  g_hash_table_unref(write);
  return diag_fault_code(d);
}

int confine_to_files(const char *codebook, char *const *files, size_t count, const char *output,
                     const char *temporary, struct diag *d) {
  GHashTable *read = folders_new(), *write = folders_new();
  char *book = codebook_path(codebook, ".");
  for (size_t i = 0; i < count; i++)
    if (strcmp(files[i], "-") != 0) add_around(read, files[i], d);
  gather(read);
  add_around(read, book, d);
  if (output && strcmp(output, "-") != 0) add_around(write, output, d);
  if (temporary) g_hash_table_add(write, g_strdup(temporary));
  confine_to(read, write, d);
  g_free(book);
  g_hash_table_unref(read);
  g_hash_table_unref(write);
  return diag_fault_code(d);
}
