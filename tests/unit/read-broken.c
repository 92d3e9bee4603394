// SPDX-License-Identifier: MIT
// Broken articles beside the messages that they must give: tests/unit/articles/NAME.EXT and
// NAME.EXT.expected.
#include "read.h"
#include "read/corpus.h"

static char *messages_of(const char *path, const char *name) {
  char *bytes, *messages = NULL;
  gsize len;
  size_t size = 0;
  ck_assert(g_file_get_contents(path, &bytes, &len, NULL));
  FILE *out = open_memstream(&messages, &size);
  struct diag *d = diag_new(out, false);
  struct article *a = article_parse(name, (struct slice){bytes, len}, d);
  if (a && a->format != ARTICLE_HTML) read_prove(a);
  if (!a) ck_assert_int_eq(diag_worst(d), DIAG_ERROR);
  article_free(a);
  diag_free(d);
  fclose(out);
  g_free(bytes);
  return messages;
}

START_TEST(broken_articles_say_what_is_wrong) {
  const char *tests = g_getenv("STANDPOINT_TESTS");
  char *folder = g_build_filename(tests ? tests : "tests", "unit", "articles", NULL);
  struct diag *d = diag_new_held();
  GPtrArray *paths = corpus_list(folder, d);
  ck_assert_uint_gt(paths->len, 0);
  for (guint i = 0; i < paths->len; i++) {
    const char *path = paths->pdata[i];
    char *name = g_path_get_basename(path), *beside = g_strconcat(path, ".expected", NULL), *expected = NULL;
    ck_assert_msg(g_file_get_contents(beside, &expected, NULL, NULL), "%s is missing", beside);
    char *got = messages_of(path, name);
    ck_assert_str_eq(got, expected);
    free(got);
    g_free(expected);
    g_free(beside);
    g_free(name);
  }
  g_ptr_array_unref(paths);
  diag_free(d);
  g_free(folder);
}
END_TEST

UNIT("read/broken", broken_articles_say_what_is_wrong)
