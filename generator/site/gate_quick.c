// SPDX-License-Identifier: MIT
// One pass over a page that is written as plainly as our templates write: a small part of XML, in which
// nothing is left to be known about the rest. Whatever goes beyond it is left to libxml2.
#include "site/gate_element.h"

enum { ATTRIBUTES = 32, DEPTH = 200, TAG_BYTES = 1 << 16, REFERENCE_DIGITS = 7 };

struct quick {
  struct gate_reading *reading;
  struct gate_walk walk;
  const char *at, *end;
  GArray *open;                   // struct slice: the names of the open elements
  struct slice names[ATTRIBUTES]; // of the element at hand, as they stand
  struct gate_attribute attributes[ATTRIBUTES];
  bool referring[ATTRIBUTES]; // the value holds a reference
  unsigned count;
  GString *decoded; // values that held one
};

// Bytes at which text or a value is looked at more closely: controls, marks, and all that are not ASCII.
enum { IN_TEXT = 1, IN_VALUE = 2, NAME = 4, LETTER = 8 };
static const unsigned char kinds[256] =
    {
        // clang-format off
    3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, // \t \n are none in text
    0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 4, 0, 0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0, 0, 3, 0, 0, 0, // " & - 0-9 <
    0, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 0, 0, 1, 0, 0, // A-Z ]
    0, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 0, 0, 0, 0, 0, // a-z
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, // not ASCII
                                                                               // clang-format on
};

static unsigned kind_of(char c) {
  return kinds[(unsigned char)c];
}

static bool starts(const struct quick *q, const char *text) {
  return slice_starts((struct slice){q->at, (size_t)(q->end - q->at)}, text);
}

static size_t offset_of(const struct quick *q, const char *at) {
  return (size_t)(at - q->reading->bytes.data);
}

// --- characters ---

static bool is_character(gunichar c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
         (c >= 0x10000 && c < 0x110000);
}

// Passes over a character that is not ASCII.
static bool pass_character(struct quick *q) {
  if ((unsigned char)*q->at < 0x80) return false;
  gunichar c = g_utf8_get_char_validated(q->at, q->end - q->at); // beyond all characters where it is none
  q->at = g_utf8_next_char(q->at);
  return is_character(c);
}

// Returns the character that the name between '&' and ';' stands for, or 0.
static gunichar named(struct slice name) {
  static const struct {
    const char *name;
    char c;
  } known[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
    if (slice_is(name, known[i].name)) return (gunichar)known[i].c;
  bool hex = slice_starts(name, "#x");
  size_t from = hex ? 2 : 1;
  if (!slice_starts(name, "#") || name.len == from || name.len > from + REFERENCE_DIGITS) return 0;
  gunichar c = 0;
  for (size_t i = from; i < name.len; i++) {
    if (!(hex ? g_ascii_isxdigit(name.data[i]) : g_ascii_isdigit(name.data[i]))) return 0;
    c = c * (hex ? 16 : 10) + (gunichar)g_ascii_xdigit_value(name.data[i]);
  }
  return is_character(c) ? c : 0;
}

// Passes over a reference from '&' on. Returns its character, or 0.
static gunichar pass_reference(const char **at, const char *end) {
  const char *start = *at + 1, *p = start;
  while (p < end && p - start < REFERENCE_DIGITS + 3 && *p != ';')
    p++;
  if (p == end || *p != ';') return 0;
  *at = p + 1;
  return named((struct slice){start, (size_t)(p - start)});
}

// Passes over text up to the next '<' or the end.
static bool pass_text(struct quick *q) {
  for (;;) {
    while (q->at < q->end && !(kind_of(*q->at) & IN_TEXT))
      q->at++;
    if (q->at == q->end || *q->at == '<') return true;
    if (*q->at == '&') {
      if (!pass_reference(&q->at, q->end)) return false;
    } else if (*q->at == ']') {
      if (starts(q, "]]>")) return false;
      q->at++;
    } else if (!pass_character(q))
      return false;
  }
}

static bool pass_space(struct quick *q) {
  const char *start = q->at;
  while (q->at < q->end && (*q->at == ' ' || *q->at == '\n' || *q->at == '\t'))
    q->at++;
  return q->at > start;
}

// --- tags ---

static struct slice pass_name(struct quick *q, unsigned kind) {
  const char *start = q->at;
  if (q->at < q->end && kind_of(*q->at) & LETTER)
    while (q->at < q->end && kind_of(*q->at) & kind)
      q->at++;
  return (struct slice){start, (size_t)(q->at - start)};
}

// Passes over a value from behind its '"' on.
static bool pass_value(struct quick *q, struct slice *value, bool *referring) {
  const char *start = q->at;
  *referring = false;
  for (;;) {
    while (q->at < q->end && !(kind_of(*q->at) & IN_VALUE))
      q->at++;
    if (q->at == q->end || q->at - start > TAG_BYTES) return false;
    if (*q->at == '"') break;
    if (*q->at == '&') {
      *referring = true;
      if (!pass_reference(&q->at, q->end)) return false;
    } else if (!pass_character(q))
      return false;
  }
  *value = (struct slice){start, (size_t)(q->at - start)};
  q->at++;
  return true;
}

static bool is_namespace(struct slice value) {
  return slice_is(value, "http://www.w3.org/1999/xhtml") || slice_is(value, "http://www.w3.org/2000/svg");
}

// Passes over an attribute. A namespace is declared and no attribute.
static bool pass_attribute(struct quick *q) {
  if (q->count == ATTRIBUTES) return false;
  struct slice name = pass_name(q, NAME), local = name;
  bool xml = slice_is(name, "xml") && q->at < q->end && *q->at == ':';
  if (xml) {
    q->at++;
    local = pass_name(q, NAME);
    if (!slice_is(local, "lang")) return false;
    name.len = (size_t)(q->at - name.data);
  }
  if (!local.len || !starts(q, "=\"")) return false;
  q->at += 2;
  struct gate_attribute *a = &q->attributes[q->count];
  if (!pass_value(q, &a->value, &q->referring[q->count])) return false;
  for (unsigned i = 0; i < q->count; i++)
    if (slice_eq(q->names[i], name)) return false;
  if (slice_is(name, "xmlns")) return q->count == 0 && is_namespace(a->value);
  q->names[q->count++] = name;
  gate_name(a->name, local);
  a->xml = xml;
  return true;
}

static void decode_values(struct quick *q) {
  size_t room = 0;
  for (unsigned i = 0; i < q->count; i++)
    room += q->referring[i] ? q->attributes[i].value.len : 0;
  if (!room) return;
  g_string_set_size(q->decoded, room); // a character is never longer than its reference
  g_string_truncate(q->decoded, 0);
  for (unsigned i = 0; i < q->count; i++) {
    if (!q->referring[i]) continue;
    struct slice *value = &q->attributes[i].value;
    size_t start = q->decoded->len;
    for (const char *p = value->data, *end = p + value->len; p < end;)
      if (*p == '&')
        g_string_append_unichar(q->decoded, pass_reference(&p, end));
      else
        g_string_append_c(q->decoded, *p++);
    *value = (struct slice){q->decoded->str + start, q->decoded->len - start};
  }
}

static bool pass_start(struct quick *q) {
  const char *start = q->at++;
  struct slice name = pass_name(q, NAME);
  q->count = 0;
  if (!name.len || memchr(name.data, '-', name.len)) return false;
  bool spaced = pass_space(q);
  while (q->at < q->end && *q->at != '>' && *q->at != '/') {
    if (!spaced || !pass_attribute(q)) return false;
    spaced = pass_space(q);
  }
  bool closed = starts(q, "/>");
  if (!closed && !starts(q, ">")) return false;
  q->at += closed ? 2 : 1;
  decode_values(q);
  struct gate_element e = {.offset = offset_of(q, start),
                           .content = offset_of(q, q->at),
                           .closed = closed,
                           .attributes = q->attributes,
                           .count = q->count};
  gate_name(e.name, name);
  gate_element_begin(&q->walk, &e);
  if (closed)
    gate_element_end(&q->walk, name, e.offset);
  else
    g_array_append_val(q->open, name);
  return q->open->len < DEPTH;
}

static bool pass_end(struct quick *q) {
  const char *start = q->at;
  q->at += 2;
  struct slice name = pass_name(q, NAME);
  if (!q->open->len || !starts(q, ">") ||
      !slice_eq(name, g_array_index(q->open, struct slice, q->open->len - 1)))
    return false;
  q->at++;
  g_array_set_size(q->open, q->open->len - 1);
  gate_element_end(&q->walk, name, offset_of(q, start));
  return true;
}

// --- the page ---

static bool pass_page(struct quick *q) {
  if (!starts(q, "<!DOCTYPE html>")) return false;
  q->at += strlen("<!DOCTYPE html>");
  pass_space(q);
  if (!starts(q, "<") || !pass_start(q)) return false;
  while (q->open->len && q->at < q->end) {
    if (!pass_text(q) || q->at == q->end) return false;
    if (!(starts(q, "</") ? pass_end(q) : pass_start(q)) || q->reading->notes->found) return false;
  }
  pass_space(q);
  return !q->open->len && q->at == q->end;
}

bool gate_quick(struct gate_reading *r) {
  struct quick q = {.reading = r, .at = r->bytes.data, .end = r->bytes.data + r->bytes.len};
  gate_walk_init(&q.walk, r, GATE_HTML);
  q.open = g_array_new(FALSE, FALSE, sizeof(struct slice));
  q.decoded = g_string_new(NULL);
  bool passed = pass_page(&q);
  g_array_unref(q.open);
  g_string_free(q.decoded, TRUE);
  gate_walk_release(&q.walk);
  return passed && !r->notes->found;
}
