// SPDX-License-Identifier: MIT
// The search: its page, and the files that the page's script loads.
#include "site/pages/kinds.h"
#include "site/pages/search_article.h"
#include "site/pages/search_files.h"

// Statements whose articles have no page are found on their cells' pages.
static void see_statements(const struct maker *m) {
  const GPtrArray *statements = m->edition->statements;
  for (guint i = 0; i < statements->len; i++) {
    const struct statement *s = statements->pdata[i];
    const struct article_record *r = record_of(m, s);
    if (!r || r->has_page || !statement_has_cell(m->codebook, s)) continue;
    json *model = statement_model(m, s);
    search_see_statement(page_search(m->sink), r, model);
    json_free(model);
  }
}

static json *choice(const char *value, const char *label, char *href) {
  json *j = json_object();
  json_add_string(j, "value", value);
  json_add_string(j, "label", label);
  json_take(j, "href", href);
  return j;
}

static json *actors_model(const struct maker *m) {
  json *list = json_array();
  for (unsigned a = 0; a < m->codebook->actor_count; a++) {
    const struct actor *actor = &m->codebook->actors[a];
    if (actor_statements(&m->edition->matrix, a))
      json_push(list, choice(actor->id, actor->name, page_path_actor(actor->id)));
  }
  return list;
}

static json *issues_model(const struct maker *m) {
  json *list = json_array();
  for (unsigned i = 0; i < m->codebook->issue_count; i++) {
    const struct issue *issue = &m->codebook->issues[i];
    json_push(list, choice(issue->id, issue->name, page_path_issue(issue->id)));
  }
  return list;
}

static json *stances_model(const struct maker *m) {
  static const char *const keys[] = {"stance.support", "stance.oppose", "stance.neutral"};
  json *list = json_array();
  for (enum stance s = STANCE_SUPPORT; s <= STANCE_NEUTRAL; s++) {
    json *j = json_push(list, choice(stance_name(s), words_get(m->words, keys[s]), NULL));
    json_add(j, "mark", mark_model(s, false));
  }
  return list;
}

// The years of the articles, newest first, as they are ordered.
static json *years_model(const struct maker *m) {
  json *list = json_array();
  char last[5] = "";
  for (guint i = 0; i < m->edition->articles->len; i++) {
    const struct article_record *r = m->edition->articles->pdata[i];
    if (!r->date || strncmp(r->date, last, 4) == 0) continue;
    g_strlcpy(last, r->date, sizeof last);
    char *label = words_year(m->words, r->date);
    json_push(list, choice(last, label, NULL));
    g_free(label);
  }
  return list;
}

void search_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  char stamp[9];
  see_statements(&m);
  search_files_make(&m, stamp);
  json *model = page_model(words_get(m.words, "search.title"),
                           g_strdup(words_get(m.words, "search.description")), "search");
  add_provenance(&m, model);
  json_add_string(model, "kind", "search");
  json_add_string(model, "stamp", stamp);
  json_take(model, "sentence_forms", words_forms(m.words, "search.sentences"));
  json_take(model, "article_forms", words_forms(m.words, "count.articles"));
  json_add(model, "actors", actors_model(&m));
  json_add(model, "issues", issues_model(&m));
  json_add(model, "stances", stances_model(&m));
  json_add(model, "years", years_model(&m));
  page_emit(s, "search.html", "search", model, "the search");
}
