// SPDX-License-Identifier: MIT
// Weights that were learnt, packed and read again give the scores that the learner gives, in rows of each
// kind.
#include "text/learn.h"
#include "unit.h"

enum { CLASSES = 100, FEATURES = 40 }; // more classes than are added up in one step

static uint64_t feature(unsigned i) {
  return feature_mix(UINT64_C(0x9E3779B97F4A7C15) * (i + 1));
}

// Feature i has weights for 2i + 2 classes, so that some rows are written full and some are not.
static struct learner *taught(void) {
  struct learner *l = learner_new(CLASSES, 1, 1);
  for (unsigned i = 0; i < FEATURES; i++)
    for (unsigned c = 1; c <= 2 * i + 1; c++) {
      uint64_t one = feature(i);
      learner_update(l, &one, 1, c, 0);
    }
  learner_tick(l);
  return l;
}

static struct slice aligned(const GByteArray *bytes, void **owner) {
  *owner = g_malloc(bytes->len);
  memcpy(*owner, bytes->data, bytes->len);
  return (struct slice){*owner, bytes->len};
}

START_TEST(packed_weights_score_as_learnt) {
  struct learner *l = taught();
  GByteArray *bytes = learner_pack(l);
  void *owner;
  struct table t;
  ck_assert(table_open(&t, aligned(bytes, &owner)));
  ck_assert_uint_eq(t.classes, CLASSES);
  for (unsigned i = 0; i < FEATURES; i++) {
    for (int again = 0; again < 2; again++) { // met for the first time, and just before
      uint64_t features[] = {feature(i), feature(FEATURES + i)};
      int32_t learnt[WEIGHTS_CLASSES], read[WEIGHTS_CLASSES];
      learner_score(l, features, 2, learnt);
      table_score(&t, features, 2, read);
      // Both in their own units: the class that lost each time has the largest weight.
      ck_assert_int_lt(read[0], 0);
      for (unsigned c = 0; c < CLASSES; c++) {
        double expected = (double)learnt[c] / learnt[0], got = (double)read[c] / read[0];
        if (got < expected - 0.01 || got > expected + 0.01)
          ck_abort_msg("feature %u, class %u: %f, expected %f", i, c, got, expected);
      }
    }
  }
  g_free(owner);
  g_byte_array_free(bytes, TRUE);
  learner_free(l);
}
END_TEST

START_TEST(tables_that_do_not_fit_are_refused) {
  struct learner *l = taught();
  GByteArray *bytes = learner_pack(l);
  void *owner;
  struct slice all = aligned(bytes, &owner);
  struct table t;
  for (size_t n = 0; n < all.len; n++)
    ck_assert(!table_open(&t, (struct slice){all.data, n}));
  ck_assert(table_open(&t, all));
  g_free(owner);
  g_byte_array_free(bytes, TRUE);
  learner_free(l);
}
END_TEST

UNIT("text-learn", packed_weights_score_as_learnt, tables_that_do_not_fit_are_refused)
