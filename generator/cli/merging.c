// SPDX-License-Identifier: MIT
#include "cli/merging.h"
#include "matrix/cell_sum.h"
#include "matrix/evidence.h"
#include "matrix/matrix_out.h"
#include "matrix/places.h"
#include "store/sorter.h"

// What is kept of a cell.
struct entry {
  struct cell cell; // its dates are owned here
  struct cell_sum sum;
  unsigned *labels;
};

struct merging {
  const struct codebook *codebook;
  struct merging_options options;
  struct places places;
  struct sorter *sorter;
  struct entry **entries; // by cell; NULL where empty
  guint64 taken, documents;
  GHashTable *named; // with options.best: char * of the ids that stand in the matrix
  struct diag *d;
};

static size_t cell_count(const struct merging *m) {
  return (size_t)m->codebook->actor_count * m->codebook->issue_count;
}

struct merging *merging_new(const struct codebook *c, const struct merging_options *options, struct diag *d) {
  struct merging *m = g_new0(struct merging, 1);
  *m = (struct merging){.codebook = c, .options = *options, .d = d};
  places_init(&m->places, c);
  m->sorter = sorter_new(c, options->folder, options->memory, d);
  m->entries = g_new0(struct entry *, cell_count(m) + 1);
  if (options->best) m->named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return m;
}

void merging_free(struct merging *m) {
  if (!m) return;
  for (size_t i = 0; i < cell_count(m); i++) {
    struct entry *e = m->entries[i];
    if (!e) continue;
    g_free((char *)e->cell.first);
    g_free((char *)e->cell.last);
    g_free(e->labels);
    g_free(e);
  }
  g_free(m->entries);
  sorter_free(m->sorter);
  places_release(&m->places);
  if (m->named) g_hash_table_unref(m->named);
  g_free(m);
}

void merging_take(struct statement *s, void *data) {
  struct merging *m = data;
  unsigned actor, issue;
  m->taken++;
  if (places_find(&m->places, s, &actor, &issue, m->d))
    sorter_add(m->sorter, s, actor * m->codebook->issue_count + issue);
  statement_free(s);
}

guint64 merging_count(const struct merging *m) {
  return m->taken;
}

bool merging_failed(const struct merging *m) {
  return sorter_failed(m->sorter);
}

// --- sums ---

static struct entry *entry_at(struct merging *m, unsigned cell) {
  struct entry **e = &m->entries[cell];
  if (!*e) {
    unsigned issues = m->codebook->issue_count;
    *e = g_new0(struct entry, 1);
    (*e)->cell.actor = cell / issues;
    (*e)->cell.issue = cell % issues;
    (*e)->labels = g_new0(unsigned, label_room(&m->codebook->issues[cell % issues]));
  }
  return *e;
}

static void add_all(struct merging *m, struct sorter_walk *w) {
  GString *doc = g_string_new(NULL);
  const struct statement *s;
  for (unsigned cell; (s = sorter_next(w, &cell));) {
    if (!m->documents || strcmp(doc->str, s->doc) != 0) {
      m->documents++;
      g_string_assign(doc, s->doc);
    }
    struct entry *e = entry_at(m, cell);
    cell_sum_add(&e->sum, s, m->documents);
    label_add(e->labels, s, &m->codebook->issues[e->cell.issue]);
  }
  g_string_free(doc, TRUE);
}

static void set_counts(const struct sorter_count *count, void *data) {
  struct merging *m = data;
  struct cell *cell = &entry_at(m, count->cell)->cell;
  cell->sources = count->sources;
  cell->people = count->people;
  cell->first = g_strdup(count->first);
  cell->last = g_strdup(count->last);
}

static bool sum_up(struct merging *m) {
  struct sorter_walk *w = NULL;
  bool ok = sorter_choose(m->sorter, evidence_compare) && sorter_count(m->sorter, set_counts, m) &&
            (w = sorter_walk_new(m->sorter, SORTER_BY_DOCUMENT));
  if (ok) add_all(m, w);
  sorter_walk_free(w);
  for (size_t i = 0; i < cell_count(m); i++)
    if (m->entries[i]) cell_sum_finish(&m->entries[i]->sum, &m->entries[i]->cell);
  return ok && !sorter_failed(m->sorter);
}

// --- text ---

static void begin(struct merging *m, struct matrix_out *o) {
  const char *from = NULL, *to = NULL;
  for (size_t i = 0; i < cell_count(m); i++) {
    const struct cell *c = m->entries[i] ? &m->entries[i]->cell : NULL;
    if (!c || !c->first) continue;
    if (!from || strcmp(c->first, from) < 0) from = c->first;
    if (!to || strcmp(c->last, to) > 0) to = c->last;
  }
  matrix_out_begin(o, m->codebook, from, to, (unsigned)m->documents, m->options.best);
}

static void end_cell(const struct merging *m, struct matrix_out *o, const struct entry *e) {
  if (!e) return;
  char *label = label_of(e->labels, e->cell.stance, &m->codebook->issues[e->cell.issue]);
  matrix_out_label(o, label);
  g_free(label);
}

static void put_cells(struct merging *m, struct matrix_out *o, struct sorter_walk *w) {
  const struct entry *at = NULL;
  const struct statement *s;
  unsigned ids = 0;
  for (unsigned cell; (s = sorter_next(w, &cell));) {
    if (m->entries[cell] != at) {
      end_cell(m, o, at);
      at = m->entries[cell];
      matrix_out_cell(o, m->codebook, &at->cell);
      ids = 0;
    }
    if (m->options.best && ids == m->options.best) continue;
    if (m->named) g_hash_table_add(m->named, g_strdup(s->id));
    matrix_out_id(o, s->id, ids++ == 0);
  }
  end_cell(m, o, at);
}

static void put_evidence(struct merging *m, struct matrix_out *o, struct sorter_walk *w) {
  struct statement *before = NULL;
  const struct statement *s;
  matrix_out_evidence(o);
  for (unsigned cell; (s = sorter_next(w, &cell));) {
    if (m->named && !g_hash_table_contains(m->named, s->id)) continue;
    bool opens = !before || !evidence_same_document(before, s);
    matrix_out_statement(o, s, opens);
    if (!opens) continue;
    statement_free(before);
    before = statement_copy(s);
  }
  statement_free(before);
}

bool merging_write(struct merging *m, FILE *out) {
  bool ok = sum_up(m);
  struct sorter_walk *ids = ok ? sorter_walk_new(m->sorter, SORTER_BEST_FIRST) : NULL,
                     *evidence = ids ? sorter_walk_new(m->sorter, SORTER_BY_DOCUMENT) : NULL;
  if (evidence) {
    struct matrix_out o = {.text = g_string_new(NULL), .file = out};
    begin(m, &o);
    put_cells(m, &o, ids);
    put_evidence(m, &o, evidence);
    matrix_out_end(&o);
    g_string_free(o.text, TRUE);
  }
  sorter_walk_free(ids);
  sorter_walk_free(evidence);
  return evidence && !sorter_failed(m->sorter);
}
