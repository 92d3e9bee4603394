// SPDX-License-Identifier: MIT
#include "site/pages/data_files.h"
#include "base/csv.h"

static void free_file(void *p) {
  struct data_file *file = p;
  g_string_free(file->bytes, TRUE);
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

// Reads the table that was written, as others will, for its number of rows and an example of each column.
static void look_into(struct data_file *file) {
  struct csv csv;
  struct diag *d = diag_new_held();
  csv_parse(&csv, file->what->path, (struct slice){file->bytes->str, file->bytes->len}, d);
  csv_next(&csv, d);
  file->examples = g_ptr_array_new_full(csv.fields->len, g_free);
  g_ptr_array_set_size(file->examples, (gint)csv.fields->len);
  while (csv_next(&csv, d)) {
    file->rows++;
    for (guint i = 0; i < csv.fields->len && i < file->examples->len; i++) {
      const char *text = csv.fields->pdata[i];
      if (!file->examples->pdata[i] && *text) file->examples->pdata[i] = g_strdup(text);
    }
  }
  csv_release(&csv);
  diag_free(d);
}

GPtrArray *data_files_make(const struct maker *m) {
  GPtrArray *files = g_ptr_array_new_with_free_func(free_file);
  GArray *articles = list_articles(m);
  const struct export_source from = {.codebook = m->codebook,
                                     .statements = m->edition->statements,
                                     .matrix = &m->edition->matrix,
                                     .articles = articles};
  for (const struct export *const *x = exports; *x; x++) {
    struct data_file *file = g_new0(struct data_file, 1);
    file->what = *x;
    file->bytes = g_string_new(NULL);
    (*x)->write(&from, file->bytes);
    if ((*x)->key) look_into(file);
    g_ptr_array_add(files, file);
  }
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
