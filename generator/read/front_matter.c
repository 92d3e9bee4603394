// SPDX-License-Identifier: MIT
// YAML front matter: the only caller of libyaml. Read as a stream of events, so that nothing is built that a
// hostile file could blow up.
#include "base/limits.h"
#include "read/reader.h"
#include <yaml.h>

struct front {
  struct reading *r;
  struct slice yaml;   // between the lines of ---
  size_t base;         // its offset in the text
  GHashTable *seen;    // keys, so that one that stands twice is reported
  char *key;           // the key whose value comes next; NULL: a key comes next
  unsigned depth;      // of open collections
  bool list;           // the collection at depth 2 is a list that the key may hold
  size_t chars, bytes; // a known pair of positions: libyaml counts characters
};

// A scalar and the bytes of the text that it was written with.
struct scalar {
  struct slice value;
  size_t start, end;
  yaml_scalar_style_t style;
};

static bool warn(const struct front *f, size_t offset, const char *what) {
  return diag_warning(f->r->d, reading_at(f->r, offset), "front matter: %s", what);
}

// --- a title keeps its place: each byte of the value is found again in the way YAML wrote it ---

// Returns the length of the escape at s (which begins with a backslash).
static size_t escape_length(struct slice s) {
  if (s.len < 2) return s.len;
  size_t n = s.data[1] == 'x' ? 4 : s.data[1] == 'u' ? 6 : s.data[1] == 'U' ? 10 : 2;
  return MIN(n, s.len);
}

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t char_length(struct slice s, size_t at) {
  size_t n = 1;
  while (at + n < s.len && ((unsigned char)s.data[at + n] & 0xC0) == 0x80)
    n++;
  return n;
}

static void put_scalar(struct writer *w, const struct scalar *s, struct slice text) {
  size_t p = s->start, i = 0;
  bool quoted = s->style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
  if (quoted || s->style == YAML_SINGLE_QUOTED_SCALAR_STYLE) p++;
  if (s->style == YAML_LITERAL_SCALAR_STYLE || s->style == YAML_FOLDED_SCALAR_STYLE)
    while (p < s->end && text.data[p] != '\n')
      p++;
  while (i < s->value.len && p < s->end) {
    char c = text.data[p];
    if (quoted && c == '\\') {
      size_t n = escape_length(slice_sub(text, p, s->end)), m = char_length(s->value, i);
      bool joined = n == 2 && (text.data[p + 1] == '\n' || text.data[p + 1] == '\r');
      if (!joined) writer_put_as(w, slice_sub(s->value, i, i + m), p, n), i += m;
      p += n;
    } else if (is_space(s->value.data[i])) {
      size_t from = p;
      while (p < s->end && is_space(text.data[p]))
        p++;
      while (i < s->value.len && is_space(s->value.data[i]))
        i++;
      if (p > from) writer_space(w, from, p - from);
    } else if (c == s->value.data[i]) {
      size_t m = char_length(s->value, i);
      writer_put(w, slice_sub(text, p, p + m), p);
      p += m, i += m;
      if (s->style == YAML_SINGLE_QUOTED_SCALAR_STYLE && c == '\'') p++;
    } else
      p++;
  }
}

// --- keys ---

static bool is_null(struct slice v) {
  return v.len == 0 || slice_is(v, "~") || slice_is(v, "null");
}

static void set_title(struct front *f, const struct scalar *s) {
  if (f->r->title) return;
  struct writer w = {0};
  writer_begin(&w, BLOCK_TITLE, 0);
  put_scalar(&w, s, f->r->text.utf8);
  f->r->title = writer_take(&w);
}

static void set_date(struct front *f, const struct scalar *s) {
  f->r->date_given = true;
  if (!reading_set_date(f->r, s->value))
    diag_warning(f->r->d, reading_at(f->r, s->start),
                 "front matter: \"%.*s\" is no date, expected YYYY-MM-DD", (int)slice_head(s->value, 80).len,
                 s->value.data);
}

static void set_author(struct front *f, const struct scalar *s) {
  char *name = text_folded(s->value), *all = f->r->article->author;
  if (!name) return;
  f->r->article->author = all ? g_strconcat(all, ", ", name, NULL) : g_strdup(name);
  g_free(all);
  g_free(name);
}

static void set_source(struct front *f, const struct scalar *s) {
  reading_set(&f->r->article->source, s->value);
}

static void set_url(struct front *f, const struct scalar *s) {
  if (!reading_set_url(f->r, s->value)) warn(f, s->start, "url is no address, expected http:// or https://");
}

static void set_licence(struct front *f, const struct scalar *s) {
  reading_set(&f->r->article->licence, s->value);
}

static void set_language(struct front *f, const struct scalar *s) {
  if (!reading_set_language(f->r, s->value))
    warn(f, s->start, "language is no language tag, expected one like en or en-GB");
}

static void set_draft(struct front *f, const struct scalar *s) {
  if (slice_is(s->value, "true") || slice_is(s->value, "yes"))
    f->r->article->draft = true;
  else if (!slice_is(s->value, "false") && !slice_is(s->value, "no"))
    warn(f, s->start, "draft is neither, expected true or false");
}

// "a, b" in one scalar is two tags.
static void set_tag(struct front *f, const struct scalar *s) {
  char *all = g_strndup(s->value.data, s->value.len), **parts = g_strsplit(all, ",", -1);
  for (char **p = parts; *p; p++) {
    char *tag = text_folded(slice_of(*p));
    if (tag) g_ptr_array_add(f->r->article->tags, tag);
  }
  g_strfreev(parts);
  g_free(all);
}

struct key {
  const char *name; // lower case; keys are matched without regard to case
  bool list;        // may be a list
  void (*set)(struct front *f, const struct scalar *s);
};

static const struct key keys[] = {
    {"title", false, set_title},     {"date", false, set_date},       {"author", true, set_author},
    {"authors", true, set_author},   {"source", false, set_source},   {"url", false, set_url},
    {"licence", false, set_licence}, {"license", false, set_licence}, {"language", false, set_language},
    {"lang", false, set_language},   {"tags", true, set_tag},         {"draft", false, set_draft},
};

static const struct key *find_key(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
    if (g_ascii_strcasecmp(keys[i].name, name) == 0) return &keys[i];
  return NULL;
}

static void take_value(struct front *f, const struct scalar *s) {
  const struct key *k = find_key(f->key);
  if (k && !is_null(slice_trim(s->value))) k->set(f, s);
}

// --- events ---

// Turns libyaml's position, in characters, into an offset of the text. Positions must not go back by more
// than an event.
static size_t offset_of(struct front *f, size_t chars) {
  if (chars < f->chars) f->chars = f->bytes = 0;
  while (f->chars < chars && f->bytes < f->yaml.len)
    f->bytes += char_length(f->yaml, f->bytes), f->chars++;
  return f->base + f->bytes;
}

static void take_key(struct front *f, const struct scalar *s) {
  f->key = g_strndup(s->value.data, s->value.len);
  if (find_key(f->key) && !g_hash_table_add(f->seen, g_ascii_strdown(f->key, -1)))
    diag_warning(f->r->d, reading_at(f->r, s->start), "front matter: %s stands twice, expected it once",
                 f->key);
}

static bool take_scalar(struct front *f, const yaml_event_t *e) {
  struct scalar s = {.value = {(const char *)e->data.scalar.value, e->data.scalar.length},
                     .style = e->data.scalar.style};
  s.start = offset_of(f, e->start_mark.index);
  s.end = offset_of(f, e->end_mark.index);
  if (f->depth == 0) {
    if (!is_null(s.value)) return warn(f, s.start, "expected lines of the form \"key: value\"");
  } else if (!f->key)
    take_key(f, &s);
  else if (f->depth == 1) {
    take_value(f, &s);
    g_clear_pointer(&f->key, g_free);
  } else if (f->depth == 2 && f->list)
    take_value(f, &s);
  return true;
}

// An alias stands for nothing here: a few of them could make a text of any size.
static void take_alias(struct front *f, size_t at) {
  warn(f, at, "aliases are not read, expected the value itself");
  if (f->depth != 1) return;
  if (f->key)
    g_clear_pointer(&f->key, g_free);
  else
    f->key = g_strdup("");
}

// Says why libyaml gave up, with the advice that most often helps.
static bool warn_of_yaml(struct front *f, const yaml_parser_t *parser) {
  if (parser->error == YAML_MEMORY_ERROR) g_error("out of memory for front matter");
  const char *problem = parser->problem ? parser->problem : "cannot be read";
  if (g_str_has_prefix(problem, "mapping values"))
    problem = "a value with a colon in it, expected it in double quotes";
  return diag_warning(f->r->d, reading_at(f->r, offset_of(f, parser->problem_mark.index)),
                      "front matter: %s; read line by line", problem);
}

static bool take_event(struct front *f, const yaml_event_t *e) {
  const struct key *k = f->key ? find_key(f->key) : NULL;
  size_t at = offset_of(f, e->start_mark.index);
  switch (e->type) {
  case YAML_ALIAS_EVENT:
    take_alias(f, at);
    break;
  case YAML_SCALAR_EVENT:
    return take_scalar(f, e);
  case YAML_SEQUENCE_START_EVENT:
  case YAML_MAPPING_START_EVENT:
    if (f->depth == 0 && e->type == YAML_SEQUENCE_START_EVENT)
      return warn(f, at, "expected lines of the form \"key: value\"");
    if (f->depth == 1 && !f->key) return warn(f, at, "a key that is no text");
    if (f->depth == 1 && k && (!k->list || e->type == YAML_MAPPING_START_EVENT))
      diag_warning(f->r->d, reading_at(f->r, at), "front matter: %s holds a collection, expected text",
                   k->name);
    if (f->depth == 1) f->list = k && k->list && e->type == YAML_SEQUENCE_START_EVENT;
    if (++f->depth > LIMIT_FRONT_MATTER_DEPTH)
      return warn(f, at, "nested too deep, expected plain values and lists");
    break;
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    if (f->depth && --f->depth == 1) g_clear_pointer(&f->key, g_free);
    break;
  default:
    break;
  }
  return true;
}

// Runs the events. Returns false, with a warning given, where the YAML is odd.
static bool run_events(struct front *f) {
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) g_error("out of memory for front matter");
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, (const unsigned char *)f->yaml.data, f->yaml.len);
  bool ok = true, end = false;
  while (ok && !end) {
    yaml_event_t event;
    if (!yaml_parser_parse(&parser, &event)) {
      ok = warn_of_yaml(f, &parser);
      break;
    }
    ok = take_event(f, &event);
    end = event.type == YAML_DOCUMENT_END_EVENT || event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  return ok;
}

// What people write by hand is often no YAML ("title: Paris: the visit"): takes each line "key: value" for
// what it says.
static void read_lines(struct front *f) {
  size_t at = 0;
  while (at < f->yaml.len) {
    const char *line = f->yaml.data + at, *nl = memchr(line, '\n', f->yaml.len - at);
    size_t len = nl ? (size_t)(nl - line) : f->yaml.len - at;
    const char *colon = memchr(line, ':', len);
    g_free(f->key);
    f->key = g_strndup(line, colon ? (gsize)(colon - line) : 0);
    const struct key *k = colon ? find_key(f->key) : NULL;
    if (k && !k->list) {
      struct slice v = slice_trim((struct slice){colon + 1, (size_t)(line + len - colon - 1)});
      if (v.len > 1 && strchr("\"'", v.data[0]) && v.data[v.len - 1] == v.data[0])
        v = slice_sub(v, 1, v.len - 1);
      size_t start = f->base + (size_t)(v.data - f->yaml.data);
      take_value(f, &(struct scalar){v, start, start + v.len, YAML_PLAIN_SCALAR_STYLE});
    }
    at += len + 1;
  }
}

// Returns the length of the line at offset at, its end included, where it is a delimiter; else 0.
static size_t delimiter_at(struct slice text, size_t at, const char *mark) {
  const char *nl = memchr(text.data + at, '\n', text.len - at);
  size_t len = nl ? (size_t)(nl - text.data) + 1 - at : text.len - at;
  struct slice line = slice_sub(text, at, at + len);
  while (line.len && is_space(line.data[line.len - 1]))
    line.len--;
  return slice_is(line, mark) ? len : 0;
}

size_t front_matter_read(struct reading *r) {
  struct slice text = r->text.utf8;
  size_t start = delimiter_at(text, 0, "---");
  if (!start) {
    diag_warning(r->d, reading_at(r, 0),
                 "no front matter, expected --- with title and date between two such lines");
    return 0;
  }
  r->front_matter = true;
  size_t end = start, close = 0;
  while (end < text.len && end < LIMIT_FRONT_MATTER_BYTES) {
    close = delimiter_at(text, end, "---");
    if (!close) close = delimiter_at(text, end, "...");
    if (close) break;
    const char *nl = memchr(text.data + end, '\n', text.len - end);
    end = nl ? (size_t)(nl - text.data) + 1 : text.len;
  }
  if (!close) {
    if (end < text.len)
      diag_warning(r->d, reading_at(r, 0),
                   "front matter of more than %d bytes, expected a line --- before that",
                   LIMIT_FRONT_MATTER_BYTES);
    else
      diag_warning(r->d, reading_at(r, 0), "front matter does not end, expected a line --- after it");
    return 0;
  }
  struct front f = {.r = r, .yaml = slice_sub(text, start, end), .base = start};
  f.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (!run_events(&f)) read_lines(&f);
  g_hash_table_unref(f.seen);
  g_free(f.key);
  return end + close;
}
