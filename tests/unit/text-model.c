// SPDX-License-Identifier: MIT
#include "text/model.h"
#include "text/sentence.h"
#include "unit.h"
#include <glib/gstdio.h>
#include <unistd.h>

static struct model *model;

// Opens the model of the program once; each test runs in a process of its own.
static void open_model(void) {
  struct diag *d = diag_new(stderr, false);
  model = model_open(NULL, d);
  ck_assert_ptr_nonnull(model);
  diag_free(d);
}

static void is_tree(const struct sentence *s) {
  unsigned roots = 0;
  ck_assert(s->parsed);
  for (unsigned i = 0; i < s->count; i++) {
    roots += s->tokens[i].head < 0;
    if (s->tokens[i].head >= (int32_t)s->count) ck_abort_msg("a head outside the sentence");
    unsigned steps = 0;
    for (int32_t at = (int32_t)i; at >= 0; at = s->tokens[at].head)
      if (steps++ > s->count) ck_abort_msg("a cycle");
  }
  ck_assert_uint_eq(roots, 1);
}

static const struct token *find(const struct sentence *s, const char *form) {
  for (unsigned i = 0; i < s->count; i++)
    if (slice_is(s->tokens[i].form, form)) return &s->tokens[i];
  ck_abort_msg("no token %s", form);
}

START_TEST(plain_sentences_are_parsed_right) {
  open_model();
  struct sentences *all = text_split(
      model,
      slice_of(
          "The French president urged Israel to accept a ceasefire. China did not condemn the invasion."));
  ck_assert_uint_eq(all->count, 2);
  for (unsigned i = 0; i < all->count; i++) {
    sentence_parse(model, &all->items[i]);
    is_tree(&all->items[i]);
  }
  const struct sentence *first = &all->items[0], *second = &all->items[1];
  ck_assert_int_eq(find(first, "urged")->head, -1);
  ck_assert_int_eq(find(first, "president")->relation, REL_NSUBJ);
  ck_assert_int_eq(find(first, "accept")->relation, REL_XCOMP);
  ck_assert_int_eq(find(first, "ceasefire")->relation, REL_OBJ);
  ck_assert_str_eq(find(first, "urged")->lemma, "urge");
  ck_assert_int_eq(find(first, "Israel")->upos, UPOS_PROPN);
  ck_assert_int_eq(find(second, "condemn")->head, -1);
  ck_assert_int_eq(find(second, "China")->relation, REL_NSUBJ);
  ck_assert_int_eq(find(second, "not")->relation, REL_ADVMOD);
  ck_assert_int_eq(find(second, "invasion")->relation, REL_OBJ);
  sentences_free(all);
  model_free(model);
}
END_TEST

START_TEST(long_and_odd_sentences_give_one_tree) {
  open_model();
  GString *text = g_string_new("It");
  for (int i = 0; i < 5000; i++)
    g_string_append(text, i % 3 ? " and the" : " , of (");
  struct sentences *all = text_split(model, (struct slice){text->str, text->len});
  for (unsigned i = 0; i < all->count; i++) {
    sentence_parse(model, &all->items[i]);
    is_tree(&all->items[i]);
  }
  sentences_free(all);
  all = text_split(model, slice_of("?"));
  sentence_parse(model, &all->items[0]);
  is_tree(&all->items[0]);
  sentences_free(all);
  g_string_free(text, TRUE);
  model_free(model);
}
END_TEST

// Writes bytes to a file, opens it as a model and expects a refusal that says why.
static void refused(const char *bytes, size_t n, const char *why) {
  char *path = NULL, *said = NULL;
  size_t size = 0;
  int fd = g_file_open_tmp("model-XXXXXX", &path, NULL);
  ck_assert_int_ge(fd, 0);
  close(fd);
  ck_assert(g_file_set_contents(path, bytes, (gssize)n, NULL));
  FILE *out = open_memstream(&said, &size);
  struct diag *d = diag_new(out, false);
  ck_assert_ptr_null(model_open(path, d));
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 1);
  diag_free(d);
  fclose(out);
  if (!strstr(said, why)) ck_abort_msg("expected \"%s\" in: %s", why, said);
  free(said);
  g_unlink(path);
  g_free(path);
}

START_TEST(broken_files_are_refused) {
  refused("", 0, "too short");
  refused("hello, this is a text and not a model at all, but long enough", 61, "no model file");
  char *bytes = NULL;
  gsize n = 0;
  const char *folder = g_getenv("STANDPOINT_DATA");
  char *path = g_build_filename(folder ? folder : "generator/data", "english.model", NULL);
  ck_assert(g_file_get_contents(path, &bytes, &n, NULL));
  refused(bytes, n / 2, "cut short");
  bytes[n / 2] ^= 1;
  refused(bytes, n, "checksum");
  bytes[8] = 99;
  refused(bytes, n, "version");
  g_free(bytes);
  g_free(path);
}
END_TEST

UNIT("text-model", plain_sentences_are_parsed_right, long_and_odd_sentences_give_one_tree,
     broken_files_are_refused)
