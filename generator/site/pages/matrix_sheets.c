// SPDX-License-Identifier: MIT
// The pages of a large matrix: bands of issues, and in each the actors with a position there, as many as a
// page bears with their quotes.
#include "site/pages/kinds.h"
#include "site/pages/matrix_model.h"

enum { ROWS = 40 }; // actors on a page

struct sheet {
  char *path;
  GArray *issues, *actors; // indices
  bool alone;              // the band's only one
};

static void sheet_free(void *p) {
  struct sheet *s = p;
  g_free(s->path);
  g_array_unref(s->issues);
  g_array_unref(s->actors);
  g_free(s);
}

static const char *actor_name(const struct maker *m, const GArray *list, guint i) {
  return m->codebook->actors[g_array_index(list, unsigned, i)].name;
}

static const char *issue_name(const struct maker *m, const GArray *list, guint i) {
  return m->codebook->issues[g_array_index(list, unsigned, i)].name;
}

static void add_band(const struct maker *m, GPtrArray *sheets, const GArray *issues) {
  GArray *actors = g_array_new(FALSE, FALSE, sizeof(unsigned));
  for (unsigned a = 0; a < m->codebook->actor_count; a++)
    if (matrix_any_cell(&m->edition->matrix, a, issues)) g_array_append_val(actors, a);
  guint share = matrix_share(actors->len, ROWS);
  for (guint first = 0; first < actors->len; first += share) {
    struct sheet *s = g_new0(struct sheet, 1);
    s->path = g_strdup_printf("matrix/%u.html", sheets->len + 1);
    s->issues = matrix_band(issues, 0, issues->len);
    s->actors = matrix_band(actors, first, MIN(first + share, actors->len));
    s->alone = share >= actors->len;
    g_ptr_array_add(sheets, s);
  }
  g_array_unref(actors);
}

// All pages of the matrix (struct sheet *); none where it is not large.
static GPtrArray *sheets_of(const struct maker *m) {
  GPtrArray *sheets = g_ptr_array_new_with_free_func(sheet_free);
  if (!matrix_is_large(&m->edition->matrix)) return sheets;
  GArray *issues = matrix_pick(&m->edition->matrix, false, 0);
  guint width = matrix_share(issues->len, MATRIX_BAND);
  for (guint first = 0; first < issues->len; first += width) {
    GArray *band = matrix_band(issues, first, MIN(first + width, issues->len));
    add_band(m, sheets, band);
    g_array_unref(band);
  }
  g_array_unref(issues);
  return sheets;
}

static char *say_issues(const struct maker *m, const struct sheet *s) {
  return words_fill(m->words, "matrix.part_link", "first", issue_name(m, s->issues, 0), "last",
                    issue_name(m, s->issues, s->issues->len - 1), NULL);
}

static char *say_actors(const struct maker *m, const struct sheet *s) {
  if (s->alone) return g_strdup(words_get(m->words, "matrix.part_alone"));
  return words_fill(m->words, "matrix.part_link", "first", actor_name(m, s->actors, 0), "last",
                    actor_name(m, s->actors, s->actors->len - 1), NULL);
}

json *matrix_parts(const struct maker *m, guint actors, guint issues, const char *here) {
  json *j = json_object(), *bands = json_add_array(j, "bands"), *links = NULL;
  char *some_actors = words_count(m->words, "count.actors", actors),
       *some_issues = words_count(m->words, "count.issues", issues);
  json_take(j, "text",
            words_fill(m->words, "matrix.part", "actors", some_actors, "issues", some_issues, NULL));
  g_free(some_actors);
  g_free(some_issues);
  GPtrArray *sheets = sheets_of(m);
  unsigned band = UINT_MAX; // the first issue of the band at hand
  for (guint i = 0; i < sheets->len; i++) {
    const struct sheet *s = sheets->pdata[i];
    if (band != g_array_index(s->issues, unsigned, 0)) {
      json *b = json_push(bands, json_object());
      json_take(b, "label", say_issues(m, s));
      links = json_add_array(b, "sheets");
      band = g_array_index(s->issues, unsigned, 0);
    }
    json *link = json_push(links, json_object());
    json_add_string(link, "href", s->path);
    json_take(link, "label", say_actors(m, s));
    json_add_string(link, "current", here && strcmp(here, s->path) == 0 ? "page" : NULL);
  }
  g_ptr_array_unref(sheets);
  return j;
}

static void sheet_make(const struct maker *m, const struct sheet *s) {
  char *title = words_fill(m->words, "matrix.part_title", "first", issue_name(m, s->issues, 0), "last",
                           issue_name(m, s->issues, s->issues->len - 1), NULL);
  char *actors = say_actors(m, s);
  char *whole =
      s->alone ? g_strdup(title)
               : words_fill(m->words, "matrix.part_title_actors", "title", title, "actors", actors, NULL);
  json *model = page_model(whole, g_strdup(words_get(m->words, "matrix.caption")), "matrix"),
       *table = matrix_table(m, s->actors, s->issues, MATRIX_BAND, true);
  json_add(table, "part", matrix_parts(m, s->actors->len, s->issues->len, s->path));
  json_add_string(model, "issues_title", title);
  json_add_string(model, "actors_title", s->alone ? NULL : actors);
  json_add(model, "matrix", table);
  page_emit(m->sink, s->path, "band", model, whole);
  g_free(title);
  g_free(actors);
  g_free(whole);
}

void matrix_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  GPtrArray *sheets = sheets_of(&m);
  for (guint i = 0; i < sheets->len; i++)
    sheet_make(&m, sheets->pdata[i]);
  g_ptr_array_unref(sheets);
}
