// SPDX-License-Identifier: MIT
// What tells the passages of an article from others.
#include "base/sha256.h"
#include "site/search.h"
#include "unit.h"
#include <string.h>

#define KEY "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static struct search *with(const char *text, const char *label) {
  struct search *s = search_new(-1);
  struct search_passage *p = search_add(s, "a.md", text, 1);
  search_add_statement(s, p,
                       (struct search_statement){.id = "1", .actor = "x", .issue = "y", .label = label});
  return s;
}

// Frees s.
static void key_of(struct search *s, char hex[65]) {
  struct sha256 *sum = sha256_new();
  search_add_key(s, "a.md", sum);
  sha256_end(sum, hex);
  search_free(s);
}

START_TEST(what_they_say_tells_them) {
  char one[65], same[65], text[65], label[65], none[65];
  key_of(with("A sentence.", "wants it"), one);
  key_of(with("A sentence.", "wants it"), same);
  key_of(with("Another one.", "wants it"), text);
  key_of(with("A sentence.", NULL), label);
  key_of(search_new(-1), none);
  ck_assert_str_eq(one, same);
  ck_assert_str_ne(one, text);
  ck_assert_str_ne(one, label);
  ck_assert_str_ne(one, none);
}
END_TEST

START_TEST(a_key_tells_them_alone) {
  char one[65], other[65], bare[65];
  struct search *a = with("A sentence.", "wants it"), *b = with("Another one.", NULL);
  search_set_key(a, "a.md", KEY);
  search_set_key(b, "a.md", KEY);
  key_of(a, one);
  key_of(b, other);
  key_of(with("A sentence.", "wants it"), bare);
  ck_assert_str_eq(one, other);
  ck_assert_str_ne(one, bare);
}
END_TEST

UNIT("site/search", what_they_say_tells_them, a_key_tells_them_alone)
