// SPDX-License-Identifier: MIT
// What an edition was coded from, and how right the coder is.
#include "site/pages/model.h"

static unsigned count_sources(const GPtrArray *articles, const char **from, const char **to) {
  GHashTable *sources = g_hash_table_new(g_str_hash, g_str_equal);
  *from = *to = NULL;
  for (guint i = 0; i < articles->len; i++) {
    const struct article_record *r = articles->pdata[i];
    if (r->source) g_hash_table_add(sources, r->source);
    if (!r->date) continue;
    if (!*from || strcmp(r->date, *from) < 0) *from = r->date;
    if (!*to || strcmp(r->date, *to) > 0) *to = r->date;
  }
  unsigned n = g_hash_table_size(sources);
  g_hash_table_unref(sources);
  return n;
}

static char *say_accuracy(const struct maker *m) {
  const json *set = json_first(json_get(page_accuracy(m->sink), "sets")), *s = json_get(set, "statements");
  if (!s) return NULL;
  char *precision = words_percent(m->words, (unsigned)(json_value(json_get(s, "precision"), 0) * 1000 + 0.5));
  char *recall = words_percent(m->words, (unsigned)(json_value(json_get(s, "recall"), 0) * 1000 + 0.5));
  char *text = words_fill(m->words, "provenance.accuracy", "precision", precision, "recall", recall, NULL);
  g_free(precision);
  g_free(recall);
  return text;
}

void add_provenance(const struct maker *m, json *model) {
  const char *from, *to;
  unsigned sources = count_sources(m->edition->articles, &from, &to);
  char *articles = words_count(m->words, "count.articles", m->edition->articles->len);
  char *of = words_count(m->words, "count.sources", sources), *period = words_period(m->words, from, to);
  char *statements = words_count(m->words, "count.statements", m->edition->statements->len);
  const char *key = sources && *period ? "provenance.line"
                    : *period          ? "provenance.no_sources"
                                       : "provenance.undated";
  json_take(model, "provenance",
            words_fill(m->words, key, "articles", articles, "sources", of, "period", period, "statements",
                       statements, NULL));
  json_take(model, "accuracy_line", say_accuracy(m));
  json_take(model, "period", g_strdup(period));
  g_free(articles);
  g_free(of);
  g_free(period);
  g_free(statements);
}
