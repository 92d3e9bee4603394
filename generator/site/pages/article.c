// SPDX-License-Identifier: MIT
// An article's page: its text or its coded sentences, each marked, anchored and explained.
#include "base/day.h"
#include "base/sha256.h"
#include "site/page_key.h"
#include "site/pages/article_segments.h"
#include "site/pages/kinds.h"
#include "site/pages/linked_parts.h"
#include "site/pages/search_article.h"

// What is being made of one article.
struct draft {
  struct maker m;
  const struct article *article; // NULL: only statements are at hand
  bool excerpt;
  GPtrArray *statements; // const struct statement *, by start; NULL once placed
  unsigned notes;        // numbered so far
  unsigned numbered;     // blocks
  bool headed;           // a heading was shown, so that one below it may follow
  json *blocks;
  GPtrArray *left_out; // const char *: why blocks are not shown, in order, each once
  GHashTable *reasons;
};

static int by_start(const void *pa, const void *pb) {
  const struct statement *a = *(const struct statement *const *)pa, *b = *(const struct statement *const *)pb;
  if (a->start != b->start) return a->start < b->start ? -1 : 1;
  return strcmp(a->id, b->id);
}

// Returns the first statement that begins at or after source.
static guint lower_bound(const GPtrArray *all, size_t source) {
  guint low = 0, high = all->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (((const struct statement *)all->pdata[middle])->start < source)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void add_span(struct draft *d, GArray *spans, size_t start, size_t end, const struct statement *s) {
  struct span span = {start, end, s, ++d->notes};
  g_array_append_val(spans, span);
}

// Gathers the statements that begin in b, in their order, and takes them off the list.
static GArray *spans_of(struct draft *d, const struct block *b, const GPtrArray *all) {
  GArray *spans = g_array_new(FALSE, FALSE, sizeof(struct span));
  if (!b->runs->len) return spans;
  const struct run *first = &g_array_index(b->runs, struct run, 0),
                   *last = &g_array_index(b->runs, struct run, b->runs->len - 1);
  size_t end_of_block = last->source + last->source_len;
  for (guint i = lower_bound(all, first->source); i < all->len; i++) {
    const struct statement *s = all->pdata[i];
    size_t start, end;
    if (s->start >= end_of_block) break;
    if (!d->statements->pdata[i] || !block_text_range(b, s->start, s->end, &start, &end)) continue;
    d->statements->pdata[i] = NULL;
    add_span(d, spans, start, end, s);
  }
  return spans;
}

static json *notes_model(const struct draft *d, const GArray *spans) {
  json *notes = json_array();
  for (guint i = 0; i < spans->len; i++) {
    const struct span *span = &g_array_index(spans, struct span, i);
    json *note = json_push(notes, statement_model(&d->m, span->statement));
    json_add_number(note, "number", span->number);
  }
  return notes;
}

static json *block_model(struct draft *d, enum block_kind kind, unsigned level, struct slice text,
                         const GArray *spans) {
  json *j = json_object(), *notes = notes_model(d, spans);
  // No level is skipped: the first heading stands right below the title.
  bool below = kind == BLOCK_HEADING && level > 2 && d->headed;
  json_add_bool(j, "heading", kind == BLOCK_HEADING && !below);
  json_add_bool(j, "subheading", below);
  d->headed |= kind == BLOCK_HEADING;
  json_add_bool(j, "item", kind == BLOCK_ITEM);
  json_add_bool(j, "quoted", kind == BLOCK_QUOTE);
  json_add_bool(j, "paragraph",
                kind == BLOCK_PARAGRAPH || kind == BLOCK_TITLE || kind == BLOCK_CELL || kind == BLOCK_CODE);
  json_add(j, "segments", segments_cut(text, spans, d->excerpt && kind != BLOCK_TITLE));
  json_add_bool(j, "has_notes", json_first(notes) != NULL);
  json_add(j, "notes", notes);
  // Excerpts are addressed by their statements alone.
  json_add(j, "number", d->excerpt ? json_null() : json_number(++d->numbered));
  return j;
}

static void leave_out(struct draft *d, const char *reason) {
  // The title is shown; that it stands twice in the file is nobody's concern.
  if (strcmp(reason, "title again") == 0) return;
  if (g_hash_table_add(d->reasons, (char *)reason)) g_ptr_array_add(d->left_out, (char *)reason);
}

// The title is the page's heading; the other blocks follow in reading order.
static json *take_blocks(struct draft *d, const GPtrArray *all) {
  json *title = NULL;
  bool skipped = false;
  for (guint i = 0; d->article && i < d->article->blocks->len; i++) {
    const struct block *b = d->article->blocks->pdata[i];
    struct slice text = {b->text->str, b->text->len};
    if (b->boilerplate) {
      leave_out(d, b->boilerplate);
      continue;
    }
    GArray *spans = spans_of(d, b, all);
    if (b->kind == BLOCK_TITLE && !title)
      title = block_model(d, b->kind, b->level, text, spans);
    else if (spans->len || !d->excerpt) {
      json *j = json_push(d->blocks, block_model(d, b->kind, b->level, text, spans));
      json_add_bool(j, "gap_before", skipped);
      skipped = false;
    } else
      skipped = true;
    g_array_unref(spans);
  }
  return title;
}

// Statements that stand in no block that is shown (the article is not at hand, or was read otherwise) are
// shown by their sentences; those of one sentence together.
static void take_sentences(struct draft *d) {
  for (guint i = 0; i < d->statements->len; i++) {
    const struct statement *s = d->statements->pdata[i];
    if (!s) continue;
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(struct span));
    // The list is sorted by start, so that those of one sentence stand together.
    for (guint k = i; k < d->statements->len; k++) {
      const struct statement *t = d->statements->pdata[k];
      if (!t) continue;
      if (t->start != s->start || strcmp(t->sentence, s->sentence) != 0) break;
      add_span(d, spans, 0, strlen(t->sentence), t);
      d->statements->pdata[k] = NULL;
    }
    json *j = json_push(d->blocks, block_model(d, BLOCK_PARAGRAPH, 0, slice_of(s->sentence), spans));
    json_add_bool(j, "gap_before", json_first(d->blocks) != j);
    g_array_unref(spans);
  }
}

static json *plain_title(const char *title) {
  json *j = json_object(), *segments = json_add_array(j, "segments");
  json *s = json_push(segments, json_object());
  json_add_string(s, "text", title);
  json_add_bool(s, "coded", false);
  json_add_bool(s, "gap", false);
  json_add_bool(j, "has_notes", false);
  json_add_array(j, "notes");
  return j;
}

static json *left_out_model(const struct draft *d) {
  if (!d->left_out->len) return json_null();
  GPtrArray *names = g_ptr_array_new();
  for (guint i = 0; i < d->left_out->len; i++) {
    const char *reason = d->left_out->pdata[i];
    char *key = g_strconcat("left_out.", reason, NULL);
    const char *said = words_find(d->m.words, key);
    g_ptr_array_add(names, (char *)(said ? said : reason));
    g_free(key);
  }
  char *list = words_list_texts(d->m.words, names);
  json *j = json_string(list);
  g_free(list);
  g_ptr_array_unref(names);
  return j;
}

// Returns language where it looks like a language tag, else NULL: an article may claim anything.
static const char *language_tag(const char *language) {
  size_t letters = language ? strspn(language, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") : 0;
  if (letters < 2 || letters > 3) return NULL;
  for (const char *p = language + letters; *p; p++)
    if (!g_ascii_isalnum(*p) && (*p != '-' || !g_ascii_isalnum(p[1]))) return NULL;
  return language;
}

static void emit_page(struct draft *d, const struct article_record *r, unsigned coded, const char *key) {
  GPtrArray *all = g_ptr_array_copy(d->statements, NULL, NULL);
  json *title = take_blocks(d, all);
  take_sentences(d);
  char *date = words_date(d->m.words, r->date), *count = words_count(d->m.words, "count.statements", coded);
  char *path = page_path_article(r->slug);
  json *model =
      page_model(r->title,
                 words_fill(d->m.words, r->source ? "article.description" : "article.description_no_source",
                            "title", r->title, "source", r->source, "date", date, "statements", count, NULL),
                 "articles");
  json_add(model, "article", record_model(&d->m, r));
  json_add(model, "heading", title ? title : plain_title(r->title));
  json_add_bool(model, "excerpt", d->excerpt);
  json_add_bool(model, "none", coded == 0);
  json_add_string(model, "original", web_address(r->url));
  json_add_bool(model, "has_blocks", json_first(d->blocks) != NULL);
  json_add(model, "blocks", d->blocks);
  json_add(model, "left_out", left_out_model(d));
  const char *language = d->article ? language_tag(d->article->language) : NULL;
  if (language) json_add(model, "text_in", page_in(d->m.sink, language));
  json_add_string(model, "published", day_is(r->date) ? r->date : NULL);
  json_add_string(model, "modified", day_is(r->date) ? r->date : NULL);
  json_add(model, "linked", linked_article(r));
  search_see_article(page_search(d->m.sink), r, model);
  page_emit_keyed(d->m.sink, path, "article", model, r->path, r->path, key);
  g_ptr_array_unref(all);
  g_free(date);
  g_free(count);
  g_free(path);
}

bool article_page_stands(const struct article_record *r, const char *content, struct page_sink *s,
                         char key[65]) {
  struct sha256 *k = content ? page_key(s, "article") : NULL;
  if (k) {
    key_text(k, content);
    key_record(k, r);
    key_number(k, r->statements);
    key_text(k, r->digest);
  }
  char *path = page_path_article(r->slug);
  bool standing = page_stands(s, path, r->path, r->path, k, key);
  g_free(path);
  return standing;
}

void article_page_make(const struct settings *settings, const struct codebook *c,
                       const struct article_record *r, const struct article *a, const GPtrArray *statements,
                       struct page_sink *s, const char *key) {
  bool licensed = r->licence && *r->licence;
  struct draft d = {.m = {settings, c, page_words(s), NULL, s},
                    .article = a,
                    .excerpt = !a || (settings->articles != ARTICLES_FULL && !licensed),
                    .statements = g_ptr_array_new(),
                    .blocks = json_array(),
                    .left_out = g_ptr_array_new(),
                    .reasons = g_hash_table_new(g_str_hash, g_str_equal)};
  for (guint i = 0; i < statements->len; i++)
    if (statement_has_cell(c, statements->pdata[i])) g_ptr_array_add(d.statements, statements->pdata[i]);
  g_ptr_array_sort(d.statements, by_start);
  emit_page(&d, r, d.statements->len, key);
  g_ptr_array_unref(d.statements);
  g_ptr_array_unref(d.left_out);
  g_hash_table_unref(d.reasons);
}
