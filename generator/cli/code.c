// SPDX-License-Identifier: MIT
// standpoint code: statements of articles as NDJSON.
#include "cli/code_pool.h"
#include "cli/progress.h"
#include "cli/tools.h"
#include <math.h>

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

static bool read_number(const char **s, guint64 *n) {
  char *end = NULL;
  if (!g_ascii_isdigit(**s)) return false;
  *n = g_ascii_strtoull(*s, &end, 10);
  *s = end;
  return *n < G_MAXUINT64;
}

static bool read_shard(const char *text, guint64 *index, guint64 *count, struct diag *d) {
  const char *s = text;
  if (!text) return true;
  bool ok = read_number(&s, index) && *s++ == '/' && read_number(&s, count) && !*s && *index < *count;
  return ok ||
         diag_error(d, (struct diag_place){0}, "--shard takes I/N with I from 0 and below N, not '%s'", text);
}

// FNV-1a, 64 bit.
static guint64 hash_path(const char *path) {
  guint64 h = 14695981039346656037u;
  for (; *path; path++)
    h = (h ^ (unsigned char)*path) * 1099511628211u;
  return h;
}

static void keep_shard(GPtrArray *paths, guint64 index, guint64 count) {
  guint kept = 0;
  for (guint i = 0; i < paths->len; i++) {
    char *path = paths->pdata[i];
    if (hash_path(path) % count == index)
      paths->pdata[kept++] = path;
    else
      g_free(path);
  }
  for (guint i = kept; i < paths->len; i++)
    paths->pdata[i] = NULL;
  g_ptr_array_set_size(paths, (gint)kept);
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

static void code_all(struct code_run *r, const struct coder *coder, const GPtrArray *paths, unsigned jobs) {
  struct code_pool *pool = code_pool_new(coder, NULL, jobs);
  struct progress progress;
  progress_start(&progress, "coding", paths->len);
  for (guint i = 0; i < paths->len; i++) {
    code_pool_push(pool, paths->pdata[i], paths->pdata[i]);
    if (!code_pool_full(pool)) continue;
    put_article(r, code_pool_take(pool));
    progress_step(&progress);
  }
  for (struct coded *c; (c = code_pool_take(pool));) {
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

static int code_paths(const struct code_options *o, char **args, guint64 index, guint64 count,
                      struct diag *d) {
  struct tools tools;
  int code = tools_open(&tools, o->codebook, d);
  struct output *out = code ? NULL : output_open(o->output, d);
  if (!code && !out) code = EX_CANTCREAT;
  if (out) {
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    struct code_run r = {
        .out = output_file(out), .min_confidence = (unsigned)lround(1000 * o->min_confidence), .d = d};
    paths_expand(args, paths);
    keep_shard(paths, index, count);
    code_all(&r, tools.coder, paths, (unsigned)o->jobs);
    code = output_close(out, d);
    report(&r, o->verbose);
    g_ptr_array_unref(paths);
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
  guint64 index = 0, count = 1;
  if (options_parse(argc, argv, entries, "FILE…",
                    "Codes articles and prints their statements, one JSON object a line, in the order of the "
                    "articles given.\n"
                    "FILE - reads the paths of articles from standard input, one a line. What cannot be "
                    "read, and drafts, are skipped.",
                    &rest, &code, d)) {
    bool ok = options_are_good(&o, rest, d) && read_shard(o.shard, &index, &count, d);
    code = ok ? code_paths(&o, rest, index, count, d) : EX_USAGE;
  }
  g_strfreev(rest);
  g_free(o.codebook);
  g_free(o.output);
  g_free(o.shard);
  return code;
}

const struct command command_code = {"code", "code articles: statements as NDJSON", run};
