// SPDX-License-Identifier: MIT
// Reads the words and says what is wrong with them. English is the measure of every other language.
#include "base/files.h"
#include "base/texts.h"
#include "site/words_parts.h"

static void free_doc(void *p) {
  json_doc_release(p);
  g_free(p);
}

static bool is_category(const char *key) {
  static const char *const all[] = {"zero", "one", "two", "few", "many", "other", NULL};
  return g_strv_contains(all, key);
}

// A text's plural forms: an object of CLDR categories and nothing else, among them "other".
static bool is_plural(const json *node) {
  for (const json *c = json_first(node); c; c = json_next(c))
    if (!is_category(json_key(c)) || !json_text(c)) return false;
  return json_get(node, "other") != NULL;
}

// What goes as a whole, so that two languages do not mix in it: a plural's forms, and how names stand in
// running text.
static bool is_whole(const json *node) {
  return is_plural(node) || strcmp(json_key(node), "running_names") == 0;
}

// Adds to `to` the texts of from that it lacks, passing over what is no text, or no object, as in model
// (NULL: takes all).
static void overlay(json *to, const json *from, const json *model) {
  GHashTable *members = g_hash_table_new(g_str_hash, g_str_equal); // of to: files may have any number
  for (json *c = json_first(to); c; c = json_next(c))
    g_hash_table_insert(members, (gpointer)json_key(c), c);
  for (json *c = json_first(from); c; c = json_next(c)) {
    const json *like = json_get(model, json_key(c));
    json *there = g_hash_table_lookup(members, json_key(c));
    if (like && json_type(like) != json_type(c)) continue;
    bool whole = json_type(c) != JSON_OBJECT || (there && is_whole(there));
    if (whole && there) continue;
    if (!there) {
      there = whole ? json_add(to, json_key(c), json_copy(c)) : json_add_object(to, json_key(c));
      g_hash_table_insert(members, (gpointer)json_key(there), there);
    }
    if (!whole) overlay(there, c, like);
  }
  g_hash_table_unref(members);
}

static void load_named(GPtrArray *docs, const char *const *folders, const char *name, struct diag *d) {
  char *file = g_strconcat(name, ".json", NULL);
  for (; *folders; folders++) {
    char *path = g_build_filename(*folders, "strings", file, NULL);
    struct json_doc *doc = g_new0(struct json_doc, 1);
    bool there = file_is_there(path) && json_load(doc, path, d);
    if (there && json_type(doc->root) != JSON_OBJECT) {
      diag_error(d, json_place(doc, doc->root), "not an object, expected { \"nav\": { ... }, ... }");
      there = false;
    }
    if (there)
      g_ptr_array_add(docs, doc);
    else
      free_doc(doc);
    g_free(path);
  }
  g_free(file);
}

// --- faults ---

static bool has_place(const char *text, struct slice name) {
  struct slice before, other;
  while (words_place(&text, &before, &other))
    if (other.len == name.len && memcmp(other.data, name.data, name.len) == 0) return true;
  return false;
}

// Every place of text must be one of model, or else nobody would fill it.
static void compare_places(const struct json_doc *doc, const json *node, const char *model, bool form,
                           struct diag *d) {
  const char *text = json_text(node);
  struct slice before, name;
  for (const char *p = text; words_place(&p, &before, &name);)
    if (!has_place(model, name))
      diag_warning(d, json_place(doc, node), "\"%s\" has {%.*s}, which English does not have: \"%s\"",
                   json_key(node), (int)name.len, name.data, model);
  for (const char *p = model; words_place(&p, &before, &name);)
    // "one statement" need not say its number.
    if (!has_place(text, name) && !(form && slice_is(name, "n") && strcmp(json_key(node), "other") != 0))
      diag_warning(d, json_place(doc, node), "\"%s\" lacks {%.*s}, which English has: \"%s\"", json_key(node),
                   (int)name.len, name.data, model);
}

// own: a file of the site's, which may hold groups of words for the site's own templates.
static void compare(const struct json_doc *doc, const json *group, const json *english, bool own,
                    struct diag *d) {
  for (const json *c = json_first(group); c; c = json_next(c)) {
    const json *model = json_get(english, json_key(c));
    if (!model && is_category(json_key(c)) && is_plural(english)) model = json_get(english, "other");
    if (!model && own && json_type(c) == JSON_OBJECT) continue;
    if (!model)
      diag_warning(d, json_key_place(doc, c), "unknown key \"%s\", expected one of en.json", json_key(c));
    else if (json_type(c) != json_type(model))
      diag_warning(d, json_place(doc, c), "\"%s\" is not %s, as it is in en.json; it is passed over",
                   json_key(c), json_type(model) == JSON_OBJECT ? "an object" : "a text");
    else if (json_type(c) == JSON_STRING)
      compare_places(doc, c, json_text(model), is_plural(english), d);
    else if (strcmp(json_key(c), "running_names") != 0)
      compare(doc, c, model, false, d);
  }
}

static void lacks(const struct json_doc *doc, const json *group, const char *key, const json *model,
                  struct diag *d) {
  if (json_text(model))
    diag_warning(d, json_place(doc, group), "lacks \"%s\"; the pages say it in English: \"%s\"", key,
                 json_text(model));
  else
    diag_warning(d, json_place(doc, group), "lacks \"%s\" with all in it; the pages say it in English", key);
}

// What English has and the language does not: found is what its files together have, doc the last of them,
// which is named, at group or the nearest that it has above it.
static void compare_whole(const struct json_doc *doc, const json *group, const json *found,
                          const json *english, const struct language *l, struct diag *d) {
  if (is_plural(english)) {
    char **forms = language_plurals(l);
    for (char **form = forms; *form; form++)
      if (!json_get(found, *form)) lacks(doc, group, *form, json_get(english, "other"), d);
    g_strfreev(forms);
    return;
  }
  for (const json *model = json_first(english); model; model = json_next(model)) {
    const char *key = json_key(model);
    const json *own = json_get(found, key), *below = json_get(group, key);
    if (!own)
      lacks(doc, group, key, model, d);
    else if (json_type(model) == JSON_OBJECT && strcmp(key, "running_names") != 0)
      compare_whole(doc, below ? below : group, own, model, l, d);
  }
}

static void compare_all(const GPtrArray *docs, const char *const *folders, const json *english,
                        struct diag *d) {
  const char *program = folders[0];
  for (size_t i = 0; folders[i]; i++)
    program = folders[i];
  for (guint i = 0; i < docs->len; i++) {
    const struct json_doc *doc = docs->pdata[i];
    compare(doc, doc->root, english, !g_str_has_prefix(doc->path, program), d);
  }
}

// Returns the languages that are there, as a list for people.
static char *say_languages(const char *const *folders, struct diag *d) {
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (; *folders; folders++) {
    char *path = g_build_filename(*folders, "strings", NULL);
    GPtrArray *files = folder_names(path, d);
    for (guint i = 0; files && i < files->len; i++)
      if (g_str_has_suffix(files->pdata[i], ".json"))
        g_ptr_array_add(names, g_strndup(files->pdata[i], strlen(files->pdata[i]) - strlen(".json")));
    if (files) g_ptr_array_unref(files);
    g_free(path);
  }
  g_ptr_array_sort(names, texts_compare);
  GString *list = g_string_new(NULL);
  for (guint i = 0; i < names->len; i++)
    if (!i || strcmp(names->pdata[i], names->pdata[i - 1]) != 0)
      g_string_append_printf(list, "%s%s", list->len ? ", " : "", (const char *)names->pdata[i]);
  g_ptr_array_unref(names);
  return g_string_free(list, FALSE);
}

// --- loading ---

static json *lay(const GPtrArray *docs, const json *model) {
  json *tree = json_object();
  for (guint i = 0; i < docs->len; i++)
    overlay(tree, ((const struct json_doc *)docs->pdata[i])->root, model);
  return tree;
}

// Gathers the files of all names but English, nearest first. Returns whether the language is English.
static bool gather(GPtrArray *docs, const char *const *folders, const char *language, struct diag *d) {
  char **names = language_names(language);
  bool english = false;
  for (char **name = names; *name; name++) {
    if (strcmp(*name, "en") == 0)
      english = true;
    else
      load_named(docs, folders, *name, d);
  }
  g_strfreev(names);
  return english;
}

// The region of the words' own, where the tag names none.
static struct language *formats_of(const json *tree, const char *tag) {
  const char *locale = json_text(json_get(tree, "locale"));
  bool own = locale && !language_has_region(tag) && language_is_same(locale, tag);
  return language_new(own ? locale : tag);
}

static void report_absent(const char *const *folders, const char *language, struct diag_place at,
                          struct diag *d) {
  char *there = say_languages(folders, d);
  diag_warning(d, at,
               "\"language\" is \"%s\", for which there is no templates/strings/%s.json (there are: %s); "
               "the pages say everything in English",
               language, language, there);
  g_free(there);
}

struct words *words_load(const char *const *folders, const char *language, struct diag_place at,
                         struct diag *d) {
  GPtrArray *english_docs = g_ptr_array_new_with_free_func(free_doc),
            *docs = g_ptr_array_new_with_free_func(free_doc);
  struct words *w = g_new0(struct words, 1);
  load_named(english_docs, folders, "en", d);
  const struct json_doc *model = english_docs->len ? english_docs->pdata[english_docs->len - 1] : NULL;
  json *english = lay(english_docs, model ? model->root : NULL);
  bool is_english = gather(docs, folders, language, d), absent = !is_english && !docs->len;
  w->tag = g_strdup(absent ? "en" : language);
  w->tree = lay(docs, english);
  if (absent)
    report_absent(folders, language, at, d);
  else if (!language_is_known(language))
    diag_warning(d, at, "\"language\" is \"%s\", which has no rules for plurals, numbers and dates in CLDR",
                 language);
  w->language = formats_of(is_english || absent ? english : w->tree, w->tag);
  if (model) compare_all(english_docs, folders, model->root, d);
  compare_all(docs, folders, english, d);
  const struct json_doc *last = docs->len ? docs->pdata[docs->len - 1] : NULL;
  if (last && !is_english) compare_whole(last, last->root, w->tree, english, w->language, d);
  overlay(w->tree, english, NULL);
  if (!english_docs->len)
    diag_warning(d, (struct diag_place){0}, "templates/strings/en.json is not there; the pages show keys");
  json_free(english);
  g_ptr_array_unref(english_docs);
  g_ptr_array_unref(docs);
  return w;
}

void words_free(struct words *w) {
  if (!w) return;
  json_free(w->tree);
  g_free(w->tag);
  language_free(w->language);
  g_free(w);
}

const json *words_tree(const struct words *w) {
  return w->tree;
}

const char *words_language(const struct words *w) {
  return w->tag;
}
