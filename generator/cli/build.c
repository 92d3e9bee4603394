// SPDX-License-Identifier: MIT
// standpoint build: the main job.
#include "cli/build.h"
#include "base/exits.h"
#include "base/memory.h"
#include "base/stop.h"
#include "cli/code_pool.h"
#include "cli/confined.h"
#include "cli/last_build.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/signature.h"
#include "cli/site_build.h"
#include "read/corpus.h"
#include "store/store.h"

static void take_result(struct site_build *s, struct coded *c, unsigned *coded) {
  bool readable = c->article != NULL, draft = readable && c->article->draft;
  *coded += readable && !draft && !c->from_store;
  diag_pour(s->d, c->messages);
  if (readable && !draft)
    site_add_article(s, c->path, c->article, c->content, c->unread ? c->file : NULL,
                     g_ptr_array_ref(c->statements));
  else
    site_skip_article(s, c->path, draft ? "draft" : "cannot be read");
  coded_free(c);
}

// Reads, codes and adds every article of the site, in the order of their paths. Returns how many were not
// known to the store.
static unsigned add_articles(struct site_build *s, const struct coder *coder, struct store *store,
                             struct code_trust trust, unsigned jobs) {
  char *folder = g_build_filename(s->input, "articles", NULL);
  GPtrArray *files = corpus_list(folder, s->d);
  struct progress progress;
  unsigned coded = 0;
  progress_start(&progress, "coding", files->len);
  struct code_pool *pool = code_pool_new(coder, store, jobs);
  code_pool_trust(pool, trust);
  for (guint i = 0; i < files->len && !stop_asked(); i++) {
    char *path = site_relative(s, files->pdata[i]);
    code_pool_push(pool, files->pdata[i], path);
    g_free(path);
    if (!code_pool_full(pool)) continue;
    take_result(s, code_pool_take(pool), &coded);
    progress_step(&progress);
  }
  for (struct coded *c; !stop_asked() && (c = code_pool_take(pool));) {
    take_result(s, c, &coded);
    progress_step(&progress);
  }
  progress_end(&progress);
  code_pool_free(pool);
  if (!files->len && !stop_asked())
    diag_warning(s->d, (struct diag_place){.path = folder},
                 "holds no article, expected .md, .txt or .html files");
  g_ptr_array_unref(files);
  g_free(folder);
  return coded;
}

// Codes and publishes. What concerns the store alone is said to store_d.
static int do_all(const char *site, const struct build_options *o, gint64 settled, struct site_result *r,
                  struct diag *d, struct diag *store_d) {
  struct site_options options = {.site = site,
                                 .strict = o->strict,
                                 .dry = o->dry,
                                 .jobs = (unsigned)o->jobs,
                                 .keep = !o->no_store && !o->dry,
                                 .settled = settled};
  struct site_build s;
  int code = site_open(&s, &options, d);
  if (code) return code;
  struct model *model = model_open(NULL, d);
  struct coder *coder = model ? coder_new(s.codebook, model, d) : NULL;
  struct store *store = NULL;
  char *program = NULL;
  if (!coder) {
    site_abandon(&s);
    code = diag_fault_code(d) ? diag_fault_code(d) : EX_UNAVAILABLE;
    goto done;
  }
  if (!o->no_store && !o->dry) {
    char *cache = g_build_filename(site, ".standpoint", "statements.sqlite", NULL);
    store = store_open(cache, s.codebook->hash, coder_version(coder), store_d);
    g_free(cache);
    program = program_signature();
    if (program) site_remember(&s, program);
  }
  unsigned coded = add_articles(&s, coder, store, (struct code_trust){program, settled}, (unsigned)o->jobs);
  store_close(store);
  // What coded is not needed for pages.
  coder_free(coder);
  model_free(model);
  coder = NULL;
  model = NULL;
  memory_trim();
  code = stop_asked() ? site_stopped(&s) : site_finish(&s, r);
  r->coded = coded;
done:
  g_free(program);
  coder_free(coder);
  model_free(model);
  return code;
}

int build_site(const char *site, const struct build_options *o, struct diag *d) {
  gint64 began = g_get_monotonic_time();
  struct site_result r = {.opened = false};
  struct last_build last = {0};
  int code = 0;
  stop_catch();
  if (o->no_store || o->dry || !last_build_begin(&last, site, o->strict, &r, &code, d)) {
    struct diag *store_d = diag_new_held();
    code = do_all(site, o, last.usable ? last.settled : 0, &r, d, store_d);
    if (r.opened && code <= EXIT_INPUT_ERRORS && !(o->strict && code) && !diag_left_out(d))
      last_build_keep(&last, &r, code);
    diag_keep(d, NULL);
    diag_pour(d, store_d);
    diag_free(store_d);
  }
  if (r.opened) summary_print(&r, began, o->dry, o->verbose, code, d);
  last_build_free(&last, d);
  return code;
}

static int run(int argc, char **argv, struct diag *d) {
  struct build_options o = {0};
  const GOptionEntry entries[] = {
      {"strict", 0, 0, G_OPTION_ARG_NONE, &o.strict, "publish nothing where the input has errors", NULL},
      {"no-store", 0, 0, G_OPTION_ARG_NONE, &o.no_store, "neither read nor keep the cache of statements",
       NULL},
      {"jobs", 'j', 0, G_OPTION_ARG_INT, &o.jobs, "threads (default: one a processor)", "N"},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &o.verbose, "say more in the summary", NULL},
      {0}};
  char **rest = NULL;
  int code = 0;
  if (!options_parse(argc, argv, entries, "[SITE]",
                     "Reads SITE/input (the current folder where SITE is not given), codes its articles and "
                     "publishes SITE/output.",
                     &rest, &code, d))
    return code;
  if (rest[0] && rest[1]) {
    diag_error(d, (struct diag_place){0}, "build takes one site, not also '%s'", rest[1]);
    code = EX_USAGE;
  } else if (o.jobs < 0) {
    diag_error(d, (struct diag_place){0}, "--jobs takes a number from 1, not %d", o.jobs);
    code = EX_USAGE;
  } else {
    const char *site = rest[0] ? rest[0] : ".";
    stop_catch();
    code = confine_to_site(site, NULL, NULL, false, d);
    if (!code) code = build_site(site, &o, d);
  }
  g_strfreev(rest);
  return code;
}

const struct command command_build = {"build", "code the articles of a site and publish its pages", run};
