// SPDX-License-Identifier: MIT
// Sentences that are not parsed would give nothing if they were: whole articles both ways.
#include "coding/needed.h"
#include "unit.h"
#include <stdio.h>

static struct coder *coder;
static struct diag *d;

static void open_all(void) {
  d = diag_new(stderr, false);
  struct codebook *c = codebook_load("input/codebook.json", d);
  struct model *m = model_open(NULL, d);
  ck_assert(c && m);
  coder = coder_new(c, m, d);
  ck_assert_ptr_nonnull(coder);
}

static void same_who(const struct who *a, const struct who *b) {
  ck_assert_uint_eq(a->count, b->count);
  for (unsigned i = 0; i < a->count; i++) {
    ck_assert_int_eq(a->of[i].actor, b->of[i].actor);
    ck_assert_ptr_eq(a->of[i].person, b->of[i].person);
  }
  if (a->count) ck_assert_str_eq(a->how ? a->how : "", b->how ? b->how : "");
}

static void same_passage(const struct passage *a, const struct passage *b) {
  for (unsigned t = 0; t < a->s->count; t++)
    same_who(&a->who[t], &b->who[t]);
  same_who(&a->voice, &b->voice);
  ck_assert_int_eq(a->speaker_in, b->speaker_in);
  ck_assert_int_eq(a->all_quoted, b->all_quoted);
  ck_assert_uint_eq(a->targets->len, b->targets->len);
  for (unsigned i = 0; i < a->targets->len; i++) {
    const struct target *x = &g_array_index(a->targets, struct target, i),
                        *y = &g_array_index(b->targets, struct target, i);
    ck_assert_ptr_eq(x->concept, y->concept);
    ck_assert(x->first == y->first && x->last == y->last && x->head == y->head && x->guess == y->guess);
  }
}

// Reads the article with no more trees than are needed, and with all. Counts sentences, and those parsed.
static void compare(const char *path, struct slice text, unsigned *sentences, unsigned *parsed) {
  struct article *a = article_parse(path, text, d);
  ck_assert_ptr_nonnull(a);
  struct coder explaining = *coder;
  explaining.explains = true;
  struct document *few = document_new(coder, a), *all = document_new(&explaining, a);
  ck_assert_uint_eq(few->passages->len, all->passages->len);
  ck_assert_ptr_eq(few->main, all->main);
  ck_assert_int_eq(few->speech, all->speech);
  same_who(&few->author, &all->author);
  for (unsigned i = 0; i < few->passages->len; i++) {
    same_passage(document_passage(few, i), document_passage(all, i));
    ck_assert(document_passage(all, i)->s->parsed);
    *parsed += document_passage(few, i)->s->parsed;
    ++*sentences;
  }
  document_free(few);
  document_free(all);
  article_free(a);
}

static void compare_folder(const char *folder, unsigned *sentences, unsigned *parsed) {
  GDir *dir = g_dir_open(folder, 0, NULL);
  ck_assert_ptr_nonnull(dir);
  for (const char *name; (name = g_dir_read_name(dir));) {
    char *path = g_build_filename(folder, name, NULL), *bytes;
    gsize len;
    ck_assert(g_file_get_contents(path, &bytes, &len, NULL));
    compare(path, (struct slice){bytes, len}, sentences, parsed);
    g_free(bytes);
    g_free(path);
  }
  g_dir_close(dir);
}

START_TEST(what_is_left_unparsed_gives_nothing) {
  unsigned sentences = 0, parsed = 0;
  open_all();
  compare_folder("input/articles", &sentences, &parsed);
  compare_folder("tests/cases/coding", &sentences, &parsed);
  ck_assert_uint_gt(sentences, 1000);
  ck_assert_uint_lt(parsed, sentences - sentences / 20);
}
END_TEST

static void parses(const char *text, const char *expected) {
  struct article *a = article_parse("a.txt", slice_of(text), d);
  struct document *doc = document_new(coder, a);
  GString *got = g_string_new(NULL);
  for (unsigned i = 0; i < doc->passages->len; i++)
    g_string_append_c(got, document_passage(doc, i)->s->parsed ? 'p' : '-');
  ck_assert_str_eq(got->str, expected);
  g_string_free(got, TRUE);
  document_free(doc);
  article_free(a);
}

START_TEST(sentences_are_parsed_that_can_matter) {
  open_all();
  parses("Rain fell\n\nRain fell on the quay. China called for a ceasefire in Gaza. Rain fell again.\n",
         "--p-");
  parses("Rain fell\n\nChina called for a ceasefire in Gaza. It rained. She waited.\n", "-ppp");
  parses("Rain fell\n\nIt rained. China called for a ceasefire in Gaza. The bridge, which costs much, stood. "
         "The "
         "bill fell.\n",
         "--p-p");
  parses("Rain fell\n\n“The river stands high,” a man said. China called for a ceasefire in Gaza.\n", "-pp");
  parses("Rain fell\n\nThe river stands high. The man waited.\n", "");
}
END_TEST

UNIT("coding/needed", what_is_left_unparsed_gives_nothing, sentences_are_parsed_that_can_matter)
