// SPDX-License-Identifier: MIT
// Reads a codebook file: checks it, then fills the structs. Filling trusts the checks.
#include "codebook/fields.h"
#include <unicode/uloc.h>

// Returns room for n things of the given size, zeroed, that lives as long as c.
static void *room(struct codebook *c, size_t n, size_t size) {
  void *p = g_malloc0_n(n, size);
  g_ptr_array_add(c->blocks, p);
  return p;
}

// Returns the text under key; NULL where it is missing or empty.
static const char *text(const json *object, const char *key) {
  const char *s = json_text(json_get(object, key));
  return s && *s ? s : NULL;
}

static const char *const *texts(struct codebook *c, const json *object, const char *key) {
  const json *list = json_get(object, key);
  const char **out = room(c, json_count(list) + 1, sizeof *out);
  size_t n = 0;
  for (const json *j = json_first(list); j; j = json_next(j))
    out[n++] = json_text(j);
  return out;
}

// Returns the enum value of the word under key, 0 where the key is missing.
static int choice(const json *object, const char *key, const char *const *words) {
  return MAX(word_index(words, text(object, key)), 0);
}

static void fill_people(struct codebook *c, struct actor *a, const json *list) {
  a->people_count = (unsigned)json_count(list);
  a->people = room(c, a->people_count, sizeof *a->people);
  struct person *p = a->people;
  for (const json *j = json_first(list); j; j = json_next(j), p++) {
    p->id = text(j, "id");
    p->name = text(j, "name");
    p->aliases = texts(c, j, "aliases");
    p->pronoun = (enum pronoun)choice(j, "pronoun", pronoun_words);
    p->from = text(j, "from");
    p->until = text(j, "until");
    p->actor = (unsigned)(a - c->actors);
  }
}

static void fill_actors(struct codebook *c, const json *list) {
  c->actor_count = (unsigned)json_count(list);
  c->actors = room(c, c->actor_count, sizeof *c->actors);
  struct actor *a = c->actors;
  for (const json *j = json_first(list); j; j = json_next(j), a++) {
    a->id = text(j, "id");
    a->name = text(j, "name");
    a->kind = (enum actor_kind)choice(j, "kind", actor_kind_words);
    a->aliases = texts(c, j, "aliases");
    a->demonyms = texts(c, j, "demonyms");
    a->context = texts(c, j, "context");
    a->not_ = texts(c, j, "not");
    a->pronoun = (enum pronoun)choice(j, "pronoun", pronoun_words);
    fill_people(c, a, json_get(j, "people"));
  }
}

static bool is_english(const char *tag) {
  return strcmp(tag, "en") == 0 || g_str_has_prefix(tag, "en-");
}

static bool names_actor(const struct actor *a, const char *text) {
  if (g_ascii_strcasecmp(a->name, text) == 0) return true;
  for (const char *const *n = a->aliases; *n; n++)
    if (g_ascii_strcasecmp(*n, text) == 0) return true;
  return false;
}

// Who is for and against whom: a codebook can have its actors as issues too.
static int actor_meant(const struct codebook *c, const struct concept *k) {
  for (unsigned a = 0; k->name && a < c->actor_count; a++)
    if (names_actor(&c->actors[a], k->name)) return (int)a;
  return -1;
}

static void fill_concepts(struct codebook *c, struct issue *i, const json *list) {
  i->concept_count = (unsigned)json_count(list);
  i->concepts = room(c, i->concept_count, sizeof *i->concepts);
  struct concept *k = i->concepts;
  for (const json *j = json_first(list); j; j = json_next(j), k++) {
    k->id = text(j, "id");
    k->name = text(j, "name");
    k->sign = (int)json_value(json_get(j, "sign"), 1);
    k->kind = (enum concept_kind)choice(j, "kind", concept_kind_words);
    k->label_for = text(json_get(j, "labels"), "for");
    k->label_against = text(json_get(j, "labels"), "against");
    k->terms = texts(c, j, "terms");
    k->refs = texts(c, j, "refs");
    k->context = texts(c, j, "context");
    k->not_ = texts(c, j, "not");
    k->issue = (unsigned)(i - c->issues);
    k->actor = actor_meant(c, k);
    if (k->actor >= 0 && !c->actors[k->actor].concept) c->actors[k->actor].concept = k;
  }
}

static void fill_side(struct codebook *c, int8_t *sides, const json *list, int8_t side) {
  for (const json *j = json_first(list); j; j = json_next(j)) {
    int actor = codebook_actor(c, json_text(j));
    if (actor >= 0) sides[actor] = side;
  }
}

static const int8_t *sides_of(struct codebook *c, const json *object) {
  int8_t *sides = room(c, c->actor_count, sizeof *sides);
  fill_side(c, sides, json_get(object, "support"), 1);
  fill_side(c, sides, json_get(object, "oppose"), -1);
  return sides;
}

// The words for a stance that the codebook does not give are English, which is said where it is not.
static const char *default_label(const struct codebook *c, const json *issue, int stance, struct diag *d) {
  static const char *const defaults[] = {"Supports", "Opposes", "Takes no side", "Mixed"};
  const json *labels = json_get(issue, "labels");
  if (!is_english(c->language))
    diag_warning(d, json_place(&c->doc, labels ? labels : issue),
                 "lacks the label \"%s\", which the pages then say in English: \"%s\"", stance_words[stance],
                 defaults[stance]);
  return defaults[stance];
}

static void fill_issues(struct codebook *c, const json *list, struct diag *d) {
  c->issue_count = (unsigned)json_count(list);
  c->issues = room(c, c->issue_count, sizeof *c->issues);
  struct issue *i = c->issues;
  for (const json *j = json_first(list); j; j = json_next(j), i++) {
    i->id = text(j, "id");
    i->name = text(j, "name");
    i->question = text(j, "question") ? text(j, "question") : "";
    for (int s = 0; stance_words[s]; s++) {
      const char *label = text(json_get(j, "labels"), stance_words[s]);
      i->labels[s] = label ? label : default_label(c, j, s, d);
    }
    i->sides = sides_of(c, json_get(j, "sides"));
    fill_concepts(c, i, json_get(j, "concepts"));
  }
}

static void fill_language(struct codebook *c, const json *given, struct diag *d) {
  char locale[ULOC_FULLNAME_CAPACITY] = "";
  int32_t read = 0;
  UErrorCode status = U_ZERO_ERROR;
  c->language = json_text(given) ? json_text(given) : "en";
  uloc_forLanguageTag(c->language, locale, sizeof locale, &read, &status);
  if (U_SUCCESS(status) && (size_t)read == strlen(c->language) && *uloc_getISO3Language(locale)) return;
  diag_warning(
      d, json_place(&c->doc, given),
      "\"language\" is \"%s\", expected the tag of a language, like \"en\" or \"de\"; it is taken as \"en\"",
      c->language);
  c->language = "en";
}

static void fill(struct codebook *c, struct diag *d) {
  const json *root = c->doc.root;
  c->title = text(root, "title") ? text(root, "title") : "";
  fill_language(c, json_get(root, "language"), d);
  char *hash =
      g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)c->doc.bytes->str, c->doc.bytes->len);
  g_strlcpy(c->hash, hash, sizeof c->hash);
  g_free(hash);
  fill_actors(c, json_get(root, "actors"));
  codebook_index(c); // sides are told by ids
  fill_issues(c, json_get(root, "issues"), d);
  codebook_index(c);
}

struct codebook *codebook_load(const char *path, struct diag *d) {
  struct codebook *c = g_new0(struct codebook, 1);
  c->blocks = g_ptr_array_new_with_free_func(g_free);
  unsigned errors = diag_count(d, DIAG_ERROR);
  // A doubled key is an error that leaves the document readable, so errors are counted besides.
  bool ok = json_load(&c->doc, path, d);
  if (ok) {
    ok = shape_check(&c->doc, c->doc.root, &codebook_shape, d);
    ok = whole_check(&c->doc, d) && ok && diag_count(d, DIAG_ERROR) == errors;
  }
  if (ok)
    fill(c, d);
  else {
    codebook_free(c);
    c = NULL;
  }
  return c;
}

void codebook_free(struct codebook *c) {
  if (!c) return;
  json_doc_release(&c->doc);
  g_ptr_array_unref(c->blocks);
  codebook_index_release(c);
  g_free(c);
}
