// SPDX-License-Identifier: MIT
// Digests of files that were read before: found for the very file, and not where anything is in doubt.
#include "cli/inputs_seen.h"
#include "unit.h"
#include <glib/gstdio.h>
#include <string.h>

#define HEX_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HEX_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static char *folder, *path;

static struct stat standing(int size, int changed) {
  return (struct stat){.st_size = size, .st_ctim = {.tv_sec = changed}, .st_ino = 7};
}

static void begin(void) {
  folder = g_dir_make_tmp("seen-XXXXXX", NULL);
  path = g_build_filename(folder, "inputs", NULL);
  struct inputs_seen *s = inputs_seen_open(path, (gint64)100 * 1000000000);
  struct stat a = standing(5, 100), b = standing(6, 101);
  ck_assert_ptr_null(inputs_seen_find(s, "a.md", &a));
  inputs_seen_put(s, "a.md", &a, HEX_A);
  inputs_seen_put(s, "b.md", &b, HEX_B); // changed too late
  inputs_seen_put(s, "two\nlines.md", &a, HEX_B);
  inputs_seen_put(s, "with a space.md", &a, HEX_B);
  inputs_seen_write(s);
  inputs_seen_free(s);
}

static void end(void) {
  g_unlink(path);
  g_rmdir(folder);
  g_free(path);
  g_free(folder);
}

// Returns what is known of the file that stands so; the caller frees it.
static char *found(const char *name, struct stat status) {
  struct inputs_seen *s = inputs_seen_open(path, 0);
  char *hex = g_strdup(inputs_seen_find(s, name, &status));
  inputs_seen_free(s);
  return hex;
}

START_TEST(the_very_file) {
  begin();
  char *a = found("a.md", standing(5, 100)), *space = found("with a space.md", standing(5, 100));
  ck_assert_str_eq(a, HEX_A);
  ck_assert_str_eq(space, HEX_B);
  g_free(a);
  g_free(space);
  end();
}
END_TEST

START_TEST(no_other) {
  begin();
  ck_assert_ptr_null(found("a.md", standing(6, 100)));
  ck_assert_ptr_null(found("a.md", standing(5, 99)));
  ck_assert_ptr_null(found("c.md", standing(5, 100)));
  end();
}
END_TEST

START_TEST(what_may_change_unseen_is_not_kept) {
  begin();
  ck_assert_ptr_null(found("b.md", standing(6, 101)));
  ck_assert_ptr_null(found("two\nlines.md", standing(5, 100)));
  end();
}
END_TEST

START_TEST(a_torn_cache_knows_nothing) {
  begin();
  char *text;
  gsize len;
  ck_assert(g_file_get_contents(path, &text, &len, NULL));
  ck_assert(g_file_set_contents(path, text, (gssize)len - 1, NULL));
  ck_assert_ptr_null(found("a.md", standing(5, 100)));
  char *digit = strstr(text, HEX_A);
  ck_assert_ptr_nonnull(digit);
  *digit = 'b';
  ck_assert(g_file_set_contents(path, text, (gssize)len, NULL));
  ck_assert_ptr_null(found("a.md", standing(5, 100)));
  ck_assert(g_file_set_contents(path, "my notes", -1, NULL));
  ck_assert_ptr_null(found("a.md", standing(5, 100)));
  g_free(text);
  end();
}
END_TEST

UNIT("cli/inputs_seen", the_very_file, no_other, what_may_change_unseen_is_not_kept,
     a_torn_cache_knows_nothing)
