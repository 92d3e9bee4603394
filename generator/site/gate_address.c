// SPDX-License-Identifier: MIT
// Where an address leads, read with a browser's leniency and judged without it.
#include "site/gate_parts.h"

static struct address bad(const char *fault) {
  return (struct address){.kind = ADDRESS_BAD, .fault = fault};
}

// Browsers pass over control characters, and take a backslash for a slash: nobody needs either.
static const char *unfit_characters(struct slice s) {
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.data[i];
    if (c < 0x20 || c == 0x7F) return "holds a control character, expected none";
    if (c == '\\') return "holds a backslash, expected '/'";
    if (c == ' ') return "holds a space, expected %20";
  }
  return NULL;
}

static struct address read_scheme(struct slice scheme, struct slice rest) {
  struct address web = {.kind = ADDRESS_WEB};
  bool http = (scheme.len == 4 && g_ascii_strncasecmp(scheme.data, "http", 4) == 0) ||
              (scheme.len == 5 && g_ascii_strncasecmp(scheme.data, "https", 5) == 0);
  if (http) {
    bool host = slice_starts(rest, "//") && rest.len > 2 && !strchr("/?#:@", rest.data[2]);
    return host ? web : bad("names no host, expected http://host/...");
  }
  if (scheme.len == 6 && g_ascii_strncasecmp(scheme.data, "mailto", 6) == 0) return web;
  return bad("is of a kind that is not allowed, expected a relative, http, https or mailto address");
}

static size_t scheme_length(struct slice s) {
  size_t n = 0;
  while (n < s.len && s.data[n] != ':' && s.data[n] != '/' && s.data[n] != '?' && s.data[n] != '#')
    n++;
  return n < s.len && s.data[n] == ':' ? n : SIZE_MAX;
}

static int hex(char c) {
  return g_ascii_xdigit_value(c);
}

// Appends s with %XX decoded. Returns false where an escape is cut short or hides a control character or a
// separator.
static bool decode(struct slice s, GString *out) {
  if (s.len && !memchr(s.data, '%', s.len)) {
    g_string_append_len(out, s.data, (gssize)s.len);
    return true;
  }
  for (size_t i = 0; i < s.len; i++) {
    char c = s.data[i];
    if (c == '%') {
      if (i + 2 >= s.len || hex(s.data[i + 1]) < 0 || hex(s.data[i + 2]) < 0) return false;
      c = (char)(hex(s.data[i + 1]) * 16 + hex(s.data[i + 2]));
      if (((unsigned char)c < 0x20) || c == '/' || c == '\\' || c == 0x7F) return false;
      i += 2;
    }
    g_string_append_c(out, c);
  }
  return true;
}

// Goes from the folder in target (empty or ended by '/') along path. Returns false where that leads out of
// the site.
static bool walk(GString *target, struct slice path) {
  while (path.len) {
    const char *slash = memchr(path.data, '/', path.len);
    size_t n = slash ? (size_t)(slash - path.data) : path.len;
    struct slice step = slice_sub(path, 0, n);
    if (slice_is(step, "..")) {
      if (target->len == 0) return false;
      const char *before = g_strrstr_len(target->str, (gssize)target->len - 1, "/");
      g_string_truncate(target, before ? (size_t)(before - target->str) + 1 : 0);
    } else if (n && !slice_is(step, ".")) {
      if (!decode(step, target)) return false;
      if (slash) g_string_append_c(target, '/');
    }
    path = slice_sub(path, slash ? n + 1 : n, path.len);
  }
  if (target->len == 0 || target->str[target->len - 1] == '/') g_string_append(target, "index.html");
  return true;
}

static struct address read_local(const char *path, struct slice s, GString *target, GString *fragment) {
  const char *hash = s.len ? memchr(s.data, '#', s.len) : NULL;
  struct slice before = slice_sub(s, 0, hash ? (size_t)(hash - s.data) : s.len);
  const char *query = before.len ? memchr(before.data, '?', before.len) : NULL;
  struct slice way = slice_sub(before, 0, query ? (size_t)(query - before.data) : before.len);
  const char *slash = strrchr(path, '/');
  g_string_truncate(target, 0);
  g_string_truncate(fragment, 0);
  if (way.len == 0)
    g_string_append(target, path);
  else if (slash)
    g_string_append_len(target, path, slash - path + 1);
  bool ok = way.len == 0 || walk(target, way);
  if (ok && hash) ok = decode(slice_sub(s, before.len + 1, s.len), fragment);
  if (ok) return (struct address){.kind = ADDRESS_LOCAL};
  return bad("leads out of the site or holds a bad escape, expected a relative path inside the site");
}

struct address address_read(const char *path, struct slice s, GString *target, GString *fragment) {
  while (s.len && s.data[0] == ' ')
    s = slice_sub(s, 1, s.len);
  while (s.len && s.data[s.len - 1] == ' ')
    s.len--;
  const char *unfit = unfit_characters(s);
  if (unfit) return bad(unfit);
  size_t n = scheme_length(s);
  if (n != SIZE_MAX) return read_scheme(slice_sub(s, 0, n), slice_sub(s, n + 1, s.len));
  if (s.len && s.data[0] == '/')
    return bad("begins with '/', expected a relative address: the site must open from any folder");
  return read_local(path, s, target, fragment);
}
