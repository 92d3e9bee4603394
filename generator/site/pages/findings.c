// SPDX-License-Identifier: MIT
#include "site/pages/findings.h"

enum {
  MIN_SOURCES = 2,
  MIN_CONFIDENCE = 600, // thousandths
  MIN_SIDE = 800,       // of the surest own word or deed on each side, where an actor is said to take both
  NAMED = 5,            // at most so many actors by name in one list
  EXTRAS = 2,           // at most so many sentences of each further sort for an issue
  ISSUES = 8            // at most so many issues
};

static bool carries(const struct cell *cell) {
  return cell && !cell->ascribed_only && cell->sources >= MIN_SOURCES && cell->confidence >= MIN_CONFIDENCE;
}

static int best_carried(const void *pa, const void *pb) {
  const struct cell *a = *(const struct cell *const *)pa, *b = *(const struct cell *const *)pb;
  if (a->articles != b->articles) return a->articles > b->articles ? -1 : 1;
  if (a->statements->len != b->statements->len) return a->statements->len > b->statements->len ? -1 : 1;
  return a->actor < b->actor ? -1 : a->actor > b->actor;
}

// Lists the cells of an issue that carry a stance, best carried first; *others counts all further cells that
// hold it or both sides.
static GPtrArray *carrying(const struct maker *m, unsigned issue, enum stance stance, unsigned *others) {
  GPtrArray *cells = g_ptr_array_new();
  *others = 0;
  for (unsigned a = 0; a < m->codebook->actor_count; a++) {
    const struct cell *cell = matrix_cell(&m->edition->matrix, a, issue);
    if (!cell || (cell->stance != stance && cell->stance != STANCE_MIXED)) continue;
    if (cell->stance == stance && carries(cell))
      g_ptr_array_add(cells, (void *)cell);
    else
      ++*others;
  }
  g_ptr_array_sort(cells, best_carried);
  return cells;
}

// An actor as it stands in running text ("the European Union"), linked to what it is said of.
static json *named(const struct maker *m, const struct cell *cell) {
  const struct actor *a = &m->codebook->actors[cell->actor];
  const char *running = json_text(json_get(json_get(words_tree(m->words), "running_names"), a->name));
  json *out = json_array();
  char *href = page_path_cell(a->id, m->codebook->issues[cell->issue].id);
  segment_link(out, running ? running : a->name, href, true);
  g_free(href);
  return out;
}

static json *linked(const struct maker *m, const char *text, char *href) {
  json *out = json_array();
  char *small = words_small(text, m->codebook->language);
  segment_link(out, small, href, false);
  g_free(small);
  g_free(href);
  return out;
}

static json *plain(const char *text) {
  json *out = json_array();
  segment_text(out, text);
  return out;
}

static json *list_after_first(const struct maker *m, const GPtrArray *cells) {
  json *items = json_array();
  guint shown = cells->len <= NAMED + 1 ? cells->len : NAMED;
  for (guint i = 1; i < shown; i++)
    json_push(items, named(m, cells->pdata[i]));
  if (shown < cells->len) {
    char *rest = words_count(m->words, "findings.others", cells->len - shown);
    json_push(items, plain(rest));
    g_free(rest);
  }
  return words_list(m->words, items);
}

// "{actor} {label}, and so do {others}": others counts how many these are.
static void weave_with(const struct maker *m, json *out, unsigned count, json *actor, json *label,
                       json *others) {
  char *key = words_form(m->words, "findings.side.with", count);
  words_weave(m->words, out, key, "actor", actor, "label", label, "others", others, NULL);
  g_free(key);
}

// One side of an issue: "China wants a ceasefire, and so do France and Egypt"; or "Israel alone rejects a
// ceasefire".
static json *side(const struct maker *m, unsigned issue, const GPtrArray *cells, bool alone) {
  const struct cell *first = cells->pdata[0];
  const struct issue *i = &m->codebook->issues[issue];
  const char *label = i->labels[first->stance];
  json *out = json_array();
  if (cells->len > 1)
    weave_with(m, out, cells->len - 1, named(m, first), linked(m, label, page_path_issue(i->id)),
               list_after_first(m, cells));
  else
    words_weave(m->words, out, alone ? "findings.side.alone" : "findings.side.one", "actor", named(m, first),
                "label", linked(m, label, page_path_issue(i->id)), NULL);
  return out;
}

// Takes segments over; returns them with a capital at the beginning.
static json *capitalised(json *segments) {
  json *out = json_array(), *first = json_first(segments);
  for (json *c = first; c; c = json_next(c)) {
    const char *text = json_text(json_get(c, "text"));
    char *shown = c == first ? words_capital(text) : g_strdup(text);
    segment_link(out, shown, json_text(json_get(c, "href")), json_true(json_get(c, "strong")));
    g_free(shown);
  }
  json_free(segments);
  return out;
}

static void add_finding(json *findings, json *segments) {
  json_add(json_push(findings, json_object()), "segments", capitalised(segments));
}

static void add_sides(const struct maker *m, unsigned issue, json *findings) {
  static const enum stance stances[] = {STANCE_SUPPORT, STANCE_OPPOSE, STANCE_NEUTRAL};
  json *out = json_array();
  unsigned others[3];
  GPtrArray *cells[3];
  for (int s = 0; s < 3; s++)
    cells[s] = carrying(m, issue, stances[s], &others[s]);
  bool any = false;
  for (int s = 0; s < 3; s++) {
    if (!cells[s]->len) continue;
    bool against_many = s < 2 && cells[1 - s]->len >= 2;
    json *part = side(m, issue, cells[s], cells[s]->len == 1 && others[s] == 0 && against_many);
    if (any) segment_text(out, words_get(m->words, "list.clause"));
    for (json *c = json_first(part); c; c = json_next(c))
      json_push(out, json_copy(c));
    json_free(part);
    any = true;
  }
  for (int s = 0; s < 3; s++)
    g_ptr_array_unref(cells[s]);
  if (any) {
    segment_text(out, words_get(m->words, "list.stop"));
    add_finding(findings, out);
  } else
    json_free(out);
}

// The cells of an issue that enter a finding, best carried first.
static GPtrArray *all_carrying(const struct maker *m, unsigned issue) {
  GPtrArray *cells = g_ptr_array_new();
  for (unsigned a = 0; a < m->codebook->actor_count; a++) {
    const struct cell *cell = matrix_cell(&m->edition->matrix, a, issue);
    if (carries(cell)) g_ptr_array_add(cells, (void *)cell);
  }
  g_ptr_array_sort(cells, best_carried);
  return cells;
}

// The label of a mixed cell, its halves joined as in a sentence.
static char *both_halves(const struct maker *m, const struct cell *cell) {
  char *label = cell_label(cell, m->codebook);
  GString *text = g_string_new(label);
  g_string_replace(text, "; ", words_get(m->words, "findings.halves"), 1);
  g_free(label);
  return g_string_free(text, FALSE);
}

// Says whether the actor's own words or deeds carry that side by themselves.
static bool carries_side(const struct cell *cell, enum stance stance) {
  for (guint i = 0; i < cell->statements->len; i++) {
    const struct statement *s = cell->statements->pdata[i];
    if (s->stance == stance && s->voice != VOICE_ASCRIBED && s->confidence >= MIN_SIDE) return true;
  }
  return false;
}

static void add_both_sides(const struct maker *m, const GPtrArray *cells, json *findings) {
  unsigned n = 0;
  for (guint k = 0; k < cells->len && n < EXTRAS; k++) {
    const struct cell *cell = cells->pdata[k];
    if (cell->stance != STANCE_MIXED || !carries_side(cell, STANCE_SUPPORT) ||
        !carries_side(cell, STANCE_OPPOSE))
      continue;
    const struct issue *i = &m->codebook->issues[cell->issue];
    char *label = both_halves(m, cell);
    json *out = json_array();
    char *evidence = page_path_cell(m->codebook->actors[cell->actor].id, i->id);
    // linked takes evidence over.
    words_weave(m->words, out, "findings.both", "actor", named(m, cell), "label", linked(m, label, evidence),
                NULL);
    add_finding(findings, out);
    g_free(label);
    n++;
  }
}

// The cell that the actor's own words and deeds make, or that others' accounts make, alone.
static struct cell part_of(const struct cell *cell, bool ascribed) {
  struct cell part = {.actor = cell->actor, .issue = cell->issue, .statements = g_ptr_array_new()};
  for (guint i = 0; i < cell->statements->len; i++) {
    const struct statement *s = cell->statements->pdata[i];
    if ((s->voice == VOICE_ASCRIBED) == ascribed) g_ptr_array_add(part.statements, (void *)s);
  }
  if (part.statements->len) cell_decide(&part);
  return part;
}

// The best ascribed statement of that stance whose holder the text names; NULL where nobody stands behind it.
static const struct statement *account(const struct maker *m, const struct cell *part) {
  for (guint i = 0; i < part->statements->len; i++) {
    const struct statement *s = part->statements->pdata[i];
    if (s->stance == part->stance && s->by && ascriber(m->codebook, s)) return s;
  }
  return NULL;
}

static const struct statement *own_word(const struct cell *part) {
  for (guint i = 0; i < part->statements->len; i++) {
    const struct statement *s = part->statements->pdata[i];
    if (s->stance == part->stance) return s;
  }
  return NULL;
}

static bool add_difference(const struct maker *m, const struct cell *cell, json *findings) {
  struct cell own = part_of(cell, false), others = part_of(cell, true);
  const struct statement *said = own_word(&own), *told = account(m, &others);
  bool differs = own.statements->len && others.statements->len && own.stance != others.stance &&
                 own.stance != STANCE_MIXED && others.stance != STANCE_MIXED && said && told;
  if (differs) {
    json *out = json_array();
    char *label = statement_label(m->codebook, said), *other = statement_label(m->codebook, told);
    const char *running =
        json_text(json_get(json_get(words_tree(m->words), "running_names"), ascriber(m->codebook, told)));
    words_weave(m->words, out, "findings.differs", "actor", named(m, cell), "own",
                linked(m, label, statement_href(m, said)), "by",
                plain(running ? running : ascriber(m->codebook, told)), "again", named(m, cell), "other",
                linked(m, other, statement_href(m, told)), NULL);
    add_finding(findings, out);
    g_free(label);
    g_free(other);
  }
  g_ptr_array_unref(own.statements);
  g_ptr_array_unref(others.statements);
  return differs;
}

json *findings_model(const struct maker *m) {
  json *groups = json_array();
  unsigned shown = 0;
  for (unsigned i = 0; i < m->codebook->issue_count && shown < ISSUES; i++) {
    json *sentences = json_array();
    GPtrArray *cells = all_carrying(m, i);
    unsigned differences = 0;
    add_sides(m, i, sentences);
    add_both_sides(m, cells, sentences);
    for (guint k = 0; k < cells->len && differences < EXTRAS; k++)
      differences += add_difference(m, cells->pdata[k], sentences);
    g_ptr_array_unref(cells);
    if (!json_first(sentences)) {
      json_free(sentences);
      continue;
    }
    json *group = json_push(groups, json_object());
    json_add_string(group, "name", m->codebook->issues[i].name);
    json_take(group, "href", page_path_issue(m->codebook->issues[i].id));
    json_add(group, "sentences", sentences);
    shown++;
  }
  return groups;
}
