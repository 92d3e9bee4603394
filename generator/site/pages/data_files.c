// SPDX-License-Identifier: MIT
#include "site/pages/data_files.h"
#include "base/sha256.h"
#include "site/pages/workbook.h"

enum {
  SHOWN = 1200,  // bytes of an example that is no table
  FULL = 1 << 16 // bytes that are taken together
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

// A data file while it is written.
struct writing {
  struct data_file *file;
  GString *bytes; // not taken yet
  struct sha256 *sum;
  data_taker *take;
  void *data;
  struct workbook *workbook;
  guint column; // of a table
  bool row;     // behind the first line
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
  sha256_add(w->sum, bytes.data, bytes.len);
  if (bytes.len) w->take(file->what, &bytes, w->data);
  g_string_truncate(w->bytes, 0);
}

static void see_cell(struct writing *w, const char *text) {
  workbook_put(w->workbook, text);
  GPtrArray *examples = w->file->examples;
  if (!w->row)
    g_ptr_array_add(examples, NULL);
  else if (*text && !examples->pdata[w->column]) // as the file has it
    examples->pdata[w->column] = g_strconcat(csv_is_formula(text) ? "'" : "", text, NULL);
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

static struct data_file *write_file(struct writing *w, struct export_source *from, const struct export *x) {
  struct data_file *file = g_new0(struct data_file, 1);
  file->what = x;
  w->file = file;
  w->sum = sha256_new();
  w->column = 0;
  w->row = false;
  if (x->key) {
    file->examples = g_ptr_array_new_with_free_func(g_free);
    workbook_begin_sheet(w->workbook, x);
  }
  from->data = w;
  x->write(from, w->bytes);
  hand_over(w);
  w->take(x, NULL, w->data);
  sha256_end(w->sum, file->sha256);
  if (x->key) workbook_end_sheet(w->workbook);
  return file;
}

GPtrArray *data_files_make(const struct maker *m, data_taker *take, void *data, GString *workbook) {
  GPtrArray *files = g_ptr_array_new_with_free_func(free_file);
  GArray *articles = list_articles(m);
  struct writing w = {
      .bytes = g_string_new(NULL), .take = take, .data = data, .workbook = workbook_new(workbook)};
  struct export_source from = {.codebook = m->codebook,
                               .statements = m->edition->statements,
                               .matrix = &m->edition->matrix,
                               .articles = articles,
                               .see = see};
  for (const struct export *const *x = exports; *x; x++)
    g_ptr_array_add(files, write_file(&w, &from, *x));
  workbook_end(w.workbook);
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
