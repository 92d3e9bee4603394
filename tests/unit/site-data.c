// SPDX-License-Identifier: MIT
// The data package against the files that it describes: every cell of every table is of the type that its
// schema says.
#include "base/csv.h"
#include "base/home.h"
#include "no_publication.h"
#include "sample.h"
#include "site/pages/data_files.h"
#include "site/pages/workbook.h"
#include "unit.h"

static struct diag *d;
static struct settings settings;
static struct reviews reviews;
static struct edition e;
static struct maker m;
static struct article_record record;
static GPtrArray *files;
static GHashTable *written; // path -> GString *
static char *templates;
static struct template_set *set;
static struct page_sink *sink;

static void free_text(void *text) {
  g_string_free(text, TRUE);
}

static void put_file(const char *path, struct slice bytes) {
  g_hash_table_insert(written, g_strdup(path), g_string_new_len(bytes.data, (gssize)bytes.len));
}

static void make_files(void) {
  size_t size;
  int error;
  files = data_files_make(&m, &size, &error);
  page_finish(sink);
  const GString *workbook = g_hash_table_lookup(written, WORKBOOK);
  ck_assert_uint_eq(size, workbook->len);
  ck_assert_int_eq(error, 0);
}

static const GString *text_of(const struct data_file *file) {
  return g_hash_table_lookup(written, file->what->path);
}

static void begin(void) {
  d = diag_new(stderr, false);
  settings = (struct settings){.title = "Canals & Ferries",
                               .subtitle = "Who digs",
                               .base_url = "https://example.org/c/",
                               .author = "The desk",
                               .licence = "CC BY 4.0",
                               .edition = "2024-06-01",
                               .language = "en",
                               .direction = "ltr",
                               .paper = "A4",
                               .contact = "",
                               .footer = "",
                               .theme = "",
                               .logo = "",
                               .picture = ""};
  record = (struct article_record){.path = (char *)"input/articles/a.md",
                                   .slug = (char *)"a",
                                   .title = (char *)"=About, a",
                                   .statements = 2,
                                   .has_page = true};
  e = (struct edition){.settings = &settings,
                       .codebook = &sample_codebook,
                       .reviews = &reviews,
                       .articles = g_ptr_array_new(),
                       .by_path = g_hash_table_new(g_str_hash, g_str_equal),
                       .statements = sample_list()};
  g_ptr_array_add(e.articles, &record);
  for (unsigned i = 1; i <= 3; i++)
    g_ptr_array_add(e.statements,
                    sample_concept(sample_statement(i, "a", i == 3 ? "sudland" : "norland", "canal",
                                                    i == 2 ? STANCE_OPPOSE : STANCE_SUPPORT, VOICE_STATED),
                                   "digging", i == 2 ? -1 : 1));
  g_free(((struct statement *)e.statements->pdata[1])->sentence);
  ((struct statement *)e.statements->pdata[1])->sentence = g_strdup("-2+3 \"quoted\", and\ttabs");
  matrix_init(&e.matrix, &sample_codebook, e.statements, 0, NULL, NULL, d);
  templates = program_folder("templates", NULL);
  const char *folders[] = {templates, NULL};
  set = template_set_load(folders, true, d);
  ck_assert_ptr_nonnull(set);
  sink = page_sink_new(set, folders, &settings, "en", NULL, 1, d);
  m = (struct maker){&settings, &sample_codebook, page_words(sink), &e, sink};
  written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_text);
  make_files();
}

static void end(void) {
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 0);
  g_ptr_array_unref(files);
  g_hash_table_unref(written);
  matrix_release(&e.matrix);
  g_ptr_array_unref(e.articles);
  g_hash_table_unref(e.by_path);
  g_ptr_array_unref(e.statements);
  page_sink_free(sink);
  template_set_free(set);
  g_free(templates);
  diag_free(d);
}

static const struct data_file *file_at(const char *name) {
  for (guint i = 0; i < files->len; i++) {
    const struct data_file *file = files->pdata[i];
    if (strcmp(data_file_name(file->what), name) == 0) return file;
  }
  ck_abort_msg("no file %s", name);
  return NULL;
}

static void open_csv(struct csv *csv, const struct data_file *file) {
  ck_assert(csv_parse(csv, file->what->path, (struct slice){text_of(file)->str, text_of(file)->len}, d));
  ck_assert(csv_next(csv, d));
}

static bool fits_type(const char *type, const char *text) {
  char *end;
  if (strcmp(type, "string") == 0) return true;
  if (strcmp(type, "boolean") == 0) return strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
  if (strcmp(type, "date") == 0)
    return strlen(text) == 10 && text[4] == '-' && text[7] == '-' && strspn(text, "0123456789-") == 10;
  if (strcmp(type, "integer") == 0) return g_ascii_strtoll(text, &end, 10), end != text && !*end;
  if (strcmp(type, "number") == 0) return g_ascii_strtod(text, &end), end != text && !*end;
  return false;
}

static bool among(const json *list, const char *text) {
  for (const json *c = json_first(list); c; c = json_next(c))
    if (strcmp(json_text(c), text) == 0) return true;
  return false;
}

static void check_cell(const json *field, const char *text) {
  const char *name = json_text(json_get(field, "name"));
  const json *limits = json_get(field, "constraints");
  if (!*text) {
    ck_assert_msg(!json_true(json_get(limits, "required")), "%s is empty", name);
    return;
  }
  ck_assert_msg(fits_type(json_text(json_get(field, "type")), text), "%s: %s", name, text);
  if (json_get(limits, "enum")) ck_assert_msg(among(json_get(limits, "enum"), text), "%s: %s", name, text);
  double n = g_ascii_strtod(text, NULL);
  if (json_get(limits, "maximum"))
    ck_assert_msg(n >= json_value(json_get(limits, "minimum"), 9) &&
                      n <= json_value(json_get(limits, "maximum"), -9),
                  "%s: %s", name, text);
}

// Returns the texts of one column, each a key.
static GHashTable *column(const char *table, const char *name) {
  GHashTable *texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  char *file = g_strconcat(table, ".csv", NULL);
  struct csv csv;
  guint at = 0;
  open_csv(&csv, file_at(file));
  while (at < csv.fields->len && strcmp(csv.fields->pdata[at], name) != 0)
    at++;
  ck_assert_uint_lt(at, csv.fields->len);
  while (csv_next(&csv, d))
    g_hash_table_add(texts, g_strdup(csv.fields->pdata[at]));
  csv_release(&csv);
  g_free(file);
  return texts;
}

static void check_references(const char *table, const json *schema) {
  for (const json *key = json_first(json_get(schema, "foreignKeys")); key; key = json_next(key)) {
    const json *to = json_get(key, "reference");
    GHashTable *here = column(table, json_text(json_get(key, "fields"))),
               *there = column(json_text(json_get(to, "resource")), json_text(json_get(to, "fields")));
    GHashTableIter i;
    void *text;
    g_hash_table_iter_init(&i, here);
    while (g_hash_table_iter_next(&i, &text, NULL))
      ck_assert_msg(!*(char *)text || g_hash_table_contains(there, text), "%s: %s", table, (char *)text);
    g_hash_table_unref(here);
    g_hash_table_unref(there);
  }
}

static void check_table(const json *resource, const struct data_file *file) {
  const json *schema = json_get(resource, "schema"), *fields = json_get(schema, "fields");
  struct csv csv;
  unsigned rows = 0;
  open_csv(&csv, file);
  ck_assert_uint_eq(csv.fields->len, json_count(fields));
  guint i = 0;
  for (const json *f = json_first(fields); f; f = json_next(f))
    ck_assert_str_eq(csv.fields->pdata[i++], json_text(json_get(f, "name")));
  for (; csv_next(&csv, d); rows++) {
    ck_assert_uint_eq(csv.fields->len, json_count(fields));
    i = 0;
    for (const json *f = json_first(fields); f; f = json_next(f))
      check_cell(f, csv.fields->pdata[i++]);
  }
  ck_assert_uint_eq(rows, file->rows);
  ck_assert(json_first(json_get(schema, "primaryKey")) != NULL);
  check_references(json_text(json_get(resource, "name")), schema);
  csv_release(&csv);
}

START_TEST(every_table_is_as_its_schema_says) {
  begin();
  json *package = datapackage_model(&m, files);
  unsigned tables = 0, count = 0;
  for (const json *r = json_first(json_get(package, "resources")); r; r = json_next(r), count++) {
    const struct data_file *file = file_at(json_text(json_get(r, "path")));
    const GString *text = text_of(file);
    ck_assert_uint_eq((unsigned)json_value(json_get(r, "bytes"), 0), text->len);
    char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, (gssize)text->len);
    ck_assert_str_eq(json_text(json_get(r, "hash")) + strlen("sha256:"), sum);
    g_free(sum);
    if (strcmp(json_text(json_get(r, "profile")), "tabular-data-resource") != 0) continue;
    check_table(r, file);
    tables++;
  }
  ck_assert_uint_eq(count, files->len);
  ck_assert_uint_eq(tables, 7);
  json_free(package);
  end();
}
END_TEST

START_TEST(the_package_says_whose_it_is) {
  begin();
  json *package = datapackage_model(&m, files);
  char *text = json_print(package, true);
  struct json_doc doc;
  ck_assert(json_parse(&doc, "datapackage.json", slice_of(text), d));
  ck_assert_str_eq(json_text(json_get(doc.root, "name")), "canals-ferries");
  ck_assert_str_eq(json_text(json_get(doc.root, "homepage")), "https://example.org/c/");
  ck_assert_str_eq(json_text(json_get(doc.root, "created")), "2024-06-01T00:00:00Z");
  ck_assert_str_eq(json_text(json_get(json_first(json_get(doc.root, "licenses")), "title")), "CC BY 4.0");
  json_doc_release(&doc);
  g_free(text);
  json_free(package);
  end();
}
END_TEST

// Each column and each file is told in words, in the site's language.
START_TEST(everything_is_explained) {
  begin();
  for (const struct export *const *x = exports; *x; x++) {
    static const char *const parts[] = {"title", "text"};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
      char *text = data_table_text(&m, *x, parts[i]);
      ck_assert_msg(!g_str_has_prefix(text, "data."), "%s", text);
      g_free(text);
    }
    for (const struct export_field *f = (*x)->fields; f->name; f++)
      ck_assert_msg(*data_field_text(&m, (*x)->table, f->name), "%s %s", (*x)->table, f->name);
  }
  end();
}
END_TEST

START_TEST(examples_are_the_first_that_there_are) {
  begin();
  const struct data_file *statements = file_at("statements.csv");
  ck_assert_uint_eq(statements->rows, 3);
  ck_assert_str_eq(statements->examples->pdata[0], "0000000000000001");
  ck_assert_ptr_null(statements->examples->pdata[8]); // person: nobody is named
  ck_assert_str_eq(file_at("articles.csv")->examples->pdata[1], "'=About, a");
  ck_assert_str_eq(file_at("articles.csv")->examples->pdata[8], "https://example.org/c/articles/a.html");
  ck_assert_ptr_null(file_at("statements.ndjson")->examples);
  end();
}
END_TEST

START_TEST(the_workbook_is_the_same_each_time) {
  begin();
  GString *first = g_hash_table_lookup(written, WORKBOOK);
  GString *workbook = g_string_new_len(first->str, (gssize)first->len);
  g_ptr_array_unref(files);
  make_files();
  ck_assert_uint_gt(workbook->len, 1000);
  ck_assert(g_string_equal(workbook, g_hash_table_lookup(written, WORKBOOK)));
  ck_assert_int_eq(memcmp(workbook->str, "PK\3\4", 4), 0);
  g_string_free(workbook, TRUE);
  end();
}
END_TEST

// Each file is put in pieces, so that none is ever at hand whole.
START_TEST(large_files_come_in_pieces) {
  begin();
  for (unsigned i = 10; i < 5000; i++)
    g_ptr_array_add(e.statements, sample_statement(i, "a", "norland", "canal", STANCE_SUPPORT, VOICE_STATED));
  matrix_release(&e.matrix);
  matrix_init(&e.matrix, &sample_codebook, e.statements, 0, NULL, NULL, d);
  g_ptr_array_unref(files);
  largest_piece = 0;
  make_files();
  ck_assert_uint_gt(text_of(file_at("statements.ndjson"))->len, 1 << 20);
  ck_assert_uint_gt(text_of(file_at("matrix.json"))->len, 1 << 19);
  ck_assert_uint_lt(largest_piece, 1 << 17);
  end();
}
END_TEST

UNIT("site/data", every_table_is_as_its_schema_says, the_package_says_whose_it_is, everything_is_explained,
     examples_are_the_first_that_there_are, the_workbook_is_the_same_each_time, large_files_come_in_pieces)
