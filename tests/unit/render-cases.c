// SPDX-License-Identifier: MIT
// Our own cases of templates: tests/cases/mustache/*.txt. A case is a line "=== what it shows", then parts
// that each begin with a line "--- NAME": template, data (JSON), partial X, expected, messages; "--- strict"
// asks for strict reading. The line feed that ends a part belongs to it, but not to template, partial and
// expected where the next line is "--- no-newline".
#include "render/mustache.h"
#include "unit.h"
#include <stdio.h>

struct test_case {
  const char *file, *title;
  GHashTable *texts; // name -> text, both owned
  char *data, *expected, *messages;
  bool strict;
};

static unsigned cases;

static void take_part(struct test_case *c, const char *name, const char *text) {
  if (g_str_has_prefix(name, "partial "))
    g_hash_table_insert(c->texts, g_strdup(name + 8), g_strdup(text));
  else if (strcmp(name, "template") == 0)
    g_hash_table_insert(c->texts, g_strdup("main"), g_strdup(text));
  else if (strcmp(name, "data") == 0)
    c->data = g_strdup(text);
  else if (strcmp(name, "expected") == 0)
    c->expected = g_strdup(text);
  else if (strcmp(name, "messages") == 0)
    c->messages = g_strdup(text);
  else if (strcmp(name, "strict") == 0)
    c->strict = true;
  else
    ck_abort_msg("%s: %s: unknown part %s", c->file, c->title, name);
}

static char *try_case(const struct test_case *c, GString *out) {
  char *buffer = NULL;
  size_t size = 0;
  FILE *stream = open_memstream(&buffer, &size);
  struct diag *d = diag_new(stream, false);
  struct json_doc doc;
  json_parse(&doc, "data", slice_of(c->data ? c->data : "{}"), d);
  struct template_set *set = template_set_of(c->texts, c->strict, d);
  if (set) template_render(set, "main", doc.root, out, d);
  template_set_free(set);
  json_doc_release(&doc);
  diag_free(d);
  fclose(stream);
  return buffer;
}

static void run_case(struct test_case *c) {
  GString *out = g_string_new(NULL);
  char *messages = try_case(c, out);
  const char *expected = c->messages ? c->messages : "";
  ck_assert_msg(strcmp(messages, expected) == 0, "%s: %s: messages\n%s--- instead of\n%s", c->file, c->title,
                messages, expected);
  if (c->expected)
    ck_assert_msg(strcmp(out->str, c->expected) == 0, "%s: %s: got\n%s--- instead of\n%s", c->file, c->title,
                  out->str, c->expected);
  ck_assert_msg(c->expected || c->messages, "%s: %s: nothing is expected", c->file, c->title);
  free(messages);
  g_string_free(out, TRUE);
  g_hash_table_unref(c->texts);
  g_free(c->data);
  g_free(c->expected);
  g_free(c->messages);
  cases++;
}

// text: what follows "=== " up to the next case.
static void read_case(const char *file, char *text) {
  char **parts = g_strsplit(text, "\n--- ", -1);
  struct test_case c = {.file = file, .title = g_strchomp(parts[0])};
  c.texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  for (char **p = parts + 1; *p; p++) {
    char *feed = strchr(*p, '\n');
    GString *body = g_string_new(feed ? feed + 1 : "");
    if (feed) *feed = '\0';
    if (strcmp(*p, "no-newline") != 0) {
      bool bare = p[1] && g_str_has_prefix(p[1], "no-newline");
      if (feed && !bare && (body->len == 0 || body->str[body->len - 1] != '\n'))
        g_string_append_c(body, '\n');
      take_part(&c, *p, body->str);
    }
    g_string_free(body, TRUE);
  }
  run_case(&c);
  g_strfreev(parts);
}

static void read_file(const char *folder, const char *name) {
  char *path = g_build_filename(folder, name, NULL), *text = NULL;
  ck_assert(g_file_get_contents(path, &text, NULL, NULL));
  GString *with_feed = g_string_new("\n");
  g_string_append(with_feed, g_strchomp(text));
  char **all = g_strsplit(with_feed->str, "\n=== ", -1);
  for (char **c = all + 1; *c; c++)
    read_case(name, *c);
  g_strfreev(all);
  g_string_free(with_feed, TRUE);
  g_free(text);
  g_free(path);
}

START_TEST(every_case_of_the_folder) {
  const char *folder = "tests/cases/mustache";
  GDir *dir = g_dir_open(folder, 0, NULL);
  ck_assert_msg(dir != NULL, "%s is not there; run from the repository's root", folder);
  for (const char *name; (name = g_dir_read_name(dir));)
    if (g_str_has_suffix(name, ".txt")) read_file(folder, name);
  g_dir_close(dir);
  ck_assert_uint_gt(cases, 10);
}
END_TEST

UNIT("render/cases", every_case_of_the_folder)
