// SPDX-License-Identifier: MIT
#include "store/sorter.h"
#include "base/stop.h"
#include <errno.h>
#include <sqlite3.h>
#include <unistd.h>

// Pages are as long as reads and writes are, and reading sorted runs goes page by page.
static const char setup[] =
    "PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
    "CREATE TABLE found (id INTEGER NOT NULL, cell INTEGER NOT NULL, doc TEXT NOT NULL,"
    " source TEXT, date TEXT, person TEXT, concept TEXT, stance INTEGER NOT NULL,"
    " agreement INTEGER NOT NULL, voice INTEGER NOT NULL, confidence INTEGER NOT NULL);"
    "BEGIN";
#define COLUMNS "id, cell, doc, source, date, person, concept, stance, agreement, voice, confidence"

enum { ASK_EACH = 10000 }; // steps of SQLite's machine

struct sorter {
  const struct codebook *codebook;
  char *folder;
  sqlite3 *db;
  sqlite3_stmt *add;
  bool failed, in_memory;
  struct diag *d;
};

// What SQLite asks now and then: sorting takes long.
static int is_stopped(void *none) {
  (void)none;
  return stop_asked() != 0;
}

// Says once what went wrong; that a signal asked to stop is nothing that went wrong. Returns false.
static bool fail(struct sorter *l) {
  if (l->failed) return false;
  l->failed = true;
  if (stop_asked()) return false;
  struct diag_place at = {.path = l->folder};
  int code = l->db ? sqlite3_errcode(l->db) : SQLITE_NOMEM, system = l->db ? sqlite3_system_errno(l->db) : 0;
  if (code == SQLITE_NOMEM && l->in_memory)
    return diag_error(
        l->d, at,
        "cannot be written to, and the statements are more than --memory has room for; expected "
        "a folder for temporary files");
  if (code == SQLITE_FULL && !system) system = ENOSPC;
  return diag_error(l->d, at, "a temporary file in this folder cannot be used: %s",
                    system ? g_strerror(system) : sqlite3_errstr(code));
}

static sqlite3_stmt *prepare(struct sorter *l, const char *sql) {
  sqlite3_stmt *q = NULL;
  if (l->failed || sqlite3_prepare_v2(l->db, sql, -1, &q, NULL) != SQLITE_OK) fail(l);
  return q;
}

// Returns whether there is a row; none left is no failure.
static bool step(struct sorter *l, sqlite3_stmt *q) {
  int code = q ? sqlite3_step(q) : SQLITE_DONE;
  if (code != SQLITE_ROW && code != SQLITE_DONE) fail(l);
  return code == SQLITE_ROW;
}

static bool run(struct sorter *l, const char *sql) {
  return !l->failed && (sqlite3_exec(l->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail(l));
}

struct sorter *sorter_new(const struct codebook *c, const char *folder, size_t memory, struct diag *d) {
  struct sorter *l = g_new0(struct sorter, 1);
  *l = (struct sorter){.codebook = c, .folder = g_strdup(folder), .d = d};
  l->in_memory = access(folder, W_OK | X_OK) != 0;
  // SQLite looks for another folder where it may not write to this one: hence the limit of memory instead.
  sqlite3_free(sqlite3_temp_directory);
  sqlite3_temp_directory = sqlite3_mprintf("%s", folder);
  sqlite3_hard_heap_limit64(l->in_memory ? (sqlite3_int64)memory : 0);
  if (sqlite3_open(l->in_memory ? ":memory:" : "", &l->db) != SQLITE_OK) fail(l);
  if (l->db) sqlite3_progress_handler(l->db, ASK_EACH, is_stopped, NULL);
  if (l->in_memory) run(l, "PRAGMA temp_store = MEMORY");
  // As much again goes to the sorter, and half of it for a moment while it grows.
  char *cache = g_strdup_printf("PRAGMA cache_size = -%zu", memory / 3 / 1024);
  if (run(l, setup) && run(l, cache))
    l->add = prepare(l, "INSERT INTO found (" COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?,?)");
  g_free(cache);
  return l;
}

void sorter_free(struct sorter *l) {
  if (!l) return;
  sqlite3_finalize(l->add);
  sqlite3_close(l->db);
  sqlite3_free(sqlite3_temp_directory);
  sqlite3_temp_directory = NULL;
  sqlite3_hard_heap_limit64(0);
  g_free(l->folder);
  g_free(l);
}

bool sorter_failed(const struct sorter *l) {
  return l->failed;
}

// --- rows ---

static const guint64 TOP = G_GUINT64_CONSTANT(1)
                           << 63; // SQLite's integers have a sign; ids sort as text does

static sqlite3_int64 number_of(const char *id) {
  return (sqlite3_int64)(g_ascii_strtoull(id, NULL, 16) ^ TOP);
}

static void id_of(char id[17], sqlite3_int64 number) {
  g_snprintf(id, 17, "%016" G_GINT64_MODIFIER "x", (guint64)number ^ TOP);
}

bool sorter_add(struct sorter *l, const struct statement *s, unsigned cell) {
  if (l->failed) return false;
  const char *const texts[] = {s->doc, s->source, s->date, s->person, s->concept};
  const int codes[] = {(int)s->stance, s->agreement, (int)s->voice, (int)s->confidence};
  sqlite3_bind_int64(l->add, 1, number_of(s->id));
  sqlite3_bind_int64(l->add, 2, cell);
  for (int i = 0; i < (int)G_N_ELEMENTS(texts); i++)
    sqlite3_bind_text(l->add, 3 + i, texts[i], -1, SQLITE_STATIC);
  for (int i = 0; i < (int)G_N_ELEMENTS(codes); i++)
    sqlite3_bind_int(l->add, 8 + i, codes[i]);
  int code = sqlite3_step(l->add);
  if (code != SQLITE_DONE) fail(l); // before the reset, which forgets
  sqlite3_reset(l->add);
  return !l->failed;
}

static char *text_at(sqlite3_stmt *q, int column) {
  return (char *)sqlite3_column_text(q, column);
}

// Reads a row of COLUMNS; the texts are SQLite's until the next step.
static unsigned read_row(const struct sorter *l, sqlite3_stmt *q, struct statement *s) {
  unsigned cell = (unsigned)sqlite3_column_int64(q, 1), issues = l->codebook->issue_count;
  *s = (struct statement){.doc = text_at(q, 2),
                          .source = text_at(q, 3),
                          .date = text_at(q, 4),
                          .actor = (char *)l->codebook->actors[cell / issues].id,
                          .issue = (char *)l->codebook->issues[cell % issues].id,
                          .person = text_at(q, 5),
                          .concept = text_at(q, 6),
                          .stance = (enum stance)sqlite3_column_int(q, 7),
                          .agreement = sqlite3_column_int(q, 8),
                          .voice = (enum voice)sqlite3_column_int(q, 9),
                          .confidence = (unsigned)sqlite3_column_int(q, 10)};
  id_of(s->id, sqlite3_column_int64(q, 0));
  return cell;
}

// --- doubled ids ---

struct chooser {
  struct sorter *l;
  int (*compare)(const struct statement *, const struct statement *);
  sqlite3_stmt *fetch, *drop;
  sqlite3_int64 id, row;  // of the best so far
  struct statement *best; // NULL while it is the only one
};

static struct statement *fetch(struct chooser *c, sqlite3_int64 row) {
  struct statement s, *copy = NULL;
  sqlite3_bind_int64(c->fetch, 1, row);
  if (step(c->l, c->fetch)) {
    read_row(c->l, c->fetch, &s);
    copy = statement_copy(&s);
  }
  sqlite3_reset(c->fetch);
  return copy;
}

static void drop(struct chooser *c, sqlite3_int64 row) {
  sqlite3_bind_int64(c->drop, 1, row);
  step(c->l, c->drop);
  sqlite3_reset(c->drop);
}

// Another one with the id of the best.
static void contest(struct chooser *c, sqlite3_int64 row) {
  if (!c->best) c->best = fetch(c, c->row);
  struct statement *other = fetch(c, row);
  if (!c->best || !other || c->compare(c->best, other) <= 0) {
    statement_free(other);
    drop(c, row);
    return;
  }
  drop(c, c->row);
  statement_free(c->best);
  c->best = other;
  c->row = row;
}

bool sorter_choose(struct sorter *l, int (*compare)(const struct statement *, const struct statement *)) {
  struct chooser c = {.l = l, .compare = compare};
  sqlite3_stmt *q = prepare(l, "SELECT id, rowid FROM found ORDER BY id");
  c.fetch = prepare(l, "SELECT " COLUMNS " FROM found WHERE rowid = ?");
  c.drop = prepare(l, "DELETE FROM found WHERE rowid = ?");
  for (bool first = true; !l->failed && step(l, q); first = false) {
    sqlite3_int64 id = sqlite3_column_int64(q, 0), row = sqlite3_column_int64(q, 1);
    if (!first && id == c.id) {
      contest(&c, row);
      continue;
    }
    c.id = id;
    c.row = row;
    statement_free(c.best);
    c.best = NULL;
  }
  statement_free(c.best);
  sqlite3_finalize(q);
  sqlite3_finalize(c.fetch);
  sqlite3_finalize(c.drop);
  return !l->failed;
}

// --- reading ---

struct sorter_walk {
  struct sorter *l;
  sqlite3_stmt *query;
  enum sorter_order order;
  bool row; // the query stands on one that was not returned yet
  struct statement statement;
};

struct sorter_walk *sorter_walk_new(struct sorter *l, enum sorter_order order) {
  static const char *const queries[] = {
      [SORTER_BY_DOCUMENT] = "SELECT " COLUMNS " FROM found ORDER BY doc, source, date, id",
      [SORTER_BEST_FIRST] =
          "SELECT id, cell FROM found ORDER BY cell, voice, confidence DESC, date DESC, id"};
  sqlite3_stmt *query = prepare(l, queries[order]);
  bool row = step(l, query); // the first step sorts
  if (l->failed) {
    sqlite3_finalize(query);
    return NULL;
  }
  struct sorter_walk *w = g_new0(struct sorter_walk, 1);
  *w = (struct sorter_walk){.l = l, .query = query, .order = order, .row = row};
  return w;
}

void sorter_walk_free(struct sorter_walk *w) {
  if (!w) return;
  sqlite3_finalize(w->query);
  g_free(w);
}

const struct statement *sorter_next(struct sorter_walk *w, unsigned *cell) {
  bool row = w->row || step(w->l, w->query);
  w->row = false;
  if (!row) return NULL;
  if (w->order == SORTER_BY_DOCUMENT)
    *cell = read_row(w->l, w->query, &w->statement);
  else {
    id_of(w->statement.id, sqlite3_column_int64(w->query, 0));
    *cell = (unsigned)sqlite3_column_int64(w->query, 1);
  }
  return &w->statement;
}

bool sorter_count(struct sorter *l, void (*visit)(const struct sorter_count *count, void *data), void *data) {
  sqlite3_stmt *q =
      prepare(l, "SELECT cell, COUNT(DISTINCT source), COUNT(DISTINCT person), MIN(date), MAX(date)"
                 " FROM found GROUP BY cell ORDER BY cell");
  while (!l->failed && step(l, q)) {
    struct sorter_count count = {.cell = (unsigned)sqlite3_column_int64(q, 0),
                                 .sources = (unsigned)sqlite3_column_int64(q, 1),
                                 .people = (unsigned)sqlite3_column_int64(q, 2),
                                 .first = text_at(q, 3),
                                 .last = text_at(q, 4)};
    visit(&count, data);
  }
  sqlite3_finalize(q);
  return !l->failed;
}
