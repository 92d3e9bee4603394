// SPDX-License-Identifier: MIT
#include "read.h"
#include "read/corpus.h"
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

// Makes a folder of these entries: "name" a file, "name/" a folder, "name|" a pipe, "name>target" a link.
// Returns its path, owned.
static char *make_folder(const char *const *entries) {
  char *root = g_dir_make_tmp("standpoint-XXXXXX", NULL);
  for (; *entries; entries++) {
    char **link = g_strsplit(*entries, ">", 2), *path = g_build_filename(root, link[0], NULL);
    size_t len = strlen(path);
    if (link[1])
      ck_assert_int_eq(symlink(link[1], path), 0);
    else if (path[len - 1] == '/')
      ck_assert_int_eq(g_mkdir_with_parents(path, 0755), 0);
    else if (path[len - 1] == '|') {
      path[len - 1] = 0;
      ck_assert_int_eq(mkfifo(path, 0600), 0);
    } else
      ck_assert(g_file_set_contents(path, "x", 1, NULL));
    g_free(path);
    g_strfreev(link);
  }
  return root;
}

static void remove_folder(char *root, const char *const *entries) {
  guint n = g_strv_length((char **)(void *)entries);
  while (n--) {
    char *name = g_strdup(entries[n]);
    name[strcspn(name, ">|")] = 0;
    char *path = g_build_filename(root, name, NULL);
    g_remove(path);
    g_free(path);
    g_free(name);
  }
  g_rmdir(root);
  g_free(root);
}

START_TEST(articles_are_listed_in_order) {
  static const char *const entries[] = {
      "b.md",      "a.TXT",      "sub/",      "sub/c.html",         "sub/loop>..",     "sub/in>../b.md",
      "_draft.md", ".hidden.md", "notes.pdf", "out.md>/etc/passwd", "lost.md>nowhere", "pipe.md|",
      "md",        NULL};
  char *root = make_folder(entries);
  struct diag *d = diag_new_held();
  GPtrArray *found = corpus_list(root, d);
  static const char *const expected[] = {"a.TXT", "b.md", "sub/c.html"};
  ck_assert_uint_eq(found->len, G_N_ELEMENTS(expected));
  for (guint i = 0; i < found->len; i++) {
    ck_assert(g_str_has_prefix(found->pdata[i], root));
    ck_assert_str_eq((const char *)found->pdata[i] + strlen(root) + 1, expected[i]);
  }
  ck_assert_uint_eq(diag_count(d, DIAG_WARNING), 3); // what leaves, what is lost, the pipe
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 0);
  g_ptr_array_unref(found);
  diag_free(d);
  remove_folder(root, entries);
}
END_TEST

START_TEST(what_is_no_file_is_an_error_and_never_hangs) {
  static const char *const entries[] = {"pipe.md|", "folder.md/", NULL};
  char *root = make_folder(entries);
  static const char *const names[] = {"pipe.md", "folder.md", "missing.md"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    struct diag *d = diag_new_held();
    char *path = g_build_filename(root, names[i], NULL);
    ck_assert_ptr_null(article_read(path, d));
    ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 1);
    g_free(path);
    diag_free(d);
  }
  remove_folder(root, entries);
  struct diag *d = diag_new_held();
  GPtrArray *none = corpus_list("/nowhere/at/all", d);
  ck_assert_uint_eq(none->len, 0);
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 1);
  g_ptr_array_unref(none);
  diag_free(d);
}
END_TEST

// STANDPOINT_ARTICLES names a folder of real articles: every one must be read, and every block must know its
// bytes.
START_TEST(real_articles_know_their_bytes) {
  const char *folder = g_getenv("STANDPOINT_ARTICLES");
  if (!folder) return;
  struct diag *d = diag_new_held();
  GPtrArray *paths = corpus_list(folder, d);
  ck_assert_uint_gt(paths->len, 0);
  for (guint i = 0; i < paths->len; i++) {
    struct article *a = article_read(paths->pdata[i], d);
    ck_assert_msg(a != NULL, "%s", (const char *)paths->pdata[i]);
    read_prove(a);
    article_free(a);
  }
  g_ptr_array_unref(paths);
  diag_free(d);
}
END_TEST

UNIT("read/corpus", articles_are_listed_in_order, what_is_no_file_is_an_error_and_never_hangs,
     real_articles_know_their_bytes)
