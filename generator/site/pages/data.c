// SPDX-License-Identifier: MIT
// The data files, and the page that says what is in them.
#include "site/pages/data_files.h"
#include "site/pages/kinds.h"
#include "site/pages/linked_parts.h"
#include "site/pages/workbook.h"

static json *field_model(const struct maker *m, const struct export *x, const struct export_field *f,
                         const char *example) {
  json *j = json_object();
  char *type = g_strconcat("data.types.", f->type, NULL);
  json_add_string(j, "name", f->name);
  json_add_string(j, "type", words_get(m->words, type));
  json_add_bool(j, "maybe", !f->required);
  json_add_string(j, "text", data_field_text(m, x->table, f->name));
  const struct export *other = f->refers ? data_table(f->refers) : NULL;
  json_add_string(j, "refers", other ? data_file_name(other) : NULL);
  json_add_string(j, "refers_id", f->refers);
  json_add_string(j, "example", example);
  json *values = json_add_array(j, "values");
  char **names = g_strsplit(f->values ? f->values : "", " ", -1);
  for (char **name = names; *name; name++)
    json_push(values, json_string(*name));
  json_add_bool(j, "has_values", f->values != NULL);
  g_strfreev(names);
  g_free(type);
  return j;
}

static json *fields_model(const struct maker *m, const struct data_file *file) {
  json *fields = json_array();
  const struct export_field *all = file->what->fields;
  for (guint i = 0; all[i].name; i++) {
    bool known = file->examples && i < file->examples->len;
    json_push(fields, field_model(m, file->what, &all[i], known ? file->examples->pdata[i] : NULL));
  }
  return fields;
}

static char *say_size(const struct maker *m, size_t bytes) {
  char *n = words_number(m->words, (unsigned)((bytes + 999) / 1000));
  char *text = words_fill(m->words, "data.size", "n", n, NULL);
  g_free(n);
  return text;
}

static json *file_model(const struct maker *m, const struct data_file *file) {
  const struct export *x = file->what;
  json *j = json_object();
  char *id = g_strdelimit(g_strdup(data_file_name(x)), ".", '-');
  json_add_string(j, "href", x->path);
  json_add_string(j, "name", data_file_name(x));
  json_take(j, "id", x->key ? g_strdup(x->table) : g_strdup(id));
  json_take(j, "title", data_table_text(m, x, "title"));
  json_take(j, "text", data_table_text(m, x, "text"));
  json_take(j, "size", say_size(m, file->size));
  json_take(j, "rows", x->key ? words_count(m->words, "data.rows", file->rows) : NULL);
  json_add_bool(j, "table", x->key != NULL);
  // The same keys as a table's are told there.
  const struct export *same = x->key ? NULL : data_table(x->table);
  json_add_string(j, "same", same ? data_file_name(same) : NULL);
  json_add_string(j, "same_id", same ? same->table : NULL);
  json_add(j, "fields", same ? json_array() : fields_model(m, file));
  json_take(j, "line", same ? g_strdup(file->line) : NULL);
  g_free(id);
  return j;
}

static void put_package(const struct maker *m, const GPtrArray *files) {
  json *model = datapackage_model(m, files);
  char *text = json_print(model, true);
  page_file(m->sink, "data/datapackage.json", slice_of(text), "the data package");
  g_free(text);
  json_free(model);
}

static void add_workbook(const struct maker *m, json *model, size_t size) {
  json_add_string(model, "workbook", WORKBOOK);
  json_add_string(model, "workbook_name", strrchr(WORKBOOK, '/') + 1);
  json_take(model, "workbook_size", say_size(m, size));
}

static json *files_model(const struct maker *m, const GPtrArray *files) {
  json *list = json_array();
  for (guint i = 0; i < files->len; i++)
    json_push(list, file_model(m, files->pdata[i]));
  return list;
}

void data_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  size_t workbook;
  int error;
  GPtrArray *files = data_files_make(&m, &workbook, &error);
  if (error) page_fault(s, WORKBOOK, "what is in it cannot be read back", error);
  put_package(&m, files);
  json *model =
      page_model(words_get(m.words, "data.title"), g_strdup(words_get(m.words, "data.description")), "data");
  add_workbook(&m, model, workbook);
  json_add(model, "files", files_model(&m, files));
  json_take(model, "address", page_address(e->settings, "data/"));
  add_provenance(&m, model);
  json_add(model, "linked", linked_data(&m));
  page_emit(s, "data/index.html", "data", model, "the list of data files");
  g_ptr_array_unref(files);
}
