// SPDX-License-Identifier: MIT
// standpoint render: the site from statements made elsewhere.
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/site_build.h"
#include "read/corpus.h"
#include <unistd.h>

static void free_statement(void *p) {
  statement_free(p);
}

// Groups statements by article; the arrays own them.
static GHashTable *by_article(GPtrArray *statements) {
  GHashTable *groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < statements->len; i++) {
    struct statement *t = statements->pdata[i];
    if (!g_hash_table_add(seen, t->id)) {
      statement_free(t);
      continue;
    }
    GPtrArray *group = g_hash_table_lookup(groups, t->article);
    if (!group)
      g_hash_table_insert(groups, g_strdup(t->article),
                          group = g_ptr_array_new_with_free_func(free_statement));
    g_ptr_array_add(group, t);
  }
  g_hash_table_unref(seen);
  g_ptr_array_set_free_func(statements, NULL);
  g_ptr_array_set_size(statements, 0);
  return groups;
}

// The article may lie in the site, or where the statements say, or nowhere near.
static struct article *find_article(const struct site_build *s, const char *path) {
  char *inside = g_build_filename(s->options->site, path, NULL);
  const char *file = access(inside, R_OK) == 0 ? inside : access(path, R_OK) == 0 ? path : NULL;
  struct article *a = file ? article_read(file, s->d) : NULL;
  if (a) {
    g_free(a->path);
    a->path = g_strdup(path);
  }
  g_free(inside);
  return a;
}

// The site's own articles have their pages also where they hold no statement.
static void add_silent(const struct site_build *s, GHashTable *groups, GPtrArray *paths) {
  char *folder = g_build_filename(s->input, "articles", NULL);
  if (g_file_test(folder, G_FILE_TEST_IS_DIR)) {
    GPtrArray *files = corpus_list(folder, s->d);
    for (guint i = 0; i < files->len; i++) {
      char *path = site_relative(s, files->pdata[i]);
      if (g_hash_table_contains(groups, path))
        g_free(path);
      else
        g_ptr_array_add(paths, path);
    }
    g_ptr_array_unref(files);
  }
  g_free(folder);
}

static int compare_paths(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_articles(struct site_build *s, GPtrArray *statements) {
  GHashTable *groups = by_article(statements);
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  GHashTableIter i;
  void *key;
  g_hash_table_iter_init(&i, groups);
  while (g_hash_table_iter_next(&i, &key, NULL))
    g_ptr_array_add(paths, g_strdup(key));
  add_silent(s, groups, paths);
  g_ptr_array_sort(paths, compare_paths);
  for (guint n = 0; n < paths->len; n++) {
    const char *path = paths->pdata[n];
    GPtrArray *group = g_hash_table_lookup(groups, path);
    struct article *a = find_article(s, path);
    bool draft = a && a->draft;
    if (draft || (!a && !group))
      site_skip_article(s, path, draft ? "draft" : "cannot be read");
    else
      site_add_article(s, path, a, NULL, NULL,
                       group ? g_ptr_array_ref(group) : g_ptr_array_new_with_free_func(free_statement));
    if (group) g_ptr_array_unref(group);
    article_free(a);
  }
  g_ptr_array_unref(paths);
  g_hash_table_unref(groups);
}

static int render(const struct site_options *options, char **files, bool verbose, struct diag *d) {
  gint64 began = g_get_monotonic_time();
  GPtrArray *statements = g_ptr_array_new_with_free_func(free_statement);
  struct site_build s;
  int code = 0;
  for (char **f = files; *f && !code; f++)
    if (!statements_load(*f, statements, d)) code = EX_NOINPUT;
  if (!code) code = site_open(&s, options, d);
  if (!code) {
    add_articles(&s, statements);
    struct site_result r;
    code = site_finish(&s, &r);
    summary_print(&r, began, false, verbose, code, d);
  }
  g_ptr_array_unref(statements);
  return code;
}

static int run(int argc, char **argv, struct diag *d) {
  gboolean strict = FALSE, verbose = FALSE;
  int jobs = 0;
  char **files = NULL, **rest = NULL;
  const GOptionEntry entries[] = {
      {"statements", 's', 0, G_OPTION_ARG_FILENAME_ARRAY, &files,
       "statements as `code` prints them (may be given several times; - is standard input)", "FILE"},
      {"strict", 0, 0, G_OPTION_ARG_NONE, &strict, "publish nothing where the input has errors", NULL},
      {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "threads (default: one a processor)", "N"},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "say more in the summary", NULL},
      {0}};
  int code = 0;
  if (!options_parse(argc, argv, entries, "[SITE] --statements FILE",
                     "Publishes SITE/output from statements made elsewhere. Articles that are at hand are "
                     "shown by the site's settings, others by their coded excerpts.",
                     &rest, &code, d))
    return code;
  if (!files) {
    diag_error(d, (struct diag_place){0}, "render needs --statements FILE");
    code = EX_USAGE;
  } else if (rest[0] && rest[1]) {
    diag_error(d, (struct diag_place){0}, "render takes one site, not also '%s'", rest[1]);
    code = EX_USAGE;
  } else if (jobs < 0) {
    diag_error(d, (struct diag_place){0}, "--jobs takes a number from 1, not %d", jobs);
    code = EX_USAGE;
  } else {
    const struct site_options options = {
        .site = rest[0] ? rest[0] : ".", .strict = strict, .jobs = (unsigned)jobs};
    code = render(&options, files, verbose, d);
  }
  g_strfreev(files);
  g_strfreev(rest);
  return code;
}

const struct command command_render = {"render", "publish a site from statements made elsewhere", run};
