// SPDX-License-Identifier: MIT
// Every example of the Mustache specification, where its folder is at hand: MUSTACHE_SPEC, else beside the
// checkout.
#include "render/mustache.h"
#include "unit.h"
#include <stdio.h>

static unsigned passed, total;

static GHashTable *texts_of(const json *example) {
  GHashTable *texts = g_hash_table_new(g_str_hash, g_str_equal);
  for (json *p = json_first(json_get(example, "partials")); p; p = json_next(p))
    g_hash_table_insert(texts, (char *)json_key(p), (char *)json_text(p));
  g_hash_table_insert(texts, (char *)" main", (char *)json_text(json_get(example, "template")));
  return texts;
}

static void try_example(const char *file, const json *example, struct diag *d) {
  GHashTable *texts = texts_of(example);
  struct template_set *set = template_set_of(texts, false, d);
  GString *out = g_string_new(NULL);
  bool ok = set && template_render(set, " main", json_get(example, "data"), out, d);
  const char *expected = json_text(json_get(example, "expected"));
  if (ok && strcmp(out->str, expected) == 0)
    passed++;
  else
    printf("%s: %s\n--- expected\n%s\n--- got\n%s\n---\n", file, json_text(json_get(example, "name")),
           expected, out->str);
  total++;
  g_string_free(out, TRUE);
  template_set_free(set);
  g_hash_table_unref(texts);
}

static void try_file(const char *folder, const char *name, struct diag *d) {
  char *path = g_build_filename(folder, name, NULL);
  struct json_doc doc;
  ck_assert_msg(json_load(&doc, path, d), "%s is not readable", path);
  for (json *e = json_first(json_get(doc.root, "tests")); e; e = json_next(e))
    try_example(name, e, d);
  json_doc_release(&doc);
  g_free(path);
}

START_TEST(every_example_of_the_specification) {
  const char *folder = g_getenv("MUSTACHE_SPEC") ? g_getenv("MUSTACHE_SPEC") : "../shared/spec/mustache";
  GDir *dir = g_dir_open(folder, 0, NULL);
  if (!dir) {
    printf("mustache specification: skipped, %s is not there\n", folder);
    return;
  }
  struct diag *d = diag_new(stdout, false);
  for (const char *name; (name = g_dir_read_name(dir));)
    if (g_str_has_suffix(name, ".json")) try_file(folder, name, d);
  printf("mustache specification: %u of %u\n", passed, total);
  ck_assert_uint_gt(total, 0);
  ck_assert_uint_eq(passed, total);
  diag_free(d);
  g_dir_close(dir);
}
END_TEST

UNIT("render/specification", every_example_of_the_specification)
