// SPDX-License-Identifier: MIT
// Reading a codebook: what it holds, and every fault beside its expected messages (tests/unit/codebooks).
#include "base/home.h"
#include "codebook/codebook.h"
#include "unit.h"
#include <unistd.h>

// Loads name from inside folder, so that messages name the file alone. Returns the messages.
static char *messages(const char *folder, const char *name, struct codebook **c) {
  char *buffer = NULL, *before = g_get_current_dir();
  size_t size = 0;
  FILE *out = open_memstream(&buffer, &size);
  struct diag *d = diag_new(out, false);
  ck_assert_int_eq(chdir(folder), 0);
  *c = codebook_load(name, d);
  ck_assert_int_eq(chdir(before), 0);
  ck_assert_msg((*c == NULL) == (diag_worst(d) == DIAG_ERROR),
                "%s: a codebook comes out exactly where there is no error", name);
  diag_free(d);
  fclose(out);
  g_free(before);
  return buffer;
}

static void compare(const char *folder, const char *name) {
  struct codebook *c;
  char *got = messages(folder, name, &c), *expected = NULL;
  char *file = g_strconcat(folder, "/", name, NULL), *beside = g_strconcat(file, NULL);
  strcpy(strrchr(beside, '.'), "");
  char *path = g_strconcat(beside, ".expected", NULL);
  if (g_getenv("REGEN")) ck_assert(g_file_set_contents(path, got, -1, NULL));
  ck_assert_msg(g_file_get_contents(path, &expected, NULL, NULL), "%s is missing", path);
  ck_assert_msg(strcmp(got, expected) == 0, "%s\n--- expected\n%s--- got\n%s", name, expected, got);
  codebook_free(c);
  g_free(path);
  g_free(beside);
  g_free(file);
  g_free(expected);
  free(got);
}

START_TEST(faults_are_all_reported) {
  char *folder = program_folder("tests/unit/codebooks", NULL);
  ck_assert_ptr_nonnull(folder);
  GDir *dir = g_dir_open(folder, 0, NULL);
  ck_assert_ptr_nonnull(dir);
  unsigned n = 0;
  for (const char *name; (name = g_dir_read_name(dir));)
    if (g_str_has_suffix(name, ".json")) compare(folder, name), n++;
  ck_assert_uint_ge(n, 7);
  g_dir_close(dir);
  g_free(folder);
}
END_TEST

START_TEST(the_default_codebook_loads_without_a_word) {
  struct codebook *c;
  char *folder = program_folder("input", NULL), *got = messages(folder, "codebook.json", &c);
  ck_assert_str_eq(got, "");
  ck_assert_uint_eq(c->actor_count, 22);
  ck_assert_uint_eq(c->issue_count, 4);
  ck_assert_str_eq(c->actors[codebook_actor(c, "us")].name, "United States");
  ck_assert_int_eq(codebook_actor(c, "atlantis"), -1);
  ck_assert_int_eq(codebook_issue(c, "olympic-truce"), 3);
  const struct person *xi = codebook_person(c, "xi-jinping");
  ck_assert_str_eq(c->actors[xi->actor].id, "china");
  ck_assert_int_eq(xi->pronoun, PRONOUN_HE);
  ck_assert_str_eq(xi->from, "2012-11-15");
  ck_assert_ptr_null(xi->until);
  const struct concept *invasion = codebook_concept(&c->issues[0], "invasion");
  ck_assert_int_eq(invasion->sign, -1);
  ck_assert_int_eq(invasion->kind, CONCEPT_HARM);
  ck_assert_uint_eq(strlen(c->hash), 64);
  codebook_free(c);
  free(got);
  g_free(folder);
}
END_TEST

START_TEST(what_is_left_out_has_a_default) {
  static const char text[] =
      "{\"actors\":[{\"id\":\"a\",\"name\":\"A\"}],\"issues\":[{\"id\":\"i\",\"name\":\"I\",\"concepts\":["
      "{\"id\":\"c\",\"name\":\"C\",\"terms\":[\"c\"]}]}]}";
  char *folder = g_dir_make_tmp(NULL, NULL), *path = g_build_filename(folder, "c.json", NULL);
  ck_assert(g_file_set_contents(path, text, -1, NULL));
  struct codebook *c;
  char *got = messages(folder, "c.json", &c);
  ck_assert_str_eq(got, "");
  ck_assert_str_eq(c->title, "");
  ck_assert_str_eq(c->language, "en");
  ck_assert_ptr_nonnull(c->actors[0].aliases);
  ck_assert_ptr_null(c->actors[0].aliases[0]);
  ck_assert_uint_eq(c->actors[0].people_count, 0);
  ck_assert_int_eq(c->issues[0].concepts[0].sign, 1);
  ck_assert_int_eq(c->issues[0].concepts[0].kind, CONCEPT_MEASURE);
  ck_assert_str_eq(c->issues[0].question, "");
  ck_assert_str_eq(c->issues[0].labels[STANCE_OPPOSE], "Opposes");
  codebook_free(c);
  free(got);
  unlink(path);
  rmdir(folder);
  g_free(path);
  g_free(folder);
}
END_TEST

START_TEST(words_stand_for_stances) {
  for (int s = STANCE_SUPPORT; s <= STANCE_MIXED; s++)
    ck_assert_int_eq(stance_of(stance_name((enum stance)s)), s);
  ck_assert_int_eq(stance_of("favour"), -1);
  ck_assert_int_eq(stance_of(NULL), -1);
  ck_assert_str_eq(actor_kind_name(ACTOR_PARTY), "party");
}
END_TEST

UNIT("codebook/load", faults_are_all_reported, the_default_codebook_loads_without_a_word,
     what_is_left_out_has_a_default, words_stand_for_stances)
