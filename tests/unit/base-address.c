// SPDX-License-Identifier: MIT
#include "base/address.h"
#include "base/limits.h"
#include "base/unseen.h"
#include "unit.h"

static bool fits(const char *s) {
  return address_is_web(slice_of(s));
}

START_TEST(addresses_of_the_web_are_taken) {
  const char *const good[] = {"http://example.org", "HTTPS://Example.org/a?b=c#d", "https://[::1]/",
                              "http://österreich.example/", "https://example.org/'x'"};
  for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
    ck_assert_msg(fits(good[i]), "%s", good[i]);
}
END_TEST

START_TEST(what_could_be_read_otherwise_is_none) {
  const char *const bad[] = {"",
                             "http://",
                             "https:",
                             "http:/example.org",
                             "http:///example.org",
                             "http://?x",
                             "//example.org",
                             "javascript:alert(1)",
                             "javascript://example.org/%0Aalert(1)",
                             "data:text/html,x",
                             " http://example.org",
                             "http://example.org/ x",
                             "http://example.org/\tx",
                             "http://example.org/\x01",
                             "http://example.org\\@x",
                             "http://example.org/\"x",
                             "http://example.org/<x>",
                             "http://example.org/`x",
                             "http://example.org/\xE2\x80\xAEx",
                             "http://example.org/\xE2\x80\x8Bx",
                             "http://example.org/\xFF"};
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    ck_assert_msg(!fits(bad[i]), "%s", bad[i]);
  char *nul = g_strdup("http://a?b");
  nul[8] = 0;
  ck_assert(!address_is_web((struct slice){nul, 10}));
  g_free(nul);
}
END_TEST

START_TEST(an_endless_address_is_none) {
  GString *s = g_string_new("http://example.org/");
  while (s->len < LIMIT_ADDRESS_BYTES)
    g_string_append_c(s, 'a');
  ck_assert(fits(s->str));
  g_string_append_c(s, 'a');
  ck_assert(!fits(s->str));
  g_string_free(s, TRUE);
}
END_TEST

START_TEST(what_is_not_seen_is_shown) {
  char *shown = unseen_shown("a\u202Eb\u2069c\u200Bd\uFEFF");
  ck_assert_str_eq(shown, "a\uFFFDb\uFFFDc\uFFFDd\uFFFD");
  g_free(shown);
  // What languages need stays: joiners, soft hyphen, plain marks of direction.
  const char *needed = "\u200C\u200D\u200E\u200F\u00AD é 中 😀";
  ck_assert(!unseen_in(slice_of(needed)));
  shown = unseen_shown(needed);
  ck_assert_str_eq(shown, needed);
  g_free(shown);
}
END_TEST

UNIT("base/address", addresses_of_the_web_are_taken, what_could_be_read_otherwise_is_none,
     an_endless_address_is_none, what_is_not_seen_is_shown)
