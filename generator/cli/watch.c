// SPDX-License-Identifier: MIT
// standpoint watch: builds a site whenever its input changes, until it is stopped.
#include "base/stop.h"
#include "cli/build.h"
#include "cli/confined.h"
#include "cli/options.h"
#include "cli/watcher.h"
#include <unistd.h>

enum { PAUSE = 500000 }; // microseconds before a site that another build holds is tried again

static const char *const watched[] = {"input", "templates", NULL};

// One build. Its messages are counted by themselves, so that a fault that was mended is forgotten.
static int build_once(const char *site, const struct build_options *o) {
  const char *no_colour = g_getenv("NO_COLOR");
  struct diag *messages = diag_new(stderr, isatty(STDERR_FILENO) && !(no_colour && *no_colour));
  int code = build_site(site, o, messages);
  // Another build holds the site: its end is worth waiting for.
  while (code == EX_TEMPFAIL && !stop_asked()) {
    struct diag *quiet = diag_new_held();
    g_usleep(PAUSE);
    code = build_site(site, o, quiet);
    if (code != EX_TEMPFAIL) diag_pour(messages, quiet);
    diag_free(quiet);
  }
  if (code && !stop_asked())
    fputs("not published: the old site stands until the faults above are mended\n", stderr);
  diag_free(messages);
  return code;
}

static int watch_site(const char *site, const struct build_options *o, struct diag *d) {
  struct watcher *w = watcher_new(site, watched, d);
  if (!w) return EX_OSERR;
  int code = build_once(site, o);
  enum watcher_end end = code == EX_NOINPUT || code == EX_UNAVAILABLE ? WATCHER_FAILED
                         : stop_asked()                               ? WATCHER_STOPPED
                                                                      : WATCHER_CHANGED;
  bool begun = end == WATCHER_CHANGED;
  if (begun) fprintf(stderr, "watching %s; Ctrl-C ends it\n", site);
  while (end == WATCHER_CHANGED) {
    const char *path = NULL;
    end = watcher_wait(w, &path, d);
    if (end != WATCHER_CHANGED) break;
    fprintf(stderr, "\n%s has changed\n", path);
    code = build_once(site, o);
    if (stop_asked()) end = WATCHER_STOPPED;
  }
  watcher_free(w);
  if (stop_asked()) return code;
  return !begun ? code : end == WATCHER_STOPPED ? 0 : EX_OSERR;
}

static int run(int argc, char **argv, struct diag *d) {
  struct build_options o = {.strict = TRUE};
  const GOptionEntry entries[] = {
      {"no-store", 0, 0, G_OPTION_ARG_NONE, &o.no_store, "neither read nor keep the cache of statements",
       NULL},
      {"jobs", 'j', 0, G_OPTION_ARG_INT, &o.jobs, "threads (default: one a processor)", "N"},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &o.verbose, "say more in each summary", NULL},
      {0}};
  char **rest = NULL;
  int code = 0;
  if (!options_parse(
          argc, argv, entries, "[SITE]",
          "Builds SITE (the current folder where it is not given), and again whenever something in "
          "SITE/input or SITE/templates changes. Where the input has errors they are shown and the "
          "old site stays. Ends by Ctrl-C.",
          &rest, &code, d))
    return code;
  if ((rest[0] && rest[1]) || o.jobs < 0) {
    diag_error(d, (struct diag_place){0}, "watch takes one site, and --jobs a number from 1");
    code = EX_USAGE;
  } else {
    const char *site = rest[0] ? rest[0] : ".";
    code = confine_to_site(site, NULL, NULL, false, d);
    if (!code) code = watch_site(site, &o, d);
  }
  g_strfreev(rest);
  return code;
}

const struct command command_watch = {"watch", "build a site again whenever its input changes", run};
