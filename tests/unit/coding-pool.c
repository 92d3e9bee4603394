// SPDX-License-Identifier: MIT
#include "coding/statement_pool.h"
#include "sample.h"
#include "unit.h"

static struct statement *made(unsigned number, const char *doc) {
  return sample_statement(number, doc, "norland", "canal", STANCE_SUPPORT, VOICE_STATED);
}

static char *printed(const struct statement *s) {
  GString *text = g_string_new(NULL);
  statement_print(s, text);
  return g_string_free(text, FALSE);
}

START_TEST(what_is_kept_says_the_same) {
  struct statement_pool *p = statement_pool_new();
  for (unsigned i = 0; i < 1000; i++) { // more than are allocated together
    struct statement *s = made(i, i % 2 ? "a" : "b");
    s->url = i % 3 ? g_strdup(i % 3 == 1 ? s->doc : "https://example.org/") : NULL;
    s->trace = g_ptr_array_new();
    char *before = printed(s);
    struct statement *kept = statement_pool_keep(p, s);
    char *after = printed(kept);
    ck_assert_str_eq(before, after);
    ck_assert_ptr_null(kept->trace);
    g_free(before);
    g_free(after);
  }
  statement_pool_free(p);
}
END_TEST

START_TEST(what_statements_share_stands_once) {
  struct statement_pool *p = statement_pool_new();
  struct statement *one = statement_pool_keep(p, made(1, "a")), *two = statement_pool_keep(p, made(1, "a")),
                   *other = statement_pool_keep(p, made(3, "b"));
  ck_assert_ptr_eq(one->article, two->article);
  ck_assert_ptr_eq(one->sentence, two->sentence);
  ck_assert_ptr_eq(one->actor, other->actor);
  ck_assert_str_ne(one->article, other->article);
  statement_pool_free(p);
}
END_TEST

START_TEST(one_that_is_kept_is_left_and_its_copy_is_not) {
  struct statement_pool *p = statement_pool_new();
  struct statement *s = statement_pool_keep(p, made(1, "a"));
  ck_assert_ptr_eq(statement_pool_keep(p, s), s);
  statement_free(s);
  ck_assert_str_eq(s->actor, "norland");
  struct statement *copy = statement_copy(s);
  ck_assert(!copy->pooled);
  statement_free(copy);
  statement_pool_free(p);
}
END_TEST

UNIT("coding/pool", what_is_kept_says_the_same, what_statements_share_stands_once,
     one_that_is_kept_is_left_and_its_copy_is_not)
