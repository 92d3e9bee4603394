// SPDX-License-Identifier: MIT
#include "site/postings.h"
#include "unit.h"
#include "unpack.h"

// Writes the words of the pieces with their groups, one a line: "word 0 2\n", a line "--" between pieces.
static char *unfold(GPtrArray *pieces, unsigned range) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < pieces->len; i++) {
    const struct postings_piece *piece = pieces->pdata[i];
    struct unpacker u = {.text = piece->lists->str};
    char *word = g_strdup("");
    if (i) g_string_append(out, "--\n");
    for (const char *p = piece->words->str; *p;) {
      size_t rest = strcspn(p + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
      char *next = g_strdup_printf("%.*s%.*s", *p - 'A', word, (int)rest, p + 1);
      if (p == piece->words->str) ck_assert_str_eq(next, piece->first);
      g_free(word);
      word = next;
      p += rest + 1;
      GArray *list = unpack_list(&u, range);
      g_string_append(out, word);
      for (guint k = 0; k < list->len; k++)
        g_string_append_printf(out, " %u", g_array_index(list, unsigned, k));
      g_string_append_c(out, '\n');
      g_array_unref(list);
    }
    g_free(word);
  }
  return g_string_free(out, FALSE);
}

static struct postings *sample(void) {
  struct postings *p = postings_new();
  static const char *const texts[][4] = {{"sanction", "the", "bank"},
                                         {"sanctions", "the"},
                                         {"the", "banks", "the"},
                                         {"bank", "the", "sanctioned"}};
  for (unsigned group = 0; group < 4; group++)
    for (size_t i = 0; i < 4 && texts[group][i]; i++)
      postings_add(p, texts[group][i], group);
  return p;
}

START_TEST(words_and_their_groups) {
  struct postings *p = sample();
  GPtrArray *pieces = postings_pieces(p, 4, 1000);
  ck_assert_uint_eq(pieces->len, 1);
  const struct postings_piece *piece = pieces->pdata[0];
  ck_assert_str_eq(piece->words->str, "AbankEsAsanctionIedIsAthe");
  char *text = unfold(pieces, 4);
  ck_assert_str_eq(text, "bank 0 3\nbanks 2\nsanction 0\nsanctioned 3\nsanctions 1\nthe 0 1 2 3\n");
  g_free(text);
  g_ptr_array_unref(pieces);
  postings_free(p);
}
END_TEST

START_TEST(large_indexes_come_in_pieces) {
  struct postings *p = sample();
  GPtrArray *pieces = postings_pieces(p, 4, 10);
  char *text = unfold(pieces, 4);
  ck_assert_str_eq(text,
                   "bank 0 3\nbanks 2\nsanction 0\n--\nsanctioned 3\n--\nsanctions 1\n--\nthe 0 1 2 3\n");
  ck_assert_uint_eq(pieces->len, 4);
  g_free(text);
  g_ptr_array_unref(pieces);
  postings_free(p);
}
END_TEST

START_TEST(nothing_has_no_pieces) {
  struct postings *p = postings_new();
  GPtrArray *pieces = postings_pieces(p, 0, 1000);
  ck_assert_uint_eq(pieces->len, 0);
  g_ptr_array_unref(pieces);
  postings_free(p);
}
END_TEST

// What words share is counted as scripts count it, and never more than a letter can say.
START_TEST(shared_beginnings_are_whole_characters) {
  struct postings *p = postings_new();
  postings_add(p, "𝔞𝔟", 0);
  postings_add(p, "𝔞𝔠", 0);
  postings_add(p, "éa", 0);
  postings_add(p, "èa", 0);
  postings_add(p, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 0);
  postings_add(p, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", 0);
  GPtrArray *pieces = postings_pieces(p, 1, 1000);
  const struct postings_piece *piece = pieces->pdata[0];
  ck_assert_str_eq(piece->words->str, "AaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaZaaaaabAèaAéaA𝔞𝔟C𝔠");
  g_ptr_array_unref(pieces);
  postings_free(p);
}
END_TEST

START_TEST(filters_are_an_object) {
  struct postings *p = postings_new();
  postings_add(p, "norland", 1);
  postings_add(p, "norland", 1);
  postings_add(p, "norland", 5);
  postings_add(p, "elland", 0);
  json *j = postings_to_json(p, 9);
  ck_assert_str_eq(json_key(json_first(j)), "elland");
  struct unpacker u = {.text = json_text(json_get(j, "norland"))};
  GArray *list = unpack_list(&u, 9);
  ck_assert_uint_eq(list->len, 2);
  ck_assert_uint_eq(g_array_index(list, unsigned, 0), 1);
  ck_assert_uint_eq(g_array_index(list, unsigned, 1), 5);
  g_array_unref(list);
  json_free(j);
  postings_free(p);
}
END_TEST

UNIT("site/postings", words_and_their_groups, large_indexes_come_in_pieces, nothing_has_no_pieces,
     shared_beginnings_are_whole_characters, filters_are_an_object)
