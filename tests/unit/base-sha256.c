// SPDX-License-Identifier: MIT
#include "base/sha256.h"
#include "unit.h"
#include <glib.h>

START_TEST(known_digests) {
  char hex[65];
  sha256_hex(slice_of(""), hex);
  ck_assert_str_eq(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  sha256_hex(slice_of("abc"), hex);
  ck_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
END_TEST

START_TEST(piece_by_piece) {
  GString *text = g_string_new(NULL);
  for (int i = 0; i < 1000; i++)
    g_string_append_printf(text, "%d,", i);
  char *expected = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, -1), hex[65];
  struct sha256 *s = sha256_new();
  for (size_t at = 0, n = 1; at < text->len; at += n, n = n * 2 + 1)
    sha256_add(s, text->str + at, MIN(n, text->len - at));
  sha256_end(s, hex);
  ck_assert_str_eq(hex, expected);
  g_free(expected);
  g_string_free(text, TRUE);
}
END_TEST

UNIT("base/sha256", known_digests, piece_by_piece)
