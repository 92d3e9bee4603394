// SPDX-License-Identifier: MIT
// Any order and grouping of statements and partial matrices gives the same bytes.
#include "sample.h"
#include "unit.h"

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

// Appends to out what a partial matrix carries.
static void read_back(const char *text, GPtrArray *out) {
  struct json_doc doc;
  ck_assert(json_parse(&doc, "partial.json", slice_of(text), d));
  ck_assert(matrix_evidence(&doc, out, d));
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
  ck_assert(!matrix_evidence(&doc, out, d));
  json_doc_release(&doc);
  ck_assert(
      json_parse(&doc, "x.json", slice_of("{\"evidence\":[1,{\"statements\":[{\"id\":\"x\"},7]}]}"), d));
  ck_assert(matrix_evidence(&doc, out, d));
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 3);
  ck_assert_uint_eq(out->len, 0);
  json_doc_release(&doc);
  g_ptr_array_unref(out);
  diag_free(d);
}
END_TEST

UNIT("matrix-merge", any_grouping_gives_the_same_bytes, the_tree_has_the_keys_of_the_contract,
     bad_evidence_is_told)
