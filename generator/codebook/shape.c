// SPDX-License-Identifier: MIT
// Checks each value of a codebook against the tables of keys.
#include "base/day.h"
#include "base/limits.h"
#include "codebook/fields.h"

static const char *const type_words[] = {"nothing", "null",   "true or false", "a number",
                                         "a text",  "a list", "an object"};

struct check {
  const struct json_doc *doc;
  struct diag *d;
};

static const char *expectation(const struct field *f) {
  switch (f->kind) {
  case FIELD_ID:
    return "lower-case letters, digits and hyphens";
  case FIELD_TEXT:
    return "a text";
  case FIELD_CHOICE:
    return "a text";
  case FIELD_SIGN:
    return "1, 0 or -1";
  case FIELD_DATE:
    return "a date like \"2024-05-06\"";
  case FIELD_TEXTS:
    return "a list of texts";
  case FIELD_OBJECT:
    return "an object";
  case FIELD_OBJECTS:
    return "a list of objects";
  }
  return "";
}

static bool wrong_type(const struct check *c, const json *node, const char *what, const char *expected) {
  return diag_error(c->d, json_place(c->doc, node), "%s is %s, expected %s", what,
                    type_words[json_type(node)], expected);
}

// Says whether text holds a letter or a digit of any script.
static bool has_word(const char *text) {
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalnum(g_utf8_get_char(p))) return true;
  return false;
}

static bool is_id(const char *text) {
  return *text && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(text);
}

// What stands on every page must not be endless, and an id must be fit for a file's name.
static bool check_length(const struct check *c, const json *node, const char *what, size_t most) {
  size_t len = strlen(json_text(node));
  if (len <= most) return true;
  return diag_error(c->d, json_place(c->doc, node), "%s has %zu bytes, expected at most %zu", what, len,
                    most);
}

static bool check_choice(const struct check *c, const json *node, const struct field *f) {
  if (word_index(f->choices, json_text(node)) >= 0) return true;
  char *all = g_strjoinv(", ", (char **)(void *)f->choices);
  diag_error(c->d, json_place(c->doc, node), "\"%s\" is \"%s\", expected one of %s", f->key, json_text(node),
             all);
  g_free(all);
  return false;
}

static bool check_scalar(const struct check *c, const json *node, const struct field *f) {
  char *what = g_strdup_printf("\"%s\"", f->key);
  const char *text = json_text(node);
  double sign = json_value(node, 2);
  bool ok = true;
  if (json_type(node) != (f->kind == FIELD_SIGN ? JSON_NUMBER : JSON_STRING))
    ok = wrong_type(c, node, what, expectation(f));
  else if (f->kind == FIELD_SIGN && sign != -1 && sign != 0 && sign != 1)
    ok = diag_error(c->d, json_place(c->doc, node), "%s is %g, expected 1, 0 or -1", what, sign);
  else if (f->kind == FIELD_CHOICE)
    ok = check_choice(c, node, f);
  else if (f->kind == FIELD_ID && !is_id(text))
    ok = diag_error(c->d, json_place(c->doc, node), "%s is \"%s\", expected %s", what, text, expectation(f));
  else if (f->kind == FIELD_DATE && !day_is(text))
    ok = diag_error(c->d, json_place(c->doc, node), "%s is \"%s\", expected %s", what, text, expectation(f));
  else if (f->kind == FIELD_TEXT && f->required && !has_word(text))
    ok = diag_error(c->d, json_place(c->doc, node), "%s has no letter or digit, expected a text", what);
  else if (text && (f->kind == FIELD_ID || f->kind == FIELD_TEXT))
    ok = check_length(c, node, what, f->kind == FIELD_ID ? LIMIT_ID_BYTES : LIMIT_NAME_BYTES);
  g_free(what);
  return ok;
}

static bool check_texts(const struct check *c, const json *list, const struct field *f) {
  bool ok = true;
  char *what = g_strdup_printf("an entry of \"%s\"", f->key);
  for (const json *j = json_first(list); j; j = json_next(j)) {
    if (json_type(j) != JSON_STRING)
      ok = wrong_type(c, j, what, "a text");
    else if (!has_word(json_text(j)))
      ok =
          diag_error(c->d, json_place(c->doc, j), "%s has no letter or digit, expected a word or more", what);
    else
      ok &= check_length(c, j, what, LIMIT_NAME_BYTES);
  }
  g_free(what);
  return ok;
}

// Returns the number of single-character edits between a and b; texts longer than the tables' keys can be
// near to are far.
static unsigned edits(const char *a, const char *b) {
  enum { LONGEST = 32 };
  size_t la = strlen(a), lb = strlen(b);
  if (la > LONGEST || lb > LONGEST) return LONGEST;
  unsigned row[LONGEST + 1];
  for (size_t j = 0; j <= lb; j++)
    row[j] = (unsigned)j;
  for (size_t i = 1; i <= la; i++) {
    unsigned diagonal = row[0];
    row[0] = (unsigned)i;
    for (size_t j = 1; j <= lb; j++) {
      unsigned up = row[j], change = diagonal + (a[i - 1] != b[j - 1]);
      row[j] = MIN(change, MIN(up, row[j - 1]) + 1);
      diagonal = up;
    }
  }
  return row[lb];
}

static const char *nearest(const struct shape *shape, const char *key) {
  const char *best = NULL;
  unsigned least = UINT_MAX;
  char *folded = g_ascii_strdown(key, -1);
  for (const struct field *f = shape->fields; f->key; f++) {
    unsigned n = edits(folded, f->key);
    if (n < least) best = f->key, least = n;
  }
  g_free(folded);
  return best && least <= 1 + strlen(best) / 4 ? best : NULL;
}

static void warn_unknown(const struct check *c, const json *node, const struct shape *shape) {
  const char *key = json_key(node), *near = nearest(shape, key);
  struct diag_place at = json_key_place(c->doc, node);
  if (near)
    diag_warning(c->d, at, "%s has no key \"%s\", expected \"%s\" perhaps; it is ignored", shape->name, key,
                 near);
  else {
    GString *all = g_string_new(NULL);
    for (const struct field *f = shape->fields; f->key; f++)
      if (f->key[0] != '$') g_string_append_printf(all, "%s%s", all->len ? ", " : "", f->key);
    diag_warning(c->d, at, "%s has no key \"%s\", expected one of %s; it is ignored", shape->name, key,
                 all->str);
    g_string_free(all, TRUE);
  }
}

static bool check_shape(const struct check *c, const json *node, const struct shape *shape);

static bool check_objects(const struct check *c, const json *list, const struct field *f) {
  bool ok = true;
  for (const json *j = json_first(list); j; j = json_next(j))
    ok &= check_shape(c, j, f->shape);
  return ok;
}

static bool check_list(const struct check *c, const json *node, const struct field *f) {
  char *what = g_strdup_printf("\"%s\"", f->key);
  bool ok = true;
  if (json_type(node) != JSON_ARRAY)
    ok = wrong_type(c, node, what, expectation(f));
  else if (f->required && !json_first(node))
    ok = diag_error(c->d, json_place(c->doc, node), "%s is empty, expected at least one entry", what);
  else
    ok = f->kind == FIELD_TEXTS ? check_texts(c, node, f) : check_objects(c, node, f);
  g_free(what);
  return ok;
}

static bool check_field(const struct check *c, const json *node, const struct field *f) {
  switch (f->kind) {
  case FIELD_TEXTS:
  case FIELD_OBJECTS:
    return check_list(c, node, f);
  case FIELD_OBJECT:
    return check_shape(c, node, f->shape);
  default:
    return check_scalar(c, node, f);
  }
}

// The tables nest four deep, so this recursion does too.
static bool check_shape(const struct check *c, const json *node, const struct shape *shape) {
  if (json_type(node) != JSON_OBJECT) return wrong_type(c, node, shape->name, "an object");
  bool ok = true;
  for (const struct field *f = shape->fields; f->key; f++)
    if (f->required && !json_get(node, f->key))
      ok = diag_error(c->d, json_place(c->doc, node), "%s has no \"%s\", expected %s", shape->name, f->key,
                      expectation(f));
  for (const json *j = json_first(node); j; j = json_next(j)) {
    const struct field *f = shape->fields;
    while (f->key && strcmp(f->key, json_key(j)) != 0)
      f++;
    if (f->key)
      ok &= check_field(c, j, f);
    else
      warn_unknown(c, j, shape);
  }
  return ok;
}

bool shape_check(const struct json_doc *doc, const json *node, const struct shape *shape, struct diag *d) {
  const struct check c = {doc, d};
  return check_shape(&c, node, shape);
}
