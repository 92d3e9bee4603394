// SPDX-License-Identifier: MIT
// How it was done: measured accuracy, the rules, the codebook, what was skipped, corrections made by hand.
#include "site/pages/kinds.h"

enum { LISTED = 200 }; // skipped articles and corrections shown by name

static json *texts(const char *const *list) {
  json *j = json_array();
  for (; list && *list; list++)
    json_push(j, json_string(*list));
  return j;
}

static void add_texts(json *object, const char *key, const char *has, const char *const *list) {
  json_add_bool(object, has, list && *list);
  json_add(object, key, texts(list));
}

static json *concept_model(const struct maker *m, const struct concept *k) {
  json *j = json_object();
  char *key = g_strconcat("method.concept_kinds.", concept_kind_name(k->kind), NULL),
       *name = words_capital(k->name);
  json_take(j, "name", name);
  json_add_string(j, "kind", words_get(m->words, key));
  json_add(j, "mark",
           mark_model(k->sign > 0   ? STANCE_SUPPORT
                      : k->sign < 0 ? STANCE_OPPOSE
                                    : STANCE_NEUTRAL,
                      false));
  json_add_string(j, "sign",
                  words_get(m->words, k->sign > 0   ? "method.sign.favours"
                                      : k->sign < 0 ? "method.sign.opposes"
                                                    : "method.sign.none"));
  add_texts(j, "terms", "has_terms", k->terms);
  add_texts(j, "refs", "has_refs", k->refs);
  add_texts(j, "context", "has_context", k->context);
  add_texts(j, "not", "has_not", k->not_);
  g_free(key);
  return j;
}

static json *issues_model(const struct maker *m) {
  json *issues = json_array();
  for (unsigned i = 0; i < m->codebook->issue_count; i++) {
    const struct issue *issue = &m->codebook->issues[i];
    json *j = json_push(issues, json_object()), *concepts;
    json_add_string(j, "name", issue->name);
    json_take(j, "href", page_path_issue(issue->id));
    json_add_string(j, "question", *issue->question ? issue->question : NULL);
    json_add_string(j, "support_label", issue->labels[STANCE_SUPPORT]);
    json_add_string(j, "oppose_label", issue->labels[STANCE_OPPOSE]);
    json_add_string(j, "neutral_label", issue->labels[STANCE_NEUTRAL]);
    concepts = json_add_array(j, "concepts");
    for (unsigned k = 0; k < issue->concept_count; k++)
      json_push(concepts, concept_model(m, &issue->concepts[k]));
  }
  return issues;
}

static json *actors_model(const struct maker *m) {
  json *actors = json_array();
  for (unsigned a = 0; a < m->codebook->actor_count; a++) {
    const struct actor *actor = &m->codebook->actors[a];
    json *j = json_push(actors, json_object()), *people = json_add_array(j, "people");
    char *kind = g_strconcat("kinds.", actor_kind_name(actor->kind), NULL);
    json_add_string(j, "name", actor->name);
    json_take(j, "href", page_path_actor(actor->id));
    json_add_string(j, "kind", words_get(m->words, kind));
    add_texts(j, "aliases", "has_aliases", actor->aliases);
    for (unsigned p = 0; p < actor->people_count; p++)
      json_push(people, json_string(actor->people[p].name));
    json_add_bool(j, "has_people", actor->people_count > 0);
    g_free(kind);
  }
  return actors;
}

// A measure as it stands in accuracy.json (0 to 1), as a percentage; NULL where it is not given.
static void add_measure(const struct maker *m, json *to, const json *from, const char *key) {
  double n = json_value(json_get(from, key), -1);
  json_take(to, key, n >= 0 && n <= 1 ? words_percent(m->words, (unsigned)(n * 1000 + 0.5)) : NULL);
}

static json *measures_model(const struct maker *m, const json *from) {
  if (json_type(from) != JSON_OBJECT) return json_null();
  json *j = json_object();
  add_measure(m, j, from, "precision");
  add_measure(m, j, from, "recall");
  add_measure(m, j, from, "f1");
  return j;
}

static void add_accuracy(const struct maker *m, json *model) {
  json *sets = json_array();
  const json *accuracy = page_accuracy(m->sink);
  for (const json *set = json_first(json_get(accuracy, "sets")); set; set = json_next(set)) {
    json *j = json_push(sets, json_object());
    double articles = json_value(json_get(set, "articles"), 0),
           coded = json_value(json_get(json_get(set, "statements"), "gold"), 0);
    json_add_string(j, "name", json_text(json_get(set, "name")));
    json_add_string(j, "note", json_text(json_get(set, "note")));
    add_count(m, j, "articles", "count.articles", (unsigned)MAX(articles, 0));
    add_count(m, j, "coded", "count.statements", (unsigned)MAX(coded, 0));
    json_add(j, "statements", measures_model(m, json_get(set, "statements")));
    json_add(j, "cells", measures_model(m, json_get(set, "cells")));
  }
  json_add_bool(model, "measured", json_first(sets) != NULL);
  json_add_string(model, "accuracy_note", json_text(json_get(accuracy, "note")));
  json_add(model, "accuracy", sets);
}

static void add_skipped(const struct maker *m, json *model) {
  const GPtrArray *skipped = m->edition->skipped;
  json *list = json_array();
  for (guint i = 0; i < skipped->len && i < LISTED; i++) {
    const struct skipped *k = skipped->pdata[i];
    json *j = json_push(list, json_object());
    json_add_string(j, "path", k->path);
    json_add_string(j, "reason", k->reason);
  }
  json_add_bool(model, "has_skipped", skipped->len > 0);
  add_count(m, model, "skipped_text", "method.skipped", skipped->len);
  json_add(model, "skipped", list);
}

// Statements that a person accepted, recoded, added (in) or rejected (out), in statement order.
static json *reviewed_model(const struct maker *m, const GPtrArray *statements, unsigned *count) {
  json *list = json_array();
  *count = 0;
  for (guint i = 0; i < statements->len; i++) {
    const struct statement *s = statements->pdata[i];
    if (!s->review || !statement_has_cell(m->codebook, s)) continue;
    if (++*count > LISTED) continue;
    json *j = json_push(list, statement_model(m, s));
    // A rejected statement has left its cell, and with it its anchor.
    json_add_bool(j, "in_article", s->review->decision != REVIEW_REJECT);
    json_add_bool(j, "anchor", false);
  }
  return list;
}

static void add_reviews(const struct maker *m, json *model) {
  unsigned kept, rejected;
  json_add(model, "reviewed", reviewed_model(m, m->edition->statements, &kept));
  json_add(model, "rejected", reviewed_model(m, m->edition->rejected, &rejected));
  json_add_bool(model, "has_reviews", kept + rejected > 0);
  add_count(m, model, "reviews_text", "method.reviews", kept + rejected);
}

void method_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  json *model = page_model(words_get(m.words, "method.title"),
                           g_strdup(words_get(m.words, "method.description")), "method");
  char *floor = words_percent(m.words, e->settings->min_confidence);
  add_provenance(&m, model);
  add_accuracy(&m, model);
  json_take(model, "floor_text", words_fill(m.words, "method.floor", "n", floor, NULL));
  json_add(model, "issues", issues_model(&m));
  json_add(model, "actors", actors_model(&m));
  add_count(&m, model, "actors_text", "count.actors", e->codebook->actor_count);
  add_count(&m, model, "issues_text", "count.issues", e->codebook->issue_count);
  add_skipped(&m, model);
  add_reviews(&m, model);
  json_add_string(model, "codebook_hash", e->codebook->hash);
  page_emit(s, "method.html", "method", model, "the method page");
  g_free(floor);
}
