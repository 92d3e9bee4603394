// SPDX-License-Identifier: MIT
// Checks what no single value of a codebook shows: doubled ids, periods, names that two actors share.
#include "base/limits.h"
#include "codebook/fields.h"
#include "text/lemma.h"

struct holder {
  const json *node; // the text in the codebook
  const char *actor, *from, *until;
  bool warned;
};

struct whole {
  const struct json_doc *doc;
  struct diag *d;
  GHashTable *holders; // norm of a name -> GArray of struct holder
  bool ok;
};

static void check_unique(struct whole *w, GHashTable *seen, const json *object, const char *what) {
  const json *id = json_get(object, "id");
  const char *text = json_text(id);
  if (!text) return;
  if (strcmp(text, "index") == 0)
    w->ok =
        diag_error(w->d, json_place(w->doc, id), "id \"index\" is the list's own page, expected another id");
  const json *before = g_hash_table_lookup(seen, text);
  if (!before) {
    g_hash_table_insert(seen, (char *)(uintptr_t)text, (json *)(uintptr_t)id);
    return;
  }
  struct diag_place first = json_place(w->doc, before);
  w->ok = diag_error(w->d, json_place(w->doc, id),
                     "id \"%s\" of %s stands twice, expected each once; the first is at %u:%u", text, what,
                     first.line, first.column);
}

static void check_period(struct whole *w, const json *person) {
  const json *until = json_get(person, "until");
  const char *a = json_text(json_get(person, "from")), *b = json_text(until);
  if (a && b && strcmp(a, b) > 0)
    w->ok = diag_error(w->d, json_place(w->doc, until),
                       "\"until\" is \"%s\", expected no day before \"from\", \"%s\"", b, a);
}

static bool overlap(const struct holder *a, const struct holder *b) {
  if (a->until && b->from && strcmp(a->until, b->from) < 0) return false;
  return !(b->until && a->from && strcmp(b->until, a->from) < 0);
}

static void free_holders(gpointer list) {
  g_array_unref(list);
}

// Notes that name belongs to the holder, and warns where another actor has had it for some of the same time.
static void note_name(struct whole *w, const json *name, struct holder h, GString *norm) {
  if (!json_text(name) || !h.actor) return;
  struct slice text = slice_of(json_text(name));
  if (text.len > 4 && g_ascii_strncasecmp(text.data, "the ", 4) == 0) text = slice_sub(text, 4, text.len);
  norm_of(text, norm);
  h.node = name;
  GArray *list = g_hash_table_lookup(w->holders, norm->str);
  if (!list) {
    list = g_array_new(FALSE, FALSE, sizeof(struct holder));
    g_hash_table_insert(w->holders, g_strdup(norm->str), list);
  }
  // One warning a name is enough, and keeps a codebook full of one name from taking quadratic time.
  for (guint i = 0; i < MIN(list->len, 16) && !h.warned; i++) {
    const struct holder *other = &g_array_index(list, struct holder, i);
    if (strcmp(other->actor, h.actor) == 0 || !overlap(other, &h)) continue;
    struct diag_place first = json_place(w->doc, other->node);
    diag_warning(w->d, json_place(w->doc, name),
                 "\"%s\" names \"%s\" here and \"%s\" at %u:%u, expected one actor; full name, context or "
                 "date must tell them apart",
                 json_text(name), h.actor, other->actor, first.line, first.column);
    h.warned = true;
  }
  g_array_append_val(list, h);
}

static void note_names(struct whole *w, const json *object, struct holder h, GString *norm) {
  static const char *const lists[] = {"aliases", "demonyms"};
  note_name(w, json_get(object, "name"), h, norm);
  for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
    const json *list = json_get(object, lists[i]);
    if (json_type(list) != JSON_ARRAY) continue;
    for (const json *j = json_first(list); j; j = json_next(j))
      note_name(w, j, h, norm);
  }
}

static const json *items(const json *object, const char *key) {
  const json *list = json_get(object, key);
  return json_type(list) == JSON_ARRAY ? json_first(list) : NULL;
}

static void check_actors(struct whole *w) {
  GHashTable *actors = g_hash_table_new(g_str_hash, g_str_equal),
             *people = g_hash_table_new(g_str_hash, g_str_equal);
  GString *norm = g_string_new(NULL);
  for (const json *a = items(w->doc->root, "actors"); a; a = json_next(a)) {
    if (json_type(a) != JSON_OBJECT) continue;
    struct holder h = {.actor = json_text(json_get(a, "id"))};
    check_unique(w, actors, a, "an actor");
    note_names(w, a, h, norm);
    for (const json *p = items(a, "people"); p; p = json_next(p)) {
      if (json_type(p) != JSON_OBJECT) continue;
      h.from = json_text(json_get(p, "from"));
      h.until = json_text(json_get(p, "until"));
      check_unique(w, people, p, "a person");
      check_period(w, p);
      note_names(w, p, h, norm);
    }
  }
  g_string_free(norm, TRUE);
  g_hash_table_unref(people);
  g_hash_table_unref(actors);
}

static bool is_actor(const struct whole *w, const char *id) {
  for (const json *a = items(w->doc->root, "actors"); a; a = json_next(a))
    if (g_strcmp0(json_text(json_get(a, "id")), id) == 0) return true;
  return false;
}

static void check_sides(struct whole *w, const json *sides) {
  static const char *const ends[] = {"support", "oppose"};
  for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
    for (const json *j = items(sides, ends[i]); j; j = json_next(j))
      if (json_text(j) && !is_actor(w, json_text(j)))
        w->ok = diag_error(w->d, json_place(w->doc, j),
                           "no actor has the id \"%s\", expected one of the codebook's", json_text(j));
}

static void check_issues(struct whole *w) {
  GHashTable *issues = g_hash_table_new(g_str_hash, g_str_equal);
  for (const json *i = items(w->doc->root, "issues"); i; i = json_next(i)) {
    if (json_type(i) != JSON_OBJECT) continue;
    check_unique(w, issues, i, "an issue");
    check_sides(w, json_get(i, "sides"));
    GHashTable *concepts = g_hash_table_new(g_str_hash, g_str_equal);
    for (const json *c = items(i, "concepts"); c; c = json_next(c))
      if (json_type(c) == JSON_OBJECT) check_unique(w, concepts, c, "a concept");
    g_hash_table_unref(concepts);
  }
  g_hash_table_unref(issues);
}

// Returns the name of the page that two ids share.
static char *cell_name(const json *actor, const json *issue) {
  const char *a = json_text(json_get(actor, "id")), *i = json_text(json_get(issue, "id"));
  return a && i ? g_strconcat(a, "--", i, NULL) : NULL;
}

static bool may_blur(const json *list) {
  for (const json *j = list; j; j = json_next(j)) {
    const char *id = json_text(json_get(j, "id"));
    if (id && (*id == '-' || g_str_has_suffix(id, "-") || strstr(id, "--"))) return true;
  }
  return false;
}

// Two cells must not have one page: hyphens at the edge of an id, or two in it, can make that of "a--b" and
// "c" the same as that of "a" and "b--c".
static void check_cells(struct whole *w) {
  const json *actors = items(w->doc->root, "actors"), *issues = items(w->doc->root, "issues");
  size_t cells = json_count(json_get(w->doc->root, "actors")) * json_count(json_get(w->doc->root, "issues"));
  if (cells > LIMIT_CELLS)
    w->ok = diag_error(w->d, json_place(w->doc, w->doc->root),
                       "actors and issues make %zu cells, expected at most %d", cells, LIMIT_CELLS);
  if (cells > LIMIT_CELLS || (!may_blur(actors) && !may_blur(issues))) return;
  GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (const json *a = actors; a; a = json_next(a))
    for (const json *i = issues; i; i = json_next(i)) {
      char *name = cell_name(a, i);
      const json *before = name ? g_hash_table_lookup(seen, name) : NULL;
      if (before && before != a)
        w->ok = diag_error(
            w->d, json_place(w->doc, json_get(a, "id")),
            "actor \"%s\" and actor \"%s\" both make the page cells/%s.html, expected ids without \"--\"",
            json_text(json_get(a, "id")), json_text(json_get(before, "id")), name);
      if (name && !before)
        g_hash_table_insert(seen, name, (json *)(uintptr_t)a);
      else
        g_free(name);
    }
  g_hash_table_unref(seen);
}

bool whole_check(const struct json_doc *doc, struct diag *d) {
  struct whole w = {.doc = doc, .d = d, .ok = true};
  if (json_type(doc->root) != JSON_OBJECT) return true;
  w.holders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_holders);
  check_actors(&w);
  check_issues(&w);
  check_cells(&w);
  g_hash_table_unref(w.holders);
  return w.ok;
}
