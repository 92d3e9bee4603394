// SPDX-License-Identifier: MIT
// From a template's text to its tags.
#include "render/template.h"

struct scanner {
  struct source *source;
  GArray *tags;
  struct slice open, close; // the delimiters, borrowed from the text or literal
};

void source_fault(struct source *s, size_t offset, const char *format, ...) {
  if (s->faults == MAX_FAULTS)
    diag_error(s->d, diag_at(s->path, NULL, 0), "has more faults, the rest is not shown");
  if (s->faults++ >= MAX_FAULTS) return;
  va_list args;
  va_start(args, format);
  char *text = g_strdup_vprintf(format, args);
  va_end(args);
  diag_error(s->d, diag_at(s->path, &s->lines, offset), "%s", text);
  g_free(text);
}

// Returns the offset of needle at or after from, or SIZE_MAX.
static size_t find(struct slice text, size_t from, struct slice needle) {
  const char *at = memmem(text.data + from, text.len - from, needle.data, needle.len);
  return at ? (size_t)(at - text.data) : SIZE_MAX;
}

static bool has_space(struct slice s) {
  for (size_t i = 0; i < s.len; i++)
    if (g_ascii_isspace(s.data[i])) return true;
  return false;
}

static bool kind_of(char sigil, enum tag_kind *kind) {
  static const char sigils[] = "#^/>&{=!<$";
  static const enum tag_kind kinds[] = {TAG_SECTION,   TAG_INVERTED,  TAG_CLOSE,      TAG_PARTIAL,
                                        TAG_UNESCAPED, TAG_UNESCAPED, TAG_DELIMITERS, TAG_COMMENT,
                                        TAG_PARENT,    TAG_BLOCK};
  const char *at = sigil ? strchr(sigils, sigil) : NULL;
  if (at) *kind = kinds[at - sigils];
  return at != NULL;
}

static void check_dotted(struct source *s, const struct tag *t) {
  bool looks_up = t->kind == TAG_VARIABLE || t->kind == TAG_UNESCAPED || t->kind == TAG_SECTION ||
                  t->kind == TAG_INVERTED || t->dynamic;
  if (!looks_up || slice_is(t->name, ".")) return;
  bool bad = t->name.data[0] == '.' || t->name.data[t->name.len - 1] == '.' ||
             memmem(t->name.data, t->name.len, "..", 2) != NULL;
  if (bad)
    source_fault(s, t->start, "name \"%.*s\" has an empty part, expected names joined by single dots",
                 (int)t->name.len, t->name.data);
}

// Stores the name of a tag and checks it. Returns false where there is none.
static bool take_name(struct source *s, struct tag *t, struct slice content) {
  t->name = slice_trim(content);
  if ((t->kind == TAG_PARTIAL || t->kind == TAG_PARENT || t->kind == TAG_CLOSE) &&
      slice_starts(t->name, "*")) {
    t->dynamic = true;
    t->name = slice_trim(slice_sub(t->name, 1, t->name.len));
  }
  if (t->name.len == 0) {
    source_fault(s, t->start, "tag without a name, expected one");
    return false;
  }
  if (has_space(t->name))
    source_fault(s, t->start, "name \"%.*s\" holds white space, expected one word", (int)t->name.len,
                 t->name.data);
  else if (s->strict && t->kind == TAG_UNESCAPED)
    source_fault(s, t->start, "unescaped tag, expected {{%.*s}}: nothing unescaped reaches a page",
                 (int)t->name.len, t->name.data);
  else
    check_dotted(s, t);
  return true;
}

// {{=<% %>=}}: content is what stands between the equals signs.
static bool take_delimiters(struct scanner *c, size_t start, struct slice content) {
  struct slice both = slice_trim(content);
  size_t first = 0, second;
  while (first < both.len && !g_ascii_isspace(both.data[first]))
    first++;
  for (second = first; second < both.len && g_ascii_isspace(both.data[second]);)
    second++;
  struct slice open = slice_sub(both, 0, first), close = slice_sub(both, second, both.len);
  bool equals = memchr(both.data, '=', both.len) != NULL;
  if (open.len == 0 || close.len == 0 || has_space(close) || equals) {
    source_fault(c->source, start, "bad delimiters \"%.*s\", expected two words without an equals sign",
                 (int)both.len, both.data);
    return false;
  }
  c->open = open;
  c->close = close;
  return true;
}

// Finds the end of the tag whose content begins at from: the closing delimiter, for {x} and =x= after the
// second sigil.
static size_t find_close(const struct scanner *c, size_t from, char sigil, size_t *content_end) {
  struct slice text = c->source->text;
  char second = sigil == '{' ? '}' : sigil == '=' ? '=' : 0;
  for (size_t at = from; (at = find(text, at, c->close)) != SIZE_MAX; at++) {
    // In "}}}" the first brace belongs to the name's side.
    if (second == '}' && at + c->close.len < text.len && c->close.data[0] == '}' &&
        text.data[at + c->close.len] == '}')
      at++;
    if (second && (at == from || text.data[at - 1] != second)) continue;
    *content_end = second ? at - 1 : at;
    return at + c->close.len;
  }
  return SIZE_MAX;
}

static char *expected_close(const struct scanner *c, char sigil) {
  return g_strdup_printf("%s%.*s",
                         sigil == '{'   ? "}"
                         : sigil == '=' ? "="
                                        : "",
                         (int)c->close.len, c->close.data);
}

// Scans the tag at start. Returns the offset after it, SIZE_MAX where it has no end.
static size_t scan_tag(struct scanner *c, size_t start) {
  struct source *s = c->source;
  size_t from = start + c->open.len, content_end = 0;
  while (from < s->text.len && g_ascii_isspace(s->text.data[from]))
    from++;
  struct tag t = {.kind = TAG_VARIABLE, .start = start, .partner = NO_PARTNER};
  char sigil = from < s->text.len ? s->text.data[from] : 0;
  if (kind_of(sigil, &t.kind))
    from++;
  else
    sigil = 0;
  t.end = from <= s->text.len ? find_close(c, from, sigil, &content_end) : SIZE_MAX;
  if (t.end == SIZE_MAX) {
    char *expected = expected_close(c, sigil);
    source_fault(s, start, "tag has no end, expected %s", expected);
    g_free(expected);
    return SIZE_MAX;
  }
  struct slice content = slice_sub(s->text, from, content_end);
  bool good = true;
  if (t.kind == TAG_DELIMITERS)
    good = take_delimiters(c, start, content);
  else if (t.kind != TAG_COMMENT)
    good = take_name(s, &t, content);
  if (good) g_array_append_val(c->tags, t);
  return t.end;
}

bool scan_tags(struct source *s, GArray *tags) {
  struct scanner c = {s, tags, slice_of("{{"), slice_of("}}")};
  for (size_t at = 0; (at = find(s->text, at, c.open)) != SIZE_MAX;) {
    at = scan_tag(&c, at);
    if (at == SIZE_MAX) return false;
  }
  return true;
}
