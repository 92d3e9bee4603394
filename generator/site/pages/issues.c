// SPDX-License-Identifier: MIT
// A page for each issue: its question, the spectrum of actors, arguments by concept, the timeline; and the
// list of issues.
#include "site/pages/cell_key.h"
#include "site/pages/chart.h"
#include "site/pages/kinds.h"
#include "site/pages/linked_parts.h"
#include "site/pages/multiples.h"

enum {
  QUOTES = 4,  // shown of each side of a concept
  CAMPED = 12, // actors shown of each camp in the list of issues; all are on the issue's page
};

static int most_in_favour(const void *pa, const void *pb) {
  const struct cell *a = *(const struct cell *const *)pa, *b = *(const struct cell *const *)pb;
  if (a->score != b->score) return a->score > b->score ? -1 : 1;
  if (a->statements->len != b->statements->len) return a->statements->len > b->statements->len ? -1 : 1;
  return a->actor < b->actor ? -1 : a->actor > b->actor;
}

static GPtrArray *cells_of(const struct maker *m, unsigned issue) {
  GPtrArray *cells = g_ptr_array_new();
  for (unsigned a = 0; a < m->codebook->actor_count; a++) {
    const struct cell *cell = matrix_cell(&m->edition->matrix, a, issue);
    if (cell) g_ptr_array_add(cells, (void *)cell);
  }
  g_ptr_array_sort(cells, most_in_favour);
  return cells;
}

// The actors from most in favour to most against, each at its score, with its statements in time.
static json *spectrum_model(const struct maker *m, const GPtrArray *cells, const struct days *days) {
  json *rows = json_array();
  for (guint i = 0; i < cells->len; i++) {
    const struct cell *cell = cells->pdata[i];
    json *j = json_push(rows, cell_model(m, cell, false));
    json_take(j, "x", score_place(cell->score));
    json_add(j, "dots", days_dots(m, days, cell));
  }
  return rows;
}

static json *camps_model(const struct maker *m, const struct issue *issue, const GPtrArray *cells,
                         guint most) {
  json *camps = json_array();
  static const enum stance order[] = {STANCE_SUPPORT, STANCE_MIXED, STANCE_NEUTRAL, STANCE_OPPOSE};
  for (size_t k = 0; k < G_N_ELEMENTS(order); k++) {
    json *actors = json_array();
    unsigned n = 0;
    for (guint i = 0; i < cells->len; i++) {
      const struct cell *cell = cells->pdata[i];
      if (cell->stance != order[k]) continue;
      if (n++ < most) json_push(actors, cell_model(m, cell, false));
    }
    json *camp = json_push(camps, json_object());
    json_add(camp, "mark", mark_model(order[k], false));
    json_add_string(camp, "label", issue->labels[order[k]]);
    json_take(camp, "count", words_number(m->words, n));
    json_add_bool(camp, "empty", n == 0);
    json_add(camp, "actors", actors);
    if (n > most)
      add_count(m, camp, "more", "issues.more", n - most);
    else
      json_add_string(camp, "more", NULL);
  }
  return camps;
}

// A side of a concept: for, against, or without a side.
static json *side_model(const struct maker *m, const struct concept *k, int agreement,
                        GPtrArray *statements) {
  if (!statements->len) return json_null();
  json *j = json_object(), *quotes = json_add_array(j, "quotes");
  const char *label = agreement > 0 ? k->label_for : agreement < 0 ? k->label_against : NULL;
  char *said = label ? words_capital(label) : NULL;
  json_add_string(j, "label",
                  said ? said
                       : words_get(m->words, agreement > 0   ? "concept.for"
                                             : agreement < 0 ? "concept.against"
                                                             : "concept.no_side"));
  g_free(said);
  enum stance stance = k->sign * agreement > 0   ? STANCE_SUPPORT
                       : k->sign * agreement < 0 ? STANCE_OPPOSE
                                                 : STANCE_NEUTRAL;
  json_add(j, "mark", mark_model(stance, false));
  add_count(m, j, "count_text", "count.statements", statements->len);
  for (guint i = 0; i < statements->len && i < QUOTES; i++)
    json_push(quotes, statement_model(m, statements->pdata[i]));
  if (statements->len > QUOTES)
    add_count(m, j, "more", "concept.more", statements->len - QUOTES);
  else
    json_add_string(j, "more", NULL);
  return j;
}

// Own words and deeds first, then the surest, then the newest.
static int best_first(const void *pa, const void *pb) {
  const struct statement *a = *(const struct statement *const *)pa, *b = *(const struct statement *const *)pb;
  if (a->voice != b->voice) return a->voice < b->voice ? -1 : 1;
  if (a->confidence != b->confidence) return a->confidence > b->confidence ? -1 : 1;
  int dates = g_strcmp0(b->date, a->date);
  return dates ? dates : strcmp(a->id, b->id);
}

static json *concept_model(const struct maker *m, const struct concept *k, GPtrArray *const sides[3]) {
  static const int agreements[] = {1, -1, 0};
  static const char *const names[] = {"favour", "against", "none"};
  if (!sides[0]->len && !sides[1]->len && !sides[2]->len) return NULL;
  json *j = json_object();
  char *name = words_capital(k->name);
  json_take(j, "name", name);
  json_add_string(j, "id", k->id);
  for (int i = 0; i < 3; i++) {
    g_ptr_array_sort(sides[i], best_first);
    json_add(j, names[i], side_model(m, k, agreements[i], sides[i]));
  }
  return j;
}

// The statements of an issue by concept and side: one pass over its cells.
static json *concepts_model(const struct maker *m, const struct issue *issue, const GPtrArray *cells) {
  GHashTable *groups = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, NULL);
  GPtrArray **all = g_new0(GPtrArray *, 3 * issue->concept_count + 1);
  for (unsigned k = 0; k < issue->concept_count; k++) {
    for (int side = 0; side < 3; side++)
      all[3 * k + side] = g_ptr_array_new();
    g_hash_table_insert(groups, (char *)issue->concepts[k].id, &all[3 * k]);
  }
  for (guint i = 0; i < cells->len; i++) {
    const struct cell *cell = cells->pdata[i];
    for (guint n = 0; n < cell->statements->len; n++) {
      const struct statement *s = cell->statements->pdata[n];
      GPtrArray **sides = s->concept ? g_hash_table_lookup(groups, s->concept) : NULL;
      if (sides) g_ptr_array_add(sides[s->agreement > 0 ? 0 : s->agreement < 0 ? 1 : 2], (void *)s);
    }
  }
  json *concepts = json_array();
  for (unsigned k = 0; k < issue->concept_count; k++) {
    json *j = concept_model(m, &issue->concepts[k], &all[3 * k]);
    if (j) json_push(concepts, j);
    for (int side = 0; side < 3; side++)
      g_ptr_array_unref(all[3 * k + side]);
  }
  g_free(all);
  g_hash_table_unref(groups);
  return concepts;
}

static unsigned count_statements(const GPtrArray *cells) {
  unsigned n = 0;
  for (guint i = 0; i < cells->len; i++)
    n += ((const struct cell *)cells->pdata[i])->statements->len;
  return n;
}

// brief: for the list of issues.
static json *issue_model(const struct maker *m, unsigned issue, const GPtrArray *cells, bool brief) {
  const struct issue *i = &m->codebook->issues[issue];
  unsigned n = count_statements(cells);
  json *j = json_object();
  json_add_string(j, "id", i->id);
  json_add_string(j, "name", i->name);
  json_take(j, "href", page_path_issue(i->id));
  json_add_string(j, "question", *i->question ? i->question : NULL);
  json_add_string(j, "support_label", i->labels[STANCE_SUPPORT]);
  json_add_string(j, "oppose_label", i->labels[STANCE_OPPOSE]);
  json_add_string(j, "neutral_label", i->labels[STANCE_NEUTRAL]);
  json_add(j, "camps", camps_model(m, i, cells, brief ? CAMPED : G_MAXUINT));
  add_count(m, j, "statements_text", "count.statements", n);
  add_count(m, j, "actors_text", "count.actors", cells->len);
  json_add_bool(j, "silent", n == 0);
  return j;
}

static struct sha256 *issue_key(const struct maker *m, unsigned issue) {
  struct sha256 *k = page_key(m->sink, "issue");
  if (!k) return NULL;
  key_number(k, issue);
  key_period(k, m);
  for (unsigned a = 0; a < m->codebook->actor_count; a++)
    key_place(k, m, a, issue);
  return k;
}

static void issue_make(const struct maker *m, unsigned issue, const GPtrArray *cells,
                       const struct days *days) {
  const struct issue *i = &m->codebook->issues[issue];
  char *title = words_fill(m->words, "issue.title", "issue", i->name, NULL), *path = page_path_issue(i->id),
       key[65];
  if (page_stands(m->sink, path, title, NULL, issue_key(m, issue), key)) goto done;
  char *statements = words_count(m->words, "count.statements", count_statements(cells));
  char *actors = words_count(m->words, "count.actors", cells->len);
  json *model = page_model(title,
                           words_fill(m->words, "issue.description", "issue", i->name, "question",
                                      i->question, "statements", statements, "actors", actors, NULL),
                           "issues");
  json_add(model, "issue", issue_model(m, issue, cells, false));
  json_add(model, "spectrum", spectrum_model(m, cells, days));
  json *concepts = concepts_model(m, i, cells);
  json_add_bool(model, "has_concepts", json_first(concepts) != NULL);
  json_add(model, "concepts", concepts);
  json_add(model, "ticks", days_ticks(m, days));
  json_add_bool(model, "has_days", days->from <= days->to);
  json_add(model, "multiples", multiples_model(m, cells));
  add_days(m, model, -1, (int)issue);
  json_add(model, "linked",
           linked_crumbs(m, words_get(m->words, "issues.title"), "issues/index.html", i->name, path));
  page_emit_keyed(m->sink, path, "issue", model, title, NULL, key);
  g_free(statements);
  g_free(actors);
done:
  g_free(title);
  g_free(path);
}

void issues_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  struct days days = days_of(e->matrix.from, e->matrix.to);
  json *model = page_model(words_get(m.words, "issues.title"),
                           g_strdup(words_get(m.words, "issues.description")), "issues");
  json *list = json_add_array(model, "issues");
  for (unsigned i = 0; i < e->codebook->issue_count; i++) {
    GPtrArray *cells = cells_of(&m, i);
    json_push(list, issue_model(&m, i, cells, true));
    issue_make(&m, i, cells, &days);
    g_ptr_array_unref(cells);
  }
  page_emit(s, "issues/index.html", "issues", model, "the list of issues");
}
