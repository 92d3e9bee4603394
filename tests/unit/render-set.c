// SPDX-License-Identifier: MIT
#include "render/mustache.h"
#include "unit.h"
#include <glib/gstdio.h>

static char *root;
static char *messages;
static size_t size;

static char *in_root(const char *path) {
  return g_build_filename(root, path, NULL);
}

static void make_file(const char *path, const char *text) {
  char *whole = in_root(path), *folder = g_path_get_dirname(whole);
  ck_assert_int_eq(g_mkdir_with_parents(folder, 0755), 0);
  ck_assert(g_file_set_contents(whole, text, -1, NULL));
  g_free(whole);
  g_free(folder);
}

static struct template_set *load(bool strict) {
  char *site = in_root("site"), *program = in_root("program");
  const char *const folders[] = {site, program, NULL};
  FILE *out = open_memstream(&messages, &size);
  struct diag *d = diag_new(out, false);
  struct template_set *s = template_set_load(folders, strict, d);
  diag_free(d);
  fclose(out);
  g_free(site);
  g_free(program);
  return s;
}

static char *rendered(const struct template_set *s, const char *name) {
  GString *out = g_string_new(NULL);
  struct diag *d = diag_new_held();
  ck_assert(template_render(s, name, NULL, out, d));
  diag_free(d);
  return g_string_free(out, FALSE);
}

static void draws(const struct template_set *s, const char *name, const char *expected) {
  char *got = rendered(s, name);
  ck_assert_str_eq(got, expected);
  g_free(got);
}

static void setup(void) {
  root = g_dir_make_tmp("templates-XXXXXX", NULL);
  ck_assert_ptr_nonnull(root);
}

static void teardown(void) {
  char *command[] = {(char *)"rm", (char *)"-rf", (char *)"--", root, NULL};
  g_spawn_sync(NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free(root);
  free(messages);
  messages = NULL;
}

START_TEST(a_site_overrides_one_template_at_a_time) {
  setup();
  make_file("program/index.mustache", "program {{> head}} {{> foot}}");
  make_file("program/partials/head.mustache", "program's head");
  make_file("program/partials/foot.mustache", "program's foot");
  make_file("program/feed.xml.mustache", "feed");
  make_file("program/notes.txt", "{{no template");
  make_file("site/head.mustache", "\xEF\xBB\xBFsite's head");
  struct template_set *s = load(true);
  ck_assert_str_eq(messages, "");
  ck_assert_ptr_nonnull(s);
  draws(s, "index", "program site's head program's foot");
  draws(s, "feed.xml", "feed");
  ck_assert(template_set_has(s, "foot"));
  ck_assert(!template_set_has(s, "notes"));
  template_set_free(s);
  teardown();
}
END_TEST

START_TEST(every_fault_of_every_folder_is_reported) {
  setup();
  make_file("program/index.mustache", "{{#a}} {{> broken}} {{> gone}}{{/a}}");
  make_file("program/broken.mustache", "\n{{/x}}");
  make_file("program/latin.mustache", "caf\xE9");
  make_file("site/index.mustache", "{{{x}}} {{> gone}}");
  make_file("site/twin.mustache", "1");
  make_file("site/partials/twin.mustache", "2");
  ck_assert_ptr_null(load(true));
  char *expected = g_strdup_printf(
      "%1$s/site/index.mustache:1:1: error: unescaped tag, expected {{x}}: nothing unescaped reaches a page\n"
      "%1$s/site/partials/twin.mustache: error: template \"twin\" is also %1$s/site/twin.mustache, expected "
      "one of them\n"
      "%1$s/program/broken.mustache:2:1: error: {{/x}} ends nothing, expected an opening tag before it\n"
      "%1$s/program/latin.mustache:1:4: error: byte that is not UTF-8 text, expected UTF-8\n"
      "%1$s/program/index.mustache:1:21: error: partial \"gone\" is missing, expected gone.mustache in "
      "partials/ or beside\n",
      root);
  // The site's faulty index is no template, so the program's is the one that is linked.
  ck_assert_str_eq(messages, expected);
  g_free(expected);
  teardown();
}
END_TEST

START_TEST(missing_folders_are_empty) {
  setup();
  struct template_set *s = load(true);
  ck_assert_str_eq(messages, "");
  ck_assert_ptr_nonnull(s);
  ck_assert(!template_set_has(s, "index"));
  struct diag *d = diag_new_held();
  GString *out = g_string_new(NULL);
  ck_assert(!template_render(s, "index", NULL, out, d));
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 1);
  g_string_free(out, TRUE);
  diag_free(d);
  template_set_free(s);
  teardown();
}
END_TEST

START_TEST(many_names_and_levels_take_no_long_time) {
  GString *text = g_string_new(NULL);
  for (int i = 0; i < 100000; i++)
    g_string_append(text, "{{#a}}");
  for (int i = 0; i < 100000; i++)
    g_string_append(text, "{{/b}}");
  for (int i = 0; i < 100000; i++)
    g_string_append(text, "{{{c}}}\n");
  GHashTable *texts = g_hash_table_new(g_str_hash, g_str_equal);
  g_hash_table_insert(texts, (char *)"deep", text->str);
  struct diag *d = diag_new_held();
  ck_assert_ptr_null(template_set_of(texts, false, d));
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 101);
  g_string_truncate(text, 0);
  for (int i = 0; i < 100000; i++)
    g_string_append(text, "{{> é}}{{$b}}");
  for (int i = 0; i < 100000; i++)
    g_string_append(text, "{{/b}}");
  g_hash_table_insert(texts, (char *)"deep", text->str);
  struct template_set *s = template_set_of(texts, false, d);
  ck_assert_ptr_nonnull(s);
  template_set_free(s);
  diag_free(d);
  g_hash_table_unref(texts);
  g_string_free(text, TRUE);
}
END_TEST

UNIT("render/set", a_site_overrides_one_template_at_a_time, every_fault_of_every_folder_is_reported,
     missing_folders_are_empty, many_names_and_levels_take_no_long_time)
