// SPDX-License-Identifier: MIT
#include "site/pages/article_segments.h"
#include "unit.h"

static struct statement first = {.id = "1", .stance = STANCE_SUPPORT},
                        second = {.id = "2", .stance = STANCE_OPPOSE};

// Cuts text at up to two spans and writes the segments down: [id+anchors|text|refs] coded, (text) not, ... a
// gap.
static char *cut(const char *text, const struct span *spans, guint count, bool excerpt) {
  GArray *list = g_array_new(FALSE, FALSE, sizeof(struct span));
  g_array_append_vals(list, spans, count);
  json *segments = segments_cut(slice_of(text), list, excerpt);
  GString *out = g_string_new(NULL);
  for (const json *s = json_first(segments); s; s = json_next(s)) {
    if (json_true(json_get(s, "gap")))
      g_string_append(out, "...");
    else if (!json_true(json_get(s, "coded")))
      g_string_append_printf(out, "(%s)", json_text(json_get(s, "text")));
    else {
      const char *id = json_text(json_get(s, "id"));
      g_string_append_printf(out, "[%s", id ? id : "");
      for (const json *a = json_first(json_get(s, "anchors")); a; a = json_next(a))
        g_string_append_printf(out, "+%s", json_text(a));
      g_string_append_printf(out, "|%s|", json_text(json_get(s, "text")));
      for (const json *r = json_first(json_get(s, "refs")); r; r = json_next(r))
        g_string_append_printf(out, "%.0f", json_value(r, 0));
      g_string_append_printf(out, "]%c", json_text(json_get(s, "stance"))[0]);
    }
  }
  json_free(segments);
  g_array_unref(list);
  return g_string_free(out, FALSE);
}

static void is(char *got, const char *expected) {
  ck_assert_str_eq(got, expected);
  g_free(got);
}

START_TEST(a_statement_is_cut_out) {
  const struct span spans[] = {{4, 7, &first, 1}};
  is(cut("abc def ghi", spans, 1, false), "(abc )[1|def|1]s( ghi)");
  is(cut("abc def ghi", spans, 1, true), "...[1|def|1]s...");
  is(cut("abc def ghi", NULL, 0, false), "(abc def ghi)");
  is(cut("", NULL, 0, false), "");
}
END_TEST

START_TEST(two_on_one_sentence_share_a_mark) {
  const struct span spans[] = {{0, 3, &first, 1}, {0, 3, &second, 2}};
  is(cut("abc def", spans, 2, false), "[1+2|abc|12]m( def)");
}
END_TEST

START_TEST(overlaps_are_cut_apart) {
  const struct span across[] = {{0, 4, &first, 1}, {2, 6, &second, 2}},
                    inside[] = {{0, 6, &first, 1}, {2, 4, &second, 2}};
  is(cut("abcdef", across, 2, false), "[1|ab|]s[2|cd|1]m[|ef|2]o");
  is(cut("abcdef", inside, 2, false), "[1|ab|]s[2|cd|2]m[|ef|1]s");
}
END_TEST

START_TEST(white_space_between_sentences_is_no_gap) {
  const struct span spans[] = {{0, 2, &first, 1}, {3, 5, &second, 2}};
  is(cut("A. B. C.", spans, 2, true), "[1|A.|1]s( )[2|B.|2]o...");
}
END_TEST

START_TEST(odd_spans_do_no_harm) {
  const struct span spans[] = {{1, 3, &first, 1}, {9, 99, &second, 2}};
  is(cut("aé", spans, 2, false), "(a)[1|é|1]s");
  const struct span inner[] = {{2, 3, &first, 1}}; // inside the two bytes of é
  is(cut("aéb", inner, 1, false), "(a)[1|é|1]s(b)");
  const struct span empty[] = {{1, 1, &first, 1}};
  is(cut("ab", empty, 1, false), "(ab)");
}
END_TEST

static void range(const struct block *b, size_t source, size_t source_end, size_t start, size_t end) {
  size_t s = 0, e = 0;
  ck_assert(block_text_range(b, source, source_end, &s, &e));
  ck_assert_uint_eq(s, start);
  ck_assert_uint_eq(e, end);
}

START_TEST(places_in_the_file_are_found_in_the_text) {
  // The file has "one &amp; two" from byte 10 on; the text is "one & two".
  const struct run runs[] = {{0, 4, 10, 4}, {4, 1, 14, 5}, {5, 4, 19, 4}};
  struct block b = {.text = g_string_new("one & two"), .runs = g_array_new(FALSE, FALSE, sizeof(struct run))};
  g_array_append_vals(b.runs, runs, 3);
  range(&b, 10, 23, 0, 9);
  range(&b, 11, 13, 1, 3);
  range(&b, 16, 17, 4, 5); // inside the entity: the whole of it
  range(&b, 19, 22, 5, 8);
  range(&b, 0, 12, 0, 2);
  range(&b, 20, 500, 6, 9);
  size_t s, e;
  ck_assert(!block_text_range(&b, 0, 10, &s, &e));
  ck_assert(!block_text_range(&b, 23, 30, &s, &e));
  for (size_t from = 0; from < 9; from++) {
    // What block_source says, block_text_range turns round.
    size_t source, source_end;
    block_source(&b, from, from + 1, &source, &source_end);
    range(&b, source, source_end, from, from + 1);
  }
  g_string_free(b.text, TRUE);
  g_array_unref(b.runs);
}
END_TEST

START_TEST(many_statements_take_no_square_of_time) {
  enum { MANY = 40000 };
  GString *text = g_string_new(NULL);
  GArray *spans = g_array_new(FALSE, FALSE, sizeof(struct span));
  for (unsigned i = 0; i < MANY; i++) {
    struct span span = {2 * i, 2 * i + 2, &first, i + 1};
    g_array_append_val(spans, span);
    g_string_append(text, "a ");
  }
  json *segments = segments_cut((struct slice){text->str, text->len}, spans, false);
  ck_assert_uint_eq(json_count(segments), MANY);
  json_free(segments);
  g_string_free(text, TRUE);
  g_array_unref(spans);
}
END_TEST

UNIT("site/segments", a_statement_is_cut_out, two_on_one_sentence_share_a_mark, overlaps_are_cut_apart,
     white_space_between_sentences_is_no_gap, odd_spans_do_no_harm, places_in_the_file_are_found_in_the_text,
     many_statements_take_no_square_of_time)
