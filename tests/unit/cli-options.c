// SPDX-License-Identifier: MIT
#include "cli/options.h"
#include "unit.h"
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct parsed {
  bool go_on;
  int code;
  gboolean flag;
  char *name, **rest, *messages;
};

// Parses the words of line, which single spaces part.
static struct parsed parse(const char *line) {
  struct parsed p = {0};
  char **argv = g_strsplit(line, " ", -1);
  const GOptionEntry entries[] = {{"flag", 'f', 0, G_OPTION_ARG_NONE, &p.flag, "a flag", NULL},
                                  {"name", 'n', 0, G_OPTION_ARG_FILENAME, &p.name, "a name", "NAME"},
                                  {0}};
  size_t size = 0;
  FILE *out = open_memstream(&p.messages, &size);
  struct diag *d = diag_new(out, false);
  p.go_on = options_parse((int)g_strv_length(argv), argv, entries, "FILE…", "About it.", &p.rest, &p.code, d);
  diag_free(d);
  fclose(out);
  g_strfreev(argv);
  return p;
}

static void parsed_release(struct parsed *p) {
  g_free(p->name);
  g_strfreev(p->rest);
  free(p->messages);
}

START_TEST(options_stand_anywhere_and_a_lone_dash_is_an_argument) {
  struct parsed p = parse("code a -f - --name=é b");
  ck_assert(p.go_on);
  ck_assert(p.flag);
  ck_assert_str_eq(p.name, "é");
  char *all = g_strjoinv("|", p.rest);
  ck_assert_str_eq(all, "a|-|b");
  g_free(all);
  parsed_release(&p);
}
END_TEST

START_TEST(a_value_may_follow_its_short_option_at_once) {
  struct parsed p = parse("code -fnvalue a");
  ck_assert(p.go_on);
  ck_assert(p.flag);
  ck_assert_str_eq(p.name, "value");
  ck_assert_str_eq(p.rest[0], "a");
  parsed_release(&p);
  p = parse("code -n value -- -nx");
  ck_assert_str_eq(p.name, "value");
  ck_assert_str_eq(p.rest[0], "-nx");
  parsed_release(&p);
}
END_TEST

START_TEST(after_two_dashes_everything_is_an_argument) {
  struct parsed p = parse("code a -- -f -- b");
  ck_assert(p.go_on);
  ck_assert(!p.flag);
  char *all = g_strjoinv("|", p.rest);
  ck_assert_str_eq(all, "a|-f|--|b");
  g_free(all);
  parsed_release(&p);
}
END_TEST

START_TEST(faults_are_usage_errors_that_point_to_help) {
  struct parsed p = parse("code --nmae x");
  ck_assert(!p.go_on);
  ck_assert_int_eq(p.code, EX_USAGE);
  ck_assert_str_eq(p.messages,
                   "standpoint: error: Unknown option --nmae; standpoint code --help lists the options\n");
  parsed_release(&p);
}
END_TEST

static char *folder;

static void set_up(void) {
  folder = g_dir_make_tmp("options-XXXXXX", NULL);
}

static unsigned tear_down(void) {
  unsigned left = 0;
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir)); left++) {
    char *path = g_build_filename(folder, name, NULL);
    g_unlink(path);
    g_free(path);
  }
  g_dir_close(dir);
  g_rmdir(folder);
  g_free(folder);
  return left;
}

START_TEST(output_appears_whole_or_not_at_all) {
  set_up();
  struct diag *d = diag_new_held();
  char *path = g_build_filename(folder, "out", NULL), *text = NULL;
  ck_assert(g_file_set_contents(path, "old", -1, NULL));
  ck_assert_int_eq(chmod(path, 0640), 0);
  struct output *o = output_open(path, d);
  fputs("new", output_file(o));
  fflush(output_file(o));
  ck_assert(g_file_get_contents(path, &text, NULL, NULL));
  ck_assert_str_eq(text, "old");
  g_free(text);
  ck_assert_int_eq(output_close(o, d), 0);
  ck_assert(g_file_get_contents(path, &text, NULL, NULL));
  ck_assert_str_eq(text, "new");
  g_free(text);
  struct stat status;
  ck_assert_int_eq(stat(path, &status), 0);
  ck_assert_int_eq(status.st_mode & 0777, 0640);
  o = output_open(path, d);
  fputs("half", output_file(o));
  output_abandon(o);
  ck_assert(g_file_get_contents(path, &text, NULL, NULL));
  ck_assert_str_eq(text, "new");
  g_free(text);
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 0);
  g_free(path);
  diag_free(d);
  ck_assert_uint_eq(tear_down(), 1);
}
END_TEST

START_TEST(a_link_keeps_pointing) {
  set_up();
  struct diag *d = diag_new_held();
  char *path = g_build_filename(folder, "real", NULL), *link = g_build_filename(folder, "link", NULL),
       *text = NULL;
  ck_assert(g_file_set_contents(path, "old", -1, NULL));
  ck_assert_int_eq(symlink("real", link), 0);
  struct output *o = output_open(link, d);
  fputs("new", output_file(o));
  ck_assert_int_eq(output_close(o, d), 0);
  ck_assert(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
  ck_assert(g_file_get_contents(path, &text, NULL, NULL));
  ck_assert_str_eq(text, "new");
  g_free(text);
  g_free(path);
  g_free(link);
  diag_free(d);
  ck_assert_uint_eq(tear_down(), 2);
}
END_TEST

START_TEST(what_cannot_be_written_is_said) {
  struct diag *d = diag_new_held();
  ck_assert_ptr_null(output_open("/nonexistent/folder/out", d));
  struct output *o = output_open("/dev/full", d);
  fputs("text", output_file(o));
  ck_assert_int_eq(output_close(o, d), EX_IOERR);
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 2);
  diag_free(d);
}
END_TEST

UNIT("cli-options", options_stand_anywhere_and_a_lone_dash_is_an_argument,
     a_value_may_follow_its_short_option_at_once, after_two_dashes_everything_is_an_argument,
     faults_are_usage_errors_that_point_to_help, output_appears_whole_or_not_at_all, a_link_keeps_pointing,
     what_cannot_be_written_is_said)
