// SPDX-License-Identifier: MIT
#include "sample.h"
#include "store/store.h"
#include "unit.h"
#include <glib/gstdio.h>
#include <sqlite3.h>

static char *folder, *path;
static struct diag *d;

static void begin(void) {
  folder = g_dir_make_tmp("store-XXXXXX", NULL);
  path = g_build_filename(folder, "deep", "statements.sqlite", NULL);
  d = diag_new_held();
}

// Removes all; only the store itself may be left behind, and what was moved aside for it.
static void end(void) {
  char *aside = g_strconcat(path, ".aside", NULL);
  g_unlink(aside);
  g_free(aside);
  char *deep = g_build_filename(folder, "deep", NULL);
  g_unlink(path);
  g_rmdir(deep);
  ck_assert_int_eq(g_rmdir(folder), 0);
  g_free(deep);
  g_free(path);
  g_free(folder);
  diag_free(d);
}

static void fill(const char *codebook, const char *coder, unsigned articles) {
  struct store *s = store_open(path, codebook, coder, d);
  ck_assert_ptr_nonnull(s);
  for (unsigned i = 0; i < articles; i++) {
    char *name = g_strdup_printf("a%u.md", i);
    GPtrArray *list = sample_list();
    for (unsigned n = 0; n <= i % 4; n++)
      g_ptr_array_add(list,
                      sample_statement(10 * i + n, name, "norland", "canal", STANCE_SUPPORT, VOICE_STATED));
    char *hash = g_strconcat("hash of ", name, NULL);
    store_put(s, hash, list, 1);
    g_free(hash);
    g_ptr_array_unref(list);
    g_free(name);
  }
  store_close(s);
}

// Returns how many statements of a3.md the store gives, -1 for none at all.
static int known(const char *codebook, const char *coder, const char *hash) {
  struct store *s = store_open(path, codebook, coder, d);
  ck_assert_ptr_nonnull(s);
  GPtrArray *out = sample_list();
  g_ptr_array_add(out, sample_statement(99, "x", "norland", "canal", STANCE_SUPPORT, VOICE_STATED));
  bool found = store_get(s, "input/articles/a3.md.md", hash, out);
  int count = found ? (int)out->len - 1 : -1;
  if (!found) ck_assert_uint_eq(out->len, 1);
  for (int i = 0; i < count; i++) {
    struct statement *expected =
        sample_statement(31 + (unsigned)i, "a3.md", "norland", "canal", STANCE_SUPPORT, VOICE_STATED);
    json *x = statement_to_json(expected), *y = statement_to_json(out->pdata[i + 1]);
    char *first = json_print(x, false), *second = json_print(y, false);
    ck_assert_str_eq(first, second);
    g_free(first);
    g_free(second);
    json_free(x);
    json_free(y);
    statement_free(expected);
  }
  g_ptr_array_unref(out);
  store_close(s);
  return count;
}

START_TEST(what_was_put_is_there) {
  begin();
  fill("book", "coder", 8);
  ck_assert_int_eq(known("book", "coder", "hash of a3.md"), 3);
  ck_assert_int_eq(known("book", "coder", "other"), -1);
  fill("book", "coder", 1); // a0.md has no statement beyond the first, and that is known too
  struct store *s = store_open(path, "book", "coder", d);
  GPtrArray *out = sample_list();
  ck_assert(store_get(s, "a0.md", "hash of a0.md", out));
  ck_assert_uint_eq(out->len, 0);
  ck_assert(!store_get(s, "never.md", "hash of never.md", out));
  store_close(s);
  g_ptr_array_unref(out);
  ck_assert_int_eq(diag_worst(d), DIAG_NONE);
  end();
}
END_TEST

START_TEST(results_of_another_codebook_or_coder_go) {
  begin();
  fill("book", "coder", 8);
  ck_assert_int_eq(known("book", "newer", "hash of a3.md"), -1);
  ck_assert_int_eq(known("book", "coder", "hash of a3.md"), -1);
  fill("book", "coder", 8);
  ck_assert_int_eq(known("other", "coder", "hash of a3.md"), -1);
  end();
}
END_TEST

START_TEST(a_renamed_article_is_known) {
  begin();
  fill("book", "coder", 8);
  struct store *s = store_open(path, "book", "coder", d);
  GPtrArray *out = sample_list();
  ck_assert(store_get(s, "deep/renamed.md", "hash of a3.md", out));
  ck_assert_uint_eq(out->len, 3);
  for (guint i = 0; i < out->len; i++)
    ck_assert_str_eq(((struct statement *)out->pdata[i])->article, "deep/renamed.md");
  store_close(s);
  g_ptr_array_unref(out);
  end();
}
END_TEST

static void check_text(const char *file, const char *expected) {
  char *text = NULL;
  ck_assert(g_file_get_contents(file, &text, NULL, NULL));
  ck_assert_str_eq(text, expected);
  g_free(text);
}

START_TEST(files_of_others_are_kept) {
  begin();
  char *deep = g_path_get_dirname(path), *aside = g_strconcat(path, ".aside", NULL);
  g_mkdir(deep, 0777);
  g_free(deep);
  ck_assert(g_file_set_contents(path, "my notes", -1, NULL));
  ck_assert_int_eq(known("book", "coder", "hash of a3.md"), -1);
  ck_assert_uint_eq(diag_count(d, DIAG_NOTE), 1);
  check_text(aside, "my notes");
  fill("book", "coder", 8);
  ck_assert_int_eq(known("book", "coder", "hash of a3.md"), 3);
  ck_assert_uint_eq(diag_count(d, DIAG_NOTE), 1);
  g_unlink(path);
  sqlite3 *db;
  ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
  ck_assert_int_eq(
      sqlite3_exec(db, "CREATE TABLE articles (x); INSERT INTO articles VALUES (7)", NULL, NULL, NULL),
      SQLITE_OK);
  sqlite3_close(db);
  ck_assert_ptr_null(store_open(path, "book", "coder", d)); // the place aside is taken
  ck_assert_uint_eq(diag_count(d, DIAG_NOTE), 2);
  ck_assert_int_eq(diag_worst(d), DIAG_NOTE);
  check_text(aside, "my notes");
  g_free(aside);
  end();
}
END_TEST

START_TEST(an_old_schema_is_made_anew) {
  begin();
  fill("book", "coder", 8);
  sqlite3 *db;
  ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(db, "PRAGMA user_version = 77", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  ck_assert_int_eq(known("book", "coder", "hash of a3.md"), -1);
  ck_assert_uint_eq(diag_count(d, DIAG_NOTE), 1);
  fill("book", "coder", 8);
  ck_assert_int_eq(known("book", "coder", "hash of a3.md"), 3);
  end();
}
END_TEST

START_TEST(two_builds_do_not_share_a_store) {
  begin();
  struct store *first = store_open(path, "book", "coder", d);
  ck_assert_ptr_nonnull(first);
  ck_assert_ptr_null(store_open(path, "book", "coder", d));
  ck_assert_uint_eq(diag_count(d, DIAG_NOTE), 1);
  store_close(first);
  fill("book", "coder", 4);
  ck_assert_int_eq(known("book", "coder", "hash of a3.md"), 3);
  end();
}
END_TEST

START_TEST(no_damage_gives_wrong_statements) {
  begin();
  fill("book", "coder", 40);
  char *whole = NULL;
  gsize len = 0;
  ck_assert(g_file_get_contents(path, &whole, &len, NULL));
  GRand *r = g_rand_new_with_seed(7);
  unsigned lost = 0;
  for (unsigned round = 0; round < 300; round++) {
    char *damaged = g_memdup2(whole, len);
    gsize size = len;
    // The first hundred bytes say whose file it is; damage there is a file of somebody else's.
    if (round % 3 == 0)
      size = 100 + (gsize)g_rand_int_range(r, 0, (gint32)len - 100);
    else
      for (int i = 0; i < 40; i++)
        damaged[g_rand_int_range(r, 100, (gint32)len)] = (char)g_rand_int(r);
    ck_assert(g_file_set_contents(path, damaged, (gssize)size, NULL));
    g_free(damaged);
    int count = known("book", "coder", "hash of a3.md"); // compares what is found
    ck_assert(count == 3 || count == -1);
    lost += count < 0;
    fill("book", "coder", 40); // at most the second build after the damage has a whole store again
    fill("book", "coder", 40);
    ck_assert_int_eq(known("book", "coder", "hash of a3.md"), 3);
  }
  ck_assert_uint_gt(lost, 0);
  g_rand_free(r);
  g_free(whole);
  end();
}
END_TEST

START_TEST(a_store_nowhere_is_none) {
  begin();
  ck_assert_ptr_null(store_open("/proc/nowhere/statements.sqlite", "book", "coder", d));
  ck_assert_uint_eq(diag_count(d, DIAG_NOTE), 1);
  store_close(NULL);
  fill("book", "coder", 1);
  end();
}
END_TEST

START_TEST(the_dead_do_not_outnumber_the_living_forever) {
  begin();
  fill("book", "coder", 3000);
  fill("book", "coder", 100);
  sqlite3 *db;
  sqlite3_stmt *q;
  ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
  ck_assert_int_eq(sqlite3_prepare_v2(db, "SELECT count(*) FROM articles", -1, &q, NULL), SQLITE_OK);
  ck_assert_int_eq(sqlite3_step(q), SQLITE_ROW);
  ck_assert_int_eq(sqlite3_column_int(q, 0), 100);
  sqlite3_finalize(q);
  sqlite3_close(db);
  end();
}
END_TEST

START_TEST(an_article_is_known_by_path_and_stamp) {
  begin();
  struct store *s = store_open(path, "book", "coder", d);
  struct article a = {.title = (char *)"A title", .date = (char *)"2024-05-06", .draft = true};
  char *hash = NULL;
  ck_assert_ptr_null(store_recall(s, "a.md", "stamp", &hash));
  store_know(s, "a.md", "stamp", &a, "its hash");
  store_close(s);
  s = store_open(path, "book", "coder", d);
  ck_assert_ptr_null(store_recall(s, "b.md", "stamp", &hash));
  ck_assert_ptr_null(store_recall(s, "a.md", "another stamp", &hash));
  ck_assert_ptr_null(hash);
  struct article *known = store_recall(s, "a.md", "stamp", &hash);
  ck_assert_ptr_nonnull(known);
  ck_assert_str_eq(known->title, "A title");
  ck_assert_str_eq(known->date, "2024-05-06");
  ck_assert(known->draft && !known->source && !known->bytes && !known->blocks);
  ck_assert_str_eq(hash, "its hash");
  article_free(known);
  g_free(hash);
  store_close(s);
  end();
}
END_TEST

UNIT("store-cache", what_was_put_is_there, results_of_another_codebook_or_coder_go,
     a_renamed_article_is_known, an_article_is_known_by_path_and_stamp, files_of_others_are_kept,
     an_old_schema_is_made_anew, two_builds_do_not_share_a_store, no_damage_gives_wrong_statements,
     a_store_nowhere_is_none, the_dead_do_not_outnumber_the_living_forever)
