// SPDX-License-Identifier: MIT
// The net: it answers as its trainer does, the same at each reading; its file is checked; its arithmetic.
#include "base/fnv.h"
#include "base/home.h"
#include "coding/coder.h"
#include "coding/net_file.h"
#include "coding/net_math.h"
#include "unit.h"
#include <glib/gstdio.h>
#include <math.h>

#define DOMAIN "tests/domains/housing/"

enum { NEAR = 5, EXAMPLES_LEAST = 30 }; // thousandths by which C and trainer may differ; pairs compared

struct opened {
  struct diag *d;
  struct codebook *book;
  struct model *model;
  struct coder *coder;
};

static struct opened open_domain(void) {
  struct opened o = {.d = diag_new(stderr, false)};
  o.book = codebook_load(DOMAIN "codebook.json", o.d);
  ck_assert_ptr_nonnull(o.book);
  o.model = model_open(NULL, o.d);
  ck_assert_ptr_nonnull(o.model);
  o.coder = coder_new(o.book, o.model, o.d);
  ck_assert_ptr_nonnull(o.coder);
  return o;
}

static void release(struct opened *o) {
  coder_free(o->coder);
  model_free(o->model);
  codebook_free(o->book);
  diag_free(o->d);
}

// Returns the pairs of an article of the domain as lines.
static GPtrArray *pairs_in(const struct opened *o, const char *name) {
  char *path = g_strconcat(DOMAIN "articles/", name, NULL);
  struct article *a = article_read(path, o->d);
  ck_assert_ptr_nonnull(a);
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  coder_pairs(o->coder, a, lines);
  article_free(a);
  g_free(path);
  return lines;
}

// Says whether the line is the pair of these ids, and fills answer with what the net answers.
static bool is_pair(const char *line, char **wanted, long answer[NET_ANSWERS], struct diag *d) {
  struct json_doc doc;
  ck_assert(json_parse(&doc, "pair", slice_of(line), d));
  char passage[16];
  g_snprintf(passage, sizeof passage, "%.0f", json_value(json_get(doc.root, "passage"), -1));
  bool found = strcmp(passage, wanted[1]) == 0 &&
               strcmp(json_text(json_get(doc.root, "actor")), wanted[2]) == 0 &&
               strcmp(json_text(json_get(doc.root, "issue")), wanted[3]) == 0;
  int n = 0;
  for (json *a = json_first(json_get(doc.root, "net")); a && n < NET_ANSWERS; a = json_next(a))
    answer[n++] = (long)json_value(a, 0);
  ck_assert_int_eq(n, NET_ANSWERS);
  json_doc_release(&doc);
  return found;
}

static void compare_answers(const struct opened *o, char **wanted) {
  GPtrArray *lines = pairs_in(o, wanted[0]);
  bool found = false;
  for (unsigned i = 0; i < lines->len && !found; i++) {
    long answer[NET_ANSWERS];
    found = is_pair(g_ptr_array_index(lines, i), wanted, answer, o->d);
    for (int k = 0; found && k < NET_ANSWERS; k++)
      ck_assert_msg(labs(answer[k] - strtol(wanted[4 + k], NULL, 10)) <= NEAR,
                    "%s, passage %s, %s: the net says %ld, its trainer %s", wanted[0], wanted[1], wanted[2],
                    answer[k], wanted[4 + k]);
  }
  ck_assert_msg(found, "%s has no pair of %s and %s any more: tests/bench/fit", wanted[0], wanted[2],
                wanted[3]);
  g_ptr_array_free(lines, TRUE);
}

START_TEST(answers_as_its_trainer) {
  char *text;
  ck_assert(g_file_get_contents(DOMAIN "net.tsv", &text, NULL, NULL));
  struct opened o = open_domain();
  char **rows = g_strsplit(text, "\n", -1);
  unsigned compared = 0;
  for (char **row = rows; *row; row++) {
    if (**row == '#' || **row == '\0') continue;
    char **wanted = g_strsplit(*row, "\t", -1);
    ck_assert_uint_eq(g_strv_length(wanted), 4 + NET_ANSWERS);
    compare_answers(&o, wanted);
    compared++;
    g_strfreev(wanted);
  }
  ck_assert_uint_ge(compared, EXAMPLES_LEAST);
  g_strfreev(rows);
  g_free(text);
  release(&o);
}
END_TEST

// Opens bytes as the net and expects a refusal that says why.
static void refused(const char *bytes, size_t size, const char *why) {
  char *folder = g_dir_make_tmp("standpoint-XXXXXX", NULL),
       *path = g_build_filename(folder, "pairs.net", NULL);
  ck_assert(g_file_set_contents(path, bytes, (gssize)size, NULL));
  FILE *sink = tmpfile();
  struct diag *d = diag_new(sink, false);
  ck_assert_ptr_null(net_open(folder, d));
  char said[512] = "";
  rewind(sink);
  said[fread(said, 1, sizeof said - 1, sink)] = '\0';
  ck_assert_msg(strstr(said, why) != NULL, "it says %s, not %s", said, why);
  diag_free(d);
  fclose(sink);
  g_remove(path);
  g_rmdir(folder);
  g_free(path);
  g_free(folder);
}

// Overwrites the 8 bytes at `at`, sets the checksum right, expects a refusal, and takes both back.
static void refused_with(char *bytes, size_t size, size_t at, const void *eight, const char *why) {
  char before[8];
  uint64_t sum = fnv_add(FNV_BASIS, bytes + sizeof(struct net_header), size - sizeof(struct net_header));
  memcpy(before, bytes + at, sizeof before);
  memcpy(bytes + at, eight, sizeof before);
  uint64_t changed = fnv_add(FNV_BASIS, bytes + sizeof(struct net_header), size - sizeof(struct net_header));
  memcpy(bytes + offsetof(struct net_header, checksum), &changed, sizeof changed);
  refused(bytes, size, why);
  memcpy(bytes + at, before, sizeof before);
  memcpy(bytes + offsetof(struct net_header, checksum), &sum, sizeof sum);
}

START_TEST(files_with_a_checksum_are_refused_too) {
  struct diag *quiet = diag_new_held();
  char *folder = program_folder("generator/data", quiet), *path = g_build_filename(folder, "pairs.net", NULL),
       *bytes;
  gsize size;
  ck_assert(g_file_get_contents(path, &bytes, &size, NULL));
  size_t words = sizeof(struct net_header);
  const float wild[2] = {NAN, 0}, endless[2] = {0, INFINITY}, great[2] = {2e4f, 0};
  refused_with(bytes, size, words, bytes + words + 8, "not in order"); // one word twice
  refused_with(bytes, size, size - 16, wild, "numbers are broken");
  refused_with(bytes, size, size - 16, endless, "numbers are broken");
  refused_with(bytes, size, size - 16, great, "numbers are broken");
  const uint32_t most[2] = {UINT32_MAX, NET_HIDDEN}, many[2] = {(1u << 20) - 1, NET_HIDDEN};
  refused_with(bytes, size, offsetof(struct net_header, words), most, "sizes");
  refused_with(bytes, size, offsetof(struct net_header, words), many, "do not fill it");
  g_free(bytes);
  g_free(path);
  g_free(folder);
  diag_free(quiet);
}
END_TEST

START_TEST(faulty_files_are_refused) {
  struct diag *quiet = diag_new_held();
  char *folder = program_folder("generator/data", quiet), *path = g_build_filename(folder, "pairs.net", NULL),
       *bytes;
  gsize size;
  ck_assert(g_file_get_contents(path, &bytes, &size, NULL));
  ck_assert_uint_lt(size, 6 << 20);
  refused(bytes, 10, "too short");
  refused(bytes, size - 8, "do not fill it");
  bytes[size / 2] ^= 1;
  refused(bytes, size, "checksum");
  bytes[size / 2] ^= 1;
  bytes[12] ^= 1;
  refused(bytes, size, "version");
  bytes[12] ^= 1;
  bytes[20] ^= 1;
  refused(bytes, size, "sizes");
  bytes[20] ^= 1;
  bytes[0] = 'X';
  refused(bytes, size, "no file of the net");
  g_free(bytes);
  g_free(path);
  g_free(folder);
  diag_free(quiet);
}
END_TEST

START_TEST(words_have_rows) {
  struct diag *d = diag_new(stderr, false);
  char *folder = program_folder("generator/data", d);
  struct net *n = net_open(folder, d);
  ck_assert_ptr_nonnull(n);
  ck_assert_int_gt(net_row(n, "condemned", "condemn"), 0);
  ck_assert_int_ne(net_row(n, "condemned", ""), net_row(n, "praised", ""));
  ck_assert_int_eq(net_row(n, "xqzzv", "praise"), net_row(n, "praise", "")); // by the lemma
  ck_assert_int_eq(net_row(n, "37,412.5", "37,412.5"), net_row(n, "number", ""));
  ck_assert_int_eq(net_row(n, "xqzzv-war", "xqzzv-war"), net_row(n, "war", ""));
  ck_assert_int_eq(net_row(n, "xqzzv", "xqzzv"), 0);
  net_free(n);
  g_free(folder);
  diag_free(d);
}
END_TEST

START_TEST(arithmetic_is_near_enough) {
  for (int i = -400; i <= 400; i++) {
    float x = (float)i / 20;
    ck_assert_double_le(fabs((double)net_exp(x) / exp(x) - 1), 2e-6);
    ck_assert_double_le(fabs((double)net_tanh(x) - tanh(x)), 2e-6);
  }
  ck_assert_double_le(fabs((double)net_sigmoid(0) - 0.5), 1e-7);
  ck_assert(net_sigmoid(-1000) >= 0 && net_sigmoid(-1000) < 1e-6f);
  ck_assert(net_sigmoid(1000) > 0.999999f && net_sigmoid(1000) <= 1);
}
END_TEST

UNIT("coding-net", answers_as_its_trainer, faulty_files_are_refused, files_with_a_checksum_are_refused_too,
     words_have_rows, arithmetic_is_near_enough)
