// SPDX-License-Identifier: MIT
// Two tables: of an article's content hash, its statements; of an article's path, what its file was
// (store/pack.h). The rows of the first are large, so that keys are sought in an index of their own. A
// rollback journal, not WAL: one process writes, nobody reads beside it, WAL's shared memory does not work on
// network file systems, and no second file stays behind. Puts are committed in batches, so an interrupted
// build of many articles keeps most of its work.
#include "store/store.h"
#include "base/files.h"
#include "base/zip.h"
#include "store/pack.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>

enum { APPLICATION_ID = 0x53747064, SCHEMA = 4 }; // "Stpd"
enum { BATCH = 1000, SLACK = 1000 };
#define CACHE "PRAGMA cache_size = -16384;" // KiB: with SQLite's 2 MB most pages are read several times

struct store {
  char *path;
  sqlite3 *db;
  sqlite3_stmt *get, *put, *recall, *know;
  GHashTable *seen; // hashes looked up or put: the site's articles of today
  unsigned pending; // puts since the last commit
  bool torn;
  struct diag *d;
};

static void note(const struct store *s, const char *what) {
  diag_note(s->d, (struct diag_place){.path = s->path}, "%s", what);
}

static bool run(struct store *s, const char *sql) {
  return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

// Tells a flipped bit, which SQLite itself does not look for.
static sqlite3_int64 checksum(const char *bytes, size_t len) {
  return (sqlite3_int64)zip_sum((struct slice){bytes, len});
}

// --- whose file it is ---

enum file_kind { FILE_NONE, FILE_OURS, FILE_OLD, FILE_FOREIGN, FILE_UNKNOWN };

// Reads SQLite's header by hand, so that a file of others is never opened, let alone changed. FILE_UNKNOWN
// leaves errno.
static enum file_kind file_kind(const char *path) {
  char bytes[100];
  const unsigned char *head = (const unsigned char *)bytes;
  int fd = file_open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK, 0);
  if (fd < 0) return errno == ENOENT ? FILE_NONE : FILE_UNKNOWN;
  struct stat status;
  bool known = fstat(fd, &status) == 0, regular = known && S_ISREG(status.st_mode),
       whole = regular && fd_read_exactly(fd, bytes, sizeof bytes),
       failed = !known || (regular && !whole && errno);
  fd_close(fd, false);
  if (failed) return FILE_UNKNOWN;
  if (regular && status.st_size == 0) return FILE_NONE;
  if (!whole || memcmp(head, "SQLite format 3", 16) != 0) return FILE_FOREIGN;
  guint32 application = (guint32)head[68] << 24 | (guint32)head[69] << 16 | (guint32)head[70] << 8 | head[71];
  guint32 schema = (guint32)head[60] << 24 | (guint32)head[61] << 16 | (guint32)head[62] << 8 | head[63];
  if (application != APPLICATION_ID) return FILE_FOREIGN;
  return schema == SCHEMA ? FILE_OURS : FILE_OLD;
}

static bool has_journal(const char *path) {
  char *journal = g_strconcat(path, "-journal", NULL);
  bool has = file_is_there(journal);
  g_free(journal);
  return has;
}

static void remove_file(const char *path) {
  char *journal = g_strconcat(path, "-journal", NULL);
  g_unlink(path);
  g_unlink(journal);
  g_free(journal);
}

// Makes room for a store where something stands that is none: it may be dear to somebody. Returns false where
// it can only be left alone.
static bool set_aside(const struct store *s) {
  char *aside = g_strconcat(s->path, ".aside", NULL);
  bool moved = !file_is_there(aside) && g_rename(s->path, aside) == 0;
  g_free(aside);
  if (moved) remove_file(s->path); // what may be left of a journal
  return moved;
}

// --- opening ---

static void disconnect(struct store *s) {
  sqlite3_finalize(s->get);
  sqlite3_finalize(s->put);
  sqlite3_finalize(s->recall);
  sqlite3_finalize(s->know);
  sqlite3_close(s->db);
  s->get = s->put = s->recall = s->know = NULL;
  s->db = NULL;
}

static void store_free(struct store *s) {
  disconnect(s);
  g_hash_table_unref(s->seen);
  g_free(s->path);
  g_free(s);
}

static bool make_tables(struct store *s) {
  char *sql =
      g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %d;"
                      "CREATE TABLE IF NOT EXISTS results (codebook TEXT NOT NULL, coder TEXT NOT NULL);"
                      "CREATE TABLE IF NOT EXISTS articles (hash TEXT PRIMARY KEY, checksum INTEGER NOT NULL,"
                      " statements BLOB NOT NULL);"
                      "CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, stamp TEXT NOT NULL,"
                      " checksum INTEGER NOT NULL, facts BLOB NOT NULL) WITHOUT ROWID;",
                      APPLICATION_ID, SCHEMA);
  bool ok = run(s, sql);
  g_free(sql);
  return ok;
}

// Empties the store unless its results are of this codebook and coder.
static bool keep_results_of(struct store *s, const char *codebook_hash, const char *coder_version) {
  sqlite3_stmt *q = NULL;
  if (sqlite3_prepare_v2(s->db, "SELECT codebook, coder FROM results", -1, &q, NULL) != SQLITE_OK)
    return false;
  int step = sqlite3_step(q);
  bool same = step == SQLITE_ROW && g_strcmp0((const char *)sqlite3_column_text(q, 0), codebook_hash) == 0 &&
              g_strcmp0((const char *)sqlite3_column_text(q, 1), coder_version) == 0;
  sqlite3_finalize(q);
  if (step != SQLITE_ROW && step != SQLITE_DONE) return false;
  if (same) return true;
  if (!run(s, "DELETE FROM articles; DELETE FROM results")) return false;
  if (sqlite3_prepare_v2(s->db, "INSERT INTO results VALUES (?, ?)", -1, &q, NULL) != SQLITE_OK) return false;
  sqlite3_bind_text(q, 1, codebook_hash, -1, SQLITE_STATIC);
  sqlite3_bind_text(q, 2, coder_version, -1, SQLITE_STATIC);
  bool ok = sqlite3_step(q) == SQLITE_DONE;
  sqlite3_finalize(q);
  return ok;
}

// Has SQLite look over pages and the order of keys: with one of them damaged, rows would be sought in vain.
// What rows hold is checked when they are read.
static bool in_order(struct store *s) {
  sqlite3_stmt *q = NULL;
  bool ok = sqlite3_prepare_v2(s->db, "PRAGMA integrity_check(1)", -1, &q, NULL) == SQLITE_OK &&
            sqlite3_step(q) == SQLITE_ROW && g_strcmp0((const char *)sqlite3_column_text(q, 0), "ok") == 0;
  sqlite3_finalize(q);
  return ok;
}

// Returns SQLITE_OK, or why the store cannot be used.
static int connect_store(struct store *s, const char *codebook_hash, const char *coder_version) {
  bool ok = sqlite3_open_v2(s->path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) == SQLITE_OK;
  // A power cut may tear the cache: it is then made anew. What it must not do is wait for the disk.
  ok = ok &&
       run(s, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;" CACHE
              "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; BEGIN IMMEDIATE");
  if (ok && !in_order(s)) return SQLITE_CORRUPT;
  ok = ok && make_tables(s) && keep_results_of(s, codebook_hash, coder_version);
  ok = ok && sqlite3_prepare_v2(s->db, "SELECT statements, checksum FROM articles WHERE hash = ?", -1,
                                &s->get, NULL) == SQLITE_OK;
  ok = ok &&
       sqlite3_prepare_v2(s->db, "REPLACE INTO articles VALUES (?, ?, ?)", -1, &s->put, NULL) == SQLITE_OK;
  ok = ok && sqlite3_prepare_v2(s->db, "SELECT facts, checksum FROM files WHERE path = ? AND stamp = ?", -1,
                                &s->recall, NULL) == SQLITE_OK;
  ok = ok &&
       sqlite3_prepare_v2(s->db, "REPLACE INTO files VALUES (?, ?, ?, ?)", -1, &s->know, NULL) == SQLITE_OK;
  return ok ? SQLITE_OK : s->db ? sqlite3_errcode(s->db) : SQLITE_NOMEM;
}

static struct store *give_up(struct store *s, const char *what) {
  note(s, what);
  store_free(s);
  return NULL;
}

struct store *store_open(const char *path, const char *codebook_hash, const char *coder_version,
                         struct diag *d) {
  struct store *s = g_new0(struct store, 1);
  s->path = g_strdup(path);
  s->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  s->d = d;
  char *folder = g_path_get_dirname(path);
  g_mkdir_with_parents(folder, 0777); // where this fails, opening says so
  g_free(folder);
  enum file_kind kind = file_kind(path);
  if (kind == FILE_UNKNOWN) {
    diag_note(d, (struct diag_place){.path = path}, "cannot be read: %s; articles are coded without a cache",
              g_strerror(errno));
    store_free(s);
    return NULL;
  }
  if (kind == FILE_FOREIGN && set_aside(s)) {
    note(s, "is no cache of this program; it is kept under its name with .aside, and a cache is made anew");
    kind = FILE_NONE;
  }
  if (kind == FILE_FOREIGN)
    return give_up(s, "is no cache of this program and is left alone; articles are coded without a cache");
  if (kind == FILE_OLD) {
    note(s, "is a cache of another version; it is made anew");
    remove_file(path);
  }
  int code = connect_store(s, codebook_hash, coder_version);
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    return give_up(s, "is in use by another build; articles are coded without a cache");
  if (kind == FILE_OURS && (code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR)) {
    note(s, "is torn; it is made anew");
    disconnect(s);
    remove_file(path);
    code = connect_store(s, codebook_hash, coder_version);
  }
  return code == SQLITE_OK ? s : give_up(s, "cannot be used as a cache; articles are coded without one");
}

// --- closing ---

// Articles that are gone or changed leave their rows behind, for one that comes back; once these outnumber
// the living, they go too.
static void prune(struct store *s) {
  sqlite3_stmt *q = NULL;
  gint64 rows = 0;
  if (sqlite3_prepare_v2(s->db, "SELECT count(*) FROM articles", -1, &q, NULL) == SQLITE_OK &&
      sqlite3_step(q) == SQLITE_ROW)
    rows = sqlite3_column_int64(q, 0);
  sqlite3_finalize(q);
  if (rows <= 2 * (gint64)g_hash_table_size(s->seen) + SLACK) return;
  GPtrArray *gone = g_ptr_array_new_with_free_func(g_free);
  if (sqlite3_prepare_v2(s->db, "SELECT hash FROM articles", -1, &q, NULL) == SQLITE_OK) {
    while (sqlite3_step(q) == SQLITE_ROW) {
      const char *hash = (const char *)sqlite3_column_text(q, 0);
      if (hash && !g_hash_table_contains(s->seen, hash)) g_ptr_array_add(gone, g_strdup(hash));
    }
  }
  sqlite3_finalize(q);
  if (sqlite3_prepare_v2(s->db, "DELETE FROM articles WHERE hash = ?", -1, &q, NULL) == SQLITE_OK) {
    for (guint i = 0; i < gone->len; i++) {
      sqlite3_bind_text(q, 1, gone->pdata[i], -1, SQLITE_STATIC);
      sqlite3_step(q);
      sqlite3_reset(q);
    }
  }
  sqlite3_finalize(q);
  g_ptr_array_unref(gone);
  run(s, "DELETE FROM files"); // these are read once more
}

void store_close(struct store *s) {
  if (!s) return;
  if (!s->torn) {
    prune(s);
    if (!run(s, "COMMIT")) note(s, "could not be written; the next build codes its articles again");
  }
  disconnect(s);
  // A journal that outlives its transaction would be played back by whoever comes next.
  enum file_kind kind = file_kind(s->path);
  if ((kind == FILE_OURS && (s->torn || has_journal(s->path))) || kind == FILE_NONE) remove_file(s->path);
  store_free(s);
}

// --- use ---

// From here on the store neither gives nor takes; closing removes it.
static void give_out(struct store *s) {
  if (!s->torn)
    note(s,
         "cannot be read or written any more; articles are coded without it, the next build makes it anew");
  s->torn = true;
}

static bool read_all(const char *bytes, size_t len, const char *path, GPtrArray *out) {
  guint before = out->len;
  struct slice rest = {bytes, len};
  bool ok = true;
  while (ok && rest.len) {
    struct statement *t = statement_unpack(&rest, path);
    if (t) g_ptr_array_add(out, t);
    ok = t != NULL;
  }
  while (!ok && out->len > before)
    statement_free(g_ptr_array_steal_index(out, out->len - 1));
  return ok;
}

bool store_get(struct store *s, const char *path, const char *content_hash, GPtrArray *out) {
  if (s->torn) return false;
  g_hash_table_add(s->seen, g_strdup(content_hash));
  sqlite3_bind_text(s->get, 1, content_hash, -1, SQLITE_STATIC);
  int step = sqlite3_step(s->get);
  bool ok = step == SQLITE_ROW || step == SQLITE_DONE, found = false;
  if (step == SQLITE_ROW) {
    const char *bytes = sqlite3_column_blob(s->get, 0);
    size_t len = (size_t)sqlite3_column_bytes(s->get, 0);
    ok = found = checksum(bytes, len) == sqlite3_column_int64(s->get, 1) && read_all(bytes, len, path, out);
  }
  sqlite3_reset(s->get);
  if (!ok) give_out(s);
  return found;
}

// Commits in batches.
static void end_put(struct store *s, int step) {
  bool ok = step == SQLITE_DONE;
  if (ok && ++s->pending >= BATCH) {
    s->pending = 0;
    ok = run(s, "COMMIT; BEGIN IMMEDIATE");
  }
  if (!ok) give_out(s);
}

void store_put(struct store *s, const char *content_hash, const GPtrArray *statements, guint from) {
  if (s->torn) return;
  g_hash_table_add(s->seen, g_strdup(content_hash));
  GByteArray *bytes = g_byte_array_new();
  for (guint i = from; i < statements->len; i++)
    statement_pack(statements->pdata[i], bytes);
  sqlite3_bind_text(s->put, 1, content_hash, -1, SQLITE_STATIC);
  sqlite3_bind_int64(s->put, 2, checksum((const char *)bytes->data, bytes->len));
  sqlite3_bind_blob64(s->put, 3, bytes->data ? (const void *)bytes->data : "", bytes->len, SQLITE_STATIC);
  int step = sqlite3_step(s->put);
  sqlite3_reset(s->put);
  sqlite3_clear_bindings(s->put);
  g_byte_array_unref(bytes);
  end_put(s, step);
}

struct article *store_recall(struct store *s, const char *path, const char *stamp, char **content_hash) {
  if (s->torn) return NULL;
  sqlite3_bind_text(s->recall, 1, path, -1, SQLITE_STATIC);
  sqlite3_bind_text(s->recall, 2, stamp, -1, SQLITE_STATIC);
  int step = sqlite3_step(s->recall);
  struct article *a = NULL;
  if (step == SQLITE_ROW) {
    const char *bytes = sqlite3_column_blob(s->recall, 0);
    size_t len = (size_t)sqlite3_column_bytes(s->recall, 0);
    if (checksum(bytes, len) == sqlite3_column_int64(s->recall, 1))
      a = facts_unpack((struct slice){bytes, len}, content_hash);
  }
  sqlite3_reset(s->recall);
  if (step != SQLITE_DONE && !a) give_out(s);
  return a;
}

void store_know(struct store *s, const char *path, const char *stamp, const struct article *a,
                const char *content_hash) {
  if (s->torn) return;
  GByteArray *facts = g_byte_array_new();
  facts_pack(a, content_hash, facts);
  sqlite3_bind_text(s->know, 1, path, -1, SQLITE_STATIC);
  sqlite3_bind_text(s->know, 2, stamp, -1, SQLITE_STATIC);
  sqlite3_bind_int64(s->know, 3, checksum((const char *)facts->data, facts->len));
  sqlite3_bind_blob64(s->know, 4, facts->data, facts->len, SQLITE_STATIC);
  int step = sqlite3_step(s->know);
  sqlite3_reset(s->know);
  sqlite3_clear_bindings(s->know);
  g_byte_array_unref(facts);
  end_put(s, step);
}
