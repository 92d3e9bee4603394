// SPDX-License-Identifier: MIT
#include "site/pages/linked_parts.h"
#include "base/day.h"
#include "export/export.h"
#include "site/linked.h"
#include "site/pages/data_files.h"
#include "site/pages/workbook.h"

static void take_linked(json *object, const char *key, char *text) {
  linked_string(object, key, text);
  g_free(text);
}

static const char *day_or_null(const char *date) {
  return day_is(date) ? date : NULL;
}

static void add_publisher(const struct maker *m, json *j) {
  const struct settings *s = m->settings;
  linked_string(j, "author", *s->author ? s->author : s->title);
  linked_string(j, "licence", *s->licence ? s->licence : NULL);
  linked_string(j, "published", s->edition);
  linked_string(j, "modified", s->edition ? s->edition : day_or_null(m->edition->matrix.to));
  take_linked(j, "url", page_address(s, "index.html"));
  linked_string(j, "language", words_language(m->words));
}

// The names of the issues, as [{name, more}]; more: another follows.
static json *issue_names(const struct maker *m) {
  json *names = json_array();
  for (unsigned i = 0; i < m->codebook->issue_count; i++) {
    json *j = json_push(names, json_object());
    linked_string(j, "name", m->codebook->issues[i].name);
    json_add_bool(j, "more", i + 1 < m->codebook->issue_count);
  }
  return names;
}

static const char *media_type(const char *path) {
  static const struct {
    const char *ending, *type;
  } types[] = {{".json", "application/json"},
               {".ndjson", "application/x-ndjson"},
               {".csv", "text/csv"},
               {".xml", "application/xml"},
               {".graphml", "application/xml"},
               {".gexf", "application/xml"},
               {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
    if (g_str_has_suffix(path, types[i].ending)) return types[i].type;
  return "application/octet-stream";
}

static void add_file(const struct maker *m, json *files, const char *title, const char *path, bool more) {
  json *j = json_push(files, json_object());
  linked_string(j, "name", title);
  linked_string(j, "type", media_type(path));
  take_linked(j, "url", page_address(m->settings, path));
  json_add_bool(j, "more", more);
}

static json *files_model(const struct maker *m) {
  json *files = json_array();
  for (const struct export *const *x = exports; *x; x++)
    add_file(m, files, (*x)->title, (*x)->path, true);
  add_file(m, files, words_get(m->words, "data.workbook"), WORKBOOK, false);
  return files;
}

static json *dataset_model(const struct maker *m) {
  const struct matrix *matrix = &m->edition->matrix;
  json *j = json_object();
  take_linked(j, "name", words_fill(m->words, "linked.dataset", "title", m->settings->title, NULL));
  linked_string(j, "description", words_get(m->words, "data.description"));
  add_publisher(m, j);
  take_linked(j, "page", page_address(m->settings, "data/index.html"));
  bool dated = day_is(matrix->from) && day_is(matrix->to);
  take_linked(j, "covers", dated ? g_strdup_printf("%s/%s", matrix->from, matrix->to) : NULL);
  json_add(j, "keywords", issue_names(m));
  json_add(j, "files", *m->settings->base_url ? files_model(m) : json_array());
  return j;
}

json *linked_briefing(const struct maker *m) {
  json *linked = json_object(), *article = json_add_object(linked, "article");
  linked_string(article, "headline", m->settings->title);
  linked_string(article, "description", *m->settings->subtitle ? m->settings->subtitle : NULL);
  add_publisher(m, article);
  linked_string(article, "publisher", NULL);
  json_add_bool(article, "by_body", true);
  json_add(article, "about", issue_names(m));
  json_add(linked, "dataset", dataset_model(m));
  return linked;
}

json *linked_data(const struct maker *m) {
  json *linked = json_object();
  json_add(linked, "dataset", dataset_model(m));
  return linked;
}

json *linked_article(const struct article_record *r) {
  json *linked = json_object(), *j = json_add_object(linked, "article");
  linked_string(j, "headline", r->title);
  linked_string(j, "description", NULL);
  linked_string(j, "author", r->author);
  json_add_bool(j, "by_body", false);
  linked_string(j, "publisher", r->source);
  linked_string(j, "published", day_or_null(r->date));
  linked_string(j, "modified", NULL);
  linked_string(j, "url", web_address(r->url));
  linked_string(j, "licence", r->licence && *r->licence ? r->licence : NULL);
  linked_string(j, "language", NULL);
  json_add_array(j, "about");
  return linked;
}

static void add_crumb(const struct maker *m, json *items, const char *name, const char *path, bool more) {
  json *j = json_push(items, json_object());
  json_add_number(j, "position", (double)json_count(items));
  linked_string(j, "name", name);
  take_linked(j, "url", page_address(m->settings, path));
  json_add_bool(j, "more", more);
}

json *linked_crumbs(const struct maker *m, const char *parent, const char *parent_path, const char *title,
                    const char *path) {
  json *linked = json_object();
  if (!*m->settings->base_url) return linked;
  json *items = json_add_array(json_add_object(linked, "crumbs"), "items");
  add_crumb(m, items, m->settings->title, "index.html", true);
  add_crumb(m, items, parent, parent_path, true);
  add_crumb(m, items, title, path, false);
  return linked;
}
