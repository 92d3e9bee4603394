// SPDX-License-Identifier: MIT
// standpoint check: every fault of a site in one run, nothing written. It is a build that keeps its pages to
// itself, so it sees what a build would.
#include "base/stop.h"
#include "cli/build.h"
#include "cli/confined.h"
#include "cli/options.h"

static int run(int argc, char **argv, struct diag *d) {
  struct build_options o = {.dry = TRUE};
  const GOptionEntry entries[] = {
      {"jobs", 'j', 0, G_OPTION_ARG_INT, &o.jobs, "threads (default: one a processor)", "N"},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &o.verbose, "say more in the summary", NULL},
      {0}};
  char **rest = NULL;
  int code = 0;
  if (!options_parse(argc, argv, entries, "[SITE]",
                     "Checks codebook, settings, articles, templates, reviews and links of a site: every "
                     "fault in one run, nothing written.",
                     &rest, &code, d))
    return code;
  if (rest[0] && rest[1]) {
    diag_error(d, (struct diag_place){0}, "check takes one site, not also '%s'", rest[1]);
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

const struct command command_check = {"check", "report every fault of a site; write nothing", run};
