// SPDX-License-Identifier: MIT
// Confidence: the weights load without complaint, faults in them are told, every cue class has a weight's
// name, sums are told in words.
#include "base/home.h"
#include "coding/confidence.h"
#include "unit.h"
#include <glib/gstdio.h>

START_TEST(loads_cleanly) {
  struct diag *d = diag_new(stderr, false);
  char *folder = program_folder("generator/data");
  struct confidence *k = confidence_load(folder, d);
  ck_assert_ptr_nonnull(k);
  ck_assert_int_eq(diag_worst(d), DIAG_NONE);
  ck_assert_uint_lt(confidence_floor(k), 500);
  confidence_free(k);
  g_free(folder);
  diag_free(d);
}
END_TEST

// Loads text as confidence.txt; *worst is the worst message's level.
static struct confidence *loaded(const char *text, enum diag_level *worst) {
  char *folder = g_dir_make_tmp("standpoint-XXXXXX", NULL),
       *path = g_build_filename(folder, "confidence.txt", NULL);
  ck_assert(g_file_set_contents(path, text, -1, NULL));
  FILE *sink = tmpfile();
  struct diag *d = diag_new(sink, false);
  struct confidence *k = confidence_load(folder, d);
  *worst = diag_worst(d);
  diag_free(d);
  fclose(sink);
  g_remove(path);
  g_rmdir(folder);
  g_free(path);
  g_free(folder);
  return k;
}

START_TEST(tells_faults) {
  static const char *const faults[] = {"floor\n", "always\tmuch\twords\n", "no-such-feature\t5\twords\n",
                                       "always\t99999999\twords\n", "cue-banana\t1\tx\n"};
  enum diag_level worst;
  for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
    struct confidence *k = loaded(faults[i], &worst);
    ck_assert_ptr_nonnull(k);
    ck_assert_int_eq(worst, DIAG_WARNING);
    confidence_free(k);
  }
  struct confidence *k = loaded("# nothing\nfloor\t210\tleft out\ncue-favour\t-5\tfavour\n", &worst);
  ck_assert_int_eq(worst, DIAG_NONE);
  ck_assert_uint_eq(confidence_floor(k), 210);
  confidence_free(k);
}
END_TEST

START_TEST(needs_the_file) {
  FILE *sink = tmpfile();
  struct diag *d = diag_new(sink, false);
  ck_assert_ptr_null(confidence_load("/nonexistent", d));
  ck_assert_int_eq(diag_worst(d), DIAG_ERROR);
  confidence_free(NULL);
  diag_free(d);
  fclose(sink);
}
END_TEST

// What was read from elsewhere keeps the confidence that it came with.
START_TEST(leaves_what_it_does_not_know) {
  enum diag_level worst;
  struct confidence *k = loaded("always\t-9000\tx\n", &worst);
  struct statement s = {.actor = (char *)"france", .issue = (char *)"gaza-ceasefire", .confidence = 730};
  GPtrArray *all = g_ptr_array_new();
  g_ptr_array_add(all, &s);
  confidence_settle(k, all, all);
  ck_assert_uint_eq(s.confidence, 730);
  const char **features = confidence_features(k, &s);
  ck_assert_ptr_null(features[0]);
  GString *words = g_string_new(NULL);
  confidence_explain(k, &s, words);
  ck_assert_str_eq(words->str, "");
  g_string_free(words, TRUE);
  g_free(features);
  g_ptr_array_free(all, TRUE);
  confidence_free(k);
}
END_TEST

UNIT("coding-confidence", loads_cleanly, tells_faults, needs_the_file, leaves_what_it_does_not_know)
