// SPDX-License-Identifier: MIT
#include "cli/scoring.h"
#include "sample.h"
#include "unit.h"

static const char gold_text[] =
    "{\"file\": \"articles/a.md\", \"statements\": ["
    "{\"sentence\": \"Norland\xe2\x80\x99s cabinet wants the canal dug at once.\", \"actor\": \"norland\", "
    "\"issue\": \"canal\", \"stance\": \"support\", "
    "\"voice\": \"stated\"},"
    "{\"sentence\": \"Sudland rejected the ferry on Monday.\", \"actor\": \"sudland\", \"issue\": \"ferry\", "
    "\"stance\": \"oppose\", \"voice\": \"acted\"},"
    "{\"sentence\": \"Sudland, long fond of the canal, met Norland.\", \"actor\": \"sudland\", \"issue\": "
    "\"canal\", \"stance\": \"support\", "
    "\"voice\": \"ascribed\", \"optional\": true},"
    "{\"sentence\": \"Ostland calls for talks.\", \"actor\": \"ostland\", \"issue\": \"canal\", \"stance\": "
    "\"neutral\", \"voice\": \"stated\"}],"
    " \"cells\": ["
    "{\"actor\": \"norland\", \"issue\": \"canal\", \"stance\": \"support\"},"
    "{\"actor\": \"sudland\", \"issue\": \"ferry\", \"stance\": \"oppose\"},"
    "{\"actor\": \"sudland\", \"issue\": \"canal\", \"stance\": \"support\", \"optional\": true},"
    "{\"actor\": \"ostland\", \"issue\": \"canal\", \"stance\": \"neutral\"}]}";

static void says(GPtrArray *list, const char *actor, const char *issue, enum stance stance, enum voice voice,
                 const char *sentence) {
  struct statement *s = sample_statement(list->len, "a", actor, issue, stance, voice);
  g_free(s->sentence);
  s->sentence = g_strdup(sentence);
  g_ptr_array_add(list, s);
}

START_TEST(figures_and_differences) {
  struct diag *d = diag_new_held();
  struct json_doc gold;
  ck_assert(json_parse(&gold, "gold.jsonl", slice_of(gold_text), d));
  GPtrArray *coded = sample_list();
  says(coded, "norland", "canal", STANCE_SUPPORT, VOICE_STATED,
       "Norland's cabinet wants the CANAL dug"); // held by the gold's, quotes apart
  says(coded, "norland", "canal", STANCE_SUPPORT, VOICE_STATED,
       "Norland's cabinet wants the canal dug."); // the same again
  says(coded, "sudland", "ferry", STANCE_SUPPORT, VOICE_STATED,
       "On Monday Sudland rejected the ferry."); // the same words, another stance
  says(coded, "sudland", "canal", STANCE_OPPOSE, VOICE_STATED,
       "Sudland, long fond of the canal, met Norland.");
  says(coded, "ostland", "canal", STANCE_NEUTRAL, VOICE_STATED, "Something else was said by Ostland.");
  struct scoring s;
  scoring_init(&s, true);
  scoring_add(&s, gold.root, coded);
  GString *table = g_string_new(NULL);
  scoring_print(&s, table);
  ck_assert_str_eq(
      s.errors->str,
      "STANCE a.md sudland/ferry gold=oppose got=support :: Sudland rejected the ferry on Monday.\n"
      "MISSED a.md ostland/canal/neutral :: Ostland calls for talks.\n"
      "FALSE  a.md ostland/canal/neutral [test] :: Something else was said by Ostland.\n"
      "CELL   a.md sudland/ferry gold=oppose got=support\n");
  ck_assert_str_eq(table->str, "articles 1  gold statements 3  coded 3\n"
                               "statement detection    P 0.667  R 0.667  F1 0.667\n"
                               "statement full         P 0.333  R 0.333  F1 0.333\n"
                               "stance accuracy        0.500 of 2 found;  voice accuracy 0.500\n"
                               "cell detection         P 1.000  R 1.000  F1 1.000\n"
                               "cell full              P 0.667  R 0.667  F1 0.667\n"
                               "  canal                P 0.500  R 0.500  F1 0.500\n"
                               "  ferry                P 0.000  R 0.000  F1 0.000\n");
  g_string_free(table, TRUE);
  scoring_release(&s);
  g_ptr_array_unref(coded);
  json_doc_release(&gold);
  diag_free(d);
}
END_TEST

START_TEST(nothing_coded_is_zero_everywhere) {
  struct diag *d = diag_new_held();
  struct json_doc gold;
  ck_assert(json_parse(&gold, "gold.jsonl", slice_of("{\"file\": \"b.md\"}"), d));
  struct scoring s;
  scoring_init(&s, false);
  scoring_add(&s, gold.root, NULL);
  GString *table = g_string_new(NULL);
  scoring_print(&s, table);
  ck_assert(g_str_has_prefix(
      table->str,
      "articles 1  gold statements 0  coded 0\nstatement detection    P 0.000  R 0.000  F1 0.000\n"));
  g_string_free(table, TRUE);
  scoring_release(&s);
  json_doc_release(&gold);
  diag_free(d);
}
END_TEST

UNIT("cli-scoring", figures_and_differences, nothing_coded_is_zero_everywhere)
