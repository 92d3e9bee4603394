// SPDX-License-Identifier: MIT
// standpoint code: statements of articles as NDJSON.
#include "base/files.h"
#include "base/stop.h"
#include "cli/code_pool.h"
#include "cli/confined.h"
#include "cli/footer.h"
#include "cli/progress.h"
#include "cli/tools.h"
#include <math.h>
#include <signal.h>

struct code_options {
  char *codebook, *output, *shard;
  double min_confidence;
  gint jobs;
  gboolean verbose;
};

struct code_run {
  FILE *out;
  unsigned min_confidence; // thousandths
  unsigned coded, skipped, statements, weak;
  struct diag *d;
};

static bool options_are_good(const struct code_options *o, char **rest, struct diag *d) {
  const struct diag_place program = {0};
  if (!rest[0])
    return diag_error(d, program, "code needs articles, or - to read their paths from standard input");
  if (o->jobs < 0) return diag_error(d, program, "--jobs takes a number from 1, not %d", o->jobs);
  if (!(o->min_confidence >= 0 && o->min_confidence <= 1))
    return diag_error(d, program, "--min-confidence takes a number from 0 to 1, not %g", o->min_confidence);
  return true;
}

static bool read_shard(const char *text, struct shard *s, struct diag *d) {
  return !text || shard_parse(text, s) ||
         diag_error(d, (struct diag_place){0}, "--shard takes I/N with I from 0 and below N, not '%s'", text);
}

static void put_article(struct code_run *r, struct coded *c) {
  bool draft = c->article && c->article->draft;
  diag_pour(r->d, c->messages);
  if (draft) diag_note(r->d, (struct diag_place){.path = c->path}, "is a draft and is not coded");
  if (!c->article || draft)
    r->skipped++;
  else
    r->coded++;
  for (guint i = 0; i < c->statements->len; i++) {
    const struct statement *s = c->statements->pdata[i];
    if (s->confidence < r->min_confidence) {
      r->weak++;
      continue;
    }
    json *j = statement_to_json(s);
    char *line = json_print(j, false);
    fprintf(r->out, "%s\n", line);
    g_free(line);
    json_free(j);
    r->statements++;
  }
  coded_free(c);
}

// The articles to be coded: those of a shard with a footer, which are read twice, are kept as a list; others
// are taken as they come, so that their number costs no memory.
struct sources {
  const GPtrArray *list; // NULL: paths and shard
  guint at, all;         // all 0: nobody knows how many
  struct paths paths;
  struct shard shard;
};

static const char *sources_next(struct sources *s) {
  if (s->list) return s->at < s->list->len ? s->list->pdata[s->at++] : NULL;
  const char *path = paths_next(&s->paths);
  while (path && !shard_takes(&s->shard, path))
    path = paths_next(&s->paths);
  return path;
}

static void code_all(struct code_run *r, const struct coder *coder, struct sources *sources, unsigned jobs) {
  struct code_pool *pool = code_pool_new(coder, NULL, jobs);
  struct progress progress;
  progress_start(&progress, "coding", sources->all);
  for (const char *path; !stop_asked() && (path = sources_next(sources));) {
    code_pool_push(pool, path, path);
    if (!code_pool_full(pool)) continue;
    put_article(r, code_pool_take(pool));
    progress_step(&progress);
  }
  for (struct coded *c; !stop_asked() && (c = code_pool_take(pool));) {
    put_article(r, c);
    progress_step(&progress);
  }
  progress_end(&progress);
  code_pool_free(pool);
}

static void report(const struct code_run *r, bool verbose) {
  const struct diag_place program = {0};
  if (r->skipped) diag_warning(r->d, program, "%u of %u articles skipped", r->skipped, r->skipped + r->coded);
  if (verbose)
    diag_note(r->d, program, "%u articles coded, %u statements, %u left out below --min-confidence", r->coded,
              r->statements, r->weak);
}

static int code_sources(const struct code_options *o, const struct coder *coder, struct sources *sources,
                        struct code_run *r) {
  struct output *out = output_open(o->output, r->d);
  if (!out) return EX_CANTCREAT;
  r->out = output_file(out);
  code_all(r, coder, sources, (unsigned)o->jobs);
  if (!stop_asked() && !diag_fault_code(r->d)) return output_close(out, r->d);
  if (stop_asked()) return output_stopped(out, r->d);
  output_abandon(out);
  return diag_fault_code(r->d);
}

// A shard with a footer may be asked for more than once: the work is done once.
static int code_once(const struct code_options *o, const struct coder *coder, const GPtrArray *list,
                     struct footer *f, struct code_run *r) {
  const struct diag_place out = {.path = o->output};
  struct sources sources = {.list = list, .all = list->len};
  if (!footer_set_files(f, list, r->d)) return EX_TEMPFAIL;
  if (footer_done(f, o->output)) {
    r->coded = f->articles;
    r->skipped = f->skipped;
    r->statements = f->statements;
    if (o->verbose) diag_note(r->d, out, "is there and whole; nothing to do");
    return 0;
  }
  int code = code_sources(o, coder, &sources, r);
  // A batch system asks to make room by SIGTERM; this asks it to run the shard again. So it is where the
  // system failed.
  if (code == 128 + SIGTERM || diag_fault_code(r->d)) return EX_TEMPFAIL;
  f->articles = r->coded;
  f->skipped = r->skipped;
  f->statements = r->statements;
  bool file = !code && file_is_regular(o->output);
  return file ? footer_write(f, o->output, r->d) : code;
}

static int code_shard(const struct code_options *o, const struct tools *tools, char **args,
                      const struct shard *shard, struct code_run *r) {
  GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
  struct footer f = {.shard = *shard,
                     .version = g_strdup(coder_version(tools->coder)),
                     .codebook = g_strdup(tools->codebook->hash),
                     .min_confidence = r->min_confidence};
  bool listed = footer_set_list(&f, args, list, r->d);
  int code = listed ? code_once(o, tools->coder, list, &f, r) : EX_TEMPFAIL;
  footer_release(&f);
  g_ptr_array_unref(list);
  return code;
}

// Paths from standard input come when it is too late to name their folders: then all may be read.
static int confine_to_articles(const struct code_options *o, char **args, struct diag *d) {
  char root[] = "/.", *const anywhere[] = {root};
  bool listed = g_strv_contains((const char *const *)args, "-");
  return confine_to_files(o->codebook, listed ? anywhere : args, listed ? 1 : g_strv_length(args), o->output,
                          NULL, d);
}

static int code_articles(const struct code_options *o, char **args, const struct shard *shard,
                         struct diag *d) {
  struct tools tools;
  stop_catch();
  int code = tools_open(&tools, o->codebook, d);
  if (!code) code = confine_to_articles(o, args, d);
  if (!code) {
    struct code_run r = {.min_confidence = (unsigned)lround(1000 * o->min_confidence), .d = d};
    bool kept = shard->count && o->output && strcmp(o->output, "-") != 0;
    if (kept)
      code = code_shard(o, &tools, args, shard, &r);
    else {
      struct sources sources = {.paths = {.args = args, .d = d}, .shard = *shard};
      if (!shard->count && !g_strv_contains((const char *const *)args, "-"))
        sources.all = g_strv_length(args);
      code = code_sources(o, tools.coder, &sources, &r);
      paths_release(&sources.paths);
    }
    if (code != EX_TEMPFAIL && !stop_asked()) report(&r, o->verbose);
  }
  tools_release(&tools);
  return code;
}

static int run(int argc, char **argv, struct diag *d) {
  struct code_options o = {0};
  const GOptionEntry entries[] = {
      {"codebook", 'c', 0, G_OPTION_ARG_FILENAME, &o.codebook, "the codebook (default: input/codebook.json)",
       "FILE"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &o.output, "write to FILE instead of standard output",
       "FILE"},
      {"shard", 0, 0, G_OPTION_ARG_STRING, &o.shard,
       "take only the articles whose path hashes (FNV-1a, 64 bit) to I modulo N", "I/N"},
      {"min-confidence", 0, 0, G_OPTION_ARG_DOUBLE, &o.min_confidence,
       "leave out less sure statements (0 to 1)", "X"},
      {"jobs", 'j', 0, G_OPTION_ARG_INT, &o.jobs,
       "threads (default: one a processor); the output is the same", "N"},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &o.verbose, "say at the end how much was coded", NULL},
      {0}};
  char **rest = NULL;
  int code = 0;
  struct shard shard = {0};
  if (options_parse(argc, argv, entries, "FILE…",
                    "Codes articles and prints their statements, one JSON object a line, in the order of the "
                    "articles given.\n"
                    "FILE - reads the paths of articles from standard input, one a line. What cannot be "
                    "read, and drafts, are skipped.\n"
                    "With --shard and -o, FILE.footer.json says of what and by what FILE was made; where "
                    "that is what is asked for and\n"
                    "FILE is whole, nothing is done. Exit code 75 asks to be run again.",
                    &rest, &code, d)) {
    bool ok = options_are_good(&o, rest, d) && read_shard(o.shard, &shard, d);
    code = ok ? code_articles(&o, rest, &shard, d) : EX_USAGE;
  }
  g_strfreev(rest);
  g_free(o.codebook);
  g_free(o.output);
  g_free(o.shard);
  return code;
}

const struct command command_code = {"code", "code articles: statements as NDJSON", run};
