// SPDX-License-Identifier: MIT
#include "cli/last_build.h"
#include "base/diag_log.h"
#include "base/exits.h"
#include "base/files.h"
#include "base/home.h"
#include "cli/signature.h"
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>

#define HEADER "standpoint-last-build 1"

enum { COUNTS = 11 };

static void sign_below(struct signature *s, const char *folder, const char *name) {
  char *path = g_build_filename(folder, name, NULL);
  signature_folder(s, path);
  g_free(path);
}

static void sign_ours(struct signature *s, const char *name) {
  struct diag *quiet = diag_new_held();
  char *path = program_folder(name, quiet);
  if (path) signature_folder(s, path);
  if (diag_fault_code(quiet)) s->sound = false;
  diag_free(quiet);
  g_free(path);
}

static struct signature sign_inputs(const struct last_build *b) {
  struct signature s = signature_new();
  signature_text(&s, b->site); // messages name files by it
  signature_text(&s, b->strict ? "strict" : "");
  signature_program(&s);
  sign_ours(&s, "templates");
  sign_ours(&s, "generator/data");
  sign_below(&s, b->site, "input");
  sign_below(&s, b->site, "templates");
  return s;
}

// What stands beside the output says that a build was interrupted, or is under way.
static struct signature sign_output(const struct last_build *b) {
  struct signature s = signature_new();
  for (const char *const *suffix = (const char *const[]){".next", ".lock", NULL}; *suffix; suffix++) {
    char *path = g_strconcat(b->site, "/output", *suffix, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS)) s.sound = false;
    g_free(path);
  }
  sign_below(&s, b->site, "output");
  return s;
}

// --- the record: HEADER, the digest of what follows; then what it was made from, what it gave, what it said
// ---

static char *digest(const char *text) {
  return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
}

static unsigned *count_at(struct site_result *r, int i) {
  unsigned *all[COUNTS] = {&r->articles,      &r->skipped,         &r->statements,   &r->cells,
                           &r->weak,          &r->coded,           &r->files.files,  &r->files.written,
                           &r->files.removed, &r->files.unchanged, &r->files.carried};
  return all[i];
}

// Returns the lines after the head (6 in all: inputs, output, code, counts, messages, a last empty one), or
// NULL where the record is missing or damaged.
static char **read_record(const char *path) {
  char *text = NULL, **lines = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL)) return NULL;
  char **part = g_strsplit(text, "\n", 3);
  if (g_strv_length(part) == 3 && strcmp(part[0], HEADER) == 0) {
    char *sum = digest(part[2]);
    if (strcmp(sum, part[1]) == 0) lines = g_strsplit(part[2], "\n", 5);
    g_free(sum);
  }
  if (lines && g_strv_length(lines) != 5) g_clear_pointer(&lines, g_strfreev);
  g_strfreev(part);
  g_free(text);
  return lines;
}

static char *fresh_path(const char *path) {
  return g_strconcat(path, ".new", NULL);
}

// Puts the record in place whole.
static void put_record(const char *path, const char *text) {
  char *fresh = fresh_path(path);
  int fd = file_open(AT_FDCWD, fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0666);
  bool ok = fd >= 0 && fd_close(fd, fd_write(fd, slice_of(text)));
  if (fd >= 0 && (!ok || g_rename(fresh, path) != 0)) g_unlink(fresh);
  g_free(fresh);
}

static bool read_counts(const char *line, struct site_result *result) {
  char **field = g_strsplit(line, " ", 0);
  bool ok = g_strv_length(field) == COUNTS;
  for (int i = 0; ok && i < COUNTS; i++) {
    guint64 n = 0;
    ok = g_ascii_string_to_unsigned(field[i], 10, 0, G_MAXUINT, &n, NULL);
    *count_at(result, i) = (unsigned)n;
  }
  g_strfreev(field);
  result->opened = ok;
  // What was written then stands unchanged today.
  result->files.unchanged = result->files.files;
  result->files.written = result->files.removed = result->coded = result->standing = 0;
  return ok;
}

// Says whether the output is what lines tell, and takes from them what the build gave.
static bool stands(const struct last_build *b, char **lines, struct site_result *result, int *code,
                   struct diag *d) {
  if (strcmp(lines[0], b->inputs) != 0) return false;
  struct signature s = sign_output(b);
  bool sound = s.sound;
  char *output = signature_end(&s);
  bool same = sound && strcmp(lines[1], output) == 0;
  g_free(output);
  *code = strcmp(lines[2], "0") == 0 ? 0 : EXIT_INPUT_ERRORS;
  return same && read_counts(lines[3], result) && diag_log_say(lines[4], d);
}

// --- use ---

// What a run that was killed may have left.
static void remove_leftovers(const struct last_build *b) {
  char *fresh = fresh_path(b->path);
  g_unlink(b->stamp);
  g_unlink(fresh);
  g_free(fresh);
}

bool last_build_begin(struct last_build *b, const char *site, bool strict, struct site_result *result,
                      int *code, struct diag *d) {
  *b = (struct last_build){.site = site, .strict = strict};
  b->path = g_build_filename(site, ".standpoint", "last-build", NULL);
  b->stamp = g_strconcat(b->path, ".clock", NULL);
  struct signature s = sign_inputs(b);
  bool sound = s.sound;
  gint64 changed = s.changed;
  b->inputs = signature_end(&s);
  char **lines = sound ? read_record(b->path) : NULL;
  *result = (struct site_result){0};
  remove_leftovers(b);
  bool same = lines && stands(b, lines, result, code, d);
  g_strfreev(lines);
  if (same) return true;
  g_unlink(b->path);
  char *folder = g_path_get_dirname(b->path);
  g_mkdir_with_parents(folder, 0777); // where this fails, nothing is kept
  g_free(folder);
  b->usable = sound && signature_outlasts(b->stamp, changed);
  b->settled = changed;
  if (b->usable) diag_keep(d, b->said = diag_log_new());
  return false;
}

static bool inputs_are_the_same(const struct last_build *b) {
  struct signature s = sign_inputs(b);
  bool sound = s.sound;
  char *now = signature_end(&s);
  bool same = sound && strcmp(now, b->inputs) == 0;
  g_free(now);
  return same;
}

void last_build_keep(struct last_build *b, const struct site_result *result, int code) {
  if (!b->usable || !inputs_are_the_same(b)) return;
  struct signature s = sign_output(b);
  bool sound = s.sound;
  gint64 changed = s.changed;
  char *output = signature_end(&s);
  if (sound && signature_outlasts(b->stamp, changed)) {
    struct site_result r = *result;
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s\n%s\n%d\n", b->inputs, output, code);
    for (int i = 0; i < COUNTS; i++)
      g_string_append_printf(text, "%s%u", i ? " " : "", *count_at(&r, i));
    g_string_append_printf(text, "\n%s", b->said->lines->str);
    char *sum = digest(text->str), *whole = g_strconcat(HEADER "\n", sum, "\n", text->str, NULL);
    put_record(b->path, whole); // where this fails, the next build does all its work
    g_free(sum);
    g_free(whole);
    g_string_free(text, TRUE);
  }
  g_free(output);
}

void last_build_free(struct last_build *b, struct diag *d) {
  if (b->said) diag_keep(d, NULL);
  diag_log_free(b->said);
  g_free(b->path);
  g_free(b->stamp);
  g_free(b->inputs);
  *b = (struct last_build){0};
}
