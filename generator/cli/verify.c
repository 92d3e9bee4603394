// SPDX-License-Identifier: MIT
// standpoint verify: whether a published site is as it was published, and still made from the input that lies
// beside it.
#include "cli/confined.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "site/publish.h"
#include <stdio.h>
#include <string.h>

struct comparison {
  unsigned same, changed, gone, added;
};

// Returns path -> line of a list's text, which must outlast it (its lines are cut apart).
static GHashTable *by_path(char *text) {
  GHashTable *lines = g_hash_table_new(g_str_hash, g_str_equal);
  for (char *next, *line = text; line && *line; line = next) {
    next = strchr(line, '\n');
    if (next) *next++ = '\0';
    const char *path = inputs_path(line);
    if (path) g_hash_table_insert(lines, (char *)path, line);
  }
  return lines;
}

static void say(struct diag *d, const char *site, const char *path, const char *what) {
  char *shown = g_build_filename(site, path, NULL);
  diag_error(d, (struct diag_place){.path = shown}, "%s", what);
  g_free(shown);
}

// Names, in the order of list's lines, the paths that the other list lacks or has another digest for.
static void compare(const char *site, const char *list, GHashTable *other, bool now, struct comparison *c,
                    struct diag *d) {
  char **lines = g_strsplit(list, "\n", -1);
  for (char **line = lines; *line; line++) {
    const char *path = inputs_path(*line), *theirs = path ? g_hash_table_lookup(other, path) : NULL;
    if (!path) continue;
    if (now && !theirs) {
      c->added++;
      say(d, site, path, "is new since the site was made");
    } else if (!now && !theirs) {
      c->gone++;
      say(d, site, path, "is gone since the site was made");
    } else if (!now && strcmp(theirs, *line) != 0) {
      c->changed++;
      say(d, site, path, "has changed since the site was made");
    } else
      c->same += !now;
  }
  g_strfreev(lines);
}

// Compares the input beside a site with what the site says it was made from.
static void verify_inputs(const char *site, const char *output, struct diag *d) {
  char *path = g_build_filename(output, INPUTS_FILE, NULL), *then = NULL;
  if (!g_file_get_contents(path, &then, NULL, NULL))
    diag_note(d, (struct diag_place){.path = path}, "cannot be read; the input was not compared");
  else {
    GString *now = g_string_new(NULL);
    g_free(inputs_list(site, NULL, now, d));
    char *then_cut = g_strdup(then), *now_cut = g_strdup(now->str);
    GHashTable *then_lines = by_path(then_cut), *now_lines = by_path(now_cut);
    struct comparison c = {0};
    compare(site, then, now_lines, false, &c, d);
    compare(site, now->str, then_lines, true, &c, d);
    printf("input: %u files as they were, %u changed, %u gone, %u new\n", c.same, c.changed, c.gone, c.added);
    g_hash_table_unref(then_lines);
    g_hash_table_unref(now_lines);
    g_free(then_cut);
    g_free(now_cut);
    g_string_free(now, TRUE);
  }
  g_free(then);
  g_free(path);
}

// folder: a site, or a published folder alone.
static int verify(const char *folder, struct diag *d) {
  char *input = g_build_filename(folder, "input", NULL), *inside = g_build_filename(folder, "output", NULL);
  bool site = g_file_test(input, G_FILE_TEST_IS_DIR);
  const char *output = site ? inside : folder;
  struct publish_state state;
  bool looked = publish_verify(output, &state, d);
  if (looked) {
    printf("site %s: %u of %u files as they were published\n", state.sha256, state.same, state.files);
    if (site) verify_inputs(folder, output, d);
  }
  g_free(input);
  g_free(inside);
  return !looked ? EX_NOINPUT : diag_count(d, DIAG_ERROR) ? EXIT_INPUT_ERRORS : 0;
}

static int run(int argc, char **argv, struct diag *d) {
  char **rest = NULL;
  int code = 0;
  if (!options_parse(
          argc, argv, NULL, "[FOLDER]",
          "Compares a published site with the list of its files and their SHA-256 that was published with "
          "it. "
          "FOLDER (the current folder\nwhere it is not given) is a site or its output; beside a site also "
          "its input is compared with " INPUTS_FILE ".\nPrints one number for the whole "
          "site. Exit code 1 where anything differs; nothing is written.",
          &rest, &code, d))
    return code;
  const char *folder = rest[0] ? rest[0] : ".";
  if (rest[0] && rest[1]) {
    diag_error(d, (struct diag_place){0}, "verify takes one folder, not also '%s'", rest[1]);
    code = EX_USAGE;
  } else {
    code = confine_to_site(folder, NULL, NULL, false, d);
    if (!code) code = verify(folder, d);
  }
  g_strfreev(rest);
  return code;
}

const struct command command_verify = {"verify", "compare a published site with what was published", run};
