// SPDX-License-Identifier: MIT
// standpoint explain: what the coder sees in an article, sentence by sentence, and why.
#include "base/stop.h"
#include "cli/confined.h"
#include "cli/tools.h"

// Splits "FILE:LINE" where a number follows the last colon and no file has the whole as its name. Returns the
// path, to be freed.
static char *split_line(const char *argument, unsigned *line) {
  const char *colon = strrchr(argument, ':');
  *line = 0;
  if (!colon || !g_ascii_isdigit(colon[1]) || g_file_test(argument, G_FILE_TEST_EXISTS))
    return g_strdup(argument);
  char *end;
  guint64 n = g_ascii_strtoull(colon + 1, &end, 10);
  if (*end || n == 0 || n > G_MAXUINT) return g_strdup(argument);
  *line = (unsigned)n;
  return g_strndup(argument, (gsize)(colon - argument));
}

static int confine_to_articles(const char *codebook, char **files, const char *output, struct diag *d) {
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  unsigned line;
  for (char **f = files; *f; f++)
    g_ptr_array_add(paths, split_line(*f, &line));
  int code = confine_to_files(codebook, (char *const *)paths->pdata, paths->len, output, NULL, d);
  g_ptr_array_unref(paths);
  return code;
}

static int explain_all(const struct coder *coder, char **files, gboolean tree, FILE *out, struct diag *d) {
  int code = EX_OK;
  for (char **f = files; *f && !stop_asked(); f++) {
    unsigned line;
    char *path = split_line(*f, &line);
    struct article *a = article_read(path, d);
    if (a) {
      GString *text = g_string_new(NULL);
      coder_explain(coder, a, line, tree, text);
      fwrite(text->str, 1, text->len, out);
      g_string_free(text, TRUE);
    } else {
      code = EX_NOINPUT;
    }
    article_free(a);
    g_free(path);
  }
  return code;
}

static int run(int argc, char **argv, struct diag *d) {
  char *codebook_option = NULL, *output_option = NULL;
  gboolean tree = FALSE;
  const GOptionEntry entries[] = {
      {"codebook", 0, 0, G_OPTION_ARG_FILENAME, &codebook_option,
       "The codebook (default: input/codebook.json)", "FILE"},
      {"tree", 0, 0, G_OPTION_ARG_NONE, &tree, "Show the grammar of each sentence too", NULL},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option, "Write to FILE instead of standard output",
       "FILE"},
      {NULL, 0, 0, 0, NULL, NULL, NULL}};
  char **rest = NULL;
  int code;
  if (!options_parse(argc, argv, entries, "FILE[:LINE]…",
                     "Shows for each sentence whom its words mean, which concepts it names, what each step "
                     "of its grammar does to them,\n"
                     "and why a statement was or was not made.",
                     &rest, &code, d))
    return code;
  if (!rest || !*rest) {
    diag_error(d, (struct diag_place){0}, "explain: no article given");
    g_strfreev(rest);
    return EX_USAGE;
  }
  struct tools tools = {0};
  stop_catch();
  code = confine_to_articles(codebook_option, rest, output_option, d);
  if (code == 0) code = tools_open(&tools, codebook_option, d);
  struct output *out = code == 0 ? output_open(output_option, d) : NULL;
  if (code == 0 && !out) code = EX_CANTCREAT;
  if (out) {
    code = explain_all(tools.coder, rest, tree, output_file(out), d);
    int closed = stop_asked() ? output_stopped(out, d) : output_close(out, d);
    if (closed) code = closed;
  }
  tools_release(&tools);
  g_free(codebook_option);
  g_free(output_option);
  g_strfreev(rest);
  return code;
}

const struct command command_explain = {"explain", "show what the coder sees in an article, and why", run};
