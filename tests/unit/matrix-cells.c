// SPDX-License-Identifier: MIT
#include "sample.h"
#include "unit.h"

static struct statement *with_confidence(struct statement *s, unsigned confidence) {
  s->confidence = confidence;
  return s;
}

static struct statement *with_date(struct statement *s, const char *date) {
  g_free(s->date);
  s->date = g_strdup(date);
  return s;
}

static struct diag *d;
static GPtrArray *list;
static struct matrix m;

// Adds a statement of norland about the canal.
static struct statement *says(const char *doc, enum stance stance, enum voice voice) {
  struct statement *s = sample_statement(list->len + 1, doc, "norland", "canal", stance, voice);
  g_ptr_array_add(list, s);
  return s;
}

static void begin(void) {
  d = diag_new_held();
  list = sample_list();
}

static const struct cell *compute(void) {
  matrix_init(&m, &sample_codebook, list, 0, NULL, NULL, d);
  return matrix_cell(&m, 0, 0);
}

static void end(void) {
  matrix_release(&m);
  g_ptr_array_unref(list);
  diag_free(d);
}

START_TEST(the_rule_and_its_ties) {
  ck_assert_int_eq(stance_by_rule(0, 0, 0), STANCE_NEUTRAL);
  ck_assert_int_eq(stance_by_rule(3, 0, 0), STANCE_SUPPORT);
  ck_assert_int_eq(stance_by_rule(0, 1, 0), STANCE_OPPOSE);
  ck_assert_int_eq(stance_by_rule(3, 3, 0), STANCE_MIXED);
  ck_assert_int_eq(stance_by_rule(6, 3, 0), STANCE_MIXED); // exactly a third
  ck_assert_int_eq(stance_by_rule(7, 3, 0), STANCE_SUPPORT);
  ck_assert_int_eq(stance_by_rule(3, 7, 0), STANCE_OPPOSE);
  ck_assert_int_eq(stance_by_rule(3, 0, 3), STANCE_SUPPORT); // as much neutral is not neutral
  ck_assert_int_eq(stance_by_rule(3, 0, 4), STANCE_NEUTRAL);
  ck_assert_int_eq(stance_by_rule(3, 3, 7), STANCE_NEUTRAL);
  ck_assert_int_eq(stance_by_rule(3, 3, 6), STANCE_MIXED);
}
END_TEST

START_TEST(within_an_article_own_words_weigh_three) {
  begin();
  says("a", STANCE_SUPPORT, VOICE_STATED);
  says("a", STANCE_OPPOSE, VOICE_ASCRIBED);
  says("a", STANCE_NEUTRAL, VOICE_ACTED);
  const struct cell *c = compute();
  ck_assert_uint_eq(c->weights[STANCE_SUPPORT], 3);
  ck_assert_uint_eq(c->weights[STANCE_OPPOSE], 1);
  ck_assert_uint_eq(c->weights[STANCE_NEUTRAL], 3);
  ck_assert_int_eq(c->stance, STANCE_SUPPORT);
  ck_assert_int_eq(c->score, 286); // 2/7
  ck_assert_uint_eq(c->articles, 1);
  ck_assert(!c->ascribed_only);
  end();
}
END_TEST

START_TEST(each_of_several_articles_counts_once_by_its_cell) {
  begin();
  for (int i = 0; i < 5; i++)
    says("a", STANCE_SUPPORT, VOICE_STATED);
  says("b", STANCE_OPPOSE, VOICE_ASCRIBED);
  says("c", STANCE_SUPPORT, VOICE_STATED);
  says("c", STANCE_OPPOSE, VOICE_ACTED);
  says("d", STANCE_SUPPORT, VOICE_ASCRIBED);
  says("d", STANCE_OPPOSE, VOICE_ASCRIBED);
  says("e", STANCE_NEUTRAL, VOICE_STATED);
  const struct cell *c = compute();
  ck_assert_uint_eq(c->weights[STANCE_SUPPORT], 6 + 3 + 1);
  ck_assert_uint_eq(c->weights[STANCE_OPPOSE], 2 + 3 + 1);
  ck_assert_uint_eq(c->weights[STANCE_NEUTRAL], 6);
  ck_assert_int_eq(c->stance, STANCE_MIXED);
  ck_assert_int_eq(c->score, 182); // 4/22
  ck_assert_uint_eq(c->articles, 5);
  ck_assert_uint_eq(c->support, 7);
  ck_assert_uint_eq(c->oppose, 3);
  ck_assert_uint_eq(c->neutral, 1);
  end();
}
END_TEST

START_TEST(a_cell_of_hearsay_is_marked) {
  begin();
  says("a", STANCE_OPPOSE, VOICE_ASCRIBED);
  says("b", STANCE_OPPOSE, VOICE_ASCRIBED);
  const struct cell *c = compute();
  ck_assert(c->ascribed_only);
  ck_assert_uint_eq(c->weights[STANCE_OPPOSE], 4);
  ck_assert_int_eq(c->score, -1000);
  ck_assert_ptr_null(matrix_cell(&m, 1, 0));
  ck_assert_ptr_null(matrix_cell(&m, 0, 1));
  end();
}
END_TEST

START_TEST(the_best_evidence_stands_first) {
  begin();
  with_confidence(says("a", STANCE_SUPPORT, VOICE_ASCRIBED), 990);
  with_confidence(says("a", STANCE_SUPPORT, VOICE_ACTED), 900);
  with_confidence(says("a", STANCE_SUPPORT, VOICE_STATED), 500);
  with_date(with_confidence(says("b", STANCE_SUPPORT, VOICE_STATED), 700), NULL);
  with_date(with_confidence(says("c", STANCE_SUPPORT, VOICE_STATED), 700), "2023-01-01");
  with_date(with_confidence(says("d", STANCE_SUPPORT, VOICE_STATED), 700), "2024-01-01");
  with_date(with_confidence(says("e", STANCE_SUPPORT, VOICE_STATED), 700), "2024-01-01");
  const struct cell *c = compute();
  static const unsigned order[] = {6, 7, 5, 4, 3, 2, 1};
  for (guint i = 0; i < c->statements->len; i++)
    ck_assert_uint_eq(((const struct statement *)c->statements->pdata[i])->line, order[i]);
  ck_assert_str_eq(c->first, "2023-01-01");
  ck_assert_str_eq(c->last, "2024-05-06");
  ck_assert_str_eq(m.from, "2023-01-01");
  ck_assert_uint_eq(m.articles, 5);
  end();
}
END_TEST

START_TEST(confidence_is_that_of_the_winning_side) {
  begin();
  with_confidence(says("a", STANCE_SUPPORT, VOICE_STATED), 900);
  with_confidence(says("a", STANCE_SUPPORT, VOICE_STATED), 500);
  with_confidence(says("a", STANCE_SUPPORT, VOICE_ASCRIBED), 350);
  with_confidence(says("a", STANCE_NEUTRAL, VOICE_STATED), 100);
  ck_assert_uint_eq(compute()->confidence, 650); // (3*900 + 3*500 + 350) / 7
  end();
}
END_TEST

START_TEST(one_id_counts_once_and_a_person_counts_first) {
  for (int turn = 0; turn < 2; turn++) {
    begin();
    struct statement *program = sample_statement(1, "a", "norland", "canal", STANCE_SUPPORT, VOICE_STATED),
                     *person = with_confidence(
                         sample_statement(1, "a", "norland", "canal", STANCE_OPPOSE, VOICE_STATED), 1000);
    g_ptr_array_add(list, turn ? program : person);
    g_ptr_array_add(list, turn ? person : program);
    const struct cell *c = compute();
    ck_assert_uint_eq(c->statements->len, 1);
    ck_assert_int_eq(c->stance, STANCE_OPPOSE);
    end();
  }
}
END_TEST

START_TEST(unknown_ids_are_warned_about_once_each) {
  begin();
  g_ptr_array_add(list, sample_statement(1, "a", "westland", "canal", STANCE_SUPPORT, VOICE_STATED));
  g_ptr_array_add(list, sample_statement(2, "a", "westland", "canal", STANCE_SUPPORT, VOICE_STATED));
  g_ptr_array_add(list, sample_statement(3, "a", "norland", "bridge", STANCE_SUPPORT, VOICE_STATED));
  ck_assert_ptr_null(compute());
  ck_assert_uint_eq(diag_count(d, DIAG_WARNING), 2);
  ck_assert_uint_eq(m.articles, 0);
  end();
}
END_TEST

START_TEST(period_and_confidence_limit_what_counts) {
  begin();
  with_date(says("a", STANCE_SUPPORT, VOICE_STATED), "2024-01-01");
  with_date(says("b", STANCE_SUPPORT, VOICE_STATED), "2024-02-01");
  with_date(says("c", STANCE_SUPPORT, VOICE_STATED), NULL);
  with_date(with_confidence(says("d", STANCE_SUPPORT, VOICE_STATED), 399), "2024-01-15");
  matrix_init(&m, &sample_codebook, list, 400, "2024-01-01", "2024-01-31", d);
  ck_assert_uint_eq(matrix_cell(&m, 0, 0)->statements->len, 1);
  matrix_release(&m);
  matrix_init(&m, &sample_codebook, list, 400, NULL, NULL, d);
  ck_assert_uint_eq(matrix_cell(&m, 0, 0)->statements->len, 3);
  end();
}
END_TEST

static void labelled(const char *expected) {
  char *label = cell_label(compute(), &sample_codebook);
  ck_assert_str_eq(label, expected);
  g_free(label);
  end();
}

START_TEST(labels_speak_the_concepts_words) {
  begin();
  sample_concept(says("a", STANCE_SUPPORT, VOICE_STATED), "digging", 1);
  sample_concept(says("a", STANCE_SUPPORT, VOICE_STATED), "tolls", -1);
  sample_concept(says("a", STANCE_SUPPORT, VOICE_ASCRIBED), "tolls", -1);
  labelled("Attacks tolls");
  begin(); // equal weights: the codebook's first
  sample_concept(says("a", STANCE_SUPPORT, VOICE_STATED), "tolls", -1);
  sample_concept(says("a", STANCE_SUPPORT, VOICE_STATED), "digging", 1);
  labelled("Wants to dig");
  begin();
  sample_concept(says("a", STANCE_SUPPORT, VOICE_STATED), "tolls", -1);
  sample_concept(says("a", STANCE_OPPOSE, VOICE_STATED), "digging", -1);
  labelled("Attacks tolls; rejects digging");
  begin();
  sample_concept(says("a", STANCE_NEUTRAL, VOICE_STATED), "talks", 1);
  labelled("Calls for talks");
  begin();
  says("a", STANCE_NEUTRAL, VOICE_STATED);
  labelled("Stays out of it");
}
END_TEST

START_TEST(changes_since_a_day) {
  begin();
  with_date(says("a", STANCE_SUPPORT, VOICE_STATED), "2024-01-01");
  with_date(says("b", STANCE_OPPOSE, VOICE_STATED), "2024-03-01");
  g_ptr_array_add(list, with_date(sample_statement(9, "c", "sudland", "ferry", STANCE_OPPOSE, VOICE_ACTED),
                                  "2024-03-02"));
  g_ptr_array_add(list,
                  with_date(sample_statement(8, "d", "ostland", "ferry", STANCE_OPPOSE, VOICE_ACTED), NULL));
  GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct change));
  matrix_changes(&sample_codebook, list, 0, "2024-02-01", changes);
  ck_assert_uint_eq(changes->len, 2);
  const struct change *first = &g_array_index(changes, struct change, 0), *second = first + 1;
  ck_assert(first->is_new);
  ck_assert_uint_eq(first->actor, 1);
  ck_assert(!second->is_new);
  ck_assert_int_eq(second->before, STANCE_SUPPORT);
  ck_assert_int_eq(second->after, STANCE_MIXED);
  ck_assert_str_eq(second->evidence->date, "2024-03-01");
  g_array_set_size(changes, 0);
  matrix_changes(&sample_codebook, list, 0, NULL, changes);
  ck_assert_uint_eq(changes->len, 0);
  g_array_unref(changes);
  compute();
  end();
}
END_TEST

START_TEST(agreement_is_over_shared_issues) {
  begin();
  says("a", STANCE_SUPPORT, VOICE_STATED);
  g_ptr_array_add(list, sample_statement(20, "a", "norland", "ferry", STANCE_OPPOSE, VOICE_STATED));
  g_ptr_array_add(list, sample_statement(21, "a", "sudland", "ferry", STANCE_OPPOSE, VOICE_STATED));
  g_ptr_array_add(list, sample_statement(22, "a", "sudland", "canal", STANCE_OPPOSE, VOICE_STATED));
  compute();
  struct agreement a = matrix_agreement(&m, 0, 1), none = matrix_agreement(&m, 0, 2);
  ck_assert_uint_eq(a.shared, 2);
  ck_assert_uint_eq(a.same, 1);
  ck_assert_uint_eq(a.opposed, 1);
  ck_assert_uint_eq(none.shared, 0);
  end();
}
END_TEST

UNIT("matrix-cells", the_rule_and_its_ties, within_an_article_own_words_weigh_three,
     each_of_several_articles_counts_once_by_its_cell, a_cell_of_hearsay_is_marked,
     the_best_evidence_stands_first, confidence_is_that_of_the_winning_side,
     one_id_counts_once_and_a_person_counts_first, unknown_ids_are_warned_about_once_each,
     period_and_confidence_limit_what_counts, labels_speak_the_concepts_words, changes_since_a_day,
     agreement_is_over_shared_issues)
