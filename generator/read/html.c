// SPDX-License-Identifier: MIT
// Saved HTML: which part of the page is the article, what is its title, what is known of it.
#include "read/html.h"
#include "read/dates.h"

enum {
  RUNNING_LEAST = 40, // bytes of words that make running text
  RUNNING_ITEM_LEAST = 60,
  LITTLE_TEXT = 200,
  DATE_WITHIN_DRAFTS = 16,
  DATE_LINE_LENGTH = 80,
};

static struct html_draft *draft_at(const struct html_page *p, guint i) {
  return &g_array_index(p->drafts, struct html_draft, i);
}

static struct html_aside *aside_at(const struct html_page *p, int i) {
  return &g_array_index(p->asides, struct html_aside, i);
}

static struct html_container *container_at(const struct html_page *p, int i) {
  return &g_array_index(p->containers, struct html_container, i);
}

// Returns the bytes of running text in a draft: sentences, not links, labels and headings.
static size_t running_text(const struct html_draft *d) {
  size_t least =
      d->block->kind == BLOCK_ITEM || d->block->kind == BLOCK_CELL ? RUNNING_ITEM_LEAST : RUNNING_LEAST;
  bool text = d->block->kind != BLOCK_HEADING && d->words >= least && d->linked * 2 < d->words;
  return text ? d->words : 0;
}

static bool is_aside(const struct html_page *p, const struct html_draft *d) {
  for (int a = d->aside; a >= 0; a = aside_at(p, a)->parent)
    if (!aside_at(p, a)->kept) return true;
  return false;
}

// A part that holds more running text than everything else is the article, whatever its class or element
// says.
static void keep_asides(struct html_page *p) {
  size_t outside = 0;
  for (guint i = 0; i < p->drafts->len; i++) {
    const struct html_draft *d = draft_at(p, i);
    if (d->aside < 0)
      outside += running_text(d);
    else
      aside_at(p, d->aside)->text += running_text(d);
  }
  for (int i = 0; i < (int)p->asides->len; i++) {
    const struct html_aside *a = aside_at(p, i);
    if (a->text <= outside || (a->comments && outside >= LITTLE_TEXT)) continue;
    for (int k = i; k >= 0; k = aside_at(p, k)->parent)
      aside_at(p, k)->kept = true;
  }
}

// Goes down from container c as long as one below it holds nine tenths of its text.
static int narrow(const struct html_page *p, int c) {
  int n = (int)p->containers->len, *best = g_new0(int, (gsize)n);
  for (int i = 1; i < n; i++) {
    int parent = container_at(p, i)->parent;
    if (!best[parent] || container_at(p, i)->text > container_at(p, best[parent])->text) best[parent] = i;
  }
  while (best[c] && container_at(p, best[c])->text * 10 >= container_at(p, c)->text * 9 &&
         container_at(p, c)->text)
    c = best[c];
  g_free(best);
  return c;
}

static int choose_container(struct html_page *p) {
  int n = (int)p->containers->len, chosen = 0, body = -1;
  for (guint i = 0; i < p->drafts->len; i++)
    if (!is_aside(p, draft_at(p, i)))
      container_at(p, draft_at(p, i)->container)->text += running_text(draft_at(p, i));
  for (int i = n - 1; i > 0; i--)
    container_at(p, container_at(p, i)->parent)->text += container_at(p, i)->text;
  size_t total = container_at(p, 0)->text;
  for (int i = 1; i < n; i++) {
    const struct html_container *c = container_at(p, i);
    if (c->article && total && c->text * 10 >= total * 6) chosen = i;
    if (c->body && total && c->text * 10 >= total * 5) body = i;
  }
  return body >= 0 ? body : narrow(p, chosen);
}

static bool inside(const struct html_page *p, const struct html_draft *d, int container) {
  return d->container >= container && d->container <= container_at(p, container)->last;
}

// --- the title ---

static size_t count_words(const char *s) {
  size_t n = 0;
  for (const char *c = s; *c; c++)
    n += *c != ' ' && (c == s || c[-1] == ' ');
  return n;
}

// Says how well a heading fits as title, beside what the page's head calls it: 0 not at all.
static unsigned title_score(const struct html_page *p, const struct html_draft *d, int container,
                            const char *head, const char *meta) {
  const struct block *b = d->block;
  if (b->kind != BLOCK_HEADING || b->level > 4) return 0;
  char *key = text_key(b->text->str);
  size_t len = strlen(key);
  bool long_enough = head && (count_words(b->text->str) >= 3 || len * 10 >= strlen(head) * 6);
  unsigned score = 0;
  if (!len)
    score = 0;
  else if ((meta && strcmp(meta, key) == 0) || (head && strcmp(head, key) == 0))
    score = 4;
  else if (long_enough && (g_str_has_prefix(head, key) || g_str_has_suffix(head, key)))
    score = 3;
  else if (b->level == 1 && inside(p, d, container))
    score = 2;
  else if (b->level == 1 && !is_aside(p, d) && !head)
    score = 1;
  g_free(key);
  return score;
}

// Returns the index of the draft that is the title; the number of drafts where there is none.
static guint find_title(const struct html_page *p, int container, const char *head_title,
                        const char *meta_title) {
  char *head = head_title ? text_key(head_title) : NULL, *meta = meta_title ? text_key(meta_title) : NULL;
  guint best = p->drafts->len;
  unsigned best_score = 0;
  for (guint i = 0; i < p->drafts->len; i++) {
    unsigned score = title_score(p, draft_at(p, i), container, head, meta);
    if (score > best_score) best = i, best_score = score;
  }
  g_free(head);
  g_free(meta);
  return best;
}

// Returns what is left of the head's title beside the article's own, marks between them aside: the site's
// name. NULL where nothing is.
static char *site_beside(const char *head, const char *title) {
  const char *at = head && title ? strstr(head, title) : NULL;
  if (!at) return NULL;
  char *rest = at == head ? g_strdup(head + strlen(title)) : g_strndup(head, (gsize)(at - head));
  if (at != head && at[strlen(title)]) g_clear_pointer(&rest, g_free);
  if (!rest) return NULL;
  char *start = rest;
  size_t len = strlen(rest);
  static const char *const marks[] = {" ",        "|",        "-",       ":", "\xE2\x80\x93", "\xE2\x80\x94",
                                      "\xC2\xB7", "\xC2\xBB", "\xC2\xAB"};
  for (bool again = true; again;) {
    again = false;
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
      size_t n = strlen(marks[i]);
      if (len >= n && memcmp(start, marks[i], n) == 0) start += n, len -= n, again = true;
      if (len >= n && memcmp(start + len - n, marks[i], n) == 0) len -= n, again = true;
    }
  }
  char *site = len ? g_strndup(start, len) : NULL;
  g_free(rest);
  return site && !strstr(site, " | ") ? site : (g_free(site), NULL);
}

static void settle_title(struct reading *r, struct html_page *p, int container,
                         const struct html_meta *meta) {
  const char *head = p->title ? p->title->text->str : NULL;
  guint at = find_title(p, container, head, meta->values[HTML_TITLE]);
  if (at < p->drafts->len) {
    r->title = g_steal_pointer(&draft_at(p, at)->block);
    r->site = meta->values[HTML_SITE] ? NULL : site_beside(head, r->title->text->str);
  } else if (p->title)
    r->title = g_steal_pointer(&p->title);
  else if (meta->values[HTML_TITLE])
    reading_set(&r->article->title, slice_of(meta->values[HTML_TITLE]));
  if (!r->site) r->site = g_strdup(meta->values[HTML_SITE]);
}

// --- metadata ---

static void settle_meta(struct reading *r, const struct html_page *p, const struct html_meta *meta) {
  struct article *a = r->article;
  struct slice none = {0};
  const char *const *v = (const char *const *)meta->values;
  reading_set(&a->author, v[HTML_AUTHOR] ? slice_of(v[HTML_AUTHOR]) : none);
  reading_set(&a->source, r->site ? slice_of(r->site) : none);
  reading_set(&a->licence, v[HTML_LICENCE] ? slice_of(v[HTML_LICENCE]) : none);
  if (v[HTML_URL]) reading_set_url(r, slice_of(v[HTML_URL]));
  if (v[HTML_LANGUAGE]) reading_set_language(r, slice_of(v[HTML_LANGUAGE]));
  if (v[HTML_DATE] && !reading_set_date(r, slice_of(v[HTML_DATE])))
    diag_warning(r->d, reading_at(r, 0), "\"%.*s\" is no date, expected YYYY-MM-DD",
                 (int)slice_head(slice_of(v[HTML_DATE]), 80).len, v[HTML_DATE]);
  if (p->time) reading_set_date(r, slice_of(p->time));
  for (guint i = 0; i < p->drafts->len && i < DATE_WITHIN_DRAFTS && !a->date; i++) {
    const struct block *b = draft_at(p, i)->block;
    if (b && b->text->len <= DATE_LINE_LENGTH)
      a->date = date_alone((struct slice){b->text->str, b->text->len});
  }
  for (guint i = 0; i < meta->tags->len; i++)
    g_ptr_array_add(a->tags, g_strdup(meta->tags->pdata[i]));
}

static void emit(struct reading *r, struct html_page *p, int container) {
  for (guint i = 0; i < p->drafts->len; i++) {
    struct html_draft *d = draft_at(p, i);
    if (!d->block || !inside(p, d, container) || is_aside(p, d)) continue;
    const GString *text = d->block->text;
    bool sentence = running_text(d) && strchr(".!?:\"", text->str[text->len - 1]);
    if (d->block->kind == BLOCK_CELL && sentence)
      d->block->kind = BLOCK_PARAGRAPH; // a table for layout, not for data
    if (d->words && d->linked >= d->words && d->block->kind != BLOCK_HEADING) d->block->boilerplate = "links";
    reading_add(r, g_steal_pointer(&d->block));
  }
}

bool html_read(struct reading *r) {
  struct html_page page;
  struct html_meta meta;
  html_meta_read(&meta, r->text.utf8);
  bool ok = html_page_read(&page, r);
  if (ok) {
    keep_asides(&page);
    int container = choose_container(&page);
    settle_title(r, &page, container, &meta);
    settle_meta(r, &page, &meta);
    emit(r, &page, container);
  }
  html_page_release(&page);
  html_meta_release(&meta);
  return ok;
}
