// SPDX-License-Identifier: MIT
// The file: a line that says what it is, the salt, records, and the SHA-256 of all before it. A record is its
// size in bytes, its head, and the texts whose lengths the head says.
#include "site/ledger.h"
#include "base/sha256.h"
#include "base/spill.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define HEADER "standpoint-pages 1\n"
enum {
  DIGITS = 64,
  PARTS = 4,
  STEP = 1 << 20,     // bytes that are digested together
  TOUCHED = 16 << 20, // bytes of the mapped file that may be in memory, as reckoned by...
  AROUND = 1 << 16    // ...what a look at one record brings in beside it
};

struct status {
  gint64 size, modified, changed, inode, device, mode;
};

struct head {
  struct status status;
  char key[DIGITS], sha256[DIGITS], date[16];
  guint32 lengths[PARTS]; // path with its NUL, notes, assets, passages
};

struct record {
  struct head head;
  const char *parts; // the texts one after the other, in the mapped file; NULL: in the spill
  char *path;        // owned, of one in the spill
  guint64 at;        // where it lies there
};

struct ledger {
  char *path;
  char salt[DIGITS + 1];
  GMappedFile *file;
  GHashTable *before; // path -> struct record *: of the last build
  size_t touched;     // bytes of it that were looked at since its memory was last given back
  GPtrArray *now;     // struct record *: of this one
  struct spill *spill;
};

static void free_record(void *p) {
  struct record *r = p;
  g_free(r->path);
  g_free(r);
}

static size_t parts_size(const struct head *h) {
  size_t n = 0;
  for (int i = 0; i < PARTS; i++)
    n += h->lengths[i];
  return n;
}

static struct slice part(const struct record *r, int i) {
  size_t at = 0;
  for (int k = 0; k < i; k++)
    at += r->head.lengths[k];
  return (struct slice){r->parts + at, r->head.lengths[i]};
}

// --- reading ---

// Notes that size bytes of the mapped file are looked at. They can always be read again, so that from time to
// time their memory is given back: a ledger is as large as the text of all articles.
static void touch(struct ledger *l, size_t size) {
  l->touched += size + AROUND;
  if (l->touched < TOUCHED) return;
  l->touched = 0;
#ifdef MADV_DONTNEED
  madvise(g_mapped_file_get_contents(l->file), g_mapped_file_get_length(l->file), MADV_DONTNEED);
#endif
}

static bool read_record(struct ledger *l, struct slice *rest) {
  guint32 size;
  struct record r = {0};
  if (rest->len < sizeof size + sizeof r.head) return false;
  memcpy(&size, rest->data, sizeof size);
  memcpy(&r.head, rest->data + sizeof size, sizeof r.head);
  r.parts = rest->data + sizeof size + sizeof r.head;
  if (size > rest->len - sizeof size || size != sizeof r.head + parts_size(&r.head)) return false;
  if (!r.head.lengths[0] || r.parts[r.head.lengths[0] - 1] != '\0') return false;
  g_hash_table_insert(l->before, (char *)r.parts, g_memdup2(&r, sizeof r));
  *rest = slice_sub(*rest, sizeof size + size, rest->len);
  return true;
}

static bool is_whole(struct ledger *l, struct slice text) {
  char hex[DIGITS + 1];
  if (text.len < strlen(HEADER) + 2 * DIGITS || !slice_starts(text, HEADER)) return false;
  struct sha256 *sum = sha256_new();
  for (size_t at = 0, end = text.len - DIGITS; at < end; at += STEP) {
    size_t n = MIN(end - at, STEP);
    sha256_add(sum, text.data + at, n);
    touch(l, n);
  }
  sha256_end(sum, hex);
  return memcmp(hex, text.data + text.len - DIGITS, DIGITS) == 0;
}

static struct spill *spill_beside(const char *path) {
  char *folder = g_path_get_dirname(path);
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  struct spill *spill = spill_new(fd);
  if (fd >= 0) close(fd);
  g_free(folder);
  return spill;
}

struct ledger *ledger_open(const char *path, const char *salt) {
  struct ledger *l = g_new0(struct ledger, 1);
  l->path = g_strdup(path);
  g_strlcpy(l->salt, salt, sizeof l->salt);
  l->before = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_record);
  l->now = g_ptr_array_new();
  l->spill = spill_beside(path);
  l->file = g_mapped_file_new(path, FALSE, NULL);
  if (!l->file) return l;
  struct slice text = {g_mapped_file_get_contents(l->file), g_mapped_file_get_length(l->file)};
  size_t head = strlen(HEADER);
  if (!is_whole(l, text) || memcmp(text.data + head, salt, DIGITS) != 0) return l;
  struct slice rest = slice_sub(text, head + DIGITS, text.len - DIGITS);
  for (; rest.len; touch(l, sizeof(struct head)))
    if (!read_record(l, &rest)) {
      g_hash_table_remove_all(l->before);
      break;
    }
  return l;
}

void ledger_free(struct ledger *l) {
  if (!l) return;
  for (guint i = 0; i < l->now->len; i++) {
    struct record *r = l->now->pdata[i];
    if (!r->parts) free_record(r); // the others are those of the last build
  }
  g_ptr_array_unref(l->now);
  spill_free(l->spill);
  g_hash_table_unref(l->before);
  if (l->file) g_mapped_file_unref(l->file);
  g_free(l->path);
  g_free(l);
}

// --- use ---

static gint64 nanoseconds(struct timespec t) {
  return (gint64)t.tv_sec * 1000000000 + t.tv_nsec;
}

static struct status status_of(const struct stat *s) {
  return (struct status){(gint64)s->st_size, nanoseconds(s->st_mtim), nanoseconds(s->st_ctim),
                         (gint64)s->st_ino,  (gint64)s->st_dev,       (gint64)s->st_mode};
}

bool ledger_find(struct ledger *l, const char *path, const char *key, const struct stat *status,
                 struct ledger_page *page) {
  const struct record *r = g_hash_table_lookup(l->before, path);
  struct status now = status_of(status);
  if (!r || memcmp(r->head.key, key, DIGITS) != 0 || memcmp(&r->head.status, &now, sizeof now) != 0)
    return false;
  touch(l, parts_size(&r->head));
  *page = (struct ledger_page){.notes = part(r, 1), .assets = part(r, 2), .passages = part(r, 3)};
  memcpy(page->sha256, r->head.sha256, DIGITS);
  g_strlcpy(page->date, r->head.date, sizeof page->date);
  return true;
}

void ledger_keep(struct ledger *l, const char *path) {
  struct record *r = g_hash_table_lookup(l->before, path);
  if (r) g_ptr_array_add(l->now, r);
}

void ledger_put(struct ledger *l, const char *path, const char *key, const struct ledger_page *page) {
  struct record *r = g_new0(struct record, 1);
  const struct slice parts[PARTS] = {{path, strlen(path) + 1}, page->notes, page->assets, page->passages};
  memcpy(r->head.key, key, DIGITS);
  memcpy(r->head.sha256, page->sha256, DIGITS);
  g_strlcpy(r->head.date, page->date, sizeof r->head.date);
  r->path = g_strdup(path);
  for (int i = 0; i < PARTS; i++) {
    r->head.lengths[i] = (guint32)parts[i].len;
    guint64 at = spill_put(l->spill, parts[i]);
    if (i == 0) r->at = at;
  }
  g_ptr_array_add(l->now, r);
}

// --- writing ---

gint64 ledger_settle(struct ledger *l, const char *folder) {
  gint64 changed = 0;
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (guint i = 0; i < l->now->len; i++) {
    struct record *r = l->now->pdata[i];
    struct stat s;
    r->head.status = (struct status){0}; // no file stands so
    if (r->parts) touch(l, 0);
    if (fd < 0 || fstatat(fd, r->path ? r->path : r->parts, &s, AT_SYMLINK_NOFOLLOW) != 0) continue;
    r->head.status = status_of(&s);
    changed = MAX(changed, r->head.status.changed);
  }
  if (fd >= 0) close(fd);
  return changed;
}

static bool put(FILE *f, struct sha256 *sum, const void *bytes, size_t n) {
  sha256_add(sum, bytes, n);
  return fwrite(bytes, 1, n, f) == n;
}

static bool put_parts(struct ledger *l, const struct record *r, size_t size, GString *room, FILE *f,
                      struct sha256 *sum) {
  if (r->parts) {
    touch(l, size);
    return put(f, sum, r->parts, size);
  }
  g_string_set_size(room, size);
  return spill_get(l->spill, r->at, size, room->str) && put(f, sum, room->str, size);
}

static bool put_all(struct ledger *l, FILE *f, struct sha256 *sum) {
  GString *room = g_string_new(NULL);
  bool ok = put(f, sum, HEADER, strlen(HEADER)) && put(f, sum, l->salt, DIGITS);
  for (guint i = 0; ok && i < l->now->len; i++) {
    const struct record *r = l->now->pdata[i];
    size_t parts = parts_size(&r->head);
    guint32 size = (guint32)(sizeof r->head + parts);
    ok = put(f, sum, &size, sizeof size) && put(f, sum, &r->head, sizeof r->head) &&
         put_parts(l, r, parts, room, f, sum);
  }
  g_string_free(room, TRUE);
  return ok;
}

void ledger_write(struct ledger *l) {
  char *next = g_strconcat(l->path, ".next", NULL), hex[DIGITS + 1];
  FILE *f = fopen(next, "wb");
  struct sha256 *sum = sha256_new();
  bool ok = f && put_all(l, f, sum);
  sha256_end(sum, hex);
  ok = ok && fwrite(hex, 1, DIGITS, f) == DIGITS;
  if (f) ok = fclose(f) == 0 && ok;
  if (!ok || g_rename(next, l->path) != 0) g_unlink(next);
  g_free(next);
}
