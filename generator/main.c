// SPDX-License-Identifier: MIT
// The table of commands.
#include "base/memory.h"
#include "base/stop.h"
#include "cli/command.h"
#include "cli/version.h"
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static const struct command *const commands[] = {&command_build,
                                                 &command_code,
                                                 &command_merge,
                                                 &command_render,
                                                 &command_check,
                                                 &command_explain,
                                                 &command_parse,
                                                 &command_score,
                                                 &command_verify,
                                                 &command_watch,
                                                 &command_train,
                                                 &command_pairs,
                                                 NULL};

static void help(FILE *out) {
  fputs("usage: standpoint COMMAND [OPTION…] [ARGUMENT…]\n\n"
        "Codes who takes which side on which issue in a folder of articles, and publishes the matrix as a "
        "static site.\n\n"
        "Commands:\n",
        out);
  for (const struct command *const *c = commands; *c; c++)
    fprintf(out, "  %-8s %s\n", (*c)->name, (*c)->summary);
  fputs("\n`standpoint COMMAND --help` tells more. Exit codes: 0 done, 1 errors in the input, else as in "
        "sysexits.h.\n",
        out);
}

int main(int argc, char **argv) {
  const char *name = argc > 1 ? argv[1] : NULL;
  memory_for_icu();
  if (name && (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0))
    return help(stdout), 0;
  if (name && strcmp(name, "--version") == 0)
    return version_print(argc > 2 && (strcmp(argv[2], "-v") == 0 || strcmp(argv[2], "--verbose") == 0)), 0;
  signal(SIGXFSZ, SIG_IGN); // a file that may not grow is an error of writing like others
  const char *no_colour = getenv("NO_COLOR");
  struct diag *d = diag_new(stderr, isatty(STDERR_FILENO) && !(no_colour && *no_colour));
  int code = EX_USAGE;
  const struct command *const *c = commands;
  while (name && *c && strcmp((*c)->name, name) != 0)
    c++;
  if (name && *c)
    code = (*c)->run(argc - 1, argv + 1, d);
  else if (name)
    diag_error(d, (struct diag_place){0}, "there is no command '%s'; standpoint --help lists them", name);
  else
    help(stderr);
  diag_free(d);
  if (stop_asked() && code == 128 + stop_asked()) stop_end();
  return code;
}
