// SPDX-License-Identifier: MIT
// standpoint render: the site from statements made elsewhere.
#include "base/files.h"
#include "base/stop.h"
#include "base/texts.h"
#include "cli/confined.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/site_build.h"
#include "matrix/evidence.h"
#include "read/corpus.h"
#include <errno.h>
#include <unistd.h>

static void free_statement(void *p) {
  statement_free(p);
}

// Of several with one id the surest counts, as in the matrix, so that the order of the files never matters.
static int counts_before(const struct statement *a, const struct statement *b) {
  int order = evidence_compare(a, b);
  return order ? order : statement_compare(a, b);
}

// Empties the places of those of several with one id that do not count.
static void drop_doubled(GPtrArray *statements) {
  GHashTable *places = g_hash_table_new(g_str_hash, g_str_equal); // id -> place + 1
  for (guint i = 0; i < statements->len; i++) {
    struct statement *s = statements->pdata[i];
    guint had = GPOINTER_TO_UINT(g_hash_table_lookup(places, s->id));
    bool better = had && counts_before(s, statements->pdata[had - 1]) < 0;
    if (!had || better) g_hash_table_replace(places, s->id, GUINT_TO_POINTER(i + 1));
    if (!had) continue;
    statements->pdata[better ? had - 1 : i] = NULL;
  }
  g_hash_table_unref(places);
}

// Groups statements, which lie in a pool, by article.
static GHashTable *by_article(GPtrArray *statements) {
  GHashTable *groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  drop_doubled(statements);
  for (guint i = 0; i < statements->len; i++) {
    struct statement *t = statements->pdata[i];
    if (!t) continue;
    GPtrArray *group = g_hash_table_lookup(groups, t->article);
    if (!group)
      g_hash_table_insert(groups, g_strdup(t->article),
                          group = g_ptr_array_new_with_free_func(free_statement));
    g_ptr_array_add(group, t);
  }
  g_ptr_array_set_size(statements, 0);
  return groups;
}

// Says whether the file may be read: statements come from elsewhere too, and must not get a file of this
// machine into a page by calling it an article.
static bool may_read(const struct site_build *s, const char *file, char **folders) {
  char *articles = g_build_filename(s->input, "articles", NULL); // may be a link to elsewhere
  bool may = corpus_holds(s->input, file, s->d) || corpus_holds(articles, file, s->d) ||
             corpus_holds(".", file, s->d);
  g_free(articles);
  for (; folders && *folders && !may; folders++)
    may = corpus_holds(*folders, file, s->d);
  if (!may)
    diag_warning(
        s->d, (struct diag_place){.path = file},
        "lies outside the site and the current folder and is not read, expected --articles FOLDER that "
        "holds it");
  return may;
}

static bool at_hand(const char *path, struct diag *d) {
  if (access(path, R_OK) == 0) return true;
  if (!error_stays(errno)) diag_fault(d, (struct diag_place){.path = path}, "cannot be read", errno);
  return false;
}

// The article may lie in the site, or where the statements say, or nowhere near.
static struct article *find_article(const struct site_build *s, const char *path, char **folders) {
  char *inside = g_build_filename(s->options->site, path, NULL);
  const char *file = at_hand(inside, s->d) ? inside : at_hand(path, s->d) ? path : NULL;
  struct article *a = file && may_read(s, file, folders) ? article_read(file, s->d) : NULL;
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
  if (file_is_folder(folder)) {
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

static void add_articles(struct site_build *s, GPtrArray *statements, char **folders) {
  GHashTable *groups = by_article(statements);
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  GHashTableIter i;
  void *key;
  g_hash_table_iter_init(&i, groups);
  while (g_hash_table_iter_next(&i, &key, NULL))
    g_ptr_array_add(paths, g_strdup(key));
  add_silent(s, groups, paths);
  g_ptr_array_sort(paths, texts_compare);
  for (guint n = 0; n < paths->len && !stop_asked(); n++) {
    const char *path = paths->pdata[n];
    GPtrArray *group = g_hash_table_lookup(groups, path);
    struct article *a = find_article(s, path, folders);
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

struct loading {
  struct statement_pool *pool;
  GPtrArray *statements;
};

static void load(struct statement *s, void *data) {
  struct loading *l = data;
  g_ptr_array_add(l->statements, statement_pool_keep(l->pool, s));
}

static int render(const struct site_options *options, char **files, char **folders, bool verbose,
                  struct diag *d) {
  gint64 began = g_get_monotonic_time();
  struct loading l = {statement_pool_new(), g_ptr_array_new()};
  struct site_build s;
  int code = 0;
  stop_catch();
  for (char **f = files; *f && !code; f++)
    if (!statements_read(*f, load, &l, d)) code = diag_fault_code(d) ? diag_fault_code(d) : EX_NOINPUT;
  if (!code) code = site_open(&s, options, d);
  if (!code) {
    add_articles(&s, l.statements, folders);
    struct site_result r = {0};
    code = stop_asked() ? site_stopped(&s) : site_finish(&s, &r);
    if (r.opened) summary_print(&r, began, false, verbose, code, d);
  }
  g_ptr_array_unref(l.statements);
  statement_pool_free(l.pool);
  return code;
}

static int run(int argc, char **argv, struct diag *d) {
  gboolean strict = FALSE, verbose = FALSE;
  int jobs = 0;
  char **files = NULL, **folders = NULL, **rest = NULL;
  const GOptionEntry entries[] = {
      {"statements", 's', 0, G_OPTION_ARG_FILENAME_ARRAY, &files,
       "statements as `code` prints them (may be given several times; - is standard input)", "FILE"},
      {"articles", 'a', 0, G_OPTION_ARG_FILENAME_ARRAY, &folders,
       "a folder that articles may be read from, beside the site and the current folder (may be given "
       "several "
       "times)",
       "FOLDER"},
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
    stop_catch();
    code = confine_to_site(options.site, files, folders, true, d);
    if (!code) code = render(&options, files, folders, verbose, d);
  }
  g_strfreev(files);
  g_strfreev(folders);
  g_strfreev(rest);
  return code;
}

const struct command command_render = {"render", "publish a site from statements made elsewhere", run};
