// SPDX-License-Identifier: MIT
#include "text/sentence.h"
#include "unit.h"

// The tokens of text divided by spaces, sentences by " | ".
static char *split(const char *text) {
  struct sentences *all = text_split(NULL, slice_of(text));
  GString *out = g_string_new(NULL);
  for (unsigned i = 0; i < all->count; i++) {
    for (unsigned k = 0; k < all->items[i].count; k++) {
      const struct token *t = &all->items[i].tokens[k];
      g_string_append_printf(out, "%s%.*s", k ? " " : i ? " | " : "", (int)t->form.len, t->form.data);
      ck_assert(slice_eq(t->form, slice_sub(slice_of(text), t->start, t->end)));
    }
  }
  sentences_free(all);
  return g_string_free(out, FALSE);
}

static void splits(const char *text, const char *expected) {
  char *got = split(text);
  ck_assert_str_eq(got, expected);
  g_free(got);
}

START_TEST(clitics_are_tokens) {
  splits("The minister's aides don't, can't and won't say; they'll see.",
         "The minister 's aides do n't , ca n't and wo n't say ; they 'll see .");
  splits("We cannot accept the leaders’ plan, and it’s over.",
         "We can not accept the leaders ’ plan , and it ’s over .");
}
END_TEST

START_TEST(hyphens_divide_but_not_bound_prefixes) {
  splits("dual-use goods, a pro-Beijing and non-profit body",
         "dual - use goods , a pro-Beijing and non-profit body");
}
END_TEST

START_TEST(numbers_units_and_addresses) {
  splits("It cost $1.5bn (€2,000 each), up 3% since the 1990s, at 7:30 a.m. or 5pm.",
         "It cost $ 1.5 bn ( € 2,000 each ) , up 3 % since the 1990s , at 7:30 a.m. or 5 pm .");
  splits("See https://example.com/a-b?c=d, or write to a.b@example.org.",
         "See https://example.com/a-b?c=d , or write to a.b@example.org .");
  splits("and/or AT&T on 9/11", "and / or AT&T on 9/11");
}
END_TEST

START_TEST(abbreviations_and_initials_do_not_end_sentences) {
  splits("Mr. Ash met Gen. Birch of the U.S. Army on Jan. 5. They agreed.",
         "Mr. Ash met Gen. Birch of the U.S. Army on Jan. 5 . | They agreed .");
  splits("J. D. Oak and Ann B. Elm left the U.S. The talks went on.",
         "J. D. Oak and Ann B. Elm left the U.S. | The talks went on .");
  splits("He chose No. 10. She said no. It was late.", "He chose No. 10 . | She said no . | It was late .");
}
END_TEST

START_TEST(quotations) {
  splits("“Is it over?” Oak asked. “No.” She left.", "“ Is it over ? ” Oak asked . | “ No . ” | She left .");
  splits("\"Stop!\" he cried. \"We must go. Now.\"", "\" Stop ! \" he cried . | \" We must go . | Now . \"");
}
END_TEST

START_TEST(odd_texts) {
  splits("", "");
  splits(" \n\t ", "");
  splits("...", "...");
  GString *hostile = g_string_new(NULL);
  for (int i = 0; i < 200000; i++)
    g_string_append(hostile, i % 2 ? "a." : "-");
  char *got = split(hostile->str);
  ck_assert_uint_gt(strlen(got), 200000);
  g_free(got);
  g_string_assign(hostile, "a \xff\xfe b \xc3");
  got = split(hostile->str);
  g_free(got);
  g_string_free(hostile, TRUE);
}
END_TEST

// Cutting is splitting without tags; a text without marks is one sentence, as the rules say too.
START_TEST(cuts_as_it_splits) {
  static const char *const texts[] = {"export of arms to  Norland ",
                                      "He left. She can't stay!",
                                      "He left\nShe came",
                                      "G7",
                                      " ",
                                      "",
                                      "U.S. Sen. Oak",
                                      "caf\xc3\xa9 owners"};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    struct sentences *a = text_split(NULL, slice_of(texts[i])), *b = text_cut(NULL, slice_of(texts[i]));
    ck_assert_uint_eq(a->count, b->count);
    for (unsigned s = 0; s < a->count; s++) {
      ck_assert_uint_eq(a->items[s].count, b->items[s].count);
      for (unsigned k = 0; k < a->items[s].count; k++) {
        const struct token *t = &a->items[s].tokens[k], *u = &b->items[s].tokens[k];
        ck_assert_uint_eq(t->start, u->start);
        ck_assert_uint_eq(t->end, u->end);
        ck_assert_str_eq(t->norm, u->norm);
        ck_assert_ptr_nonnull(t->lemma);
        ck_assert_ptr_null(u->lemma);
      }
    }
    sentences_free(a);
    sentences_free(b);
  }
  splits("export of arms to  Norland ", "export of arms to Norland");
  splits("He left\nShe came", "He left | She came");
}
END_TEST

START_TEST(names_of_tags_and_relations) {
  for (int p = 0; p < UPOS_COUNT; p++)
    ck_assert_int_eq(upos_of(slice_of(upos_name((enum upos)p))), p);
  for (int r = 0; r < REL_COUNT; r++)
    ck_assert_int_eq(relation_of(slice_of(relation_name((enum relation)r))), r);
  ck_assert_int_eq(relation_of(slice_of("nsubj:unheard")), REL_NSUBJ);
  ck_assert_int_eq(relation_of(slice_of("unheard")), REL_DEP);
}
END_TEST

UNIT("text-split", clitics_are_tokens, hyphens_divide_but_not_bound_prefixes, numbers_units_and_addresses,
     abbreviations_and_initials_do_not_end_sentences, quotations, odd_texts, cuts_as_it_splits,
     names_of_tags_and_relations)
