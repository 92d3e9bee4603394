// SPDX-License-Identifier: MIT
#include "codebook/codebook.h"
#include "fuzz.h"
#include "read/article.h"
#include "text/model.h"
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[64];
static struct diag *messages;
static FILE *sink;
static char *said;
static size_t said_len;

static void remove_folder(void) {
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    char *path = g_build_filename(folder, name, NULL);
    g_unlink(path);
    g_free(path);
  }
  if (dir) g_dir_close(dir);
  g_rmdir(folder);
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc;
  (void)argv;
  const char *memory = g_file_test("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir();
  g_snprintf(folder, sizeof folder, "%s/fuzz-XXXXXX", memory);
  if (!g_mkdtemp(folder)) abort();
  atexit(remove_folder);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  // A copy of just this size: reading one byte too many is then seen.
  char *copy = g_memdup2(data, size);
  fuzz_target((struct slice){copy ? copy : "", size});
  if (messages) fuzz_said();
  diag_free(messages);
  messages = NULL;
  if (sink) fclose(sink);
  sink = NULL;
  free(said);
  said = NULL;
  g_free(copy);
  return 0;
}

void fuzz_broken(const char *condition, const char *file, int line) {
  fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
  abort();
}

struct slice fuzz_part(struct slice *input) {
  static const char mark[] = "\n====\n";
  const char *at = input->len ? memmem(input->data, input->len, mark, sizeof mark - 1) : NULL;
  size_t len = at ? (size_t)(at - input->data) : input->len;
  struct slice part = slice_sub(*input, 0, len);
  *input = slice_sub(*input, at ? len + sizeof mark - 1 : len, input->len);
  return part;
}

const char *fuzz_file(const char *name, struct slice bytes) {
  static char path[256];
  g_snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *out = fopen(path, "wb");
  if (!out || fwrite(bytes.data, 1, bytes.len, out) != bytes.len || fclose(out)) abort();
  return path;
}

struct diag *fuzz_diag(void) {
  if (messages) return messages;
  sink = open_memstream(&said, &said_len);
  messages = diag_new(sink, false);
  return messages;
}

void fuzz_said(void) {
  fflush(sink);
  fuzz_holds(g_utf8_validate(said, (gssize)said_len, NULL));
}

const struct codebook *fuzz_codebook(void) {
  static struct codebook *book;
  if (book) return book;
  struct diag *d = diag_new(stderr, false);
  book = codebook_load("tests/golden/site/input/codebook.json", d);
  diag_free(d);
  fuzz_holds(book);
  return book;
}

const struct model *fuzz_model(void) {
  static struct model *model;
  if (model) return model;
  struct diag *d = diag_new(stderr, false);
  model = model_open("generator/data/english.model", d);
  diag_free(d);
  fuzz_holds(model);
  return model;
}

static void check_runs(const struct article *a, const struct block *b) {
  size_t at = 0, from, to;
  for (guint i = 0; i < b->runs->len; i++) {
    const struct run *r = &g_array_index(b->runs, struct run, i);
    fuzz_holds(r->text == at && r->text_len > 0 && r->source_len > 0);
    fuzz_holds(r->source <= a->bytes->len && r->source_len <= a->bytes->len - r->source);
    at += r->text_len;
  }
  fuzz_holds(at == b->text->len);
  for (size_t start = 0; start < b->text->len; start += 1 + b->text->len / 8) {
    block_source(b, start, start + 1, &from, &to);
    fuzz_holds(from < to && to <= a->bytes->len);
    block_source(b, start, b->text->len, &from, &to);
    fuzz_holds(from <= to && to <= a->bytes->len);
  }
}

void fuzz_article(const struct article *a) {
  const char *fields[] = {a->title, a->author, a->source, a->url, a->licence, a->date, a->language};
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
    fuzz_holds(!fields[i] || g_utf8_validate(fields[i], -1, NULL));
  for (guint i = 0; i < a->tags->len; i++)
    fuzz_holds(g_utf8_validate(a->tags->pdata[i], -1, NULL));
  for (guint k = 0; k < a->blocks->len; k++) {
    const struct block *b = a->blocks->pdata[k];
    fuzz_holds(b->text->len > 0 && g_utf8_validate(b->text->str, (gssize)b->text->len, NULL));
    check_runs(a, b);
  }
}
