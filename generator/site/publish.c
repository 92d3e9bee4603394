// SPDX-License-Identifier: MIT
#include "site/publish.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/texts.h"
#include "site/gate.h"
#include "site/publish_parts.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

// Up to so many new files and folders are synced one by one; beyond that one sync of the file system is
// cheaper.
enum { SYNC_SINGLY = 64 };

struct publication {
  bool dry;     // keeps nothing
  bool broken;  // something of the new site could not be made
  bool refused; // by the gate
  struct place place;
  struct tree old, next; // next is opened when there is something to write
  struct manifest before, now;
  GHashTable *sources;                  // path -> what it was made from
  GHashTable *alike;                    // path without its capitals -> path, borrowed from sources
  GHashTable *folders;                  // folder -> what the first file in it was made from; borrowed
  GHashTable *made;                     // folders that stand in next
  GPtrArray *written, *kept;            // paths of now, borrowed
  GPtrArray *copied;                    // of those taken along: what could not be linked; borrowed
  GPtrArray *foreign, *foreign_folders; // paths in old that the program did not write, sorted
  struct gate *gate;
  struct diag *held; // what the gate says until publish_check
};

static struct publication *publication_new(void) {
  struct publication *p = g_new0(struct publication, 1);
  p->place = (struct place){.parent = -1, .lock_fd = -1};
  p->old.fd = p->next.fd = -1;
  manifest_init(&p->before);
  manifest_init(&p->now);
  p->sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  p->alike = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  p->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  p->made = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  p->written = g_ptr_array_new();
  p->kept = g_ptr_array_new();
  p->copied = g_ptr_array_new();
  p->foreign = g_ptr_array_new_with_free_func(g_free);
  p->foreign_folders = g_ptr_array_new_with_free_func(g_free);
  p->gate = gate_new();
  p->held = diag_new_held();
  return p;
}

static void publication_free(struct publication *p) {
  tree_release(&p->old);
  tree_release(&p->next);
  place_release(&p->place);
  manifest_release(&p->before);
  manifest_release(&p->now);
  g_hash_table_unref(p->alike);
  g_hash_table_unref(p->sources);
  g_hash_table_unref(p->folders);
  g_hash_table_unref(p->made);
  g_ptr_array_unref(p->written);
  g_ptr_array_unref(p->kept);
  g_ptr_array_unref(p->copied);
  g_ptr_array_unref(p->foreign);
  g_ptr_array_unref(p->foreign_folders);
  gate_free(p->gate);
  diag_free(p->held);
  g_free(p);
}

struct publication *publish_begin_dry(void) {
  struct publication *p = publication_new();
  p->dry = true;
  return p;
}

struct publication *publish_begin(const char *output, bool *busy, struct diag *d) {
  bool locked = false;
  struct publication *p = publication_new();
  bool ok = place_open(&p->place, output, &locked, d);
  if (busy) *busy = locked;
  if (ok) {
    p->old.fd = folder_open(p->place.parent, p->place.name);
    if (p->old.fd < 0 && errno != ENOENT)
      ok = place_error(&p->place, d, "", "cannot be opened", errno);
    else if (p->old.fd >= 0)
      ok = manifest_read(&p->before, &p->old, p->place.shown, d);
  }
  if (ok) return p;
  publication_free(p);
  return NULL;
}

void publish_abandon(struct publication *p) {
  if (!p) return;
  if (p->next.fd >= 0) {
    tree_release(&p->next);
    place_discard(&p->place);
  }
  publication_free(p);
}

// --- putting files ---

bool publish_failed(struct publication *p, struct diag *d, const char *path, const char *what) {
  p->broken = true;
  return place_error(&p->place, d, path, what, errno);
}

static bool fail(struct publication *p, struct diag *d, const char *path, const char *what) {
  return publish_failed(p, d, path, what);
}

static bool stopped(struct publication *p) {
  if (stop_asked()) p->broken = true;
  return stop_asked() != 0;
}

// Opens next where that is not done yet.
static bool open_next(struct publication *p, struct diag *d) {
  if (p->next.fd >= 0) return true;
  if (mkdirat(p->place.parent, p->place.next, 0777) != 0)
    return fail(p, d, "", "the new site beside it cannot be made");
  p->next.fd = folder_open(p->place.parent, p->place.next);
  if (p->next.fd < 0 || !tree_write(&p->next, BUILDING, (struct slice){0}))
    return fail(p, d, "", "the new site beside it cannot be made");
  return true;
}

// Makes the folders around path in next.
static bool make_folders(struct publication *p, const char *path, struct diag *d) {
  for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
    char *folder = g_strndup(path, (size_t)(slash - path));
    if (g_hash_table_contains(p->made, folder))
      g_free(folder);
    else if (tree_make_folder(&p->next, folder))
      g_hash_table_add(p->made, folder);
    else {
      fail(p, d, folder, "folder cannot be made");
      g_free(folder);
      return false;
    }
  }
  return true;
}

static bool write_file(struct publication *p, const char *path, struct slice bytes, struct diag *d) {
  if (!open_next(p, d) || !make_folders(p, path, d)) return false;
  return tree_write(&p->next, path, bytes) || fail(p, d, path, "cannot be written");
}

static bool stands_already(struct publication *p, const char *path, struct slice bytes, const char *sha256) {
  const struct manifest_entry *e = g_hash_table_lookup(p->before.by_path, path);
  if (!e || e->size != bytes.len || strcmp(e->sha256, sha256) != 0) return false;
  char *old = tree_read(&p->old, path, bytes.len);
  bool same = old && slice_eq(bytes, (struct slice){old, bytes.len});
  g_free(old);
  return same;
}

// Returns the source of the file that stands where path has a folder, or NULL.
static const char *file_above(const struct publication *p, const char *path) {
  const char *source = NULL;
  for (const char *slash = strchr(path, '/'); slash && !source; slash = strchr(slash + 1, '/')) {
    char *folder = g_strndup(path, (size_t)(slash - path));
    source = g_hash_table_lookup(p->sources, folder);
    g_free(folder);
  }
  return source;
}

// Returns path as file systems see it that tell neither capitals nor ways to write an accent apart.
static char *blurred(const char *path) {
  char *whole = memory_normalize(path, G_NORMALIZE_DEFAULT), *folded = g_utf8_casefold(whole, -1);
  g_free(whole);
  return folded;
}

// Has path stand for all that are alike. Returns another one that does already, or NULL.
static const char *alike(struct publication *p, char *path) {
  char *key = blurred(path);
  const char *other = g_hash_table_lookup(p->alike, key);
  if (other)
    g_free(key);
  else
    g_hash_table_insert(p->alike, key, path);
  return other;
}

bool publish_claim(struct publication *p, const char *path, const char *source, struct diag *d) {
  const char *fault = path_fault(path), *other;
  struct diag_place at = {.path = source};
  if (fault) return diag_error(d, at, "page path \"%s\" %s", path, fault);
  if ((other = g_hash_table_lookup(p->sources, path)))
    return diag_error(d, at, "makes %s, which %s makes too, expected one source for each file", path, other);
  if ((other = g_hash_table_lookup(p->folders, path)))
    return diag_error(d, at, "makes %s, where %s needs a folder, expected another path", path, other);
  if ((other = file_above(p, path)))
    return diag_error(d, at, "makes %s, where %s makes a file of a folder in it, expected another path", path,
                      other);
  char *key = g_strdup(path), *kept = g_strdup(source);
  if ((other = alike(p, key))) {
    diag_error(d, at,
               "makes %s, which many file systems take for the %s that %s makes, expected another name", path,
               other, (const char *)g_hash_table_lookup(p->sources, other));
    g_free(key);
    g_free(kept);
    return false;
  }
  g_hash_table_insert(p->sources, key, kept);
  for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
    char *folder = g_strndup(path, (size_t)(slash - path));
    if (g_hash_table_contains(p->folders, folder))
      g_free(folder);
    else
      g_hash_table_insert(p->folders, folder, kept);
  }
  return true;
}

bool publish_put_read(struct publication *p, const char *path, struct slice bytes,
                      const struct publish_reading *r, const char *source, struct diag *d) {
  if (stopped(p) || !publish_claim(p, path, source, d)) return false;
  const struct manifest_entry *e = manifest_add(&p->now, path, bytes.len, r->sha256);
  gate_take(p->gate, path, r->notes, bytes, p->held);
  if (p->dry || stands_already(p, path, bytes, r->sha256)) {
    g_ptr_array_add(p->kept, e->path);
    return true;
  }
  g_ptr_array_add(p->written, e->path);
  return write_file(p, path, bytes, d);
}

bool publish_put(struct publication *p, const char *path, struct slice bytes, const char *source,
                 struct diag *d) {
  struct publish_reading r = publish_read(path, bytes);
  bool ok = publish_put_read(p, path, bytes, &r, source, d);
  publish_reading_release(&r);
  return ok;
}

// --- files in pieces (publish_stream.c) ---

bool publish_is_dry(const struct publication *p) {
  return p->dry;
}

int publish_old(struct publication *p, const char *path, size_t *size) {
  const struct manifest_entry *e = g_hash_table_lookup(p->before.by_path, path);
  int fd = e && !p->dry ? tree_open(&p->old, path, e->size) : -1;
  if (fd >= 0) *size = e->size;
  return fd;
}

int publish_create(struct publication *p, const char *path, struct diag *d) {
  if (stopped(p) || !open_next(p, d) || !make_folders(p, path, d)) return -1;
  int fd = tree_create(&p->next, path);
  if (fd < 0) fail(p, d, path, "cannot be written");
  return fd;
}

void publish_note(struct publication *p, const char *path, size_t size, const struct publish_reading *r,
                  bool kept) {
  const struct manifest_entry *e = manifest_add(&p->now, path, size, r->sha256);
  gate_take(p->gate, path, r->notes, (struct slice){"", 0}, p->held);
  g_ptr_array_add(kept ? p->kept : p->written, e->path);
}

bool publish_standing(struct publication *p, const char *path, struct stat *status) {
  const char *name;
  if (p->old.fd < 0 || !g_hash_table_contains(p->before.by_path, path)) return false;
  int folder = tree_folder(&p->old, path, &name);
  return folder >= 0 && fstatat(folder, name, status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status->st_mode);
}

bool publish_keep(struct publication *p, const char *path, const struct publish_reading *r,
                  const char *source, struct diag *d) {
  if (!publish_claim(p, path, source, d)) return false;
  const struct manifest_entry *old = g_hash_table_lookup(p->before.by_path, path);
  const struct manifest_entry *e = manifest_add(&p->now, path, old->size, r->sha256);
  gate_take(p->gate, path, r->notes, (struct slice){"", 0}, p->held);
  g_ptr_array_add(p->kept, e->path);
  return true;
}

int publish_folder(const struct publication *p) {
  return p->place.parent;
}

// --- foreign files ---

static bool see_foreign(const char *path, const struct stat *status, void *data) {
  struct publication *p = data;
  bool folder = S_ISDIR(status->st_mode);
  if (g_str_has_prefix(path, RESERVED) ||
      g_hash_table_contains(folder ? p->before.folders : p->before.by_path, path))
    return true;
  g_ptr_array_add(folder ? p->foreign_folders : p->foreign, g_strdup(path));
  return true;
}

bool publish_foreign(const struct publication *p, const char *path) {
  struct stat status;
  return p->old.fd >= 0 && !g_hash_table_contains(p->before.by_path, path) &&
         fstatat(p->old.fd, path, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

static bool check_foreign(const struct publication *p, const char *path, bool folder, struct diag *d) {
  const char *source = g_hash_table_lookup(p->sources, path);
  if (!source && !folder) source = g_hash_table_lookup(p->folders, path);
  if (!source) source = file_above(p, path);
  if (!source) return true;
  char *shown = g_build_filename(p->place.shown, path, NULL);
  diag_error(d, (struct diag_place){.path = shown},
             "was not made by this program and stands where %s has its page, move it away", source);
  g_free(shown);
  return false;
}

// Finds what stands in the old site and is not the program's.
static bool find_foreign(struct publication *p, struct diag *d) {
  g_ptr_array_set_size(p->foreign, 0);
  g_ptr_array_set_size(p->foreign_folders, 0);
  if (p->old.fd < 0) return true;
  char *where;
  if (!tree_walk(&p->old, see_foreign, p, &where)) {
    fail(p, d, where, "cannot be read");
    g_free(where);
    return false;
  }
  g_ptr_array_sort(p->foreign, texts_compare);
  g_ptr_array_sort(p->foreign_folders, texts_compare);
  bool ok = true;
  for (guint i = 0; i < p->foreign->len; i++)
    ok &= check_foreign(p, p->foreign->pdata[i], false, d);
  for (guint i = 0; i < p->foreign_folders->len; i++)
    ok &= check_foreign(p, p->foreign_folders->pdata[i], true, d);
  p->broken = p->broken || !ok;
  return ok;
}

bool publish_check(struct publication *p, struct diag *d) {
  bool ok = find_foreign(p, d);
  for (guint i = 0; i < p->foreign->len; i++)
    gate_foreign(p->gate, p->foreign->pdata[i]);
  diag_pour(d, p->held);
  p->refused = !gate_finish(p->gate, d);
  return ok && !p->refused;
}

// --- putting the site in place ---

static unsigned count_removed(const struct publication *p) {
  unsigned n = 0;
  for (guint i = 0; i < p->before.entries->len; i++) {
    const struct manifest_entry *e = p->before.entries->pdata[i];
    n += !g_hash_table_contains(p->now.by_path, e->path);
  }
  return n;
}

static bool same_manifest(const struct publication *p) {
  return p->before.text && g_string_equal(p->before.text, p->now.text);
}

static bool take(struct publication *p, const char *path, struct diag *d) {
  bool copied;
  if (stopped(p) || !make_folders(p, path, d)) return false;
  if (!tree_take(&p->old, &p->next, path, &copied)) return fail(p, d, path, "cannot be taken along");
  if (copied) g_ptr_array_add(p->copied, (char *)path);
  return true;
}

static bool take_foreign(struct publication *p, struct diag *d) {
  for (guint i = 0; i < p->foreign_folders->len; i++) {
    char *inside = g_strconcat(p->foreign_folders->pdata[i], "/", NULL);
    bool ok = make_folders(p, inside, d);
    g_free(inside);
    if (!ok) return false;
  }
  for (guint i = 0; i < p->foreign->len; i++)
    if (!take(p, p->foreign->pdata[i], d)) return false;
  for (guint i = p->foreign_folders->len; i-- > 0;)
    if (!tree_take_manners(&p->old, &p->next, p->foreign_folders->pdata[i]))
      return fail(p, d, p->foreign_folders->pdata[i], "cannot be taken along");
  return true;
}

// Everything of the new site but what publish_put has written.
static bool complete_next(struct publication *p, struct diag *d) {
  if (!open_next(p, d)) return false;
  for (guint i = 0; i < p->kept->len; i++)
    if (!take(p, p->kept->pdata[i], d)) return false;
  if (!take_foreign(p, d)) return false;
  struct slice text = {p->now.text->str, p->now.text->len};
  bool copied, ok = same_manifest(p) ? tree_take(&p->old, &p->next, MANIFEST, &copied)
                                     : tree_write(&p->next, MANIFEST, text);
  if (!ok) return fail(p, d, MANIFEST, "cannot be written");
  if (p->old.fd >= 0 && !tree_take_manners(&p->old, &p->next, ""))
    return fail(p, d, "", "the new site beside it cannot be made alike");
  return unlinkat(p->next.fd, BUILDING, 0) == 0 || fail(p, d, BUILDING, "cannot be removed");
}

static bool sync_files(struct publication *p, const GPtrArray *paths, struct diag *d) {
  for (guint i = 0; i < paths->len; i++)
    if (stopped(p))
      return false;
    else if (!tree_sync(&p->next, paths->pdata[i]))
      return fail(p, d, paths->pdata[i], "cannot be synced to disk");
  return true;
}

static bool sync_singly(struct publication *p, struct diag *d) {
  if (!sync_files(p, p->written, d) || !sync_files(p, p->copied, d)) return false;
  GHashTableIter iter;
  gpointer folder;
  g_hash_table_iter_init(&iter, p->made);
  while (g_hash_table_iter_next(&iter, &folder, NULL))
    if (!tree_sync(&p->next, folder)) return fail(p, d, folder, "cannot be synced to disk");
  if (!tree_sync(&p->next, MANIFEST) || !tree_sync(&p->next, ""))
    return fail(p, d, "", "cannot be synced to disk");
  return true;
}

static bool sync_next(struct publication *p, struct diag *d) {
#ifdef __linux__
  if (p->written->len + p->copied->len + g_hash_table_size(p->made) > SYNC_SINGLY)
    return syncfs(p->next.fd) == 0 || fail(p, d, "", "cannot be synced to disk");
#endif
  return sync_singly(p, d);
}

bool publish_commit(struct publication *p, struct publish_result *result, struct diag *d) {
  struct diag_place at = {.path = p->place.shown};
  *result = (struct publish_result){
      .files = p->now.entries->len, .written = p->written->len, .unchanged = p->kept->len};
  bool ok = !p->broken && !p->refused;
  if (!ok && !stopped(p)) diag_error(d, at, "not published, the old site stands");
  ok = ok && find_foreign(p, d);
  if (ok && !p->dry) {
    manifest_print(&p->now);
    result->removed = count_removed(p);
    result->carried = p->foreign->len;
    bool changed = p->written->len || result->removed || !same_manifest(p);
    if (changed) ok = complete_next(p, d) && sync_next(p, d) && !stopped(p) && place_exchange(&p->place, d);
    // From here on what bears the name of the new site, if anything, is the old one.
    if (ok) tree_release(&p->next);
  }
  publish_abandon(p);
  return ok;
}
