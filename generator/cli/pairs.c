// SPDX-License-Identifier: MIT
// standpoint pairs: the pairs of actor and issue that the sentences of articles bring together, with what the
// coder knows of each: what tests/bench/fit makes data/pairs.txt from.
#include "cli/confined.h"
#include "cli/tools.h"

static void print_pairs(const struct coder *coder, char **files, FILE *out, struct diag *d) {
  for (char **f = files; *f; f++) {
    struct article *a = article_read(*f, d);
    if (!a) continue;
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    coder_pairs(coder, a, lines);
    for (unsigned i = 0; i < lines->len; i++)
      fprintf(out, "%s\n", (char *)g_ptr_array_index(lines, i));
    g_ptr_array_free(lines, TRUE);
    article_free(a);
  }
}

static int run(int argc, char **argv, struct diag *d) {
  char *codebook_option = NULL;
  const GOptionEntry entries[] = {{"codebook", 0, 0, G_OPTION_ARG_FILENAME, &codebook_option,
                                   "The codebook (default: input/codebook.json)", "FILE"},
                                  {NULL, 0, 0, 0, NULL, NULL, NULL}};
  char **rest = NULL;
  int code;
  if (!options_parse(argc, argv, entries, "FILE…",
                     "Prints each pair of an actor and an issue that a sentence brings together, with its "
                     "traits, as JSON: for fitting the coder's weights.",
                     &rest, &code, d))
    return code;
  if (!rest || !*rest) {
    diag_error(d, (struct diag_place){0}, "pairs: no article given");
    g_free(codebook_option);
    g_strfreev(rest);
    return EX_USAGE;
  }
  struct tools tools = {0};
  code = confine_to_files(codebook_option, rest, g_strv_length(rest), NULL, NULL, d);
  if (code == 0) code = tools_open(&tools, codebook_option, d);
  if (code == 0) print_pairs(tools.coder, rest, stdout, d);
  tools_release(&tools);
  g_free(codebook_option);
  g_strfreev(rest);
  return code;
}

const struct command command_pairs = {"pairs", "print what the coder's weights are fitted to", run};
