// SPDX-License-Identifier: MIT
#include "site/words.h"

struct words {
  json *tree;
};

// Lays the texts of from over those of to, group by group. Strings files nest two deep at most; the reader's
// own limit bounds the rest.
static void overlay(json *to, const json *from) {
  for (json *c = json_first(from); c; c = json_next(c)) {
    json *there = json_get(to, json_key(c));
    if (json_type(there) == JSON_OBJECT && json_type(c) == JSON_OBJECT)
      overlay(there, c);
    else if (!there)
      json_add(to, json_key(c), json_copy(c));
  }
}

static void load_one(struct words *w, const char *const *folders, const char *language, bool needed,
                     struct diag *d) {
  char *name = g_strconcat(language, ".json", NULL);
  bool found = false;
  for (; *folders && !found; folders++) {
    char *path = g_build_filename(*folders, "strings", name, NULL);
    struct json_doc doc = {0};
    found = g_file_test(path, G_FILE_TEST_EXISTS);
    if (found && json_load(&doc, path, d)) overlay(w->tree, doc.root);
    json_doc_release(&doc);
    g_free(path);
  }
  if (!found && needed)
    diag_warning(d, (struct diag_place){0},
                 "templates/strings/%s is not there; the pages show English words or keys instead", name);
  g_free(name);
}

struct words *words_load(const char *const *folders, const char *language, struct diag *d) {
  struct words *w = g_new0(struct words, 1);
  w->tree = json_object();
  char *base = g_strndup(language, strcspn(language, "-"));
  bool english = strcmp(base, "en") == 0;
  if (strcmp(base, language) != 0) load_one(w, folders, language, false, d);
  if (!english) load_one(w, folders, base, true, d);
  load_one(w, folders, "en", true, d);
  g_free(base);
  return w;
}

void words_free(struct words *w) {
  if (!w) return;
  json_free(w->tree);
  g_free(w);
}

const json *words_tree(const struct words *w) {
  return w->tree;
}

static const char *lookup(const struct words *w, const char *key) {
  const json *node = w->tree;
  char part[64];
  for (const char *p = key; node;) {
    size_t n = strcspn(p, ".");
    if (n >= sizeof part) return NULL;
    memcpy(part, p, n);
    part[n] = 0;
    node = json_get(node, part);
    if (!p[n]) break;
    p += n + 1;
  }
  return json_text(node);
}

const char *words_get(const struct words *w, const char *key) {
  const char *text = lookup(w, key);
  return text ? text : key;
}

// Finds the next {name} of a pattern; returns false at the end. *before is the text up to it.
static bool next_place(const char **pattern, struct slice *before, struct slice *name) {
  const char *p = *pattern, *open = strchr(p, '{'), *close = open ? strchr(open, '}') : NULL;
  if (!close) {
    *before = slice_of(p);
    *pattern = p + before->len;
    return false;
  }
  *before = (struct slice){p, (size_t)(open - p)};
  *name = (struct slice){open + 1, (size_t)(close - open - 1)};
  *pattern = close + 1;
  return true;
}

char *words_fill(const struct words *w, const char *key, ...) {
  const char *pattern = words_get(w, key);
  GString *out = g_string_new(NULL);
  struct slice before, name;
  bool more;
  do {
    more = next_place(&pattern, &before, &name);
    g_string_append_len(out, before.data, (gssize)before.len);
    if (!more) break;
    va_list args;
    va_start(args, key);
    for (const char *n; (n = va_arg(args, const char *));) {
      const char *value = va_arg(args, const char *);
      if (slice_is(name, n)) g_string_append(out, value ? value : "");
    }
    va_end(args);
  } while (more);
  return g_string_free(out, FALSE);
}

char *words_number(const struct words *w, unsigned n) {
  char digits[16];
  size_t len = (size_t)g_snprintf(digits, sizeof digits, "%u", n);
  GString *out = g_string_new(NULL);
  for (size_t i = 0; i < len; i++) {
    if (i && (len - i) % 3 == 0 && len > 4) g_string_append(out, words_get(w, "number.thousands"));
    g_string_append_c(out, digits[i]);
  }
  return g_string_free(out, FALSE);
}

char *words_count(const struct words *w, const char *key, unsigned n) {
  char *number = words_number(w, n), *form = g_strconcat(key, n == 1 ? ".one" : ".other", NULL);
  char *text = words_fill(w, form, "n", number, NULL);
  g_free(number);
  g_free(form);
  return text;
}

char *words_percent(const struct words *w, unsigned thousandths) {
  char number[16];
  g_snprintf(number, sizeof number, "%u", (thousandths + 5) / 10);
  return words_fill(w, "number.percent", "n", number, NULL);
}

static bool split_date(const char *iso, int *y, int *m, int *d) {
  return iso && strlen(iso) == 10 && sscanf(iso, "%4d-%2d-%2d", y, m, d) == 3 && *m >= 1 && *m <= 12;
}

static char *say_date(const struct words *w, const char *key, int y, int m, int d) {
  char year[16], day[16], month[16];
  g_snprintf(year, sizeof year, "%d", y);
  g_snprintf(day, sizeof day, "%d", d);
  g_snprintf(month, sizeof month, "months.%d", m);
  return words_fill(w, key, "year", year, "month", words_get(w, month), "day", day, NULL);
}

char *words_date(const struct words *w, const char *iso) {
  int y, m, d;
  if (!iso) return g_strdup(words_get(w, "date.none"));
  return split_date(iso, &y, &m, &d) ? say_date(w, "date.full", y, m, d) : g_strdup(iso);
}

char *words_month(const struct words *w, const char *iso) {
  int y, m, d;
  if (!iso) return g_strdup(words_get(w, "date.none"));
  return split_date(iso, &y, &m, &d) ? say_date(w, "date.month", y, m, d) : g_strdup(iso);
}

char *words_day(const struct words *w, const char *iso) {
  int y, m, d;
  if (!iso) return g_strdup(words_get(w, "date.none"));
  return split_date(iso, &y, &m, &d) ? say_date(w, "date.day", y, m, d) : g_strdup(iso);
}

char *words_period(const struct words *w, const char *from, const char *to) {
  int y1, m1, d1, y2, m2, d2;
  if (!split_date(from, &y1, &m1, &d1) || !split_date(to, &y2, &m2, &d2)) return g_strdup("");
  char *last = words_date(w, to), *first, number[16];
  if (strcmp(from, to) == 0) return last;
  g_snprintf(number, sizeof number, "%d", d1);
  if (y1 == y2 && m1 == m2)
    first = g_strdup(number);
  else
    first = y1 == y2 ? words_day(w, from) : words_date(w, from);
  char *text =
      words_fill(w, y1 == y2 && m1 == m2 ? "date.days" : "date.period", "from", first, "to", last, NULL);
  g_free(first);
  g_free(last);
  return text;
}

static char *with_first(const char *text, gunichar first) {
  char letter[8] = {0};
  g_unichar_to_utf8(first, letter);
  return g_strconcat(letter, g_utf8_next_char(text), NULL);
}

char *words_capital(const char *text) {
  return *text ? with_first(text, g_unichar_toupper(g_utf8_get_char(text))) : g_strdup("");
}

char *words_small(const char *text) {
  if (!*text) return g_strdup("");
  gunichar second = g_utf8_get_char(g_utf8_next_char(text));
  bool name = second && (g_unichar_isupper(second) || !(g_unichar_isalpha(second) || second == ' '));
  return with_first(text, name ? g_utf8_get_char(text) : g_unichar_tolower(g_utf8_get_char(text)));
}

void segment_link(json *segments, const char *text, const char *href, bool strong) {
  json *s = json_push(segments, json_object());
  json_add_string(s, "text", text);
  json_add_string(s, "href", href);
  json_add_bool(s, "strong", strong);
}

void segment_text(json *segments, const char *text) {
  segment_link(segments, text, NULL, false);
}

static void append_all(json *to, const json *from) {
  for (json *c = json_first(from); c; c = json_next(c))
    json_push(to, json_copy(c));
}

void words_weave(const struct words *w, json *segments, const char *key, ...) {
  const char *pattern = words_get(w, key);
  struct slice before, name;
  va_list args;
  bool more;
  do {
    more = next_place(&pattern, &before, &name);
    char *text = g_strndup(before.data, before.len);
    if (*text) segment_text(segments, text);
    g_free(text);
    if (!more) break;
    va_start(args, key);
    for (const char *n; (n = va_arg(args, const char *));) {
      const json *value = va_arg(args, const json *);
      if (slice_is(name, n)) append_all(segments, value);
    }
    va_end(args);
  } while (more);
  va_start(args, key);
  while (va_arg(args, const char *))
    json_free(va_arg(args, json *));
  va_end(args);
}

json *words_list(const struct words *w, json *items) {
  json *out = json_array();
  size_t n = json_count(items), i = 0;
  for (json *c = json_first(items); c; c = json_next(c), i++) {
    if (i) segment_text(out, words_get(w, i + 1 == n ? "list.last" : "list.comma"));
    append_all(out, c);
  }
  json_free(items);
  return out;
}
