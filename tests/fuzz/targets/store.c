// SPDX-License-Identifier: MIT
// A cache file that is torn or forged: it serves or it is made anew, and what it gives are statements.
// max_len 65536
#include "store/store.h"
#include "../fuzz.h"
#include <glib/gstdio.h>

static void free_statement(void *s) {
  statement_free(s);
}

void fuzz_target(struct slice input) {
  char *path = g_strdup(fuzz_file("cache.db", input)), *aside = g_strconcat(path, ".aside", NULL);
  GPtrArray *out = g_ptr_array_new_with_free_func(free_statement);
  struct store *s = store_open(path, "book", "coder", fuzz_diag());
  if (s) {
    store_get(s, "a.md", "one", out);
    guint before = out->len;
    store_put(s, "two", out, 0);
    if (store_get(s, "a.md", "two", out)) fuzz_holds(out->len == 2 * before);
  }
  for (guint i = 0; i < out->len; i++)
    json_free(statement_to_json(out->pdata[i]));
  store_close(s);
  g_ptr_array_unref(out);
  g_unlink(path);
  g_unlink(aside);
  g_free(aside);
  g_free(path);
}
