// SPDX-License-Identifier: MIT
#include "site/pages/why.h"

enum { WHOLE = 6, ACCOUNTS = 2 }; // an article's weight; where it holds others' accounts alone

// A weight without its halves made whole: 6 is "6".
static char *say(const struct maker *m, unsigned weight) {
  return words_number(m->words, weight);
}

char *why_counts(const struct maker *m, const struct cell *cell) {
  char *statements = words_count(m->words, "count.statements", cell->statements->len);
  char *articles = words_count(m->words, "count.articles", cell->articles);
  char *sources = words_count(m->words, "count.sources", cell->sources);
  char *support = words_count(m->words, "why.support", cell->support),
       *oppose = words_count(m->words, "why.oppose", cell->oppose);
  char *neutral = words_count(m->words, "why.neutral", cell->neutral);
  char *text = words_fill(m->words, cell->sources ? "why.counts" : "why.counts_no_sources", "statements",
                          statements, "articles", articles, "sources", sources, "support", support, "oppose",
                          oppose, "neutral", neutral, NULL);
  g_free(statements);
  g_free(articles);
  g_free(sources);
  g_free(support);
  g_free(oppose);
  g_free(neutral);
  return text;
}

static char *say_decision(const struct maker *m, const struct cell *cell) {
  char *s = say(m, cell->weights[STANCE_SUPPORT]), *o = say(m, cell->weights[STANCE_OPPOSE]),
       *n = say(m, cell->weights[STANCE_NEUTRAL]);
  char *key = g_strconcat("why.decided.", stance_name(cell->stance), NULL);
  char *text = words_fill(m->words, key, "s", s, "o", o, "n", n, NULL);
  g_free(s);
  g_free(o);
  g_free(n);
  g_free(key);
  return text;
}

static int by_article(const void *pa, const void *pb) {
  const struct statement *a = *(const struct statement *const *)pa, *b = *(const struct statement *const *)pb;
  int dates = g_strcmp0(a->date, b->date), documents = dates ? 0 : statement_compare_docs(a, b);
  return dates ? dates : documents ? documents : statement_compare(a, b);
}

static json *row_model(const struct maker *m, const struct cell *whole, GPtrArray *statements) {
  struct cell part = {.actor = whole->actor, .issue = whole->issue, .statements = statements};
  cell_decide(&part);
  unsigned counts[3] = {0};
  bool accounts = true;
  for (guint i = 0; i < statements->len; i++) {
    const struct statement *s = statements->pdata[i];
    if (s->stance <= STANCE_NEUTRAL) counts[s->stance]++;
    accounts &= s->voice == VOICE_ASCRIBED;
  }
  const struct statement *first = statements->pdata[0];
  const struct article_record *r = record_of(m, first);
  json *row = json_object();
  json_add_string(row, "title", r ? r->title : first->title ? first->title : first->article);
  json_take(row, "href", statement_href(m, first));
  json_add_string(row, "source", first->source);
  json_add_string(row, "date", first->date);
  json_take(row, "day_text", edition_day(m, first->date));
  json_take(row, "support", counts[0] ? words_number(m->words, counts[0]) : NULL);
  json_take(row, "oppose", counts[1] ? words_number(m->words, counts[1]) : NULL);
  json_take(row, "neutral", counts[2] ? words_number(m->words, counts[2]) : NULL);
  json_add(row, "mark", mark_model(part.stance, accounts));
  json_add_string(row, "stance_text",
                  words_get(m->words, part.stance == STANCE_SUPPORT   ? "stance.support"
                                      : part.stance == STANCE_OPPOSE  ? "stance.oppose"
                                      : part.stance == STANCE_NEUTRAL ? "stance.neutral"
                                                                      : "stance.mixed"));
  json_take(row, "weight", words_number(m->words, accounts ? ACCOUNTS : WHOLE));
  return row;
}

// One row an article, in order of time; copies of one document count as one.
static json *rows_model(const struct maker *m, const struct cell *cell) {
  json *rows = json_array();
  GPtrArray *sorted = g_ptr_array_new(), *group = g_ptr_array_new();
  for (guint i = 0; i < cell->statements->len; i++)
    g_ptr_array_add(sorted, cell->statements->pdata[i]);
  g_ptr_array_sort(sorted, by_article);
  for (guint i = 0; i < sorted->len; i++) {
    const struct statement *s = sorted->pdata[i], *next = i + 1 < sorted->len ? sorted->pdata[i + 1] : NULL;
    g_ptr_array_add(group, sorted->pdata[i]);
    // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a cell has no statement that is NULL
    if (next && statement_compare_docs(next, s) == 0) continue;
    json_push(rows, row_model(m, cell, group));
    g_ptr_array_set_size(group, 0);
  }
  g_ptr_array_unref(sorted);
  g_ptr_array_unref(group);
  return rows;
}

static unsigned count_reviewed(const struct cell *cell) {
  unsigned n = 0;
  for (guint i = 0; i < cell->statements->len; i++)
    n += ((const struct statement *)cell->statements->pdata[i])->review != NULL;
  return n;
}

json *why_model(const struct maker *m, const struct cell *cell) {
  json *why = json_object();
  unsigned reviewed = count_reviewed(cell);
  json_take(why, "counts", why_counts(m, cell));
  json_add_string(why, "weighing", words_get(m->words, cell->articles > 1 ? "why.articles" : "why.article"));
  json_take(why, "decision", say_decision(m, cell));
  json_add_string(why, "ascribed", cell->ascribed_only ? words_get(m->words, "why.ascribed_only") : NULL);
  if (reviewed)
    add_count(m, why, "reviewed", "why.reviewed", reviewed);
  else
    json_add_string(why, "reviewed", NULL);
  json_add_bool(why, "has_table", cell->articles > 1);
  json_add(why, "rows", cell->articles > 1 ? rows_model(m, cell) : json_array());
  return why;
}
