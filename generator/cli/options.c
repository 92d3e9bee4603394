// SPDX-License-Identifier: MIT
#include "cli/options.h"
#include "base/files.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static const struct diag_place program = {0};

// --- options ---

// GOption keeps "--" in some cases and drops it in others: what stands behind the first one is set aside
// before it looks.
static char **join(char **before, char **after) {
  GPtrArray *all = g_ptr_array_new();
  for (char **a = before + 1; *before && *a; a++)
    g_ptr_array_add(all, g_strdup(*a));
  for (char **a = after; a && *a; a++)
    g_ptr_array_add(all, g_strdup(*a));
  g_ptr_array_add(all, NULL);
  return (char **)g_ptr_array_free(all, FALSE);
}

// Returns where in a group of short options ("-fj2") the value of one of them begins; 0 where none does.
static size_t attached_value(const char *argument, const GOptionEntry *entries) {
  if (argument[0] != '-' || argument[1] == '-') return 0;
  for (size_t i = 1; argument[i]; i++) {
    const GOptionEntry *e = entries;
    while (e && e->long_name && e->short_name != argument[i])
      e++;
    if (e && e->long_name && e->arg != G_OPTION_ARG_NONE) return argument[i + 1] ? i + 1 : 0;
  }
  return 0;
}

// Copies the arguments before "--". GOption does not know values that follow their short option at once:
// these are parted from it.
static char **copy_arguments(int count, char **argv, const GOptionEntry *entries) {
  GPtrArray *all = g_ptr_array_new();
  for (int i = 0; i < count; i++) {
    size_t value = i ? attached_value(argv[i], entries) : 0;
    g_ptr_array_add(all, value ? g_strndup(argv[i], value) : g_strdup(argv[i]));
    if (value) g_ptr_array_add(all, g_strdup(argv[i] + value));
  }
  g_ptr_array_add(all, NULL);
  return (char **)g_ptr_array_free(all, FALSE);
}

static GOptionContext *new_context(const char *command, const GOptionEntry *entries, const char *usage,
                                   const char *about, const GOptionEntry *shared) {
  char *name = g_strconcat("standpoint ", command, NULL);
  g_set_prgname(name); // the only way to name the command in GOption's usage line
  g_free(name);
  GOptionContext *context = g_option_context_new(usage);
  g_option_context_set_summary(context, about);
  g_option_context_set_help_enabled(context, FALSE); // GOption's own would leave by exit()
  if (entries) g_option_context_add_main_entries(context, entries, NULL);
  g_option_context_add_main_entries(context, shared, NULL);
  return context;
}

bool options_parse(int argc, char **argv, const GOptionEntry *entries, const char *usage, const char *about,
                   char ***rest, int *exit_code, struct diag *d) {
  gboolean help = FALSE, version = FALSE;
  const GOptionEntry shared[] = {{"help", 'h', 0, G_OPTION_ARG_NONE, &help, "show this text", NULL},
                                 {"version", 0, 0, G_OPTION_ARG_NONE, &version, "show the version", NULL},
                                 {0}};
  GOptionContext *context = new_context(argv[0], entries, usage, about, shared);
  int count = 0;
  while (count < argc && (count == 0 || strcmp(argv[count], "--") != 0))
    count++;
  char **mine = copy_arguments(count, argv, entries);
  GError *error = NULL;
  bool go_on = false;
  *rest = NULL;
  *exit_code = 0;
  if (!g_option_context_parse_strv(context, &mine, &error)) {
    diag_error(d, program, "%s; standpoint %s --help lists the options", error->message, argv[0]);
    g_error_free(error);
    *exit_code = EX_USAGE;
  } else if (help) {
    char *text = g_option_context_get_help(context, TRUE, NULL);
    fputs(text, stdout);
    g_free(text);
  } else if (version)
    puts("standpoint " STANDPOINT_VERSION);
  else {
    go_on = true;
    *rest = join(mine, count < argc ? argv + count + 1 : NULL);
  }
  g_strfreev(mine);
  g_option_context_free(context);
  return go_on;
}

// --- paths ---

const char *paths_next(struct paths *p) {
  for (; p->args && *p->args; p->args++) {
    if (strcmp(*p->args, "-") != 0) return *p->args++;
    errno = 0;
    for (ssize_t len; (len = file_line(&p->line, &p->room, stdin)) > 0;) {
      if (p->line[len - 1] == '\n') p->line[--len] = '\0';
      if (len) return p->line;
    }
    if (ferror(stdin)) {
      diag_fault(p->d, (struct diag_place){.path = "standard input"}, "cannot be read", errno);
      p->args = NULL;
      break;
    }
  }
  return NULL;
}

void paths_release(struct paths *p) {
  free(p->line);
  *p = (struct paths){0};
}

bool paths_expand(char **args, GPtrArray *out, struct diag *d) {
  struct paths p = {.args = args, .d = d};
  for (const char *path; (path = paths_next(&p));)
    g_ptr_array_add(out, g_strdup(path));
  bool whole = p.args != NULL;
  paths_release(&p);
  return whole;
}

char *codebook_path(const char *given, const char *site) {
  return given ? g_strdup(given) : g_build_filename(site, "input", "codebook.json", NULL);
}
