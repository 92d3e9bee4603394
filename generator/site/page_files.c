// SPDX-License-Identifier: MIT
// Files of the site that no template makes: assets.
#include "site/page.h"
#include <errno.h>

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// Returns the names of files in folder, sorted; an absent folder has none.
static GPtrArray *list_files(const char *folder) {
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    char *path = g_build_filename(folder, name, NULL);
    if (name[0] != '.' && g_file_test(path, G_FILE_TEST_IS_REGULAR)) g_ptr_array_add(names, g_strdup(name));
    g_free(path);
  }
  if (dir) g_dir_close(dir);
  g_ptr_array_sort(names, by_name);
  return names;
}

// Puts the file folder/name at the address to, which it takes over.
static bool put_asset(const char *folder, const char *name, char *to, struct publication *p, struct diag *d) {
  char *from = g_build_filename(folder, name, NULL), *bytes = NULL;
  gsize len = 0;
  bool ok = g_file_get_contents(from, &bytes, &len, NULL)
                ? publish_put(p, to, (struct slice){bytes, len}, from, d)
                : diag_error(d, (struct diag_place){.path = from}, "cannot be read: %s", g_strerror(errno));
  g_free(bytes);
  g_free(from);
  g_free(to);
  return ok;
}

bool site_assets(const char *const *folders, struct publication *p, struct diag *d) {
  bool ok = true;
  GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (; *folders; folders++) {
    GPtrArray *names = list_files(*folders);
    for (guint i = 0; i < names->len; i++)
      if (g_hash_table_add(seen, g_strdup(names->pdata[i])))
        ok &= put_asset(*folders, names->pdata[i], g_strconcat("assets/", names->pdata[i], NULL), p, d);
    g_ptr_array_unref(names);
  }
  g_hash_table_unref(seen);
  return ok;
}

bool site_logo(const struct settings *s, const char *input, struct publication *p, struct diag *d) {
  return !*s->logo || put_asset(input, s->logo, page_path_logo(s), p, d);
}
