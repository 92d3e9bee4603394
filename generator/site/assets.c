// SPDX-License-Identifier: MIT
#include "site/assets.h"
#include "base/file.h"
#include "base/files.h"
#include "base/limits.h"

enum { DIGITS = 10 }; // of the digest in a name

struct asset {
  char *name, *published; // "style.css", "style.0123456789.css"
  char *source;           // for messages
  GString *bytes;
  bool own;           // of the site or its theme, not the program's
  bool plain, digest; // asked for by that name
  bool read;          // what it names itself is known
};

struct assets {
  GPtrArray *all;      // struct asset *, in the order in which they came
  GHashTable *by_name; // both names -> struct asset *
  json *tree;
  bool lacking; // a folder, or a file of the program's, could not be read
};

static void asset_free(void *p) {
  struct asset *a = p;
  g_free(a->name);
  g_free(a->published);
  g_free(a->source);
  g_string_free(a->bytes, TRUE);
  g_free(a);
}

// "style.css" -> "style.0123456789.css"; without a dot the digest stands at the end.
static char *digest_name(const char *name, const GString *bytes) {
  char *digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes->str, bytes->len);
  const char *dot = strrchr(name, '.');
  int stem = dot ? (int)(dot - name) : (int)strlen(name);
  char *made = g_strdup_printf("%.*s.%.*s%s", stem, name, DIGITS, digest, dot ? dot : "");
  g_free(digest);
  return made;
}

static void add(struct assets *a, const char *name, GString *bytes, const char *source, bool own) {
  struct asset *asset = g_new0(struct asset, 1);
  *asset = (struct asset){.name = g_strdup(name),
                          .published = digest_name(name, bytes),
                          .source = g_strdup(source),
                          .bytes = bytes,
                          .own = own};
  g_ptr_array_add(a->all, asset);
  g_hash_table_insert(a->by_name, asset->name, asset);
  g_hash_table_insert(a->by_name, asset->published, asset);
  char *key = g_strdelimit(g_strdup(name), ".", '-'),
       *address = g_strconcat("assets/", asset->published, NULL);
  json_add_string(a->tree, key, address);
  g_free(key);
  g_free(address);
}

void assets_add(struct assets *a, const char *name, struct slice bytes, const char *source) {
  if (!g_hash_table_contains(a->by_name, name))
    add(a, name, g_string_new_len(bytes.data, (gssize)bytes.len), source, false);
}

static void add_file(struct assets *a, const char *folder, const char *name, bool own, struct diag *d) {
  if (g_hash_table_contains(a->by_name, name)) return; // where an earlier folder has it, that counts
  char *path = g_build_filename(folder, name, NULL);
  if (file_is_regular(path)) {
    GString *bytes = file_read(path, LIMIT_INPUT_BYTES, d);
    if (bytes)
      add(a, name, bytes, path, own);
    else if (!own)
      a->lacking = true; // the pages need it
  }
  g_free(path);
}

struct assets *assets_load(const char *const *folders, struct diag *d) {
  struct assets *a = g_new0(struct assets, 1);
  a->all = g_ptr_array_new_with_free_func(asset_free);
  a->by_name = g_hash_table_new(g_str_hash, g_str_equal);
  a->tree = json_object();
  for (; *folders; folders++) {
    char *folder = g_build_filename(*folders, "assets", NULL);
    GPtrArray *names = folder_names(folder, d);
    for (guint i = 0; names && i < names->len; i++)
      add_file(a, folder, names->pdata[i], folders[1] != NULL, d);
    if (names)
      g_ptr_array_unref(names);
    else
      a->lacking = true;
    g_free(folder);
  }
  return a;
}

bool assets_whole(const struct assets *a) {
  return !a->lacking;
}

void assets_free(struct assets *a) {
  if (!a) return;
  g_ptr_array_unref(a->all);
  g_hash_table_unref(a->by_name);
  json_free(a->tree);
  g_free(a);
}

const json *assets_tree(const struct assets *a) {
  return a->tree;
}

static void ask_for(struct assets *a, const char *name) {
  struct asset *asset = g_hash_table_lookup(a->by_name, name);
  if (!asset) return;
  if (strcmp(asset->name, name) == 0)
    asset->plain = true;
  else
    asset->digest = true;
}

static bool has_name(const GString *names, const char *name, size_t n) {
  for (const char *at = names->str, *end = at + names->len; at < end; at += strlen(at) + 1)
    if (strlen(at) == n && memcmp(at, name, n) == 0) return true;
  return false;
}

void assets_named(struct slice page, GString *names) {
  static const char folder[] = "assets/";
  const char *end = page.data + page.len;
  for (const char *at = page.data; (at = memmem(at, (size_t)(end - at), folder, strlen(folder)));) {
    const char *name = at += strlen(folder);
    while (at < end && *at && !strchr("\"'<>()?#&/ \t\r\n", *at))
      at++;
    size_t n = (size_t)(at - name);
    if (n && n < 256 && !has_name(names, name, n))
      g_string_append_len(g_string_append_len(names, name, (gssize)n), "", 1);
  }
}

void assets_note(struct assets *a, struct slice names) {
  for (const char *at = names.data, *end = at + names.len; at < end; at += strlen(at) + 1)
    ask_for(a, at);
}

static bool asked_for(const struct asset *asset) {
  return asset->plain || asset->digest || asset->own;
}

// Follows what assets name in turn: a typeface in a style, a picture in a drawing.
static void note_assets(struct assets *a) {
  for (bool more = true; more;) {
    more = false;
    for (guint i = 0; i < a->all->len; i++) {
      struct asset *by = a->all->pdata[i];
      if (by->read || !asked_for(by)) continue;
      by->read = more = true;
      for (guint k = 0; k < a->all->len; k++) {
        struct asset *other = a->all->pdata[k];
        other->plain |= k != i && memmem(by->bytes->str, by->bytes->len, other->name, strlen(other->name));
      }
    }
  }
}

static bool put(const struct asset *asset, const char *name, struct publication *p, struct diag *d) {
  char *path = g_strconcat("assets/", name, NULL);
  bool ok = publish_put(p, path, (struct slice){asset->bytes->str, asset->bytes->len}, asset->source, d);
  g_free(path);
  return ok;
}

bool assets_put(struct assets *a, struct publication *p, struct diag *d) {
  bool ok = true;
  note_assets(a);
  for (guint i = 0; i < a->all->len; i++) {
    const struct asset *asset = a->all->pdata[i];
    if (asset->digest) ok &= put(asset, asset->published, p, d);
    if (asset->plain || (asset->own && !asset->digest)) ok &= put(asset, asset->name, p, d);
  }
  return ok;
}
