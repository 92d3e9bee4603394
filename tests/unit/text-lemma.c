// SPDX-License-Identifier: MIT
#include "text/lemma.h"
#include "unit.h"

static void lemma(const char *form, enum upos p, const char *expected) {
  GString *out = g_string_new("rest");
  lemma_of(slice_of(form), p, out);
  ck_assert_str_eq(out->str, expected);
  g_string_free(out, TRUE);
}

START_TEST(verbs) {
  const char *const pairs[][2] = {{"condemned", "condemn"},
                                  {"urges", "urge"},
                                  {"urging", "urge"},
                                  {"planned", "plan"},
                                  {"denies", "deny"},
                                  {"denied", "deny"},
                                  {"went", "go"},
                                  {"sought", "seek"},
                                  {"made", "make"},
                                  {"making", "make"},
                                  {"backed", "back"},
                                  {"opposing", "oppose"},
                                  {"criticised", "criticise"},
                                  {"agreed", "agree"},
                                  {"creating", "create"},
                                  {"visited", "visit"},
                                  {"dying", "die"},
                                  {"said", "say"},
                                  {"passes", "pass"},
                                  {"vetoes", "veto"},
                                  {"vetoed", "veto"},
                                  {"is", "be"},
                                  {"supported", "support"},
                                  {"refusing", "refuse"},
                                  {"pledged", "pledge"},
                                  {"called", "call"},
                                  {"developed", "develop"},
                                  {"explained", "explain"}};
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
    lemma(pairs[i][0], UPOS_VERB, pairs[i][1]);
}
END_TEST

START_TEST(nouns_and_others) {
  lemma("weapons", UPOS_NOUN, "weapon");
  lemma("countries", UPOS_NOUN, "country");
  lemma("Allies", UPOS_NOUN, "ally");
  lemma("crises", UPOS_NOUN, "crisis");
  lemma("news", UPOS_NOUN, "news");
  lemma("women", UPOS_NOUN, "woman");
  lemma("speeches", UPOS_NOUN, "speech");
  lemma("bus", UPOS_NOUN, "bus");
  lemma("Macron", UPOS_PROPN, "Macron");
  lemma("n't", UPOS_PART, "not");
  lemma("'s", UPOS_PART, "'s");
  lemma("wo", UPOS_AUX, "will");
  lemma("best", UPOS_ADJ, "good");
}
END_TEST

START_TEST(norms) {
  GString *out = g_string_new(NULL);
  norm_of(slice_of("Orbán’s"), out);
  ck_assert_str_eq(out->str, "orban's");
  norm_of(slice_of("ŁÓDŹ"), out);
  ck_assert_str_eq(out->str, "lodz");
  norm_of(slice_of("cease‑fire"), out);
  ck_assert_str_eq(out->str, "cease-fire");
  norm_of(slice_of("STRASSE"), out);
  ck_assert_str_eq(out->str, "strasse");
  norm_of(slice_of("\xff\xfe"), out);
  norm_of(slice_of(""), out);
  ck_assert_str_eq(out->str, "");
  g_string_free(out, TRUE);
}
END_TEST

UNIT("text-lemma", verbs, nouns_and_others, norms)
