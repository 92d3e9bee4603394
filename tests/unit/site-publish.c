// SPDX-License-Identifier: MIT
// Publishing in a temporary folder. Calls of the system are defined here once more, so that a test can have
// them fail or cut the program short.
#include "publication.h"

START_TEST(a_first_site_stands_where_nothing_was) {
  struct publish_result r;
  ck_assert(PUBLISH(&r, "index.html", PAGE("1"), "a/b/c.html", PAGE("2"), "empty.txt", ""));
  says_nothing();
  counts(&r, 3, 3, 0, 0, 0);
  holds("out/index.html", PAGE("1"));
  holds("out/a/b/c.html", PAGE("2"));
  holds("out/empty.txt", "");
  holds("out/.standpoint-manifest",
        "standpoint-manifest 1\n"
        "f9a59e854f8e931f9a6af9f844bfeb48d2a141017ff0e886350e3d440a21675e 44 a/b/c.html\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 0 empty.txt\n"
        "1deec706ac08f9058cb41802a67e03582a7e2454ebbca617d0705f9f85f5161e 44 index.html\n");
  root_holds("out");
}
END_TEST

START_TEST(a_second_run_changes_no_file) {
  struct publish_result r;
  make("out/.gitignore", "*\n");
  ck_assert(PUBLISH(&r, "index.html", PAGE("1"), "a/b.html", PAGE("2")));
  counts(&r, 2, 2, 0, 0, 1);
  struct stat folder = status_of("out"), page = status_of("out/a/b.html"),
              list = status_of("out/.standpoint-manifest");
  ck_assert(PUBLISH(&r, "a/b.html", PAGE("2"), "index.html", PAGE("1")));
  counts(&r, 2, 0, 2, 0, 1);
  struct stat folder2 = status_of("out"), page2 = status_of("out/a/b.html"),
              list2 = status_of("out/.standpoint-manifest");
  ck_assert(same_file(&folder, &folder2));
  ck_assert(same_file(&page, &page2));
  ck_assert(same_file(&list, &list2));
  holds("out/.gitignore", "*\n");
  root_holds("out");
  says_nothing();
}
END_TEST

START_TEST(changed_pages_change_alone_and_stale_ones_go) {
  struct publish_result r;
  ck_assert(PUBLISH(&r, "index.html", PAGE("1"), "a/b.html", PAGE("2"), "c/d.html", PAGE("3"), "f.html",
                    PAGE("4")));
  struct stat page = status_of("out/a/b.html");
  make("out/f.html", PAGE("5")); // altered by hand, same length
  ck_assert(
      PUBLISH(&r, "index.html", PAGE("!"), "a/b.html", PAGE("2"), "c", "now a file", "f.html", PAGE("4")));
  counts(&r, 4, 3, 1, 1, 0);
  struct stat page2 = status_of("out/a/b.html");
  ck_assert(same_file(&page, &page2));
  holds("out/index.html", PAGE("!"));
  holds("out/c", "now a file");
  holds("out/f.html", PAGE("4"));
  root_holds("out");
  says_nothing();
}
END_TEST

static void make_foreign(void) {
  make("out/CNAME", "example.org\n");
  make("out/a/notes/n.txt", "note");
  make("elsewhere.txt", "untouched");
  char *link = at("out/link"), *folder = at("out/void/deep");
  ck_assert_int_eq(symlink("../elsewhere.txt", link), 0);
  ck_assert_int_eq(g_mkdir_with_parents(folder, 0750), 0);
  ck_assert_int_eq(chmod(folder, 0710), 0);
  g_free(link);
  g_free(folder);
}

static void foreign_stands(void) {
  holds("out/CNAME", "example.org\n");
  holds("out/a/notes/n.txt", "note");
  ck_assert(S_ISLNK(status_of("out/link").st_mode));
  ck_assert_int_eq(status_of("out/void/deep").st_mode & 07777, 0710);
  holds("elsewhere.txt", "untouched");
}

START_TEST(foreign_files_are_carried_over) {
  struct publish_result r;
  ck_assert(PUBLISH(&r, "index.html", PAGE("1"), "a/b.html", PAGE("2")));
  make_foreign();
  struct stat name = status_of("out/CNAME");
  ck_assert(PUBLISH(&r, "index.html", PAGE("<a href=\"CNAME\">x</a>")));
  counts(&r, 1, 1, 0, 1, 3);
  foreign_stands();
  struct stat name2 = status_of("out/CNAME");
  ck_assert(same_file(&name, &name2));
  holds("out/a/b.html", NULL);
  says_nothing();
}
END_TEST

START_TEST(where_links_fail_files_are_copied) {
  struct publish_result r;
  ck_assert(PUBLISH(&r, "index.html", PAGE("1"), "a/b.html", PAGE("2")));
  make_foreign();
  struct stat page = status_of("out/a/b.html");
  links_fail = EPERM;
  ck_assert(PUBLISH(&r, "index.html", PAGE("2"), "a/b.html", PAGE("2")));
  foreign_stands();
  struct stat page2 = status_of("out/a/b.html");
  ck_assert_int_eq(page.st_mtim.tv_nsec, page2.st_mtim.tv_nsec);
  ck_assert_int_eq(page.st_mode, page2.st_mode);
  says_nothing();
  links_fail = EIO;
  ck_assert(!PUBLISH(&r, "index.html", PAGE("3"), "a/b.html", PAGE("2")));
  says("/out/a/b.html: error: cannot be taken along: Input/output error\n");
  holds("out/index.html", PAGE("2"));
  root_holds("elsewhere.txt out");
}
END_TEST

START_TEST(a_foreign_file_in_the_way_stops_it) {
  struct publish_result r;
  ck_assert(PUBLISH(&r, "index.html", PAGE("1")));
  make("out/a/b.html", "mine");
  make("out/c", "mine");
  make("out/d/e", "mine");
  ck_assert(!PUBLISH(&r, "index.html", PAGE("2"), "a/b.html", PAGE("2"), "c/x.html", PAGE("3"), "d", "4"));
  says("/out/a/b.html: error: was not made by this program and stands where from a/b.html has its page, move "
       "it away\n"
       "/out/c: error: was not made by this program and stands where from c/x.html has its page, move it "
       "away\n"
       "/out/d/e: error: was not made by this program and stands where from d has its page, move it away\n"
       "/out/d: error: was not made by this program and stands where from d has its page, move it away\n");
  holds("out/index.html", PAGE("1"));
  holds("out/a/b.html", "mine");
  root_holds("out");
}
END_TEST

START_TEST(foreign_folders_are_refused) {
  make("out/thesis.txt", "years of work");
  bool busy = true;
  ck_assert_ptr_null(publish_begin(output, &busy, d));
  ck_assert(!busy);
  says("/out: error: was not made by this program and is not empty, expected an empty folder or one with "
       ".standpoint-manifest\n");
  holds("out/thesis.txt", "years of work");
  root_holds("out");
  make("file", "");
  char *file = at("file"), *nowhere = at("no/where");
  ck_assert_ptr_null(publish_begin(file, NULL, d));
  says("/file: error: is no folder, expected a folder or nothing there\n");
  ck_assert_ptr_null(publish_begin(nowhere, NULL, d));
  says("/no/where: error: cannot be found: No such file or directory\n");
  make("out.next/thesis.txt", "the copy");
  g_free(output);
  output = at("out2");
  make("out2.next/thesis.txt", "the copy");
  ck_assert_ptr_null(publish_begin(output, NULL, d));
  says("/out2.next: error: is in the way and was not made by this program, move it away\n");
  holds("out2.next/thesis.txt", "the copy");
  g_free(file);
  g_free(nowhere);
}
END_TEST

START_TEST(a_damaged_list_is_an_error) {
  make("out/.standpoint-manifest", "standpoint-manifest 1\nnonsense\n");
  make("out/index.html", "?");
  ck_assert_ptr_null(publish_begin(output, NULL, d));
  says("/out/.standpoint-manifest:2:1: error: damaged list of the site's files, expected SHA-256, size and "
       "path; remove the "
       "folder and build again\n");
  root_holds("out");
}
END_TEST

START_TEST(paths_are_checked) {
  struct publication *p = publish_begin_dry();
  char *name = g_strnfill(256, 'x'), *deep = g_strnfill(1024, 'y');
  const char *const bad[] = {
      "",   "/a", "a//b", "a/", "../a", "a/../b", "./a", "a\nb", "a\\b", "\xFF", ".standpoint-manifest",
      name, deep};
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    ck_assert_msg(!put(p, bad[i], ""), "%s", bad[i]);
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), G_N_ELEMENTS(bad));
  const char *const good[] = {"a", "b/..c", "..", "...", "Ä/ö ü"};
  for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
    ck_assert_int_eq(put(p, good[i], ""), strcmp(good[i], "..") != 0);
  publish_abandon(p);
  g_free(name);
  g_free(deep);
}
END_TEST

START_TEST(two_sources_of_one_path_are_both_named) {
  struct publication *p = publish_begin(output, NULL, d);
  ck_assert(publish_put(p, "a/b.html", slice_of(PAGE("1")), "one.md", d));
  ck_assert(!publish_put(p, "a/b.html", slice_of(PAGE("2")), "two.md", d));
  ck_assert(!publish_put(p, "a", slice_of(""), "three.md", d));
  ck_assert(!publish_put(p, "a/b.html/c", slice_of(""), "four.md", d));
  ck_assert(publish_put(p, "a/\u00c4.png", slice_of(""), "five.md", d));
  ck_assert(!publish_put(p, "A/B.html", slice_of(PAGE("6")), "six.md", d));
  ck_assert(!publish_put(p, "a/a\u0308.png", slice_of(""), "seven.md", d));
  says("two.md: error: makes a/b.html, which one.md makes too, expected one source for each file\n"
       "three.md: error: makes a, where one.md needs a folder, expected another path\n"
       "four.md: error: makes a/b.html/c, where one.md makes a file of a folder in it, expected another "
       "path\n"
       "six.md: error: makes A/B.html, which many file systems take for the a/b.html that one.md makes, "
       "expected another name\n"
       "seven.md: error: makes a/a\u0308.png, which many file systems take for the a/\u00c4.png that five.md "
       "makes, expected another name\n");
  struct publish_result r;
  ck_assert(publish_check(p, d));
  ck_assert(publish_commit(p, &r, d)); // the rest is published
  holds("out/a/b.html", PAGE("1"));
}
END_TEST

START_TEST(a_failed_gate_leaves_the_old_site) {
  struct publish_result r;
  ck_assert(PUBLISH(&r, "index.html", PAGE("1")));
  struct publication *p = publish_begin(output, NULL, d);
  put(p, "index.html", PAGE("<a href=\"gone.html\">x</a>"));
  ck_assert(!publish_check(p, d));
  ck_assert(!publish_commit(p, &r, d));
  says("index.html:2:13: error: leads to gone.html, expected a file of the site\n/out: error: not published, "
       "the old site stands\n");
  holds("out/index.html", PAGE("1"));
  root_holds("out");
}
END_TEST

START_TEST(two_builds_keep_apart) {
  struct publication *p = publish_begin(output, NULL, d);
  ck_assert_ptr_nonnull(p);
  bool busy = false;
  ck_assert_ptr_null(publish_begin(output, &busy, d));
  ck_assert(busy);
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  char *expected =
      g_strdup_printf("/out.lock: error: another build of this site is running (process %ld on %s), "
                      "try again when it has ended\n",
                      (long)getpid(), host);
  says(expected);
  g_free(expected);
  make("out.lock", ""); // nobody can be named
  ck_assert_ptr_null(publish_begin(output, &busy, d));
  says("/out.lock: error: another build of this site is running, try again when it has ended\n");
  publish_abandon(p);
  root_holds("");
  p = publish_begin(output, &busy, d);
  ck_assert_ptr_nonnull(p);
  ck_assert(!busy);
  publish_abandon(p);
}
END_TEST

START_TEST(what_fails_leaves_the_old_site) {
  struct publish_result r;
  ck_assert(PUBLISH(&r, "index.html", PAGE("1")));
  write_fails = ENOSPC;
  ck_assert(!PUBLISH(&r, "index.html", PAGE("2")));
  write_fails = 0;
  says("/out/index.html: error: cannot be written: No space left on device\n/out: error: not published, the "
       "old site stands\n");
  root_holds("out");
  sync_fails = EIO;
  ck_assert(!PUBLISH(&r, "index.html", PAGE("2")));
  sync_fails = 0;
  says("/out/index.html: error: cannot be synced to disk: Input/output error\n");
  root_holds("out");
  no_exchange = EIO;
  ck_assert(!PUBLISH(&r, "index.html", PAGE("2")));
  says("/out.next: error: cannot be exchanged with the old site: Input/output error\n");
  root_holds("out");
  no_exchange = ENOSYS;
  for (int n = 1; n <= 2; n++) {
    rename_fails_at = n;
    ck_assert(!PUBLISH(&r, "index.html", PAGE("2")));
    says(n == 1 ? "/out: error: cannot be moved away: Input/output error\n"
                : "/out.next: error: cannot be put in place: Input/output error\n");
    root_holds("out");
  }
  holds("out/index.html", PAGE("1"));
  interruptions = 3;
  ck_assert(PUBLISH(&r, "index.html", PAGE("2")));
  ck_assert_int_eq(interruptions, 0);
  holds("out/index.html", PAGE("2"));
}
END_TEST

START_TEST(two_renames_take_the_place_of_an_exchange) {
  struct publish_result r;
  no_exchange = EINVAL;
  ck_assert(PUBLISH(&r, "index.html", PAGE("1")));
  make("out/CNAME", "x");
  ck_assert(PUBLISH(&r, "index.html", PAGE("2")));
  holds("out/index.html", PAGE("2"));
  holds("out/CNAME", "x");
  holds("out/.standpoint-old/index.html", NULL);
  ck_assert(PUBLISH(&r, "index.html", PAGE("2")));
  counts(&r, 1, 0, 1, 0, 1);
  root_holds("out");
  says_nothing();
}
END_TEST

// Publishes in a child that ends before its n-th rename.
static void cut_short(int n, const char *text) {
  pid_t child = fork();
  if (child == 0) {
    struct publish_result r;
    die_at_rename = n;
    PUBLISH(&r, "index.html", text);
    _exit(1);
  }
  int status;
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert_int_eq(WEXITSTATUS(status), 42);
}

START_TEST(a_build_cut_short_is_made_good) {
  struct publish_result r;
  ck_assert(PUBLISH(&r, "index.html", PAGE("1")));
  make("out/CNAME", "x");
  no_exchange = ENOSYS;
  cut_short(1, PAGE("2"));
  root_holds("out out.lock out.next");
  ck_assert(PUBLISH(&r, "index.html", PAGE("1")));
  root_holds("out");
  holds("out/index.html", PAGE("1"));
  cut_short(2, PAGE("2"));
  root_holds("out.lock out.next");
  says_nothing();
  struct publication *p = publish_begin(output, NULL, d);
  ck_assert_ptr_nonnull(p);
  says("/out: note: put in place what an earlier build, cut short, had made\n");
  publish_abandon(p);
  holds("out/index.html", PAGE("2"));
  holds("out/CNAME", "x");
  holds("out/.standpoint-old/index.html", NULL);
  root_holds("out");
}
END_TEST

START_TEST(links_are_never_followed) {
  struct publish_result r;
  make("victim/b.html", "untouched");
  make("victim.txt", PAGE("2"));
  ck_assert(PUBLISH(&r, "index.html", PAGE("1"), "a/b.html", PAGE("2")));
  char *page = at("out/index.html"), *folder = at("out/a"), *whole = at("out/a/b.html");
  ck_assert_int_eq(unlink(page) | unlink(whole) | rmdir(folder), 0);
  ck_assert_int_eq(symlink("../victim.txt", page) | symlink("../victim", folder), 0);
  ck_assert(!PUBLISH(&r, "index.html", PAGE("2"), "a/b.html", PAGE("2")));
  says("/out/a: error: was not made by this program and stands where from a/b.html has its page, move it "
       "away\n");
  ck_assert_int_eq(unlink(folder), 0);
  ck_assert(PUBLISH(&r, "index.html", PAGE("2"), "a/b.html", PAGE("3")));
  counts(&r, 2, 2, 0, 0, 0);
  ck_assert(S_ISREG(status_of("out/index.html").st_mode));
  holds("victim/b.html", "untouched");
  holds("victim.txt", PAGE("2"));
  // The output itself may be a link: the folder behind it is replaced.
  char *other = at("link");
  ck_assert_int_eq(symlink("out", other), 0);
  g_free(output);
  output = other;
  ck_assert(PUBLISH(&r, "index.html", PAGE("4")));
  ck_assert(S_ISLNK(status_of("link").st_mode));
  holds("out/index.html", PAGE("4"));
  root_holds("link out victim victim.txt");
  g_free(page);
  g_free(folder);
  g_free(whole);
}
END_TEST

START_TEST(many_files_are_synced_at_once) {
  struct publish_result r;
  struct publication *p = publish_begin(output, NULL, d);
  for (int i = 0; i < 3000; i++) {
    char *path = g_strdup_printf("articles/a%d.html", i);
    put(p, path, PAGE("x"));
    g_free(path);
  }
  ck_assert(publish_check(p, d));
  ck_assert(publish_commit(p, &r, d));
  counts(&r, 3000, 3000, 0, 0, 0);
  root_holds("out");
}
END_TEST

START_TEST(a_rehearsal_touches_nothing) {
  struct publish_result r;
  struct publication *p = publish_begin_dry();
  put(p, "index.html", PAGE("1"));
  ck_assert(publish_check(p, d));
  ck_assert(publish_commit(p, &r, d));
  p = publish_begin_dry();
  put(p, "index.html", "<p");
  ck_assert(!publish_check(p, d));
  publish_abandon(p);
  publish_abandon(NULL);
  root_holds("");
}
END_TEST

// Publishes a page, and a file in pieces of so many bytes.
static bool publish_pieces(struct publish_result *r, const char *text, size_t piece) {
  struct publication *p = publish_begin(output, NULL, d);
  ck_assert_ptr_nonnull(p);
  put(p, "index.html", PAGE("1"));
  struct publish_stream *s = publish_stream_new(p, "data/a.csv", "the table", d);
  ck_assert_ptr_nonnull(s);
  for (struct slice left = slice_of(text); left.len; left = slice_sub(left, MIN(piece, left.len), left.len))
    publish_stream_add(s, slice_head(left, piece));
  struct publish_reading reading;
  publish_stream_end(s, &reading);
  publish_reading_release(&reading);
  if (publish_check(p, d)) return publish_commit(p, r, d);
  publish_abandon(p);
  return false;
}

START_TEST(a_file_in_pieces_is_as_one_put_whole) {
  struct publish_result r;
  static const char *const texts[] = {"abcdefgh", "abcdefgh", "abcdEfgh", "abcdEfghi", "abc", "", "x"};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    for (size_t piece = 1; piece < 10; piece += 2) {
      ck_assert(publish_pieces(&r, texts[i], piece));
      bool same = piece > 1 || i == 1;
      counts(&r, 2, same ? 0 : i ? 1 : 2, same ? 2 : i ? 1 : 0, 0, 0);
      holds("out/data/a.csv", texts[i]);
    }
    ck_assert(PUBLISH(&r, "index.html", PAGE("1"), "data/a.csv", texts[i]));
    counts(&r, 2, 0, 2, 0, 0);
  }
  says_nothing();
  write_fails = ENOSPC;
  ck_assert(!publish_pieces(&r, "xy", 1));
  write_fails = 0;
  says("/out/data/a.csv: error: cannot be written: No space left on device\n/out: error: not published, the "
       "old site stands\n");
  holds("out/data/a.csv", "x");
  root_holds("out");
}
END_TEST

// Every test has its own folder: Check runs each in a process of its own.
int main(void) {
  const TTest *const tests[] = {a_file_in_pieces_is_as_one_put_whole,
                                a_first_site_stands_where_nothing_was,
                                a_second_run_changes_no_file,
                                changed_pages_change_alone_and_stale_ones_go,
                                foreign_files_are_carried_over,
                                where_links_fail_files_are_copied,
                                a_foreign_file_in_the_way_stops_it,
                                foreign_folders_are_refused,
                                a_damaged_list_is_an_error,
                                paths_are_checked,
                                two_sources_of_one_path_are_both_named,
                                a_failed_gate_leaves_the_old_site,
                                two_builds_keep_apart,
                                what_fails_leaves_the_old_site,
                                two_renames_take_the_place_of_an_exchange,
                                a_build_cut_short_is_made_good,
                                links_are_never_followed,
                                many_files_are_synced_at_once,
                                a_rehearsal_touches_nothing};
  TCase *tcase = tcase_create("site/publish");
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_set_timeout(tcase, 120);
  for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
    tcase_add_test(tcase, tests[i]);
  Suite *suite = suite_create("site/publish");
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int run = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return run > 0 && failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
