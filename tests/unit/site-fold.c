// SPDX-License-Identifier: MIT
#include "site/fold.h"
#include "unit.h"

static void add_word(const char *word, void *data) {
  GString *joined = data;
  if (joined->len) g_string_append_c(joined, ' ');
  g_string_append(joined, word);
}

static void folds(const char *text, const char *expected) {
  GString *joined = g_string_new(NULL);
  fold_words(text, add_word, joined);
  ck_assert_str_eq(joined->str, expected);
  g_string_free(joined, TRUE);
}

START_TEST(case_and_accents_fall_off) {
  folds("Élysée ÉLYSÉE élysée", "elysee elysee elysee");
  folds("Erdoğan, Győr; Łódź", "erdogan gyor lodz");
  folds("Straße STRASSE Æsop Œuvre Søren", "strasse strasse aesop oeuvre soren");
  folds("Ἀθῆναι Ἑλλάς", "αθηναι ελλασ");
  folds("İstanbul ısı", "istanbul isi");
}
END_TEST

START_TEST(words_are_runs_of_letters_and_digits) {
  folds("China's “cease-fire” of 10,000 troops", "china s cease fire of 10 000 troops");
  folds("G7/G20 (COP28)", "g7 g20 cop28");
  folds("", "");
  folds("… – !", "");
  folds("com\u00adpound", "compound");
  folds("ﬁve x²", "five x2");
}
END_TEST

START_TEST(scripts_without_spaces_give_single_characters) {
  folds("中国支持停火", "中 国 支 持 停 火");
  folds("EU和中国", "eu 和 中 国");
  folds("カタカナ", "カ タ カ ナ");
}
END_TEST

START_TEST(broken_bytes_part_words) {
  folds("a\xff"
        "b",
        "a b");
}
END_TEST

UNIT("site/fold", case_and_accents_fall_off, words_are_runs_of_letters_and_digits,
     scripts_without_spaces_give_single_characters, broken_bytes_part_words)
