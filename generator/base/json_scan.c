// SPDX-License-Identifier: MIT
#include "base/json_scan.h"
#include "base/limits.h"

enum { FEW = 32 };

// The keys of one object: the first FEW are looked through, a table holds further ones.
struct keys {
  struct slice first[FEW];
  unsigned count;
  GHashTable *more; // char *
};

struct scanner {
  struct slice text;
  size_t at;
  const char *path;
  const struct lines *lines;
  GArray *spots;
  struct diag *d;
};

static int peek(const struct scanner *s) {
  return s->at < s->text.len ? (unsigned char)s->text.data[s->at] : -1;
}

static void skip_space(struct scanner *s) {
  for (; s->at < s->text.len; s->at++) {
    char c = s->text.data[s->at];
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return;
  }
}

static bool wrong(struct scanner *s, const char *expected) {
  struct diag_place at = diag_at(s->path, s->lines, s->at);
  int c = peek(s);
  if (c < 0) return diag_error(s->d, at, "unexpected end of file, expected %s", expected);
  if (c < 0x20 || c >= 0x7f) return diag_error(s->d, at, "expected %s", expected);
  return diag_error(s->d, at, "unexpected '%c', expected %s", c, expected);
}

// Reads four hexadecimal digits, leaving s at the last.
static bool unit(struct scanner *s, unsigned *value) {
  *value = 0;
  for (int i = 0; i < 4; i++) {
    s->at++;
    if (peek(s) < 0 || !g_ascii_isxdigit((char)peek(s))) return wrong(s, "four hexadecimal digits after \\u");
    *value = *value * 16 + (unsigned)g_ascii_xdigit_value((char)peek(s));
  }
  return true;
}

// Reads the character that \u begins, leaving s at its last digit. Half of one, or NUL, at which texts would
// end, is none.
static bool escaped(struct scanner *s) {
  unsigned high, low;
  if (!unit(s, &high)) return false;
  if (high == 0) return wrong(s, "no NUL in a text");
  if (high < 0xD800 || high > 0xDFFF) return true;
  struct slice rest = slice_sub(s->text, s->at + 1, s->text.len);
  if (high > 0xDBFF || !slice_starts(rest, "\\u")) return wrong(s, "both halves of a character");
  s->at += 2;
  if (!unit(s, &low)) return false;
  return (low >= 0xDC00 && low <= 0xDFFF) || wrong(s, "both halves of a character");
}

static bool string(struct scanner *s) {
  if (peek(s) != '"') return wrong(s, "a string in double quotes");
  for (s->at++;; s->at++) {
    int c = peek(s);
    if (c < 0) return wrong(s, "'\"' at the end of the string");
    if (c == '"') break;
    if (c != '\\' && c >= 0x20) continue;
    if (c < 0x20) return wrong(s, "no line break or control character inside a string");
    s->at++;
    c = peek(s);
    if (c < 0 || !strchr("\"\\/bfnrtu", c)) return wrong(s, "one of \" \\ / b f n r t u after a backslash");
    if (c == 'u' && !escaped(s)) return false;
  }
  s->at++;
  return true;
}

static bool digits(struct scanner *s) {
  if (!g_ascii_isdigit(peek(s))) return wrong(s, "a digit");
  while (g_ascii_isdigit(peek(s)))
    s->at++;
  return true;
}

static bool number(struct scanner *s) {
  if (peek(s) == '-') s->at++;
  if (peek(s) == '0')
    s->at++;
  else if (!digits(s))
    return false;
  if (peek(s) == '.') {
    s->at++;
    if (!digits(s)) return false;
  }
  if (peek(s) == 'e' || peek(s) == 'E') {
    s->at++;
    if (peek(s) == '+' || peek(s) == '-') s->at++;
    if (!digits(s)) return false;
  }
  return true;
}

static bool word(struct scanner *s, const char *w) {
  if (!slice_starts(slice_sub(s->text, s->at, s->text.len), w)) return wrong(s, "a value");
  s->at += strlen(w);
  return true;
}

static bool value(struct scanner *s, size_t key, int depth);

// Adds name. Returns false where it is there already.
static bool add_key(struct keys *k, struct slice name) {
  for (unsigned i = 0; i < k->count; i++)
    if (slice_eq(k->first[i], name)) return false;
  if (k->count < FEW) {
    k->first[k->count++] = name;
    return true;
  }
  if (!k->more) k->more = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return g_hash_table_add(k->more, g_strndup(name.data, name.len));
}

static bool key_of(struct scanner *s, struct keys *seen, size_t *key) {
  *key = s->at;
  if (!string(s)) return false;
  struct slice name = slice_sub(s->text, *key, s->at);
  if (!add_key(seen, name))
    diag_error(s->d, diag_at(s->path, s->lines, *key),
               "key %.*s stands twice in one object, expected it once", (int)name.len, name.data);
  skip_space(s);
  if (peek(s) != ':') return wrong(s, "':' after the key");
  s->at++;
  skip_space(s);
  return true;
}

static bool members(struct scanner *s, char close, int depth) {
  bool object = close == '}', ok = false;
  struct keys seen;
  seen.count = 0;
  seen.more = NULL;
  s->at++;
  skip_space(s);
  if (peek(s) == close) goto closed;
  for (;;) {
    size_t key = SIZE_MAX;
    if (object && !key_of(s, &seen, &key)) goto done;
    if (!value(s, key, depth + 1)) goto done;
    skip_space(s);
    if (peek(s) == close) break;
    if (peek(s) != ',') {
      wrong(s, object ? "',' or '}'" : "',' or ']'");
      goto done;
    }
    s->at++;
    skip_space(s);
  }
closed:
  s->at++;
  ok = true;
done:
  if (seen.more) g_hash_table_unref(seen.more);
  return ok;
}

static bool value(struct scanner *s, size_t key, int depth) {
  if (depth > LIMIT_JSON_DEPTH) return wrong(s, "at most 200 levels of nesting");
  struct json_spot spot = {s->at, key};
  if (s->spots) g_array_append_val(s->spots, spot);
  switch (peek(s)) {
  case '{':
    return members(s, '}', depth);
  case '[':
    return members(s, ']', depth);
  case '"':
    return string(s);
  case 't':
    return word(s, "true");
  case 'f':
    return word(s, "false");
  case 'n':
    return word(s, "null");
  default:
    if (peek(s) == '-' || g_ascii_isdigit(peek(s))) return number(s);
    return wrong(s, "a value");
  }
}

bool json_scan(struct slice text, const char *path, const struct lines *lines, GArray *spots,
               struct diag *d) {
  struct scanner s = {text, slice_starts(text, "\xEF\xBB\xBF") ? 3 : 0, path, lines, spots, d};
  skip_space(&s);
  if (!value(&s, SIZE_MAX, 0)) return false;
  skip_space(&s);
  return peek(&s) < 0 || wrong(&s, "nothing after the value");
}
