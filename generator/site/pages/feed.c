// SPDX-License-Identifier: MIT
// The Atom feed: what changed, then the newest statements of each article.
#include "site/pages/kinds.h"

enum { ENTRIES = 30 };

// The permanent name of an entry: the page's address where the site has one, else a name that holds
// everywhere.
static char *entry_id(const struct maker *m, const char *path) {
  char *address = page_address(m->settings, path);
  return address ? address : g_strconcat("urn:standpoint:", path, NULL);
}

static json *article_entry(const struct maker *m, const struct article_record *r) {
  json *j = record_model(m, r);
  char *path = page_path_article(r->slug);
  json_take(j, "id", entry_id(m, path));
  json_take(j, "link", entry_id(m, path));
  json_take(j, "updated", g_strconcat(r->date, "T00:00:00Z", NULL));
  g_free(path);
  return j;
}

static json *change_entry(const struct maker *m, const struct change *c) {
  const struct cell *cell = matrix_cell(&m->edition->matrix, c->actor, c->issue);
  if (!cell || !c->evidence || !c->evidence->date) return NULL;
  const struct actor *a = &m->codebook->actors[c->actor];
  const struct issue *i = &m->codebook->issues[c->issue];
  char *path = page_path_cell(a->id, i->id), *label = cell_label(cell, m->codebook);
  json *j = json_object();
  char *address = entry_id(m, path);
  json_take(j, "id", g_strconcat(address, "#", c->evidence->date, NULL));
  json_add_string(j, "link", address);
  json_take(j, "title",
            words_fill(m->words, c->is_new ? "feed.new" : "feed.changed", "actor", a->name, "issue", i->name,
                       "label", label, "before", i->labels[c->before], NULL));
  json_take(j, "updated", g_strconcat(c->evidence->date, "T00:00:00Z", NULL));
  json_add_string(j, "text", c->evidence->sentence);
  json_add_string(j, "source", c->evidence->source);
  g_free(address);
  g_free(path);
  g_free(label);
  return j;
}

void feed_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  json *model = page_model(e->settings->title, g_strdup(e->settings->subtitle), NULL);
  json *changes = json_add_array(model, "changes"), *articles = json_add_array(model, "articles");
  const char *newest = e->settings->edition;
  for (guint i = 0; i < e->changes->len && i < ENTRIES; i++) {
    json *j = change_entry(&m, &g_array_index(e->changes, struct change, i));
    if (j) json_push(changes, j);
  }
  for (guint i = 0, n = 0; i < e->articles->len && n < ENTRIES; i++) {
    const struct article_record *r = e->articles->pdata[i];
    if (!r->date || !r->has_page) continue;
    if (!newest) newest = r->date;
    json_push(articles, article_entry(&m, r));
    n++;
  }
  char *home = entry_id(&m, "index.html");
  json_take(model, "updated", g_strconcat(newest ? newest : "1970-01-01", "T00:00:00Z", NULL));
  json_take(model, "feed_id", home);
  json_take(model, "feed_self", entry_id(&m, "feed.xml"));
  page_emit(s, "feed.xml", "feed.xml", model, "the feed");
}
