// SPDX-License-Identifier: MIT
// The articles that were read, one a row, also those without any statement.
#include "export/export.h"

static const struct export_field fields[] = {{.name = "article", .type = "string", .required = true},
                                             {.name = "title", .type = "string", .required = true},
                                             {.name = "date", .type = "date"},
                                             {.name = "source", .type = "string"},
                                             {.name = "url", .type = "string"},
                                             {.name = "author", .type = "string"},
                                             {.name = "licence", .type = "string"},
                                             {.name = "statements", .type = "integer", .required = true},
                                             {.name = "page", .type = "string"},
                                             {0}};

static void write_articles(const struct export_source *from, GString *out) {
  struct csv_writer w = export_begin(from, out, fields);
  for (guint i = 0; i < from->articles->len; i++) {
    const struct export_article *a = &g_array_index(from->articles, struct export_article, i);
    csv_put_text(&w, a->path);
    csv_put_text(&w, a->title);
    csv_put_text(&w, a->date);
    csv_put_text(&w, a->source);
    csv_put_text(&w, a->url);
    csv_put_text(&w, a->author);
    csv_put_text(&w, a->licence);
    csv_put_unsigned(&w, a->statements);
    csv_put_text(&w, a->page);
    csv_end_row(&w);
  }
}

const struct export export_articles_csv = {.path = "data/articles.csv",
                                           .title = "articles, one a row (CSV)",
                                           .write = write_articles,
                                           .table = "articles",
                                           .fields = fields,
                                           .key = "article"};
