// SPDX-License-Identifier: MIT
// codebook.schema.json says what the loader does: the same keys, the same required ones, the same words.
#include "base/home.h"
#include "codebook/fields.h"
#include "unit.h"

static struct json_doc schema;

static const json *definition(const char *ref) {
  static const char prefix[] = "#/$defs/";
  ck_assert_msg(ref && strncmp(ref, prefix, strlen(prefix)) == 0, "no reference to a definition: %s",
                ref ? ref : "(none)");
  const json *d = json_get(json_get(schema.root, "$defs"), ref + strlen(prefix));
  ck_assert_msg(d != NULL, "%s is missing", ref);
  return d;
}

// Returns member of node, or of the definition that node refers to.
static const json *member(const json *node, const char *key) {
  const json *own = json_get(node, key), *ref = json_get(node, "$ref");
  return own || !ref ? own : json_get(definition(json_text(ref)), key);
}

static void same_words(const json *list, const char *const *words, const char *what) {
  size_t n = 0;
  for (const json *j = json_first(list); j; j = json_next(j), n++)
    ck_assert_msg(words[n] && strcmp(words[n], json_text(j)) == 0, "%s: word %zu differs", what, n);
  ck_assert_msg(!words[n], "%s: the schema lacks %s", what, words[n]);
}

static void refers_to(const json *node, const struct shape *shape) {
  char *expected = g_strconcat("#/$defs/", shape->schema, NULL);
  ck_assert_str_eq(json_text(json_get(node, "$ref")), expected);
  g_free(expected);
}

static bool has_type(const json *property, const char *type) {
  return g_strcmp0(json_text(member(property, "type")), type) == 0;
}

static void check_property(const json *property, const struct field *f) {
  switch (f->kind) {
  case FIELD_ID:
    ck_assert_str_eq(json_text(member(property, "pattern")), "^[a-z0-9-]+$");
    break;
  case FIELD_DATE:
    ck_assert_str_eq(json_text(member(property, "format")), "date");
    break;
  case FIELD_TEXT:
    ck_assert(has_type(property, "string"));
    break;
  case FIELD_CHOICE:
    same_words(member(property, "enum"), f->choices, f->key);
    break;
  case FIELD_SIGN:
    ck_assert_uint_eq(json_count(member(property, "enum")), 3);
    break;
  case FIELD_TEXTS:
    ck_assert(has_type(property, "array"));
    break;
  case FIELD_OBJECT:
    refers_to(property, f->shape);
    break;
  case FIELD_OBJECTS:
    ck_assert(has_type(property, "array"));
    refers_to(json_get(property, "items"), f->shape);
    break;
  }
  bool list = f->kind == FIELD_TEXTS || f->kind == FIELD_OBJECTS;
  if (list)
    ck_assert_msg((json_value(member(property, "minItems"), 0) == 1) == f->required, "minItems of %s",
                  f->key);
}

static bool is_required(const json *node, const char *key) {
  for (const json *j = json_first(json_get(node, "required")); j; j = json_next(j))
    if (strcmp(json_text(j), key) == 0) return true;
  return false;
}

static void check_shape(const struct shape *shape) {
  const json *node = schema.root;
  if (shape->schema) node = json_get(json_get(schema.root, "$defs"), shape->schema);
  ck_assert_msg(node != NULL, "no definition of %s", shape->schema);
  const json *properties = json_get(node, "properties");
  size_t n = 0;
  for (const struct field *f = shape->fields; f->key; f++, n++) {
    const json *property = json_get(properties, f->key);
    ck_assert_msg(property != NULL, "%s: the schema lacks \"%s\"", shape->name, f->key);
    ck_assert_msg(is_required(node, f->key) == f->required, "%s: required differs for \"%s\"", shape->name,
                  f->key);
    check_property(property, f);
    if (f->shape) check_shape(f->shape);
  }
  ck_assert_msg(json_count(properties) == n, "%s: the schema has keys that the loader does not know",
                shape->name);
}

START_TEST(the_schema_and_the_loader_know_the_same) {
  struct diag *d = diag_new(stderr, false);
  char *folder = program_folder("generator/data", NULL);
  char *path = folder ? g_build_filename(folder, "..", "..", "codebook.schema.json", NULL)
                      : g_strdup("codebook.schema.json");
  ck_assert(json_load(&schema, path, d));
  check_shape(&codebook_shape);
  json_doc_release(&schema);
  g_free(path);
  g_free(folder);
  diag_free(d);
}
END_TEST

UNIT("codebook/schema", the_schema_and_the_loader_know_the_same)
