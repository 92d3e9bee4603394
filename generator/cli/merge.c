// SPDX-License-Identifier: MIT
// standpoint merge: statement files and partial matrices become one matrix.
#include "base/stop.h"
#include "cli/confined.h"
#include "cli/footer.h"
#include "cli/merging.h"
#include "cli/tools.h"
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

struct merge_options {
  char *codebook, *output, *memory, *temporary;
  gint best;
  gboolean partial, verbose;
};

enum { LEAST_MEMORY = 1 << 20 };
static const char default_memory[] = "16M";

// Reads "64M": a number, and K, M or G for so many times 1024 bytes.
static bool read_size(const char *text, size_t *size) {
  char *end;
  guint64 number = g_ascii_strtoull(text, &end, 10);
  int shift = *end == 'K' ? 10 : *end == 'M' ? 20 : *end == 'G' ? 30 : 0;
  if (shift) end++;
  if (!g_ascii_isdigit(text[0]) || *end || number > (G_MAXSIZE / 2) >> shift) return false;
  *size = (size_t)number << shift;
  return *size >= LEAST_MEMORY;
}

static bool options_are_good(const struct merge_options *o, char **rest, size_t *memory, struct diag *d) {
  const struct diag_place program = {0};
  if (!rest[0])
    return diag_error(d, program, "merge needs files of statements or matrices, or - for standard input");
  if (!read_size(o->memory ? o->memory : default_memory, memory))
    return diag_error(d, program, "--memory takes a size from 1M (K, M, G), not '%s'", o->memory);
  if (o->best < 0) return diag_error(d, program, "--best takes a number from 1, not %d", o->best);
  return true;
}

// Temporary files go where the user says, else beside the output, else (standard output, a device) to the
// folder that the user works in. The caller frees it. NULL after an error to d.
static char *temporary_folder(const struct merge_options *o, struct diag *d) {
  struct stat status;
  if (o->temporary && access(o->temporary, W_OK | X_OK) != 0) {
    diag_error(d, (struct diag_place){.path = o->temporary},
               "is no folder that temporary files can be written to: %s", g_strerror(errno));
    return NULL;
  }
  if (o->temporary) return g_strdup(o->temporary);
  bool file =
      o->output && strcmp(o->output, "-") != 0 && (stat(o->output, &status) != 0 || S_ISREG(status.st_mode));
  return file ? g_path_get_dirname(o->output) : g_strdup(".");
}

// Returns 0 (also where it was asked to stop), EX_NOINPUT where a file cannot be read, EX_DATAERR where
// anything in one is wrong, EX_IOERR where temporary files fail; where the system failed otherwise, what
// diag_fault_code says.
static int take_all(char **files, struct merging *m, struct diag *d) {
  int code = 0;
  for (char **f = files; *f && !merging_failed(m) && !stop_asked(); f++) {
    unsigned errors = diag_count(d, DIAG_ERROR);
    bool matrix = strcmp(*f, "-") != 0 && matrix_is(*f),
         readable = matrix ? matrix_read(*f, merging_take, m, d) : statements_read(*f, merging_take, m, d);
    if (!matrix && !readable)
      code = EX_NOINPUT;
    else if (diag_count(d, DIAG_ERROR) > errors && !code)
      code = EX_DATAERR;
  }
  if (diag_fault_code(d)) code = diag_fault_code(d);
  return merging_failed(m) ? EX_IOERR : code;
}

// Refuses shards that are no whole set; says how many articles they went without.
static int judge(char **files, const struct codebook *c, bool partial, struct diag *d) {
  unsigned articles = 0, skipped = 0;
  int code = footers_judge(files, c->hash, partial, &articles, &skipped, d);
  if (!code && skipped)
    diag_warning(d, (struct diag_place){0}, "%u of %u articles were skipped in coding", skipped,
                 articles + skipped);
  return code;
}

static int write_matrix(struct merging *m, const char *path, struct diag *d) {
  struct output *out = output_open(path, d);
  if (!out) return EX_CANTCREAT;
  bool whole = merging_write(m, output_file(out));
  if (stop_asked()) return output_stopped(out, d);
  if (whole) return output_close(out, d); // which looks at the stream's error
  output_abandon(out);
  return EX_IOERR;
}

static int merge(const struct merge_options *o, char **files, struct diag *d) {
  struct merging_options options = {.best = (unsigned)o->best};
  stop_catch();
  int code = options_are_good(o, files, &options.memory, d) ? 0 : EX_USAGE;
  char *folder = code ? NULL : temporary_folder(o, d);
  if (!code && !folder) code = EX_CANTCREAT;
  if (!code) code = confine_to_files(o->codebook, files, g_strv_length(files), o->output, folder, d);
  struct codebook *c = code ? NULL : tools_codebook(o->codebook, &code, d);
  if (!code) code = judge(files, c, o->partial, d);
  if (!code) {
    options.folder = folder;
    struct merging *m = merging_new(c, &options, d);
    code = take_all(files, m, d);
    if (stop_asked())
      code = output_stopped(NULL, d);
    else if (!code)
      code = write_matrix(m, o->output, d);
    if (o->verbose && !stop_asked())
      diag_note(d, (struct diag_place){0}, "%" G_GUINT64_FORMAT " statements read from %u files",
                merging_count(m), g_strv_length(files));
    merging_free(m);
  }
  g_free(folder);
  codebook_free(c);
  return code;
}

static int run(int argc, char **argv, struct diag *d) {
  struct merge_options o = {0};
  const GOptionEntry entries[] = {
      {"codebook", 'c', 0, G_OPTION_ARG_FILENAME, &o.codebook, "the codebook (default: input/codebook.json)",
       "FILE"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &o.output, "write to FILE instead of standard output",
       "FILE"},
      {"best", 0, 0, G_OPTION_ARG_INT, &o.best,
       "name the N best statements of each cell (default: all); counts stay those of all", "N"},
      {"memory", 0, 0, G_OPTION_ARG_STRING, &o.memory,
       "sort in about so much memory, the rest on disk (K, M, G; default: 16M)", "SIZE"},
      {"temporary", 'T', 0, G_OPTION_ARG_FILENAME, &o.temporary,
       "the folder for sorting (default: that of -o FILE, else the current one)", "FOLDER"},
      {"partial", 0, 0, G_OPTION_ARG_NONE, &o.partial, "take shards of a set that is not whole", NULL},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &o.verbose, "say at the end how much was read", NULL},
      {0}};
  char **rest = NULL;
  int code = 0;
  if (options_parse(argc, argv, entries, "FILE…",
                    "Makes one matrix (JSON) of statements as `code` prints them and of matrices as `merge` "
                    "and `build` write them, in any order and\n"
                    "grouping. Statements that come twice count once. FILE - reads statements from standard "
                    "input. Where a line is at fault,\n"
                    "nothing is written. Shards with a footer (FILE.footer.json) must be one whole set; "
                    "which are missing, doubled or of\n"
                    "another set is said, and nothing is written. SIGINT and SIGTERM end it with nothing "
                    "written. A matrix made with --best is for readers: "
                    "it cannot be merged further.",
                    &rest, &code, d))
    code = merge(&o, rest, d);
  g_strfreev(rest);
  char *const owned[] = {o.codebook, o.output, o.memory, o.temporary};
  for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
    g_free(owned[i]);
  return code;
}

const struct command command_merge = {"merge", "make one matrix of statements and matrices", run};
