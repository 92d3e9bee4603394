// SPDX-License-Identifier: MIT
#include "coding/statement.h"
#include "unit.h"
#include <glib/gstdio.h>
#include <unistd.h>

static struct statement *sample(void) {
  struct statement *s = g_new0(struct statement, 1);
  *s = (struct statement){.doc = g_strdup("https://example.org/a"),
                          .article = g_strdup("input/articles/a.md"),
                          .title = g_strdup("A \"title\""),
                          .date = g_strdup("2024-05-06"),
                          .actor = g_strdup("norland"),
                          .issue = g_strdup("canal"),
                          .concept = g_strdup("digging"),
                          .stance = STANCE_OPPOSE,
                          .agreement = -1,
                          .voice = VOICE_ASCRIBED,
                          .by_text = g_strdup("critics"),
                          .conditional = true,
                          .confidence = 840,
                          .sentence = g_strdup("Critics say Norland rejects the canal."),
                          .line = 12,
                          .start = 345,
                          .end = 383,
                          .cue = g_strdup("rejects -> canal")};
  statement_id(s->id, s->doc, s->sentence, 0, s->actor, s->issue, 0);
  return s;
}

static const char sample_line[] =
    "{\"id\":\"%s\",\"doc\":\"https://example.org/a\",\"article\":\"input/articles/a.md\",\"title\":\"A "
    "\\\"title\\\"\","
    "\"date\":\"2024-05-06\",\"source\":null,\"url\":null,\"actor\":\"norland\",\"person\":null,\"issue\":"
    "\"canal\","
    "\"concept\":\"digging\",\"stance\":\"oppose\",\"agreement\":false,\"voice\":\"ascribed\",\"by\":null,"
    "\"by_text\":\"critics\",\"conditional\":true,\"confidence\":0.84,"
    "\"sentence\":\"Critics say Norland rejects the canal.\",\"line\":12,\"start\":345,\"end\":383,"
    "\"cue\":\"rejects -> canal\"}";

START_TEST(the_line_has_every_key_in_order) {
  struct statement *s = sample();
  json *j = statement_to_json(s);
  char *text = json_print(j, false), *expected = NULL;
  GString *whole = g_string_new(sample_line);
  g_string_replace(whole, "%s", s->id, 1);
  expected = g_string_free(whole, FALSE);
  ck_assert_str_eq(text, expected);
  g_free(expected);
  g_free(text);
  json_free(j);
  statement_free(s);
}
END_TEST

START_TEST(what_was_written_reads_back_the_same) {
  struct statement *s = sample();
  struct diag *d = diag_new_held();
  for (unsigned confidence = 0; confidence <= 1000; confidence++) {
    s->confidence = confidence;
    s->agreement = (int)(confidence % 3) - 1;
    json *j = statement_to_json(s);
    struct statement *back = statement_from_json(j, (struct diag_place){0}, d);
    ck_assert_ptr_nonnull(back);
    json *again = statement_to_json(back);
    char *first = json_print(j, false), *second = json_print(again, false);
    ck_assert_str_eq(first, second);
    ck_assert_uint_eq(back->confidence, confidence);
    g_free(first);
    g_free(second);
    json_free(j);
    json_free(again);
    statement_free(back);
  }
  struct statement *copy = statement_copy(s);
  ck_assert_int_eq(statement_compare(s, copy), 0);
  ck_assert_str_eq(copy->sentence, s->sentence);
  ck_assert_ptr_ne(copy->sentence, s->sentence);
  statement_free(copy);
  statement_free(s);
  diag_free(d);
}
END_TEST

START_TEST(an_id_holds_under_white_space_and_changes_with_each_part) {
  char a[17], b[17];
  statement_id(a, "doc", "One  two\n three.", 0, "x", "y", 0);
  statement_id(b, "doc", " One two\xc2\xa0three. ", 0, "x", "y", 0);
  ck_assert_str_eq(a, b);
  ck_assert_uint_eq(strlen(a), 16);
  // The hash of "doc\nOne two three.\n0\nx\ny\n0", so that ids outlive this program.
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_checksum_update(sum, (const guchar *)"doc\nOne two three.\n0\nx\ny\n0", -1);
  ck_assert_int_eq(strncmp(g_checksum_get_string(sum), a, 16), 0);
  g_checksum_free(sum);
  statement_id(b, "doc", "One two three.", 1, "x", "y", 0);
  ck_assert_str_ne(a, b);
  statement_id(b, "doc", "One two three.", 0, "x", "y", 1);
  ck_assert_str_ne(a, b);
  statement_id(b, "doc", "One two three.", 0, "y", "x", 0);
  ck_assert_str_ne(a, b);
}
END_TEST

START_TEST(bad_lines_are_told_with_their_place_and_left_out) {
  struct statement *s = sample();
  json *j = statement_to_json(s);
  char *good = json_print(j, false), *path = NULL, *messages = NULL;
  int fd = g_file_open_tmp("statements-XXXXXX", &path, NULL);
  FILE *f = fdopen(fd, "w");
  fprintf(f, "%s\n\n{\"id\": 1}\n{\"id\" 2}\r\n%s", good, good);
  fclose(f);
  size_t size = 0;
  FILE *out = open_memstream(&messages, &size);
  struct diag *d = diag_new(out, false);
  GPtrArray *read = g_ptr_array_new_with_free_func((GDestroyNotify)statement_free);
  ck_assert(statements_load(path, read, d));
  fflush(out);
  ck_assert_uint_eq(read->len, 2);
  char *expected = g_strdup_printf(
           "%s:3:1: error: \"id\" is of a wrong kind, expected 16 hexadecimal digits in lower case\n"
           "%s:3:1: error: \"doc\" is missing, expected a string\n",
           path, path),
       *fourth = g_strdup_printf("%s:4:7: error: unexpected", path);
  ck_assert(g_str_has_prefix(messages, expected));
  ck_assert_ptr_nonnull(strstr(messages, fourth));
  ck_assert(!statements_load("/nonexistent", read, d));
  g_unlink(path);
  g_ptr_array_unref(read);
  diag_free(d);
  fclose(out);
  free(messages);
  g_free(expected);
  g_free(fourth);
  g_free(path);
  g_free(good);
  json_free(j);
  statement_free(s);
}
END_TEST

START_TEST(the_line_is_the_object_printed) {
  struct statement *s = sample();
  static const unsigned confidences[] = {0, 1, 250, 840, 999, 1000};
  for (size_t i = 0; i < G_N_ELEMENTS(confidences); i++)
    for (int agreement = -1; agreement <= 1; agreement++) {
      s->confidence = confidences[i];
      s->agreement = agreement;
      s->conditional = i % 2;
      json *j = statement_to_json(s);
      char *expected = json_print(j, false);
      GString *line = g_string_new(NULL);
      statement_print(s, line);
      ck_assert_str_eq(line->str, expected);
      g_string_free(line, TRUE);
      g_free(expected);
      json_free(j);
    }
  g_free(s->sentence);
  s->sentence = g_strdup("A \"quoted\" back\\slash,\na line\tand \001 control");
  json *j = statement_to_json(s);
  char *expected = json_print(j, false);
  GString *line = g_string_new(NULL);
  statement_print(s, line);
  ck_assert_str_eq(line->str, expected);
  g_string_free(line, TRUE);
  g_free(expected);
  json_free(j);
  statement_free(s);
}
END_TEST

START_TEST(stances_and_numbers_out_of_range_are_faults) {
  struct statement *s = sample();
  struct diag *d = diag_new_held();
  static const struct {
    const char *key, *text;
  } wrong[] = {
      {"stance", "mixed"}, {"voice", "sung"}, {"confidence", "high"}, {"agreement", "yes"}, {"end", "x"}};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    json *j = statement_to_json(s), *other = json_object();
    for (json *c = json_first(j); c; c = json_next(c))
      json_add(other, json_key(c),
               strcmp(json_key(c), wrong[i].key) == 0 ? json_string(wrong[i].text) : json_copy(c));
    ck_assert_ptr_null(statement_from_json(other, (struct diag_place){0}, d));
    ck_assert_uint_eq(diag_count(d, DIAG_ERROR), i + 1);
    json_free(j);
    json_free(other);
  }
  statement_free(s);
  diag_free(d);
}
END_TEST

START_TEST(ranked_documents_are_in_the_order_of_their_names) {
  static const char *const docs[] = {"b", "a", "\xC3\xA9", "a", "B", "b"};
  GPtrArray *all = g_ptr_array_new();
  int before[G_N_ELEMENTS(docs)][G_N_ELEMENTS(docs)];
  for (size_t i = 0; i < G_N_ELEMENTS(docs); i++) {
    struct statement *s = sample();
    g_free(s->doc);
    s->doc = g_strdup(docs[i]);
    g_ptr_array_add(all, s);
  }
  for (int ranked = 0; ranked < 2; ranked++) {
    for (size_t i = 0; i < G_N_ELEMENTS(docs); i++)
      for (size_t k = 0; k < G_N_ELEMENTS(docs); k++) {
        int order = statement_compare_docs(all->pdata[i], all->pdata[k]), sign = (order > 0) - (order < 0);
        if (!ranked) before[i][k] = sign;
        ck_assert_int_eq(sign, before[i][k]);
        ck_assert_int_eq(sign == 0, strcmp(docs[i], docs[k]) == 0);
      }
    statements_rank(all);
  }
  ck_assert_int_lt(statement_compare_docs(all->pdata[4], all->pdata[1]), 0); // bytes: "B" before "a"
  for (guint i = 0; i < all->len; i++)
    statement_free(all->pdata[i]);
  g_ptr_array_unref(all);
}
END_TEST

UNIT("coding-statement", the_line_has_every_key_in_order, the_line_is_the_object_printed,
     what_was_written_reads_back_the_same, an_id_holds_under_white_space_and_changes_with_each_part,
     bad_lines_are_told_with_their_place_and_left_out, stances_and_numbers_out_of_range_are_faults,
     ranked_documents_are_in_the_order_of_their_names)
