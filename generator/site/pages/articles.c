// SPDX-License-Identifier: MIT
// The list of articles, in pages.
#include "site/pages/kinds.h"

enum { PAGE = 200 };

static char *list_path(guint page) {
  return page ? g_strdup_printf("articles/index-%u.html", page + 1) : g_strdup("articles/index.html");
}

static void add_pages(const struct maker *m, json *model, guint page, guint pages) {
  json *list = json_add_array(model, "pages");
  for (guint i = 0; i < pages && pages > 1; i++) {
    json *j = json_push(list, json_object());
    json_take(j, "href", list_path(i));
    json_take(j, "label", words_number(m->words, i + 1));
    json_add_string(j, "current", i == page ? "page" : NULL);
  }
  json_add_bool(model, "has_pages", pages > 1);
}

// Articles of one month stand together; undated ones last.
static json *months_model(const struct maker *m, const GPtrArray *articles, guint first, guint last) {
  json *months = json_array(), *items = NULL;
  const char *current = NULL;
  for (guint i = first; i < last; i++) {
    const struct article_record *r = articles->pdata[i];
    bool same = items && (r->date && current ? strncmp(r->date, current, 7) == 0 : r->date == current);
    if (!same) {
      json *month = json_push(months, json_object());
      json_take(month, "name", words_month(m->words, r->date));
      items = json_add_array(month, "articles");
    }
    json_push(items, record_model(m, r));
    current = r->date;
  }
  return months;
}

// Adds what add_provenance said once for all pages: to say it takes a look at every article.
static void add_known(json *model, const json *provenance) {
  for (const json *text = json_first(provenance); text; text = json_next(text))
    json_attach(model, json_key(text), false, json_copy(text));
}

void articles_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  guint pages = e->articles->len ? (e->articles->len + PAGE - 1) / PAGE : 1;
  json *provenance = json_object();
  add_provenance(&m, provenance);
  for (guint page = 0; page < pages; page++) {
    char *path = list_path(page), *count = words_count(m.words, "count.articles", e->articles->len);
    json *model =
        page_model(words_get(m.words, "articles.title"),
                   words_fill(m.words, "articles.description", "articles", count, NULL), "articles");
    add_known(model, provenance);
    json_add(model, "months",
             months_model(&m, e->articles, page * PAGE, MIN((page + 1) * PAGE, e->articles->len)));
    json_add_bool(model, "none", e->articles->len == 0);
    add_pages(&m, model, page, pages);
    page_emit(s, path, "articles", model, "the list of articles");
    g_free(path);
    g_free(count);
  }
  json_free(provenance);
}
