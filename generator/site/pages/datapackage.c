// SPDX-License-Identifier: MIT
// The data package by the Frictionless specifications (https://specs.frictionlessdata.io/): each file with
// its schema.
#include "site/pages/data_files.h"

static json *field_model(const struct maker *m, const char *table, const struct export_field *f) {
  json *j = json_object();
  json_add_string(j, "name", f->name);
  json_add_string(j, "type", f->type);
  json_add_string(j, "description", data_field_text(m, table, f->name));
  bool bounded = f->least < f->most;
  if (!f->required && !f->values && !bounded) return j;
  json *limits = json_add_object(j, "constraints");
  if (f->required) json_add_bool(limits, "required", true);
  if (bounded) {
    json_add_number(limits, "minimum", f->least);
    json_add_number(limits, "maximum", f->most);
  }
  if (f->values) {
    json *values = json_add_array(limits, "enum");
    char **names = g_strsplit(f->values, " ", -1);
    for (char **name = names; *name; name++)
      json_push(values, json_string(*name));
    g_strfreev(names);
  }
  return j;
}

static void add_key(json *schema, const char *key) {
  json *list = json_add_array(schema, "primaryKey");
  char **names = g_strsplit(key, " ", -1);
  for (char **name = names; *name; name++)
    json_push(list, json_string(*name));
  g_strfreev(names);
}

static void add_references(json *schema, const struct export *x) {
  json *list = NULL;
  for (const struct export_field *f = x->fields; f->name; f++) {
    if (!f->refers) continue;
    if (!list) list = json_add_array(schema, "foreignKeys");
    json *j = json_push(list, json_object());
    json_add_string(j, "fields", f->name);
    json *reference = json_add_object(j, "reference");
    json_add_string(reference, "resource", f->refers);
    json_add_string(reference, "fields", "id");
  }
}

static json *schema_model(const struct maker *m, const struct export *x) {
  json *schema = json_object(), *fields = json_add_array(schema, "fields");
  for (const struct export_field *f = x->fields; f->name; f++)
    json_push(fields, field_model(m, x->table, f));
  if (x->key) {
    json_push(json_add_array(schema, "missingValues"), json_string(""));
    add_key(schema, x->key);
    add_references(schema, x);
  }
  return schema;
}

static void add_dialect(json *resource) {
  json *dialect = json_add_object(resource, "dialect");
  json_add_string(dialect, "delimiter", ",");
  json_add_string(dialect, "lineTerminator", "\r\n");
  json_add_string(dialect, "quoteChar", "\"");
  json_add_bool(dialect, "doubleQuote", true);
  json_add_bool(dialect, "header", true);
}

static json *resource_model(const struct maker *m, const struct data_file *file) {
  static const char *const media[][2] = {
      {"csv", "text/csv"}, {"ndjson", "application/x-ndjson"}, {"json", "application/json"}};
  const struct export *x = file->what;
  const char *format = strrchr(x->path, '.') + 1;
  json *j = json_object();
  json_take(j, "name", x->key ? g_strdup(x->table) : g_strdup_printf("%s-%s", x->table, format));
  json_add_string(j, "path", data_file_name(x));
  json_add_string(j, "profile", x->key ? "tabular-data-resource" : "data-resource");
  json_take(j, "title", data_table_text(m, x, "title"));
  json_take(j, "description", data_table_text(m, x, "text"));
  json_add_string(j, "format", format);
  for (size_t i = 0; i < G_N_ELEMENTS(media); i++)
    if (strcmp(media[i][0], format) == 0) json_add_string(j, "mediatype", media[i][1]);
  json_add_string(j, "encoding", "utf-8");
  json_add_number(j, "bytes", (double)file->size);
  json_take(j, "hash", g_strconcat("sha256:", file->sha256, NULL));
  if (x->key) add_dialect(j);
  json_add(j, "schema", schema_model(m, x));
  return j;
}

// Lower-case ASCII letters and digits of the title, joined by hyphens.
static char *package_name(const char *title) {
  GHashTable *none = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  char *name = article_slug(title, none);
  g_hash_table_unref(none);
  return name;
}

static void add_people(json *j, const struct settings *s) {
  if (*s->author) {
    json *author = json_push(json_add_array(j, "contributors"), json_object());
    json_add_string(author, "title", s->author);
    json_add_string(author, "role", "publisher");
  }
  if (*s->licence) {
    json *licence = json_push(json_add_array(j, "licenses"), json_object());
    json_add_string(licence, "name", "LicenseRef-site");
    json_add_string(licence, "title", s->licence);
  }
}

json *datapackage_model(const struct maker *m, const GPtrArray *files) {
  const struct settings *s = m->settings;
  json *j = json_object();
  char *home = page_address(s, "index.html");
  json_add_string(j, "profile", "data-package");
  json_take(j, "name", package_name(s->title));
  json_add_string(j, "title", s->title);
  if (*s->subtitle) json_add_string(j, "description", s->subtitle);
  if (home) json_add_string(j, "homepage", home);
  if (s->edition) {
    json_add_string(j, "version", s->edition);
    json_take(j, "created", g_strconcat(s->edition, "T00:00:00Z", NULL));
  }
  add_people(j, s);
  json *resources = json_add_array(j, "resources");
  for (guint i = 0; i < files->len; i++)
    json_push(resources, resource_model(m, files->pdata[i]));
  g_free(home);
  return j;
}
