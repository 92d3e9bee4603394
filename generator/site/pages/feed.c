// SPDX-License-Identifier: MIT
// The Atom feeds: of the articles, and of positions that are new or changed since the edition's day for that
// (where it has none, of all positions), newest first.
#include "base/day.h"
#include "site/pages/kinds.h"

enum { ENTRIES = 30 };

// A name that nobody else's feed has, where the site has no address to give: an UUID (RFC 9562, version 5's
// layout with bits of SHA-256, hence version 8) of the site's title and the path.
static char *name_of(const struct maker *m, const char *path) {
  char *text = g_strconcat(m->settings->title, "\n", path, NULL);
  char *hex = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
  char *name =
      g_strdup_printf("urn:uuid:%.8s-%.4s-8%.3s-a%.3s-%.12s", hex, hex + 8, hex + 13, hex + 17, hex + 20);
  g_free(hex);
  g_free(text);
  return name;
}

// The permanent name of what stands at path, with what follows it (may be "").
static char *entry_id(const struct maker *m, const char *path, const char *after) {
  char *address = page_address(m->settings, path),
       *whole = g_strconcat(address ? address : path, after, NULL);
  char *id = address ? g_strdup(whole) : name_of(m, whole);
  g_free(address);
  g_free(whole);
  return id;
}

// Where a reader goes: in full where the site has an address, else seen from the feed, which lies at the
// root.
static char *entry_link(const struct maker *m, const char *path) {
  char *address = page_address(m->settings, path);
  return address ? address : g_strdup(path);
}

static void add_place(const struct maker *m, json *j, const char *path, const char *after, const char *date) {
  json_take(j, "id", entry_id(m, path, after));
  json_take(j, "link", entry_link(m, path));
  json_take(j, "updated", g_strconcat(date, "T00:00:00Z", NULL));
}

static json *article_entry(const struct maker *m, const struct article_record *r) {
  json *j = record_model(m, r);
  char *path = page_path_article(r->slug);
  add_place(m, j, path, "", r->date);
  g_free(path);
  return j;
}

static json *change_entry(const struct maker *m, const struct change *c) {
  const struct cell *cell = matrix_cell(&m->edition->matrix, c->actor, c->issue);
  if (!cell || !c->evidence || !day_is(c->evidence->date)) return NULL;
  const struct actor *a = &m->codebook->actors[c->actor];
  const struct issue *i = &m->codebook->issues[c->issue];
  char *path = page_path_cell(a->id, i->id), *label = cell_label(cell, m->codebook),
       *after = g_strconcat("#", c->evidence->date, NULL);
  json *j = json_object();
  add_place(m, j, path, after, c->evidence->date);
  json_take(j, "title",
            words_fill(m->words, c->is_new ? "feed.new" : "feed.changed", "actor", a->name, "issue", i->name,
                       "label", label, "before", i->labels[c->before], NULL));
  json_add_string(j, "actor_id", a->id);
  json_add_string(j, "actor", a->name);
  json_add_string(j, "issue_id", i->id);
  json_add_string(j, "issue", i->name);
  json_add_string(j, "text", c->evidence->sentence);
  json_add_string(j, "source", c->evidence->source);
  g_free(path);
  g_free(label);
  g_free(after);
  return j;
}

// Renders the feed at path; newest: the day of its newest entry, NULL where it has none.
static void emit(const struct maker *m, json *model, const char *path, const char *title,
                 const char *newest) {
  const char *day = newest ? newest : m->settings->edition;
  json_add_string(model, "feed_title", words_get(m->words, title));
  json_take(model, "updated", g_strconcat(day ? day : "1970-01-01", "T00:00:00Z", NULL));
  json_take(model, "feed_id", entry_id(m, path, ""));
  json_take(model, "feed_home", entry_link(m, "index.html"));
  page_emit(m->sink, path, "feed.xml", model, words_get(m->words, title));
}

static json *begin(const struct maker *m) {
  return page_model(m->settings->title, g_strdup(m->settings->subtitle), NULL);
}

static void changes_feed(const struct maker *m) {
  const struct edition *e = m->edition;
  GArray *all = g_array_new(FALSE, FALSE, sizeof(struct change));
  // Without a day to compare with, every position is new.
  if (!m->settings->since)
    matrix_changes(m->codebook, e->statements, m->settings->min_confidence, "0000-00-00", all);
  const GArray *changes = m->settings->since ? e->changes : all;
  json *model = begin(m), *list = json_add_array(model, "changes");
  const char *newest = NULL;
  json_add_array(model, "articles");
  for (guint i = 0, n = 0; i < changes->len && n < ENTRIES; i++) {
    const struct change *c = &g_array_index(changes, struct change, i);
    json *j = change_entry(m, c);
    if (!j) continue;
    if (!newest) newest = c->evidence->date;
    json_push(list, j);
    n++;
  }
  emit(m, model, "changes.xml", "feed.changes_title", newest);
  g_array_unref(all);
}

static void articles_feed(const struct maker *m) {
  const struct edition *e = m->edition;
  json *model = begin(m), *list = json_add_array(model, "articles");
  const char *newest = NULL;
  json_add_array(model, "changes");
  for (guint i = 0, n = 0; i < e->articles->len && n < ENTRIES; i++) {
    const struct article_record *r = e->articles->pdata[i];
    if (!day_is(r->date) || !r->has_page) continue;
    if (!newest) newest = r->date;
    json_push(list, article_entry(m, r));
    n++;
  }
  emit(m, model, "feed.xml", "feed.title", newest);
}

void feed_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  changes_feed(&m);
  articles_feed(&m);
}
