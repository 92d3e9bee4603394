// SPDX-License-Identifier: MIT
// Looking at a published site without touching it.
#include "base/sha256.h"
#include "base/texts.h"
#include "site/publish.h"
#include "site/publish_parts.h"
#include <errno.h>
#include <fcntl.h>

struct look {
  struct manifest manifest;
  struct tree tree;
  const char *shown;
  GPtrArray *foreign; // char *
  struct publish_state *state;
  struct diag *d;
};

static void say(const struct look *l, enum diag_level level, const char *path, const char *what) {
  char *shown = g_build_filename(l->shown, path, NULL);
  struct diag_place at = {.path = shown};
  if (level == DIAG_ERROR)
    diag_error(l->d, at, "%s", what);
  else
    diag_note(l->d, at, "%s", what);
  g_free(shown);
}

static void look_at(struct look *l, const struct manifest_entry *e) {
  errno = 0;
  char *bytes = tree_read(&l->tree, e->path, e->size);
  char hex[sizeof e->sha256] = "";
  if (bytes) sha256_hex((struct slice){bytes, e->size}, hex);
  if (strcmp(hex, e->sha256) == 0)
    l->state->same++;
  else if (!bytes && errno)
    say(l, DIAG_ERROR, e->path, g_strerror(errno));
  else {
    const char *name;
    int folder = tree_folder(&l->tree, e->path, &name);
    struct stat status;
    bool there = folder >= 0 && fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
    say(l, DIAG_ERROR, e->path, there ? "is not as it was published" : "is missing");
  }
  l->state->files++;
  g_free(bytes);
}

static bool see(const char *path, const struct stat *status, void *data) {
  struct look *l = data;
  if (S_ISDIR(status->st_mode) || g_str_has_prefix(path, RESERVED) ||
      g_hash_table_contains(l->manifest.by_path, path))
    return true;
  g_ptr_array_add(l->foreign, g_strdup(path));
  return true;
}

static bool look_at_all(struct look *l) {
  for (guint i = 0; i < l->manifest.entries->len; i++)
    look_at(l, l->manifest.entries->pdata[i]);
  bool ok = tree_walk(&l->tree, see, l, NULL) ||
            diag_error(l->d, (struct diag_place){.path = l->shown}, "cannot be read: %s", g_strerror(errno));
  g_ptr_array_sort(l->foreign, texts_compare);
  for (guint i = 0; i < l->foreign->len; i++)
    say(l, DIAG_NOTE, l->foreign->pdata[i], "was not made by this program");
  l->state->foreign = l->foreign->len;
  return ok;
}

bool publish_verify(const char *output, struct publish_state *state, struct diag *d) {
  struct look l = {
      .shown = output, .state = state, .d = d, .foreign = g_ptr_array_new_with_free_func(g_free)};
  const struct diag_place at = {.path = output};
  *state = (struct publish_state){0};
  manifest_init(&l.manifest);
  l.tree.fd = open(output, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool ok = l.tree.fd >= 0 ? manifest_read(&l.manifest, &l.tree, output, d)
                           : diag_error(d, at, "cannot be opened: %s", g_strerror(errno));
  if (ok && !l.manifest.text)
    ok = diag_error(d, at, "is no published site, it has no " MANIFEST);
  else if (ok) {
    sha256_hex((struct slice){l.manifest.text->str, l.manifest.text->len}, state->sha256);
    ok = look_at_all(&l);
  }
  tree_release(&l.tree);
  manifest_release(&l.manifest);
  g_ptr_array_unref(l.foreign);
  return ok;
}
