// SPDX-License-Identifier: MIT
// Templates and data, divided by rows "====": the page, two partials, the model. Data that is no JSON is
// taken as text.
// dictionary mustache
#include "render/mustache.h"
#include "../fuzz.h"

static void add(GHashTable *texts, const char *name, struct slice text) {
  g_hash_table_insert(texts, (gpointer)name, g_strndup(text.data, text.len));
}

static void render(const struct template_set *set, struct slice data) {
  struct json_doc doc;
  struct diag *quiet = diag_new_held();
  json_parse(&doc, "data.json", data, quiet);
  GString *out = g_string_new(NULL);
  template_render(set, "page", doc.root, out, fuzz_diag());
  g_string_free(out, TRUE);
  json_doc_release(&doc);
  diag_free(quiet);
}

void fuzz_target(struct slice input) {
  GHashTable *texts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  add(texts, "page", fuzz_part(&input));
  add(texts, "a", fuzz_part(&input));
  add(texts, "b", fuzz_part(&input));
  for (int strict = 0; strict < 2; strict++) {
    struct template_set *set = template_set_of(texts, strict, fuzz_diag());
    if (set) render(set, input);
    template_set_free(set);
  }
  g_hash_table_unref(texts);
}
