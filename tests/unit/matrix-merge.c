// SPDX-License-Identifier: MIT
// Any order and grouping of statements and partial matrices gives the same bytes.
#include "cli/merging.h"
#include "sample.h"
#include "unit.h"
#include <glib/gstdio.h>
#include <string.h>

static struct diag *d;

// Returns one of n choices, or NULL.
static char *maybe(GRand *r, const char *const *choices, int n) {
  int i = g_rand_int_range(r, -1, n);
  return i < 0 ? NULL : g_strdup(choices[i]);
}

// Makes statements as several coders and files might: ids come twice with other codes, documents with other
// dates and sources.
static GPtrArray *random_statements(GRand *r, unsigned count) {
  static const char *const actors[] = {"norland", "sudland", "ostland", "westland"},
                           *const issues[] = {"canal", "ferry", "bridge"},
                           *const dates[] = {"2024-01-01", "2024-02-01", "2024-03-01"},
                           *const sources[] = {"Post", "Times"}, *const people[] = {"anna", "boris"},
                           *const concepts[] = {"digging", "tolls", "talks"};
  GPtrArray *all = sample_list();
  for (unsigned i = 0; i < count; i++) {
    char *doc = g_strdup_printf("doc-%d", g_rand_int_range(r, 0, 8));
    unsigned number = (unsigned)g_rand_int_range(r, 0, (gint32)count);
    struct statement *s =
        sample_statement(number, doc, actors[g_rand_int_range(r, 0, 4)], issues[g_rand_int_range(r, 0, 3)],
                         (enum stance)g_rand_int_range(r, 0, 3), (enum voice)g_rand_int_range(r, 0, 3));
    g_free(s->date);
    s->date = maybe(r, dates, 3);
    s->source = maybe(r, sources, 2);
    s->person = maybe(r, people, 2);
    s->concept = maybe(r, concepts, 3);
    s->agreement = g_rand_int_range(r, -1, 2);
    s->confidence = (unsigned)g_rand_int_range(r, 990, 1001);
    g_ptr_array_add(all, s);
    g_free(doc);
  }
  return all;
}

static char *matrix_of(const GPtrArray *statements) {
  struct matrix m;
  GString *out = g_string_new(NULL);
  matrix_init(&m, &sample_codebook, statements, 0, NULL, NULL, d);
  matrix_write(&m, out);
  matrix_release(&m);
  return g_string_free(out, FALSE);
}

static void take(struct statement *s, void *out) {
  g_ptr_array_add(out, s);
}

// Appends to out what a partial matrix carries.
static void read_back(const char *text, GPtrArray *out) {
  struct json_doc doc;
  ck_assert(json_parse(&doc, "partial.json", slice_of(text), d));
  ck_assert(matrix_evidence(&doc, take, out, d));
  json_doc_release(&doc);
}

// Splits statements (some fall into both parts), makes a matrix of each part, sometimes of its parts in turn,
// and merges them.
static char *merged(GRand *r, const GPtrArray *statements, unsigned depth) {
  GPtrArray *parts[2] = {sample_list(), sample_list()}, *joined = sample_list();
  for (guint i = 0; i < statements->len; i++) {
    gint32 where = g_rand_int_range(r, 0, 5); // 4: both
    for (int p = 0; p < 2; p++)
      if (where == 4 || where % 2 == p)
        g_ptr_array_insert(parts[p], g_rand_int_range(r, -1, (gint32)parts[p]->len + 1),
                           statement_copy(statements->pdata[i]));
  }
  int first = g_rand_boolean(r);
  for (int p = 0; p < 2; p++) {
    GPtrArray *part = parts[p ^ first];
    if (g_rand_int_range(r, 0, 3) == 0) { // statements as they are, beside a partial matrix
      for (guint i = 0; i < part->len; i++)
        g_ptr_array_add(joined, statement_copy(part->pdata[i]));
      continue;
    }
    char *text = depth ? merged(r, part, depth - 1) : matrix_of(part);
    read_back(text, joined);
    g_free(text);
  }
  char *text = matrix_of(joined);
  for (int p = 0; p < 2; p++)
    g_ptr_array_unref(parts[p]);
  g_ptr_array_unref(joined);
  return text;
}

START_TEST(any_grouping_gives_the_same_bytes) {
  d = diag_new_held();
  GRand *r = g_rand_new_with_seed(20240506);
  for (unsigned round = 0; round < 200; round++) {
    GPtrArray *all = random_statements(r, (unsigned)g_rand_int_range(r, 0, 60));
    char *whole = matrix_of(all);
    for (unsigned turn = 0; turn < 4; turn++) {
      char *other = merged(r, all, turn);
      ck_assert_str_eq(other, whole);
      g_free(other);
    }
    g_free(whole);
    g_ptr_array_unref(all);
  }
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 0);
  g_rand_free(r);
  diag_free(d);
}
END_TEST

// What merging makes of the statements with so little memory that all of it goes by the disk; NULL on
// trouble.
static char *streamed(const GPtrArray *statements, unsigned best) {
  char *folder = g_dir_make_tmp("merge-XXXXXX", NULL), *text = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&text, &len);
  const struct merging_options options = {.folder = folder, .memory = 1 << 16, .best = best};
  struct merging *m = merging_new(&sample_codebook, &options, d);
  for (guint i = 0; i < statements->len; i++)
    merging_take(statement_copy(statements->pdata[i]), m);
  ck_assert_uint_eq(merging_count(m), statements->len);
  bool ok = merging_write(m, out);
  ck_assert_int_eq(merging_failed(m), !ok);
  merging_free(m);
  ck_assert_int_eq(g_rmdir(folder), 0); // nothing is left in it
  fclose(out);
  char *result = ok ? g_strdup(text) : NULL;
  free(text);
  g_free(folder);
  return result;
}

START_TEST(streams_to_the_same_bytes) {
  d = diag_new_held();
  GRand *r = g_rand_new_with_seed(20240507);
  for (unsigned round = 0; round < 100; round++) {
    GPtrArray *all = random_statements(r, round == 99 ? 5000 : (unsigned)g_rand_int_range(r, 0, 80));
    char *whole = matrix_of(all), *other = streamed(all, 0);
    ck_assert_str_eq(other, whole);
    g_free(other);
    g_free(whole);
    g_ptr_array_unref(all);
  }
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 0);
  g_rand_free(r);
  diag_free(d);
}
END_TEST

static json *cell_at(const struct json_doc *doc, unsigned n) {
  json *cell = json_first(json_get(doc->root, "cells"));
  while (cell && n--)
    cell = json_next(cell);
  return cell;
}

// Compares a cell of which the best are named with the whole one.
static void same_but_for_the_rest(const json *whole, const json *some, unsigned best) {
  static const char *const keys[] = {"support", "oppose", "neutral", "articles",
                                     "sources", "people", "score",   "confidence"};
  for (size_t k = 0; k < G_N_ELEMENTS(keys); k++)
    ck_assert_double_eq(json_value(json_get(whole, keys[k]), -2), json_value(json_get(some, keys[k]), -3));
  ck_assert_str_eq(json_text(json_get(whole, "label")), json_text(json_get(some, "label")));
  const json *all = json_get(whole, "statements"), *named = json_get(some, "statements");
  ck_assert_uint_eq(json_count(named), MIN(best, json_count(all)));
  const json *a = json_first(all);
  for (const json *n = json_first(named); n; n = json_next(n), a = json_next(a))
    ck_assert_str_eq(json_text(n), json_text(a));
}

START_TEST(the_best_are_named_and_all_are_counted) {
  d = diag_new_held();
  GRand *r = g_rand_new_with_seed(20240508);
  GPtrArray *all = random_statements(r, 300);
  char *whole_text = matrix_of(all), *some_text = streamed(all, 4);
  struct json_doc whole, some;
  ck_assert(json_parse(&whole, "whole.json", slice_of(whole_text), d));
  ck_assert(json_parse(&some, "some.json", slice_of(some_text), d));
  ck_assert_double_eq(json_value(json_get(some.root, "best"), 0), 4);
  ck_assert_double_eq(json_value(json_get(some.root, "articles"), 0),
                      json_value(json_get(whole.root, "articles"), 1));
  size_t cells = json_count(json_get(whole.root, "cells")), named = 0, carried = 0;
  ck_assert_uint_gt(cells, 2);
  ck_assert_uint_eq(json_count(json_get(some.root, "cells")), cells);
  for (unsigned i = 0; i < cells; i++) {
    same_but_for_the_rest(cell_at(&whole, i), cell_at(&some, i), 4);
    named += json_count(json_get(cell_at(&some, i), "statements"));
  }
  for (const json *e = json_first(json_get(some.root, "evidence")); e; e = json_next(e))
    carried += json_count(json_get(e, "statements"));
  ck_assert_uint_eq(carried, named);
  GPtrArray *out = sample_list();
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 0);
  ck_assert(!matrix_evidence(&some, take, out, d)); // counts could not be made of it again
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 1);
  g_ptr_array_unref(out);
  json_doc_release(&whole);
  json_doc_release(&some);
  g_free(whole_text);
  g_free(some_text);
  g_ptr_array_unref(all);
  g_rand_free(r);
  diag_free(d);
}
END_TEST

START_TEST(without_a_folder_all_must_find_room) {
  d = diag_new_held();
  GRand *r = g_rand_new_with_seed(1);
  const struct merging_options options = {.folder = "/nowhere/at/all", .memory = 4 << 20};
  const unsigned sizes[] = {50, 100000};
  for (size_t n = 0; n < G_N_ELEMENTS(sizes); n++) {
    struct merging *m = merging_new(&sample_codebook, &options, d);
    GPtrArray *some = random_statements(r, 50);
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    for (unsigned i = 0; i < sizes[n]; i++)
      merging_take(statement_copy(some->pdata[i % some->len]), m);
    ck_assert_int_eq(merging_write(m, out), n == 0);
    ck_assert_uint_eq(diag_count(d, DIAG_ERROR), n); // told once
    fclose(out);
    ck_assert_int_eq(len > 0, n == 0); // all or nothing
    free(text);
    merging_free(m);
    g_ptr_array_unref(some);
  }
  g_rand_free(r);
  diag_free(d);
}
END_TEST

START_TEST(the_tree_has_the_keys_of_the_contract) {
  d = diag_new_held();
  GPtrArray *all = sample_list();
  g_ptr_array_add(
      all,
      sample_concept(sample_statement(1, "a", "sudland", "canal", STANCE_OPPOSE, VOICE_STATED), "tolls", 1));
  char *text = matrix_of(all);
  ck_assert_str_eq(
      text,
      "{\"title\":\"Canals\",\n"
      "\"period\":{\"from\":\"2024-05-06\",\"to\":\"2024-05-06\"},\n"
      "\"articles\":1,\n"
      "\"actors\":[\n"
      "{\"id\":\"norland\",\"name\":\"Norland\",\"kind\":\"state\"},\n"
      "{\"id\":\"sudland\",\"name\":\"Sudland\",\"kind\":\"state\"},\n"
      "{\"id\":\"ostland\",\"name\":\"Ostland\",\"kind\":\"state\"}],\n"
      "\"issues\":[\n"
      "{\"id\":\"canal\",\"name\":\"Canal\",\"question\":\"Should it be "
      "dug?\",\"labels\":{\"support\":\"Backs the canal\","
      "\"oppose\":\"Rejects the canal\",\"neutral\":\"Stays out of it\",\"mixed\":\"Mixed\"}},\n"
      "{\"id\":\"ferry\",\"name\":\"Ferry\",\"question\":\"\",\"labels\":{\"support\":\"Backs the ferry\","
      "\"oppose\":\"Rejects the ferry\",\"neutral\":\"Neutral\",\"mixed\":\"Mixed\"}}],\n"
      "\"cells\":[\n"
      "{\"actor\":\"sudland\",\"issue\":\"canal\",\"stance\":\"oppose\",\"score\":-1,\"confidence\":0.8,"
      "\"support\":0,"
      "\"oppose\":1,\"neutral\":0,\"ascribed_only\":false,\"weights\":{\"support\":0,\"oppose\":3,"
      "\"neutral\":0},\"articles\":1,"
      "\"sources\":0,\"people\":0,\"first\":\"2024-05-06\",\"last\":\"2024-05-06\",\"statements\":["
      "\"0000000000000001\"],"
      "\"label\":\"Defends tolls\"}],\n"
      "\"evidence\":[\n"
      "{\"doc\":\"a\",\"source\":null,\"date\":\"2024-05-06\",\"statements\":[{\"id\":\"0000000000000001\","
      "\"actor\":\"sudland\","
      "\"person\":null,\"issue\":\"canal\",\"concept\":\"tolls\",\"stance\":\"oppose\",\"agreement\":true,"
      "\"voice\":\"stated\","
      "\"confidence\":0.8}]}]}\n");
  g_free(text);
  g_ptr_array_unref(all);
  diag_free(d);
}
END_TEST

START_TEST(bad_evidence_is_told) {
  d = diag_new_held();
  GPtrArray *out = sample_list();
  struct json_doc doc;
  ck_assert(json_parse(&doc, "x.json", slice_of("{\"cells\":[]}"), d));
  ck_assert(!matrix_evidence(&doc, take, out, d));
  json_doc_release(&doc);
  ck_assert(
      json_parse(&doc, "x.json", slice_of("{\"evidence\":[1,{\"statements\":[{\"id\":\"x\"},7]}]}"), d));
  ck_assert(matrix_evidence(&doc, take, out, d));
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 3);
  ck_assert_uint_eq(out->len, 0);
  json_doc_release(&doc);
  g_ptr_array_unref(out);
  diag_free(d);
}
END_TEST

UNIT("matrix-merge", any_grouping_gives_the_same_bytes, streams_to_the_same_bytes,
     the_best_are_named_and_all_are_counted, without_a_folder_all_must_find_room,
     the_tree_has_the_keys_of_the_contract, bad_evidence_is_told)
