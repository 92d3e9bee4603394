// SPDX-License-Identifier: MIT
#include "site/pages/data_files.h"
#include "base/fnv.h"
#include "base/sha256.h"
#include "site/pages/workbook.h"

enum {
  SHOWN = 1200,   // bytes of an example that is no table
  FULL = 1 << 16, // bytes that are put together
  RUN = 16,       // articles in a run, on average
  MOST = 8192     // statements at which it ends with the next article, be that which it may
};

static void free_file(void *p) {
  struct data_file *file = p;
  g_free(file->line);
  if (file->examples) g_ptr_array_unref(file->examples);
  g_free(file);
}

static void release_article(void *p) {
  g_free((char *)((struct export_article *)p)->page);
}

static GArray *list_articles(const struct maker *m) {
  GArray *list = g_array_new(FALSE, FALSE, sizeof(struct export_article));
  g_array_set_clear_func(list, release_article);
  for (guint i = 0; i < m->edition->articles->len; i++) {
    const struct article_record *r = m->edition->articles->pdata[i];
    char *path = r->has_page ? page_path_article(r->slug) : NULL;
    char *address = path ? page_address(m->settings, path) : NULL;
    struct export_article a = {.path = r->path,
                               .title = r->title,
                               .date = r->date,
                               .source = r->source,
                               .url = r->url,
                               .author = r->author,
                               .licence = r->licence,
                               .page = address ? address : g_strdup(path),
                               .statements = r->statements};
    g_free(path);
    g_array_append_val(list, a);
  }
  return list;
}

// Data files while they are written.
struct writing {
  const struct maker *m;
  struct export_source *from;
  struct workbook *workbook;
  GString *bytes; // not put yet
  // of the file at hand:
  struct data_file *file;
  struct page_stream *stream;
  guint column;   // of a table
  bool row;       // behind the first line
  guint32 filled; // columns that hold anything in the run at hand, a bit each
};

// The first line of a file that is no table, cut where a character ends.
static char *first_line(const GString *bytes) {
  size_t len = MIN(strcspn(bytes->str, "\n"), SHOWN);
  while (len && len < bytes->len && ((unsigned char)bytes->str[len] & 0xc0) == 0x80)
    len--;
  bool whole = bytes->str[len] == '\n' || !bytes->str[len];
  return g_strdup_printf("%.*s%s", (int)len, bytes->str, whole ? "" : " …");
}

static void hand_over(struct writing *w) {
  const struct slice bytes = {w->bytes->str, w->bytes->len};
  struct data_file *file = w->file;
  if (!file->size && bytes.len && !file->what->key) file->line = first_line(w->bytes);
  file->size += bytes.len;
  if (bytes.len) page_stream_add(w->stream, bytes);
  g_string_truncate(w->bytes, 0);
}

static void see_cell(struct writing *w, const char *text) {
  workbook_put(w->workbook, text);
  GPtrArray *examples = w->file->examples;
  if (!w->row)
    g_ptr_array_add(examples, NULL);
  else if (*text && !examples->pdata[w->column]) // as the file has it
    examples->pdata[w->column] = g_strconcat(csv_is_formula(text) ? "'" : "", text, NULL);
  if (*text) w->filled |= 1u << w->column;
  w->column++;
}

static void see_row(struct writing *w) {
  workbook_end_row(w->workbook);
  w->file->rows += w->row;
  w->row = true;
  w->column = 0;
}

static void see(const char *text, void *data) {
  struct writing *w = data;
  bool table = w->file->what->key != NULL;
  if (table && text)
    see_cell(w, text);
  else if (table)
    see_row(w);
  if (!text && w->bytes->len >= FULL) hand_over(w);
}

// --- statements, run by run: what stands in the last build's files is taken from there ---

// Says whether a run ends where this article does. That depends on the article alone: whatever comes or goes,
// other runs stay as they are.
static bool ends_run(const char *path) {
  return fnv_add(FNV_BASIS, path, strlen(path)) % RUN == 0;
}

// Returns where the run of whole articles ends that begins with statement `first`.
static guint run_end(const GPtrArray *statements, guint first) {
  guint i = first + 1;
  for (; i < statements->len; i++) {
    const struct statement *before = statements->pdata[i - 1], *s = statements->pdata[i];
    if (s->article != before->article && strcmp(s->article, before->article) != 0 &&
        (ends_run(before->article) || i - first >= MOST))
      break;
  }
  return i;
}

// Fills key: of all that the run says. Returns false where that is not known.
static bool run_key(const struct writing *w, guint first, guint end, char key[PAGE_KEY + 1]) {
  const char *article = NULL;
  struct sha256 *sum = sha256_new();
  bool known = true;
  for (guint i = first; i < end && known; i++) {
    const struct statement *s = w->from->statements->pdata[i];
    if (s->article == article) continue;
    article = s->article;
    const struct article_record *r = record_of(w->m, s);
    known = r && *r->digest;
    if (known) sha256_add(sum, r->digest, sizeof r->digest);
  }
  sha256_end(sum, key);
  return known;
}

// Says whether no column but those of filled lacks an example.
static bool examples_known(const struct data_file *file, guint32 filled) {
  for (guint i = 0; file->examples && i < file->examples->len; i++)
    if (!file->examples->pdata[i] && filled >> i & 1) return false;
  return true;
}

static void note_run(struct writing *w, const char *key, size_t at, guint32 filled) {
  struct page_piece piece = {.at = at, .size = (guint32)(w->file->size - at), .facts = {filled}};
  g_strlcpy(piece.key, key, sizeof piece.key);
  page_stream_note(w->stream, &piece);
}

// Takes a run from the files that stand. Returns false, nothing taken, where it is not in all of them.
static bool take_run(struct writing *w, const char *key, guint rows) {
  struct page_piece piece;
  if (!page_stream_find(w->stream, key, &piece) || !examples_known(w->file, piece.facts[0])) return false;
  hand_over(w);
  if (!page_stream_read(w->stream, &piece, w->bytes)) return false;
  if (w->file->what->key && !workbook_take_rows(w->workbook, key, rows)) {
    g_string_truncate(w->bytes, 0);
    return false;
  }
  size_t at = w->file->size;
  hand_over(w);
  note_run(w, key, at, piece.facts[0]);
  if (w->file->what->key) w->file->rows += rows;
  return true;
}

static void make_run(struct writing *w, const char *key, guint first, guint end) {
  hand_over(w);
  size_t at = w->file->size;
  w->filled = 0;
  w->file->what->some(w->from, first, end, w->bytes);
  hand_over(w);
  if (w->file->what->key) workbook_end_rows(w->workbook, key);
  if (key) note_run(w, key, at, w->filled);
}

static void write_runs(struct writing *w) {
  const GPtrArray *statements = w->from->statements;
  GPtrArray *none = g_ptr_array_new();
  struct export_source head = *w->from;
  head.statements = none;
  w->file->what->write(&head, w->bytes);
  g_ptr_array_unref(none);
  if (w->file->what->key) workbook_end_rows(w->workbook, NULL);
  for (guint first = 0, end; first < statements->len; first = end) {
    char key[PAGE_KEY + 1];
    end = run_end(statements, first);
    bool known = run_key(w, first, end, key);
    if (!known || !take_run(w, key, end - first)) make_run(w, known ? key : NULL, first, end);
  }
}

static struct data_file *write_file(struct writing *w, const struct export *x) {
  struct data_file *file = g_new0(struct data_file, 1);
  file->what = x;
  w->file = file;
  w->stream = page_stream_new(w->m->sink, x->path, x->title);
  w->column = 0;
  w->row = false;
  if (x->key) {
    file->examples = g_ptr_array_new_with_free_func(g_free);
    workbook_begin_sheet(w->workbook, x);
  }
  if (x->some)
    write_runs(w);
  else
    x->write(w->from, w->bytes);
  hand_over(w);
  page_stream_end(w->stream, file->sha256);
  if (x->key) workbook_end_sheet(w->workbook);
  return file;
}

GPtrArray *data_files_make(const struct maker *m, size_t *workbook, int *error) {
  GPtrArray *files = g_ptr_array_new_with_free_func(free_file);
  GArray *articles = list_articles(m);
  struct writing w = {.m = m, .bytes = g_string_new(NULL), .workbook = workbook_new(m->sink)};
  struct export_source from = {.codebook = m->codebook,
                               .statements = m->edition->statements,
                               .matrix = &m->edition->matrix,
                               .articles = articles,
                               .see = see,
                               .data = &w};
  w.from = &from;
  for (const struct export *const *x = exports; *x; x++)
    g_ptr_array_add(files, write_file(&w, *x));
  *workbook = workbook_end(w.workbook, error);
  g_string_free(w.bytes, TRUE);
  g_array_unref(articles);
  return files;
}

const char *data_file_name(const struct export *x) {
  return strrchr(x->path, '/') + 1;
}

const char *data_field_text(const struct maker *m, const char *table, const char *field) {
  char *own = g_strconcat("data.fields.", table, ".", field, NULL),
       *any = g_strconcat("data.fields.any.", field, NULL);
  // What is missing shows its key.
  const char *text = words_get(m->words, own);
  if (strcmp(text, own) == 0) text = words_get(m->words, any);
  if (strcmp(text, any) == 0) text = "";
  g_free(own);
  g_free(any);
  return text;
}

char *data_table_text(const struct maker *m, const struct export *x, const char *part) {
  char *key = g_strconcat("data.tables.", x->table, ".", part, NULL);
  char *text = g_strdup(words_get(m->words, key));
  g_free(key);
  return text;
}

const struct export *data_table(const char *table) {
  for (const struct export *const *x = exports; *x; x++)
    if ((*x)->key && strcmp((*x)->table, table) == 0) return *x;
  return NULL;
}
