// SPDX-License-Identifier: MIT
#include "site/words_parts.h"

static const json *node_of(const struct words *w, const char *key) {
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
  return node;
}

static const char *lookup(const struct words *w, const char *key) {
  return json_text(node_of(w, key));
}

char *words_forms(const struct words *w, const char *key) {
  return json_print(node_of(w, key), false);
}

const char *words_find(const struct words *w, const char *key) {
  return lookup(w, key);
}

const char *words_get(const struct words *w, const char *key) {
  const char *text = lookup(w, key);
  return text ? text : key;
}

bool words_place(const char **pattern, struct slice *before, struct slice *name) {
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
    more = words_place(&pattern, &before, &name);
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
  return language_number(w->language, n);
}

char *words_form(const struct words *w, const char *key, unsigned n) {
  char *form = g_strconcat(key, ".", language_plural(w->language, n), NULL);
  if (lookup(w, form)) return form;
  g_free(form);
  return g_strconcat(key, ".other", NULL);
}

char *words_count(const struct words *w, const char *key, unsigned n) {
  char *number = words_number(w, n), *form = words_form(w, key, n);
  char *text = words_fill(w, form, "n", number, (char *)NULL);
  g_free(number);
  g_free(form);
  return text;
}

char *words_percent(const struct words *w, unsigned thousandths) {
  return language_percent(w->language, thousandths);
}

static bool split_date(const char *iso, int date[3]) {
  static const char form[] = "0000-00-00";
  if (!iso || strlen(iso) != strlen(form)) return false;
  date[0] = date[1] = date[2] = 0;
  for (int i = 0, part = 0; iso[i]; i++) {
    if (form[i] == '0' ? !g_ascii_isdigit(iso[i]) : iso[i] != form[i]) return false;
    if (form[i] == '0')
      date[part] = 10 * date[part] + g_ascii_digit_value(iso[i]);
    else
      part++;
  }
  return date[0] >= 1 && date[1] >= 1 && date[1] <= 12 && date[2] >= 1 && date[2] <= 31;
}

static char *say_date(const struct words *w, enum date_form form, const char *iso) {
  int date[3];
  if (!iso) return g_strdup(words_get(w, "date.none"));
  if (!split_date(iso, date)) return g_strdup(iso);
  return language_date(w->language, form, date[0], date[1], date[2]);
}

char *words_date(const struct words *w, const char *iso) {
  return say_date(w, DATE_FULL, iso);
}

char *words_month(const struct words *w, const char *iso) {
  return say_date(w, DATE_MONTH, iso);
}

char *words_month_alone(const struct words *w, const char *iso) {
  return say_date(w, DATE_MONTH_ALONE, iso);
}

char *words_year(const struct words *w, const char *iso) {
  return say_date(w, DATE_YEAR, iso);
}

char *words_day(const struct words *w, const char *iso) {
  return say_date(w, DATE_DAY, iso);
}

char *words_period(const struct words *w, const char *from, const char *to) {
  int first[3], last[3];
  if (!split_date(from, first) || !split_date(to, last)) return g_strdup("");
  return strcmp(from, to) == 0 ? words_date(w, to) : language_period(w->language, first, last);
}

int words_compare(const struct words *w, const char *a, const char *b) {
  return language_compare(w->language, a, b);
}

static char *with_first(const char *text, gunichar first) {
  char letter[8] = {0};
  g_unichar_to_utf8(first, letter);
  return g_strconcat(letter, g_utf8_next_char(text), NULL);
}

char *words_capital(const char *text) {
  return *text ? with_first(text, g_unichar_toupper(g_utf8_get_char(text))) : g_strdup("");
}

// German nouns keep their capital, and nothing here tells them from verbs. The answer for the last language
// is kept: it is asked for with every statement, of one language.
static bool keeps_capitals(const char *language) {
  static _Thread_local char last[16];
  static _Thread_local bool keeps;
  if (!*language || strcmp(last, language) != 0) {
    keeps = language_is_same(language, "de");
    if (g_strlcpy(last, language, sizeof last) >= sizeof last) *last = '\0';
  }
  return keeps;
}

char *words_small(const char *text, const char *language) {
  if (!*text) return g_strdup("");
  gunichar second = g_utf8_get_char(g_utf8_next_char(text));
  bool name = second && (g_unichar_isupper(second) || !(g_unichar_isalpha(second) || second == ' '));
  name |= keeps_capitals(language);
  return with_first(text, name ? g_utf8_get_char(text) : g_unichar_tolower(g_utf8_get_char(text)));
}

void segment_link(json *segments, const char *text, const char *href, bool strong) {
  json *s = json_push(segments, json_object());
  json_add_string(s, "text", text);
  json_add_string(s, "href", href);
  json_add_bool(s, "strong", strong);
  json_add_string(s, "mark", NULL);
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
    more = words_place(&pattern, &before, &name);
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

char *words_list_texts(const struct words *w, const GPtrArray *items) {
  return language_list(w->language, (const char *const *)items->pdata, items->len);
}

// Stands for an item while ICU makes the list: a letter that no text has.
enum { FIRST_ITEM = 0xF0000 };

json *words_list(const struct words *w, json *items) {
  json *out = json_array();
  GPtrArray *signs = g_ptr_array_new_with_free_func(g_free);
  for (json *c = json_first(items); c; c = json_next(c)) {
    char letter[8] = {0};
    g_unichar_to_utf8(FIRST_ITEM + signs->len, letter);
    g_ptr_array_add(signs, g_strdup(letter));
  }
  char *list = words_list_texts(w, signs);
  const char *from = list;
  unsigned i = 0;
  for (json *c = json_first(items); c; c = json_next(c), i++) {
    const char *at = strstr(from, signs->pdata[i]);
    if (!at) break;
    char *before = g_strndup(from, (size_t)(at - from));
    if (*before) segment_text(out, before);
    append_all(out, c);
    from = at + strlen(signs->pdata[i]);
    g_free(before);
  }
  if (*from) segment_text(out, from);
  g_free(list);
  g_ptr_array_unref(signs);
  json_free(items);
  return out;
}
