// SPDX-License-Identifier: MIT
// The coder on short texts of its own: holders, polarity, voice, references, quotations.
#include "coding/coder.h"
#include "unit.h"
#include <stdio.h>
#include <unistd.h>

static const char book[] =
    "{\"title\":\"t\",\"language\":\"en\",\"actors\":["
    "{\"id\":\"norland\",\"name\":\"Norland\",\"kind\":\"state\",\"aliases\":[\"Norhaven\"],\"demonyms\":["
    "\"Norlandic\"],"
    "\"people\":[{\"id\":\"berg\",\"name\":\"Anna Berg\",\"aliases\":[\"Berg\"],\"pronoun\":\"she\"}]},"
    "{\"id\":\"sudland\",\"name\":\"Sudland\",\"kind\":\"state\",\"aliases\":[\"Sudhaven\"],\"demonyms\":["
    "\"Sudlandic\"],"
    "\"people\":[{\"id\":\"holt\",\"name\":\"Marek Holt\",\"aliases\":[\"Holt\"],\"pronoun\":\"he\"}]}],"
    "\"issues\":[{\"id\":\"dam\",\"name\":\"The dam\",\"concepts\":["
    "{\"id\":\"dam-plan\",\"name\":\"the river dam\",\"sign\":1,\"kind\":\"measure\",\"terms\":[\"river "
    "dam\"],\"refs\":[\"the project\"]},"
    "{\"id\":\"flooding\",\"name\":\"the flooding\",\"sign\":-1,\"kind\":\"harm\",\"terms\":[\"flooding of "
    "the valley\"]}]}]}";

static struct codebook *codebook;
static struct model *model;
static struct coder *coder;
static struct diag *d;

static void open_all(void) {
  if (coder) return;
  char path[] = "/tmp/coding-coder-XXXXXX";
  int fd = mkstemp(path);
  ck_assert_int_ge(fd, 0);
  ck_assert_int_eq(write(fd, book, sizeof book - 1), (ssize_t)sizeof book - 1);
  close(fd);
  d = diag_new(stderr, false);
  codebook = codebook_load(path, d);
  unlink(path);
  ck_assert_ptr_nonnull(codebook);
  model = model_open(NULL, d);
  ck_assert_ptr_nonnull(model);
  coder = coder_new(codebook, model, d);
  ck_assert_ptr_nonnull(coder);
}

// Codes text and writes "actor stance voice[ by]; ..." into out.
static void code(const char *text, GString *out) {
  open_all();
  GString *file = g_string_new("The valley and its river\n\n");
  g_string_append(file, text);
  struct article *a = article_parse("a.txt", (struct slice){file->str, file->len}, d);
  ck_assert_ptr_nonnull(a);
  GPtrArray *made = g_ptr_array_new();
  coder_run(coder, a, made, d);
  g_string_truncate(out, 0);
  for (unsigned i = 0; i < made->len; i++) {
    struct statement *s = g_ptr_array_index(made, i);
    g_string_append_printf(out, "%s%s %s %s", i ? "; " : "", s->actor, stance_name(s->stance),
                           voice_name(s->voice));
    if (s->by) g_string_append_printf(out, " by %s", s->by);
    ck_assert_uint_lt(s->start, s->end);
    ck_assert_uint_le(s->end, file->len);
    ck_assert_int_eq(strncmp(file->str + s->start, s->sentence, strlen(s->sentence)), 0);
    ck_assert_ptr_null(s->trace); // is made where it is asked for
    statement_free(s);
  }
  g_ptr_array_free(made, TRUE);
  article_free(a);
  g_string_free(file, TRUE);
}

static const struct {
  const char *text, *made;
} cases[] = {
    {"Norland supports the river dam.", "norland support stated"},
    {"Norland opposes the river dam.", "norland oppose stated"},
    {"Norland does not support the river dam.", "norland oppose stated"},
    {"Sudlandic officials rejected the river dam.", "sudland oppose stated"},
    {"Anna Berg called for a river dam.", "norland support stated"},
    {"Norland and Sudland welcomed the river dam.", "norland support stated; sudland support stated"},
    {"Norland condemned the flooding of the valley.", "norland support stated"},
    {"Norland refused to condemn the flooding of the valley.", "norland oppose acted"},
    {"Norland blocked the river dam.", "norland oppose acted"},
    {"Anna Berg said that the river dam was a mistake.", "norland oppose stated"},
    {"Anna Berg said that Sudland supports the river dam.", "sudland support ascribed by norland"},
    {"Norland talked about the river dam.", ""},
    {"Does Norland support the river dam?", ""},
    {"If Norland supports the river dam, the valley will change.", ""},
    {"The river dam was approved by Norland.", "norland support acted"},
    {"Norland urged Sudland to approve the river dam.", "norland support stated"},
};

START_TEST(short_texts) {
  GString *made = g_string_new(NULL);
  code(cases[_i].text, made);
  ck_assert_msg(strcmp(made->str, cases[_i].made) == 0, "%s\n  expected \"%s\"\n  made     \"%s\"",
                cases[_i].text, cases[_i].made, made->str);
  g_string_free(made, TRUE);
}
END_TEST

START_TEST(references_and_pronouns) {
  GString *made = g_string_new(NULL);
  code("Marek Holt praised the river dam. He said that the project was vital.", made);
  ck_assert_str_eq(made->str, "sudland support stated; sudland support stated");
  g_string_free(made, TRUE);
}
END_TEST

START_TEST(explains) {
  open_all();
  struct article *a = article_parse("a.txt", slice_of("A river\n\nNorland backs the river dam.\n"), d);
  GString *out = g_string_new(NULL);
  coder_explain(coder, a, 0, true, out);
  ck_assert_ptr_nonnull(strstr(out->str, "statement norland, dam: support"));
  ck_assert_ptr_nonnull(strstr(out->str, "    \"river dam\" is "));
  g_string_free(out, TRUE);
  article_free(a);
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("coding-coder");
  tcase_set_timeout(tcase, 120);
  tcase_add_loop_test(tcase, short_texts, 0, (int)(sizeof cases / sizeof *cases));
  tcase_add_test(tcase, references_and_pronouns);
  tcase_add_test(tcase, explains);
  Suite *suite = suite_create("coding-coder");
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int run = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return run > 0 && failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
