// SPDX-License-Identifier: MIT
// What is remembered of pages: found again as it was put, and nothing where anything is in doubt.
#include "site/gate.h"
#include "site/ledger.h"
#include "unit.h"
#include <glib/gstdio.h>
#include <string.h>

#define KEY_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define KEY_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static char *folder, *path, *site;

static void write_page(const char *name, const char *text) {
  char *file = g_build_filename(site, name, NULL);
  ck_assert(g_file_set_contents(file, text, -1, NULL));
  g_free(file);
}

static struct stat status_of(const char *name) {
  struct stat s;
  char *file = g_build_filename(site, name, NULL);
  ck_assert_int_eq(g_stat(file, &s), 0);
  g_free(file);
  return s;
}

static struct ledger_page page_of(const char *notes) {
  struct ledger_page page = {
      .notes = slice_of(notes), .assets = {"style.css\0logo.svg", 19}, .date = "2024-05-06"};
  memcpy(page.sha256, KEY_B, 65);
  return page;
}

// Two pages, taken down as they stand.
static void begin(void) {
  folder = g_dir_make_tmp("ledger-XXXXXX", NULL);
  path = g_build_filename(folder, "pages", NULL);
  site = g_build_filename(folder, "site", NULL);
  ck_assert_int_eq(g_mkdir(site, 0777), 0);
  write_page("a.html", "one");
  write_page("b.html", "another");
  struct ledger *l = ledger_open(path, KEY_A);
  struct ledger_page a = page_of("notes of a"), b = page_of("");
  ledger_put(l, "a.html", KEY_A, &a);
  ledger_put(l, "b.html", KEY_B, &b);
  ck_assert(ledger_settle(l, site) > 0);
  ledger_write(l);
  ledger_free(l);
}

static void end(void) {
  for (const char *const *name =
           (const char *const[]){"site/a.html", "site/b.html", "site", "pages", "", NULL};
       *name; name++) {
    char *file = g_build_filename(folder, *name, NULL);
    g_remove(file);
    g_free(file);
  }
  g_free(folder);
  g_free(path);
  g_free(site);
}

static bool finds(const char *salt, const char *name, const char *key, struct stat status) {
  struct ledger_page page;
  struct ledger *l = ledger_open(path, salt);
  bool found = ledger_find(l, name, key, &status, &page);
  ledger_free(l);
  return found;
}

START_TEST(a_page_is_found_as_it_was_put) {
  begin();
  struct ledger *l = ledger_open(path, KEY_A);
  struct stat a = status_of("a.html");
  struct ledger_page page;
  ck_assert(ledger_find(l, "a.html", KEY_A, &a, &page));
  ck_assert(slice_is(page.notes, "notes of a"));
  ck_assert_uint_eq(page.assets.len, 19);
  ck_assert_uint_eq(page.passages.len, 0);
  ck_assert_str_eq(page.date, "2024-05-06");
  ck_assert_str_eq(page.sha256, KEY_B);
  ledger_free(l);
  end();
}
END_TEST

START_TEST(another_key_salt_or_page_is_not) {
  begin();
  struct stat a = status_of("a.html");
  ck_assert(finds(KEY_A, "a.html", KEY_A, a));
  ck_assert(!finds(KEY_A, "a.html", KEY_B, a));
  ck_assert(!finds(KEY_B, "a.html", KEY_A, a));
  ck_assert(!finds(KEY_A, "b.html", KEY_A, a));
  ck_assert(!finds(KEY_A, "c.html", KEY_A, a));
  end();
}
END_TEST

START_TEST(a_file_that_was_changed_is_not) {
  begin();
  struct stat a = status_of("a.html"), later = a, longer = a, other = a;
  later.st_ctim.tv_nsec ^= 1;
  longer.st_size++;
  other.st_ino++;
  ck_assert(!finds(KEY_A, "a.html", KEY_A, later));
  ck_assert(!finds(KEY_A, "a.html", KEY_A, longer));
  ck_assert(!finds(KEY_A, "a.html", KEY_A, other));
  end();
}
END_TEST

START_TEST(what_is_taken_along_is_found_by_the_next_and_the_rest_forgotten) {
  begin();
  struct stat a = status_of("a.html"), b = status_of("b.html");
  struct ledger_page page;
  struct ledger *l = ledger_open(path, KEY_A);
  ck_assert(ledger_find(l, "b.html", KEY_B, &b, &page));
  ledger_keep(l, "b.html");
  ledger_settle(l, site);
  ledger_write(l);
  ledger_free(l);
  ck_assert(finds(KEY_A, "b.html", KEY_B, b));
  ck_assert(!finds(KEY_A, "a.html", KEY_A, a));
  end();
}
END_TEST

// Cut at every place, and with each byte changed.
START_TEST(a_damaged_ledger_is_empty) {
  begin();
  char *whole = NULL;
  gsize len = 0;
  struct stat a = status_of("a.html"), b = status_of("b.html");
  ck_assert(g_file_get_contents(path, &whole, &len, NULL));
  for (gsize i = 0; i < len; i++) {
    ck_assert(g_file_set_contents(path, whole, (gssize)i, NULL));
    ck_assert(!finds(KEY_A, "a.html", KEY_A, a));
    whole[i] ^= 4;
    ck_assert(g_file_set_contents(path, whole, (gssize)len, NULL));
    ck_assert(!finds(KEY_A, "a.html", KEY_A, a) && !finds(KEY_A, "b.html", KEY_B, b));
    whole[i] ^= 4;
  }
  g_free(whole);
  end();
}
END_TEST

// What the gate noted of a page counts as if it had read the page.
START_TEST(notes_of_a_page_that_stands_are_checked_with_all_others) {
  static const char text[] =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><title>A</title></head><body>"
      "<p id=\"x\"><a href=\"b.html#y\">b</a> <a href=\"gone.html\">c</a></p></body></html>";
  GByteArray *packed = g_byte_array_new();
  struct gate_notes *read = gate_read("a.html", slice_of(text), GATE_ALL);
  ck_assert(gate_notes_clean(read));
  gate_notes_pack(read, packed);
  gate_notes_free(read);
  struct slice bytes = {(const char *)packed->data, packed->len};
  for (gsize i = 0; i < bytes.len; i++)
    ck_assert_ptr_null(gate_notes_unpack("a.html", slice_sub(bytes, 0, i)));
  struct gate_notes *notes = gate_notes_unpack("a.html", bytes);
  ck_assert_ptr_nonnull(notes);
  struct gate *g = gate_new();
  struct diag *d = diag_new_held();
  gate_take(g, "a.html", notes, slice_of(""), d);
  gate_notes_free(notes);
  gate_file(
      g, "b.html",
      slice_of("<!DOCTYPE html>\n<html lang=\"en\"><body><a id=\"y\" href=\"a.html#x\">a</a></body></html>"),
      d);
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 0);
  ck_assert(!gate_finish(g, d));
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 1);
  gate_free(g);
  diag_free(d);
  g_byte_array_unref(packed);
}
END_TEST

UNIT("site/ledger", a_page_is_found_as_it_was_put, another_key_salt_or_page_is_not,
     a_file_that_was_changed_is_not, what_is_taken_along_is_found_by_the_next_and_the_rest_forgotten,
     a_damaged_ledger_is_empty, notes_of_a_page_that_stands_are_checked_with_all_others)
