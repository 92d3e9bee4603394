// SPDX-License-Identifier: MIT
// A site's own strings, over those of the program: what pages ask of them.
// dictionary json
#include "site/words.h"
#include "../fuzz.h"
#include <glib/gstdio.h>

void fuzz_target(struct slice input) {
  char *folder = g_path_get_dirname(fuzz_file("x", input)),
       *strings = g_build_filename(folder, "strings", NULL),
       *file = g_build_filename(strings, "de.json", NULL);
  if (!g_file_test(strings, G_FILE_TEST_IS_DIR)) g_mkdir(strings, 0700);
  g_file_set_contents_full(file, input.data, (gssize)input.len, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  const char *folders[] = {folder, "templates", NULL};
  struct words *w = words_load(folders, "de", (struct diag_place){0}, fuzz_diag());
  fuzz_holds(w);
  g_free(words_count(w, "count.statements", 3));
  g_free(words_fill(w, "matrix.caption", "n", "3", NULL));
  g_free(words_forms(w, "count.articles"));
  g_free(words_date(w, "2024-02-29"));
  json *segments = json_array();
  words_weave(w, segments, "matrix.caption", "n", json_array(), NULL);
  json_free(segments);
  words_free(w);
  g_unlink(file);
  g_rmdir(strings);
  g_free(file);
  g_free(strings);
  g_free(folder);
}
