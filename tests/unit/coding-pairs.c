// SPDX-License-Identifier: MIT
// Pairs: names and their hashes, steps, weights that load and their faults, which pairs a text has, traits in
// words.
#include "base/home.h"
#include "coding/coder.h"
#include "coding/pairs.h"
#include "coding/trait_words.h"
#include "unit.h"
#include <glib/gstdio.h>

START_TEST(hashes_names_part_by_part) {
  struct bag b = {.keys = g_array_new(FALSE, FALSE, sizeof(uint64_t)),
                  .names = g_ptr_array_new_with_free_func(g_free),
                  .kind = "h"};
  bag_add(&b, "actor-head=", "nsubj", ",", "condemn");
  bag_add_word(&b, "word=", "war");
  bag_add_number(&b, "up", -3);
  static const char *const names[] = {"actor-head=nsubj,condemn", "word=war", "word=war&h", "up=-3"};
  ck_assert_uint_eq(b.keys->len, G_N_ELEMENTS(names));
  for (unsigned i = 0; i < b.keys->len; i++) {
    ck_assert_str_eq(g_ptr_array_index(b.names, i), names[i]);
    ck_assert(g_array_index(b.keys, uint64_t, i) == bag_key(names[i]));
  }
  ck_assert(bag_key("") == 0xcbf29ce484222325u); // as the authors of FNV-1a give it
  ck_assert(bag_key("a") == 0xaf63dc4c8601ec8cu);
  g_array_free(b.keys, TRUE);
  g_ptr_array_free(b.names, TRUE);
}
END_TEST

START_TEST(counts_steps) {
  ck_assert_int_eq(STEP_OF(0, 1, 2, 4), 0);
  ck_assert_int_eq(STEP_OF(1, 1, 2, 4), 0);
  ck_assert_int_eq(STEP_OF(3, 1, 2, 4), 2);
  ck_assert_int_eq(STEP_OF(9, 1, 2, 4), 3);
}
END_TEST

START_TEST(shipped_weights_load) {
  struct diag *d = diag_new(stderr, false);
  char *folder = program_folder("generator/data", NULL);
  struct weights *w = weights_load(folder, d);
  ck_assert_ptr_nonnull(w);
  ck_assert_int_eq(diag_worst(d), DIAG_NONE);
  ck_assert_uint_ge(weights_floor(w, true), 200);
  ck_assert_uint_ge(weights_floor(w, false), weights_floor(w, true));
  ck_assert_uint_lt(weights_floor(w, false), 600);
  weights_free(w);
  g_free(folder);
  diag_free(d);
}
END_TEST

// Loads text as pairs.txt; NULL after an error.
static struct weights *loaded(const char *text) {
  char *folder = g_dir_make_tmp("standpoint-XXXXXX", NULL),
       *path = g_build_filename(folder, "pairs.txt", NULL);
  ck_assert(g_file_set_contents(path, text, -1, NULL));
  FILE *sink = tmpfile();
  struct diag *d = diag_new(sink, false);
  struct weights *w = weights_load(folder, d);
  ck_assert_int_eq(diag_worst(d), w ? DIAG_NONE : DIAG_ERROR);
  diag_free(d);
  fclose(sink);
  g_remove(path);
  g_rmdir(folder);
  g_free(path);
  g_free(folder);
  return w;
}

#define ROW "\t0\t0\t0\t0\t0\t0\t0\n"
#define ROWS "always" ROW "again" ROW "carry" ROW "mix-always" ROW "mix-linear" ROW "mix-net" ROW

START_TEST(faulty_weights_are_refused) {
  static const char *const faults[] = {"",
                                       "always" ROW "again" ROW,
                                       "always" ROW "again" ROW "carry\t1\n",
                                       ROWS "word=x\tmany\t0\t0\t0\t0\t0\t0\n",
                                       ROWS "floor\t\n",
                                       ROWS "net-from\tx\n",
                                       ROWS "word=x\t1234567\t0\t0\t0\t0\t0\t0\n",
                                       ROWS "word=x\t0\t0\t0\t0\t0\t0\t0\t0\n",
                                       "always" ROW "again" ROW "carry" ROW "mix-always" ROW
                                       "mix-linear" ROW};
  for (size_t i = 0; i < G_N_ELEMENTS(faults); i++)
    ck_assert_ptr_null(loaded(faults[i]));
  struct weights *w = loaded("# c\r\n\r\n\nfloor\t310\nfloor-alone\t420\nnet-from\t-3000\n" ROWS);
  ck_assert_ptr_nonnull(w);
  ck_assert_uint_eq(weights_floor(w, true), 310);
  ck_assert_uint_eq(weights_floor(w, false), 420);
  weights_free(w);
}
END_TEST

static const char book[] =
    "{\"actors\":[{\"id\":\"norland\",\"name\":\"Norland\"},{\"id\":\"sudland\",\"name\":\"Sudland\"}],"
    "\"issues\":[{\"id\":\"dam\",\"name\":\"The dam\",\"sides\":{\"oppose\":[\"sudland\"]},\"concepts\":["
    "{\"id\":\"dam\",\"name\":\"the river dam\",\"terms\":[\"river dam\"]}]}]}";

// Returns the pairs of text as lines of JSON.
static GPtrArray *pairs_of(const char *text) {
  GError *error = NULL;
  char *path;
  int fd = g_file_open_tmp("standpoint-XXXXXX", &path, &error);
  ck_assert_int_ge(fd, 0);
  close(fd);
  ck_assert(g_file_set_contents(path, book, -1, NULL));
  struct diag *d = diag_new(stderr, false);
  struct codebook *c = codebook_load(path, d);
  struct model *m = model_open(NULL, d);
  struct coder *coder = coder_new(c, m, d);
  ck_assert_ptr_nonnull(coder);
  struct article *a = article_parse("a.txt", slice_of(text), d);
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  coder_pairs(coder, a, lines);
  article_free(a);
  coder_free(coder);
  model_free(m);
  codebook_free(c);
  diag_free(d);
  g_unlink(path);
  g_free(path);
  return lines;
}

START_TEST(pairs_who_with_what) {
  GPtrArray *lines =
      pairs_of("Notes\n\nNorland blamed Sudland for the river dam. Would Norland stop the river dam?\n");
  ck_assert_uint_eq(lines->len, 2); // both actors of the first sentence, none of the question
  const char *norland = g_ptr_array_index(lines, 0);
  ck_assert_ptr_nonnull(strstr(norland, "\"actor\":\"norland\""));
  ck_assert_ptr_nonnull(strstr(norland, "\"actor-head=nsubj,blame\""));
  ck_assert_ptr_nonnull(strstr(norland, "\"side-=obj\"")); // Sudland stands for the other end of the axis
  ck_assert_ptr_nonnull(strstr(g_ptr_array_index(lines, 1), "\"actor\":\"sudland\""));
  ck_assert_ptr_null(strstr(g_ptr_array_index(lines, 1), "\"side-"));
  g_ptr_array_free(lines, TRUE);
}
END_TEST

START_TEST(tells_traits_in_words) {
  static const char *const cases[][2] = {
      {"actor-head=nsubj,condemn&h", "the holder is: subject of \"condemn\""},
      {"rule=-1,cue-demand", "by the grammar against it: cue-demand"},
      {"rule=1,steps-0", "by the grammar for it: the concept itself says the position"},
      {"way=push", "between holder and concept: push"},
      {"main", "the article's main issue"},
      {"unheard-of", "unheard-of"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    GString *s = g_string_new(NULL);
    trait_words(cases[i][0], s);
    ck_assert_str_eq(s->str, cases[i][1]);
    g_string_free(s, TRUE);
  }
}
END_TEST

UNIT("coding-pairs", hashes_names_part_by_part, counts_steps, shipped_weights_load,
     faulty_weights_are_refused, pairs_who_with_what, tells_traits_in_words)
