// SPDX-License-Identifier: MIT
#include "cli/site_build.h"
#include "base/exits.h"
#include "base/files.h"
#include "base/home.h"
#include "base/stop.h"
#include "cli/inputs.h"
#include "cli/inputs_seen.h"
#include "cli/signature.h"
#include "site/ledger.h"
#include "site/page_key.h"
#include <errno.h>
#include <unistd.h>

static void free_record(void *p) {
  struct article_record *r = p;
  g_free(r->path);
  g_free(r->slug);
  g_free(r->title);
  g_free(r->date);
  g_free(r->source);
  g_free(r->url);
  g_free(r->author);
  g_free(r->licence);
  g_free(r);
}

static void free_skipped(void *p) {
  struct skipped *k = p;
  g_free(k->path);
  g_free(k->reason);
  g_free(k);
}

static void free_statement(void *p) {
  statement_free(p);
}

static void release(struct site_build *s) {
  if (s->edition.articles) {
    matrix_release(&s->edition.matrix);
    g_ptr_array_unref(s->edition.articles);
    g_ptr_array_unref(s->edition.statements);
    g_ptr_array_unref(s->edition.rejected);
    g_ptr_array_unref(s->edition.skipped);
    g_hash_table_unref(s->edition.by_path);
    g_array_unref(s->edition.changes);
  }
  page_sink_free(s->sink);
  statement_pool_free(s->pool);
  template_set_free(s->template_set);
  reviews_release(&s->reviews);
  codebook_free(s->codebook);
  settings_release(&s->settings);
  if (s->slugs) g_hash_table_unref(s->slugs);
  if (s->inputs) g_string_free(s->inputs, TRUE);
  for (size_t i = 0; i < G_N_ELEMENTS(s->templates); i++)
    g_free((char *)s->templates[i]);
  g_free(s->unread);
  g_free(s->input);
  g_free(s->output);
  *s = (struct site_build){0};
}

// Says whether two paths lead to one folder.
static bool same_folder(const char *a, const char *b, struct diag *d) {
  char *real_a = file_real_path(a, d), *real_b = b ? file_real_path(b, d) : NULL;
  bool same = real_a && real_b && strcmp(real_a, real_b) == 0;
  g_free(real_a);
  g_free(real_b);
  return same;
}

// Adds folder (taken over; may be NULL) where it is there and not among them yet. Returns whether it is
// there.
static bool add_templates(struct site_build *s, char *folder) {
  size_t n = 0;
  bool there = folder && file_is_there(folder), known = !there;
  for (; s->templates[n]; n++)
    known |= there && same_folder(s->templates[n], folder, s->d);
  if (known)
    g_free(folder);
  else
    s->templates[n] = folder;
  return there;
}

// The site's own folder comes first, so that it overrides the theme's and the program's file by file. In a
// checkout that is a site itself, its folder is the program's and comes last.
static void find_templates(struct site_build *s) {
  const char *theme = s->settings.theme;
  char *program = program_folder("templates", s->d),
       *mine = g_build_filename(s->options->site, "templates", NULL);
  if (same_folder(mine, program, s->d))
    g_free(mine);
  else
    add_templates(s, mine);
  if (*theme) {
    bool own = add_templates(s, g_build_filename(s->options->site, "templates", "themes", theme, NULL));
    bool ours = program && add_templates(s, g_build_filename(program, "themes", theme, NULL));
    if (!own && !ours)
      diag_error(
          s->d, json_place(&s->settings.doc, json_get(s->settings.doc.root, "theme")),
          "there is no theme \"%s\", expected a folder templates/themes/%s; the site is made without it",
          theme, theme);
  }
  add_templates(s, program);
}

static void init_edition(struct site_build *s) {
  s->slugs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  s->pool = statement_pool_new();
  s->edition = (struct edition){
      .settings = &s->settings,
      .codebook = s->codebook,
      .reviews = &s->reviews,
      .articles = g_ptr_array_new_with_free_func(free_record),
      .by_path = g_hash_table_new(g_str_hash, g_str_equal),
      .statements = g_ptr_array_new_with_free_func(free_statement),
      .rejected = g_ptr_array_new_with_free_func(free_statement),
      .skipped = g_ptr_array_new_with_free_func(free_skipped),
      .changes = g_array_new(FALSE, FALSE, sizeof(struct change)),
  };
}

// Returns the exit code of the faults that d has seen, else code.
static int code_or(const struct diag *d, int code) {
  int fault = diag_fault_code(d);
  return fault ? fault : code;
}

static void list_inputs(struct site_build *s) {
  const struct site_options *o = s->options;
  char *path = g_build_filename(o->site, ".standpoint", "inputs", NULL);
  struct inputs_seen *seen = o->keep ? inputs_seen_open(path, o->settled) : NULL;
  s->inputs = g_string_new(NULL);
  s->unread = inputs_list(o->site, seen, s->inputs, s->d);
  if (seen) inputs_seen_write(seen);
  inputs_seen_free(seen);
  g_free(path);
}

int site_open(struct site_build *s, const struct site_options *options, struct diag *d) {
  *s = (struct site_build){.options = options, .d = d};
  s->input = g_build_filename(options->site, "input", NULL);
  s->output = g_build_filename(options->site, "output", NULL);
  if (access(s->input, R_OK | X_OK) != 0) {
    int error = errno;
    struct diag_place at = {.path = s->input};
    if (error_stays(error))
      diag_error(d, at, "cannot be read (%s), expected a folder with articles/ and codebook.json",
                 g_strerror(error));
    else
      diag_fault(d, at, "cannot be read", error);
    release(s);
    return code_or(d, EX_NOINPUT);
  }
  // Before anything is read: what changes from now on then shows as changed.
  list_inputs(s);
  char *settings = g_build_filename(s->input, "site.json", NULL),
       *book = g_build_filename(s->input, "codebook.json", NULL),
       *reviews = g_build_filename(s->input, "reviews.csv", NULL);
  settings_load(&s->settings, settings, d);
  s->codebook = codebook_load(book, d);
  find_templates(s);
  s->template_set = template_set_load(s->templates, true, d);
  if (s->codebook) reviews_load(&s->reviews, reviews, s->codebook, d);
  g_free(settings);
  g_free(book);
  g_free(reviews);
  if (!s->codebook || !s->template_set || diag_fault_code(d)) {
    release(s);
    return code_or(d, EXIT_INPUT_ERRORS);
  }
  bool busy = false;
  s->publication = options->dry ? publish_begin_dry() : publish_begin(s->output, &busy, d);
  if (!s->publication) {
    release(s);
    return busy || diag_fault_code(d) == EX_TEMPFAIL ? EX_TEMPFAIL : EX_CANTCREAT;
  }
  s->sink = page_sink_new(s->template_set, s->templates, &s->settings, s->codebook->language, s->publication,
                          options->jobs ? options->jobs : g_get_num_processors(), d);
  init_edition(s);
  if (page_sink_ready(s->sink)) return 0;
  site_abandon(s);
  return code_or(d, EXIT_INPUT_ERRORS);
}

void site_remember(struct site_build *s, const char *program) {
  char *path = g_build_filename(s->options->site, ".standpoint", "pages", NULL),
       *salt = g_strconcat(program, "\n", s->codebook->hash, NULL);
  page_remember(s->sink, path, salt);
  g_free(path);
  g_free(salt);
}

// Once the new site stands: without this, the next build makes all pages.
static void keep_ledger(struct site_build *s) {
  struct ledger *ledger = page_ledger(s->sink);
  if (!ledger) return;
  char *stamp = g_build_filename(s->options->site, ".standpoint", "last-build.clock", NULL);
  gint64 changed = ledger_settle(ledger, s->output);
  if (signature_outlasts(stamp, changed)) ledger_write(ledger);
  g_free(stamp);
}

char *site_relative(const struct site_build *s, const char *path) {
  size_t n = strlen(s->input);
  if (strncmp(path, s->input, n) == 0 && path[n] == '/') return g_strconcat("input", path + n, NULL);
  return g_strdup(path);
}

// Statements that the program is not sure enough of are neither counted nor shown.
static void drop_weak(struct site_build *s, GPtrArray *statements) {
  guint kept = 0;
  for (guint i = 0; i < statements->len; i++) {
    struct statement *t = statements->pdata[i];
    if (t->confidence >= s->settings.min_confidence)
      statements->pdata[kept++] = t;
    else {
      statement_free(t);
      s->weak++;
    }
  }
  g_ptr_array_set_free_func(statements, NULL);
  g_ptr_array_set_size(statements, (gint)kept);
}

static char *slug_source(const char *path) {
  const char *inside = g_str_has_prefix(path, "input/articles/") ? path + strlen("input/articles/") : path;
  return g_strdup(inside);
}

static struct article_record *make_record(struct site_build *s, const char *path, const struct article *a,
                                          const GPtrArray *statements) {
  const struct statement *first = statements->len ? statements->pdata[0] : NULL;
  struct article_record *r = g_new0(struct article_record, 1);
  char *inside = slug_source(path);
  const char *title = a ? a->title : first ? first->title : NULL;
  r->path = g_strdup(path);
  r->slug = article_slug(inside, s->slugs);
  r->title = title && *title ? g_strdup(title) : g_path_get_basename(path);
  r->date = g_strdup(a ? a->date : first ? first->date : NULL);
  r->source = g_strdup(a ? a->source : first ? first->source : NULL);
  r->url = g_strdup(a ? a->url : first ? first->url : NULL);
  r->author = g_strdup(a ? a->author : NULL);
  r->licence = g_strdup(a ? a->licence : NULL);
  r->statements = statements->len;
  r->has_page = s->settings.articles != ARTICLES_NONE;
  g_free(inside);
  return r;
}

static int by_statement_order(const void *a, const void *b) {
  return statement_compare(*(const struct statement *const *)a, *(const struct statement *const *)b);
}

// Says whether a person added statements to the article.
static bool is_added_to(const struct site_build *s, const char *path) {
  char *inside = slug_source(path);
  GHashTable *added_to = s->reviews.by_article;
  bool added = added_to && (g_hash_table_contains(added_to, inside) || g_hash_table_contains(added_to, path));
  g_free(inside);
  return added;
}

// Says whether a person decided on any of them, or added to them.
static bool is_reviewed(const struct site_build *s, const char *path, const GPtrArray *statements) {
  bool reviewed = is_added_to(s, path);
  for (guint i = 0; s->reviews.by_statement && i < statements->len && !reviewed; i++)
    reviewed =
        g_hash_table_contains(s->reviews.by_statement, ((const struct statement *)statements->pdata[i])->id);
  return reviewed;
}

static struct article *read_whole(struct site_build *s, const char *file, const char *path) {
  struct article *a = article_read(file, s->d);
  if (!a) return NULL;
  g_free(a->path);
  a->path = g_strdup(path);
  return a;
}

void site_add_article(struct site_build *s, const char *path, const struct article *a, const char *content,
                      const char *unread, GPtrArray *statements) {
  struct article *whole = unread && is_added_to(s, path) ? read_whole(s, unread, path) : NULL;
  char key[65];
  const struct article *read = whole ? whole : unread ? NULL : a;
  bool touched = is_reviewed(s, path, statements);
  if (read) reviews_place(&s->reviews, read, "input/articles", statements, s->d);
  g_ptr_array_set_free_func(statements, free_statement);
  reviews_apply(&s->reviews, statements, s->edition.rejected);
  drop_weak(s, statements);
  g_ptr_array_sort(statements, by_statement_order);
  struct article_record *r = make_record(s, path, a, statements);
  if (page_ledger(s->sink)) statements_digest(r->digest, path, touched ? NULL : content, statements);
  g_ptr_array_add(s->edition.articles, r);
  g_hash_table_insert(s->edition.by_path, r->path, r);
  if (r->has_page && !article_page_stands(r, content, s->sink, key)) {
    if (unread && !whole) whole = read_whole(s, unread, path);
    if (unread && !whole) *key = '\0'; // it went away this moment: its page is not to be remembered
    article_page_make(&s->settings, s->codebook, r, unread ? whole : a, statements, s->sink, key);
  }
  for (guint i = 0; i < statements->len; i++)
    g_ptr_array_add(s->edition.statements, statement_pool_keep(s->pool, statements->pdata[i]));
  g_ptr_array_unref(statements);
  article_free(whole);
}

void site_skip_article(struct site_build *s, const char *path, const char *reason) {
  struct skipped *k = g_new0(struct skipped, 1);
  k->path = g_strdup(path);
  k->reason = g_strdup(reason);
  g_ptr_array_add(s->edition.skipped, k);
}

// Newest first, undated last, then by path.
static int by_date(const void *pa, const void *pb) {
  const struct article_record *a = *(const struct article_record *const *)pa,
                              *b = *(const struct article_record *const *)pb;
  int order = a->date && b->date ? strcmp(b->date, a->date) : (a->date == NULL) - (b->date == NULL);
  return order ? order : strcmp(a->path, b->path);
}

// Articles come in the order of their paths, so that their statements mostly are in order.
static void sort_statements(GPtrArray *statements) {
  bool sorted = true;
  for (guint i = 1; i < statements->len && sorted; i++)
    sorted = by_statement_order(&statements->pdata[i - 1], &statements->pdata[i]) <= 0;
  if (!sorted) g_ptr_array_sort(statements, by_statement_order);
}

static void put_inputs(struct site_build *s) {
  if (s->unread && !diag_count(s->d, DIAG_ERROR))
    diag_fault(s->d, (struct diag_place){.path = s->unread}, "may be read now, but not when the build began",
               EAGAIN);
  const struct slice text = {s->inputs->str, s->inputs->len};
  publish_put(s->publication, INPUTS_FILE, text, "the program", s->d);
}

// Tells hosts that would run Jekyll over the site to publish its files as they are; one that a person put
// there says the same.
static void mark_finished(struct site_build *s) {
  if (!publish_foreign(s->publication, ".nojekyll"))
    publish_put(s->publication, ".nojekyll", (struct slice){"", 0}, "the program", s->d);
}

static void make_pages(struct site_build *s) {
  struct edition *e = &s->edition;
  g_ptr_array_sort(e->articles, by_date);
  sort_statements(e->statements);
  statements_rank(e->statements);
  reviews_report_unused(&s->reviews, s->d);
  matrix_init(&e->matrix, s->codebook, e->statements, s->settings.min_confidence, NULL, NULL, s->d);
  if (s->settings.since)
    matrix_changes(s->codebook, e->statements, s->settings.min_confidence, s->settings.since, e->changes);
  for (const struct page_kind *k = page_kinds; k->name && !stop_asked(); k++)
    k->make(e, s->sink);
  page_assets(s->sink);
  put_inputs(s);
  mark_finished(s);
}

static void count(const struct site_build *s, struct site_result *result) {
  const struct edition *e = &s->edition;
  *result = (struct site_result){.opened = true,
                                 .articles = e->articles->len,
                                 .skipped = e->skipped->len,
                                 .statements = e->statements->len,
                                 .weak = s->weak,
                                 .standing = page_standing(s->sink)};
  for (unsigned a = 0; a < s->codebook->actor_count; a++)
    for (unsigned i = 0; i < s->codebook->issue_count; i++)
      result->cells += matrix_cell(&e->matrix, a, i) != NULL;
}

int site_finish(struct site_build *s, struct site_result *result) {
  unsigned before = diag_count(s->d, DIAG_ERROR);
  make_pages(s);
  count(s, result);
  int code = diag_count(s->d, DIAG_ERROR) ? EXIT_INPUT_ERRORS : 0;
  struct publication *p = s->publication;
  s->publication = NULL;
  bool sound = !stop_asked() && publish_check(p, s->d), published = false;
  if (stop_asked())
    publish_abandon(p);
  else if (diag_fault_code(s->d)) {
    publish_abandon(p);
    code = diag_fault_code(s->d);
  } else if (!sound || diag_count(s->d, DIAG_ERROR) > before) {
    publish_abandon(p);
    code = EX_SOFTWARE;
  } else if (s->options->dry || (s->options->strict && code))
    publish_abandon(p);
  else if ((published = publish_commit(p, &result->files, s->d)))
    keep_ledger(s);
  else
    code = code_or(s->d, EX_IOERR);
  if (stop_asked() && !published) return site_stopped(s);
  release(s);
  return code;
}

int site_stopped(struct site_build *s) {
  diag_error(s->d, (struct diag_place){0}, "stopped by %s", stop_name());
  site_abandon(s);
  return 128 + stop_asked();
}

void site_abandon(struct site_build *s) {
  if (s->publication) publish_abandon(s->publication);
  release(s);
}
