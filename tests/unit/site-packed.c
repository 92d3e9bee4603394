// SPDX-License-Identifier: MIT
#include "site/packed.h"
#include "unit.h"
#include "unpack.h"

START_TEST(bits_become_two_printable_characters) {
  GString *out = g_string_new(NULL);
  struct packer p = {.out = out};
  pack_bits(&p, 0, 13);    // 0, 0
  pack_bits(&p, 1, 13);    // 0, 1: behind '!' the quotation mark is left out
  pack_bits(&p, 8191, 13); // 90, 1
  pack_bits(&p, 1, 1);
  ck_assert_str_eq(out->str, "!!!#~#");
  pack_end(&p); // 4096: 45, 1
  ck_assert_str_eq(out->str, "!!!#~#O#");
  pack_end(&p);
  ck_assert_uint_eq(out->len, 8);
  g_string_free(out, TRUE);
}
END_TEST

START_TEST(all_values_of_two_characters_are_safe_in_a_string) {
  GString *out = g_string_new(NULL);
  struct packer p = {.out = out};
  for (unsigned v = 0; v < 8192; v++)
    pack_bits(&p, v, 13);
  ck_assert_uint_eq(out->len, 2 * 8192);
  for (size_t i = 0; i < out->len; i++)
    ck_assert(out->str[i] > ' ' && out->str[i] <= '~' && !strchr("\"\\`", out->str[i]));
  struct unpacker u = {.text = out->str};
  for (unsigned v = 0; v < 8192; v++)
    ck_assert_uint_eq(unpack_bits(&u, 13), v);
  g_string_free(out, TRUE);
}
END_TEST

static void round_trip(const unsigned *list, unsigned n, unsigned range, size_t most) {
  GString *out = g_string_new(NULL);
  struct packer p = {.out = out};
  pack_list(&p, list, n, range);
  pack_list(&p, list, n, range);
  pack_end(&p);
  ck_assert_uint_le(out->len, most);
  struct unpacker u = {.text = out->str};
  for (int twice = 0; twice < 2; twice++) {
    GArray *again = unpack_list(&u, range);
    ck_assert_uint_eq(again->len, n);
    for (unsigned i = 0; i < n; i++)
      ck_assert_uint_eq(g_array_index(again, unsigned, i), list[i]);
    g_array_unref(again);
  }
  ck_assert_uint_le(u.at, out->len);
  g_string_free(out, TRUE);
}

START_TEST(lists_come_back) {
  static const unsigned one[] = {0}, last[] = {999}, some[] = {3, 4, 5, 80, 81, 700, 998};
  round_trip(one, 1, 1, 2); // a full list takes its length alone
  round_trip(one, 1, 1000, 8);
  round_trip(last, 1, 1000, 8);
  round_trip(some, G_N_ELEMENTS(some), 1000, 28);
}
END_TEST

START_TEST(full_and_regular_lists_come_back) {
  unsigned list[3000];
  for (unsigned step = 1; step <= 7; step++) {
    for (unsigned i = 0; i < 3000; i++)
      list[i] = i * step + step - 1;
    round_trip(list, 3000, 3000 * step, step == 1 ? 8 : 4500);
  }
}
END_TEST

START_TEST(random_lists_come_back) {
  unsigned state = 1, list[500];
  for (unsigned turn = 0; turn < 200; turn++) {
    unsigned n = 0, range = 2 + turn * 5;
    for (unsigned i = 0; i < range && n < 500; i++) {
      state = state * 1664525u + 1013904223u;
      if (state >> 24 < 20 + turn) list[n++] = i;
    }
    if (n) round_trip(list, n, range, 4096);
  }
}
END_TEST

UNIT("site/packed", bits_become_two_printable_characters, all_values_of_two_characters_are_safe_in_a_string,
     lists_come_back, full_and_regular_lists_come_back, random_lists_come_back)
