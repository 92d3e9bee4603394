// SPDX-License-Identifier: MIT
// The front page: findings, the matrix, what changed, quotes, sources.
#include "site/pages/findings.h"
#include "site/pages/kinds.h"
#include "site/pages/linked_parts.h"
#include "site/pages/matrix_model.h"

enum { CHANGES = 8, ALL_CHANGES = 60, QUOTES = 4, QUOTE_MIN = 60, QUOTE_MAX = 320, NEWEST = 6 };

// One end of a change, for a sentence that is woven: [{mark, text}].
static json *end_model(json *mark, const char *text) {
  json *ends = json_array(), *end = json_push(ends, json_object());
  json_add_string(end, "text", text);
  json_add(end, "mark", mark);
  return ends;
}

// "from ▲ A to ▼ B", or "new: ▲ A".
static json *turn_model(const struct maker *m, const struct change *c, bool hollow, const char *label) {
  const char *const *labels = m->codebook->issues[c->issue].labels;
  json *turn = json_array();
  if (c->is_new)
    words_weave(m->words, turn, "changes.new", "after", end_model(mark_model(c->after, hollow), label), NULL);
  else
    words_weave(m->words, turn, "changes.turn", "before",
                end_model(mark_model(c->before, false), labels[c->before]), "after",
                end_model(mark_model(c->after, hollow), labels[c->after]), NULL);
  return turn;
}

static json *change_model(const struct maker *m, const struct change *c) {
  const struct cell *cell = matrix_cell(&m->edition->matrix, c->actor, c->issue);
  json *j = cell ? cell_model(m, cell, false) : empty_cell_model(m, c->actor, c->issue);
  const char *label = json_text(json_get(j, "label"));
  json_add(j, "turn", turn_model(m, c, cell && cell->ascribed_only, label ? label : ""));
  json_add_string(j, "date", c->evidence ? c->evidence->date : NULL);
  json_take(j, "day_text", c->evidence ? edition_day(m, c->evidence->date) : NULL);
  json_take(j, "evidence_href", c->evidence ? statement_href(m, c->evidence) : NULL);
  return j;
}

static json *changes_model(const struct maker *m) {
  const struct edition *e = m->edition;
  if (!m->settings->since) return json_null();
  json *j = json_object(), *items = json_add_array(j, "items");
  char *since = words_date(m->words, m->settings->since);
  json_take(j, "heading", words_fill(m->words, "changes.heading", "date", since, NULL));
  json *folded = json_add_array(j, "folded");
  for (guint i = 0; i < e->changes->len && i < ALL_CHANGES; i++)
    json_push(i < CHANGES ? items : folded, change_model(m, &g_array_index(e->changes, struct change, i)));
  json_add_bool(j, "none", e->changes->len == 0);
  if (e->changes->len > CHANGES)
    add_count(m, j, "more", "changes.more", e->changes->len - CHANGES);
  else
    json_add_string(j, "more", NULL);
  g_free(since);
  return j;
}

static bool quotes_speech(const char *sentence) {
  return strstr(sentence, "“") || strchr(sentence, '"') || strstr(sentence, "‘");
}

// How well a statement stands alone as a quote; 0: not at all.
static unsigned quote_worth(const struct statement *s) {
  size_t len = strlen(s->sentence);
  if (s->voice != VOICE_STATED || s->conditional || len < QUOTE_MIN || len > QUOTE_MAX) return 0;
  return s->confidence + (quotes_speech(s->sentence) ? 500 : 0) + (s->person ? 150 : 0) + 1;
}

// The best quote on an issue by an actor who is not quoted yet.
static const struct statement *best_quote(const struct maker *m, unsigned issue, GHashTable *quoted) {
  const struct statement *best = NULL;
  for (unsigned a = 0; a < m->codebook->actor_count; a++) {
    const struct cell *cell = matrix_cell(&m->edition->matrix, a, issue);
    if (!cell || g_hash_table_contains(quoted, m->codebook->actors[a].id)) continue;
    for (guint i = 0; i < cell->statements->len; i++) {
      const struct statement *s = cell->statements->pdata[i];
      if (quote_worth(s) > (best ? quote_worth(best) : 0)) best = s;
    }
  }
  return best;
}

static json *quotes_model(const struct maker *m) {
  GHashTable *quoted = g_hash_table_new(g_str_hash, g_str_equal),
             *sentences = g_hash_table_new(g_str_hash, g_str_equal);
  json *quotes = json_array();
  unsigned n = 0;
  for (unsigned i = 0; i < m->codebook->issue_count && n < QUOTES; i++) {
    const struct statement *s = best_quote(m, i, quoted);
    if (!s || !g_hash_table_add(sentences, s->sentence)) continue;
    g_hash_table_add(quoted, s->actor);
    json_push(quotes, statement_model(m, s));
    n++;
  }
  g_hash_table_unref(quoted);
  g_hash_table_unref(sentences);
  return quotes;
}

struct source_count {
  const char *name;
  unsigned articles, statements;
  bool unknown; // what has no source, as one
  const struct words *words;
};

static int most_articles(const void *pa, const void *pb) {
  const struct source_count *a = pa, *b = pb;
  if (a->unknown != b->unknown) return a->unknown ? 1 : -1;
  if (a->articles != b->articles) return a->articles > b->articles ? -1 : 1;
  return words_compare(a->words, a->name, b->name);
}

static json *sources_model(const struct maker *m) {
  GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
  GArray *counts = g_array_new(FALSE, FALSE, sizeof(struct source_count));
  for (guint i = 0; i < m->edition->articles->len; i++) {
    const struct article_record *r = m->edition->articles->pdata[i];
    const char *name = r->source ? r->source : words_get(m->words, "articles.no_source");
    gpointer at = g_hash_table_lookup(index, name);
    if (!at) {
      struct source_count fresh = {name, 0, 0, r->source == NULL, m->words};
      g_array_append_val(counts, fresh);
      g_hash_table_insert(index, (char *)name, at = GUINT_TO_POINTER(counts->len));
    }
    struct source_count *c = &g_array_index(counts, struct source_count, GPOINTER_TO_UINT(at) - 1);
    c->articles++;
    c->statements += r->statements;
  }
  g_array_sort(counts, most_articles);
  json *sources = json_array();
  for (guint i = 0; i < counts->len && i < 24; i++) {
    const struct source_count *c = &g_array_index(counts, struct source_count, i);
    json *j = json_push(sources, json_object());
    json_add_string(j, "name", c->name);
    add_count(m, j, "articles_text", "count.articles", c->articles);
    add_count(m, j, "statements_text", "count.statements", c->statements);
  }
  g_array_unref(counts);
  g_hash_table_unref(index);
  return sources;
}

json *record_model(const struct maker *m, const struct article_record *r) {
  json *j = json_object();
  json_add_string(j, "title", r->title);
  json_take(j, "href", r->has_page ? page_path_article(r->slug) : NULL);
  json_add_string(j, "url", web_address(r->url));
  json_add_string(j, "source", r->source);
  json_add_string(j, "author", r->author);
  json_take(j, "byline", r->author ? words_fill(m->words, "article.by", "author", r->author, NULL) : NULL);
  json_add_string(j, "licence", r->licence);
  json_add_string(j, "date", r->date);
  json_take(j, "date_text", words_date(m->words, r->date));
  json_take(j, "day_text", words_day(m->words, r->date));
  add_count(m, j, "statements_text", "count.statements", r->statements);
  json_take(j, "statements", words_number(m->words, r->statements));
  return j;
}

void index_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  json *model = page_model(e->settings->title, g_strdup(e->settings->subtitle), "matrix");
  add_provenance(&m, model);
  json *findings = findings_model(&m);
  json_add_bool(model, "has_findings", json_first(findings) != NULL);
  json_add(model, "findings", findings);
  json_add(model, "matrix", matrix_model(&m, MATRIX_ON_SCREEN));
  json_add(model, "changes", changes_model(&m));
  json *quotes = quotes_model(&m);
  json_add_bool(model, "has_quotes", json_first(quotes) != NULL);
  json_add(model, "quotes", quotes);
  json *newest = json_add_array(model, "newest");
  for (guint i = 0; i < e->articles->len && i < NEWEST; i++)
    json_push(newest, record_model(&m, e->articles->pdata[i]));
  json_add(model, "sources", sources_model(&m));
  json_add(model, "linked", linked_briefing(&m));
  page_emit(s, "index.html", "index", model, "the front page");
}
