// SPDX-License-Identifier: MIT
// Folders of templates.
#include "base/file.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "base/texts.h"
#include "render/template.h"

#define SUFFIX ".mustache"

struct template_set {
  GHashTable *templates; // name -> struct template *, the one that counts
  GPtrArray *overridden; // struct template *, parsed for their faults alone
  GHashTable *faulty;    // names of templates that could not be parsed
  GHashTable *slots;     // what is looked up, by its whole name -> its number from 1
};

uint32_t template_set_slots(const struct template_set *s) {
  return g_hash_table_size(s->slots) + 1;
}

const struct template *template_set_get(const struct template_set *s, const char *name) {
  return g_hash_table_lookup(s->templates, name);
}

bool template_set_has(const struct template_set *s, const char *name) {
  return template_set_get(s, name) != NULL;
}

static void free_template(void *t) {
  template_free(t);
}

static struct template_set *set_new(void) {
  struct template_set *s = g_new0(struct template_set, 1);
  s->templates = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_template);
  s->overridden = g_ptr_array_new_with_free_func(free_template);
  s->faulty = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  s->slots = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return s;
}

void template_set_free(struct template_set *s) {
  if (!s) return;
  g_hash_table_unref(s->templates);
  g_ptr_array_unref(s->overridden);
  g_hash_table_unref(s->faulty);
  g_hash_table_unref(s->slots);
  g_free(s);
}

// Numbers the name that n looks up.
static void number_name(struct template_set *s, const struct template *t, struct node *n) {
  const char *part = t->pool->str + n->at;
  GString *whole = g_string_new(part);
  n->mark = json_mark(part);
  n->bit = json_name(n->mark);
  for (unsigned i = 1; i < n->parts; i++) {
    part += strlen(part) + 1;
    g_string_append_c(whole, '.');
    g_string_append(whole, part);
  }
  n->slot = GPOINTER_TO_UINT(g_hash_table_lookup(s->slots, whole->str));
  if (!n->slot) {
    n->slot = g_hash_table_size(s->slots) + 1;
    g_hash_table_insert(s->slots, g_strdup(whole->str), GUINT_TO_POINTER(n->slot));
  }
  g_string_free(whole, TRUE);
}

static bool looks_up(const struct node *n) {
  bool value = n->kind == NODE_VARIABLE || n->kind == NODE_UNESCAPED || n->kind == NODE_SECTION ||
               n->kind == NODE_INVERTED || n->dynamic;
  return value && n->parts > 0;
}

// Points each partial and parent with a fixed name to its template, and numbers the names looked up. Returns
// false where strict and one is missing.
static bool link_template(struct template_set *s, const struct template *t, bool strict, struct diag *d) {
  bool ok = true;
  for (guint i = 0; i < t->nodes->len; i++) {
    struct node *n = &g_array_index(t->nodes, struct node, i);
    if (looks_up(n)) number_name(s, t, n);
    if ((n->kind != NODE_PARTIAL && n->kind != NODE_PARENT) || n->dynamic) continue;
    const char *name = t->pool->str + n->at;
    n->target = template_set_get(s, name);
    if (strict && !n->target && !g_hash_table_contains(s->faulty, name))
      ok = diag_error(d, (struct diag_place){t->path, n->line, n->column},
                      "partial \"%s\" is missing, expected %s" SUFFIX " in partials/ or beside", name, name);
  }
  return ok;
}

// Links all templates, by name so that messages have an order. Returns s, or NULL after freeing it where
// anything failed.
static struct template_set *finish(struct template_set *s, bool ok, bool strict, struct diag *d) {
  GPtrArray *names = g_ptr_array_new();
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init(&iter, s->templates);
  while (g_hash_table_iter_next(&iter, &name, NULL))
    g_ptr_array_add(names, name);
  g_ptr_array_sort(names, texts_compare);
  for (guint i = 0; i < names->len; i++)
    ok &= link_template(s, template_set_get(s, names->pdata[i]), strict, d);
  g_ptr_array_unref(names);
  if (ok) return s;
  template_set_free(s);
  return NULL;
}

static bool add_template(struct template_set *s, const char *name, const char *path, struct slice text,
                         bool strict, struct diag *d) {
  struct template *t = template_parse(name, path, text, strict, d);
  if (!t)
    g_hash_table_add(s->faulty, g_strdup(name));
  else if (template_set_has(s, name))
    g_ptr_array_add(s->overridden, t);
  else
    g_hash_table_insert(s->templates, t->name, t);
  return t != NULL;
}

struct loader {
  struct template_set *set;
  GHashTable *here; // name -> path of what the folder at hand has given so far
  bool strict;
  struct diag *d;
};

static bool load_file(struct loader *l, const char *name, const char *path) {
  const char *twin = g_hash_table_lookup(l->here, name);
  if (twin)
    return diag_error(l->d, (struct diag_place){.path = path},
                      "template \"%s\" is also %s, expected one of them", name, twin);
  GString *bytes = file_read(path, LIMIT_INPUT_BYTES, l->d);
  if (!bytes) return false;
  g_hash_table_insert(l->here, g_strdup(name), g_strdup(path));
  bool ok = add_template(l->set, name, path, (struct slice){bytes->str, bytes->len}, l->strict, l->d);
  g_string_free(bytes, TRUE);
  return ok;
}

static bool load_folder(struct loader *l, const char *folder) {
  GPtrArray *names = folder_names(folder, l->d);
  if (!names) return false;
  bool ok = true;
  for (guint i = 0; i < names->len; i++) {
    if (!g_str_has_suffix(names->pdata[i], SUFFIX)) continue;
    char *path = g_build_filename(folder, names->pdata[i], NULL);
    char *name = g_strndup(names->pdata[i], strlen(names->pdata[i]) - strlen(SUFFIX));
    ok &= load_file(l, name, path);
    g_free(name);
    g_free(path);
  }
  g_ptr_array_unref(names);
  return ok;
}

struct template_set *template_set_load(const char *const *folders, bool strict, struct diag *d) {
  struct loader l = {.set = set_new(), .strict = strict, .d = d};
  bool ok = true;
  for (; *folders; folders++) {
    l.here = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    char *partials = g_build_filename(*folders, "partials", NULL);
    ok &= load_folder(&l, *folders);
    ok &= load_folder(&l, partials);
    g_free(partials);
    g_hash_table_unref(l.here);
  }
  return finish(l.set, ok, strict, d);
}

struct template_set *template_set_of(GHashTable *texts, bool strict, struct diag *d) {
  struct template_set *s = set_new();
  guint n = 0;
  const char **names = (const char **)g_hash_table_get_keys_as_array(texts, &n);
  qsort(names, n, sizeof *names, texts_compare);
  bool ok = true;
  for (guint i = 0; i < n; i++) {
    char *path = g_strconcat(names[i], SUFFIX, NULL);
    ok &= add_template(s, names[i], path, slice_of(g_hash_table_lookup(texts, names[i])), strict, d);
    g_free(path);
  }
  g_free(names);
  return finish(s, ok, strict, d);
}

// --- digests ---

static void reach_all(const struct template_set *s, GHashTable *reached) {
  GHashTableIter i;
  void *name;
  g_hash_table_iter_init(&i, s->templates);
  while (g_hash_table_iter_next(&i, &name, NULL))
    g_hash_table_add(reached, name);
}

static void reach(const struct template_set *s, const char *name, GHashTable *reached) {
  const struct template *t = template_set_get(s, name);
  if (!t || !g_hash_table_add(reached, t->name)) return;
  for (guint i = 0; i < t->nodes->len; i++) {
    const struct node *n = &g_array_index(t->nodes, struct node, i);
    if (n->kind != NODE_PARTIAL && n->kind != NODE_PARENT) continue;
    if (n->dynamic)
      reach_all(s, reached);
    else
      reach(s, t->pool->str + n->at, reached);
  }
}

void template_digest(const struct template_set *s, const char *name, char hex[65]) {
  GHashTable *reached = g_hash_table_new(g_str_hash, g_str_equal);
  reach(s, name, reached);
  guint n = 0;
  const char **names = (const char **)g_hash_table_get_keys_as_array(reached, &n);
  qsort(names, n, sizeof *names, texts_compare);
  struct sha256 *sum = sha256_new();
  for (guint i = 0; i < n; i++) {
    sha256_add(sum, names[i], strlen(names[i]) + 1);
    sha256_add(sum, template_set_get(s, names[i])->sha256, 64);
  }
  sha256_end(sum, hex);
  g_free(names);
  g_hash_table_unref(reached);
}
