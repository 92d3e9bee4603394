// SPDX-License-Identifier: MIT
// How far pieces of Markdown reach in the source, as CommonMark defines them.
#include "read/markdown.h"

enum { LONGEST_ENTITY = 40, LONGEST_LABEL = 1000 };

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

// The names that nearly every text keeps to; cmark knows the others.
static const struct {
  const char *name, *text;
} common[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", "\xC2\xA0"}};

static GString *decode(const char *entity) {
  for (size_t i = 0; i < G_N_ELEMENTS(common); i++)
    if (strcmp(common[i].name, entity) == 0) return g_string_new(common[i].text);
  // A paragraph "&name;x" of cmark's own; the x keeps white space from being stripped.
  char *text = g_strconcat("x", entity, "x", NULL);
  cmark_node *document = cmark_parse_document(text, strlen(text), CMARK_OPT_DEFAULT);
  cmark_node *node = cmark_node_first_child(cmark_node_first_child(document));
  const char *literal = node ? cmark_node_get_literal(node) : NULL;
  size_t len = literal ? strlen(literal) : 0;
  GString *out = g_string_new(NULL);
  if (len > 2 && strcmp(literal, text) != 0) g_string_append_len(out, literal + 1, (gssize)len - 2);
  cmark_node_free(document);
  g_free(text);
  return out;
}

const GString *markdown_entity(struct markdown *m, size_t at, size_t end, size_t *length) {
  const char *s = m->body.data;
  size_t p = at + 1;
  if (p < end && s[p] == '#') p++;
  while (p < end && p - at < LONGEST_ENTITY && g_ascii_isalnum(s[p]))
    p++;
  if (p >= end || s[p] != ';' || p < at + 2) return NULL;
  *length = p + 1 - at;
  char *name = g_strndup(s + at, *length);
  GString *known = g_hash_table_lookup(m->entities, name);
  if (known)
    g_free(name);
  else
    g_hash_table_insert(m->entities, name, known = decode(name));
  return known->len ? known : NULL;
}

static size_t skip_space(struct slice s, size_t at, size_t end) {
  while (at < end && (is_space(s.data[at]) ||
                      (s.data[at] == '>' && at && (s.data[at - 1] == '\n' || s.data[at - 1] == ' '))))
    at++;
  return at;
}

static size_t skip_destination(struct slice s, size_t at, size_t end) {
  if (at < end && s.data[at] == '<') {
    for (size_t p = at + 1; p < end && s.data[p] != '\n' && s.data[p] != '<'; p++) {
      if (s.data[p] == '>') return p + 1;
      if (s.data[p] == '\\') p++;
    }
    return at;
  }
  int open = 0;
  for (; at < end && !is_space(s.data[at]) && (unsigned char)s.data[at] > ' '; at++) {
    if (s.data[at] == '\\' && at + 1 < end && g_ascii_ispunct(s.data[at + 1]))
      at++;
    else if (s.data[at] == '(')
      open++;
    else if (s.data[at] == ')' && open-- == 0)
      return at;
  }
  return at;
}

static size_t skip_title(struct slice s, size_t at, size_t end) {
  if (at >= end || !strchr("\"'(", s.data[at])) return at;
  char close = s.data[at] == '(' ? ')' : s.data[at];
  for (size_t p = at + 1; p < end; p++) {
    if (s.data[p] == close) return p + 1;
    if (s.data[p] == '\\') p++;
  }
  return at;
}

size_t markdown_skip_target(struct slice s, size_t at, size_t end) {
  if (at >= end || s.data[at] != '(') return at;
  size_t p = skip_space(s, at + 1, end);
  p = skip_destination(s, p, end);
  size_t title = skip_space(s, p, end);
  if (title > p) p = skip_title(s, title, end);
  p = skip_space(s, p, end);
  return p < end && s.data[p] == ')' ? p + 1 : at;
}

size_t markdown_skip_label(struct slice s, size_t at, size_t end) {
  if (at >= end || s.data[at] != '[') return at;
  for (size_t p = at + 1; p < end && p - at <= LONGEST_LABEL; p++) {
    if (s.data[p] == ']') return p + 1;
    if (s.data[p] == '[') return at;
    if (s.data[p] == '\\') p++;
  }
  return at;
}

// Says whether the line [at, end) is a table's row of dashes.
static bool is_rule(struct slice s, size_t at, size_t end) {
  size_t dashes = 0, bars = 0;
  for (; at < end; at++) {
    if (s.data[at] == '-')
      dashes++;
    else if (s.data[at] == '|')
      bars++;
    else if (!is_space(s.data[at]) && s.data[at] != ':' && s.data[at] != '>')
      return false;
  }
  return dashes && bars;
}

bool markdown_table(struct slice s, size_t start, size_t end, size_t *table, size_t *rule, size_t *rule_end) {
  size_t line = start, before = start;
  while (line < end) {
    const char *nl = memchr(s.data + line, '\n', end - line);
    size_t next = nl ? (size_t)(nl - s.data) + 1 : end;
    if (line > start && is_rule(s, line, next) && memchr(s.data + before, '|', line - before)) {
      *table = before, *rule = line, *rule_end = next;
      return true;
    }
    before = line;
    line = next;
  }
  return false;
}
