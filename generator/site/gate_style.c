// SPDX-License-Identifier: MIT
// Stylesheets and style attributes: nothing is loaded but files of the site.
#include "site/gate_parts.h"

struct style {
  struct gate_reading *reading;
  struct slice text; // all of the file up to the end of the stylesheet
  size_t at;
};

static bool part_of_name(char c) {
  return g_ascii_isalnum(c) || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_word(struct slice s, const char *word) {
  return s.len == strlen(word) && g_ascii_strncasecmp(s.data, word, s.len) == 0;
}

static void skip_space(struct style *s) {
  while (s->at < s->text.len && g_ascii_isspace(s->text.data[s->at]))
    s->at++;
}

static void skip_comment(struct style *s) {
  size_t start = s->at;
  const char *end = memmem(s->text.data + s->at + 2, s->text.len - s->at - 2, "*/", 2);
  if (!end) gate_fault(s->reading, start, "comment without an end, expected */");
  s->at = end ? (size_t)(end - s->text.data) + 2 : s->text.len;
}

// Passes over the string at hand. Returns what stands between the quotes.
static struct slice skip_string(struct style *s) {
  size_t start = s->at;
  char quote = s->text.data[s->at++];
  while (s->at < s->text.len && s->text.data[s->at] != quote && s->text.data[s->at] != '\n')
    s->at += s->text.data[s->at] == '\\' && s->at + 1 < s->text.len ? 2 : 1;
  struct slice inside = slice_sub(s->text, start + 1, MIN(s->at, s->text.len));
  if (s->at >= s->text.len || s->text.data[s->at] != quote)
    gate_fault(s->reading, start, "string without an end, expected %c on the same line", quote);
  s->at = MIN(s->at + 1, s->text.len);
  return inside;
}

// url( is behind us.
static void read_url(struct style *s) {
  size_t start = s->at;
  skip_space(s);
  struct slice address;
  if (s->at < s->text.len && (s->text.data[s->at] == '"' || s->text.data[s->at] == '\''))
    address = skip_string(s);
  else {
    size_t from = s->at;
    while (s->at < s->text.len && s->text.data[s->at] != ')')
      s->at++;
    address = slice_trim(slice_sub(s->text, from, s->at));
  }
  // A fragment alone means the page that uses the sheet, whichever that is.
  if (!slice_starts(address, "#")) gate_address(s->reading, address, GATE_RESOURCE, start);
}

static void read_word(struct style *s) {
  static const char *const loaders[] = {"src", "image", "image-set", "-webkit-image-set", "expression"};
  size_t start = s->at;
  while (s->at < s->text.len && part_of_name(s->text.data[s->at]))
    s->at++;
  struct slice word = slice_sub(s->text, start, s->at);
  if (s->at == s->text.len || s->text.data[s->at] != '(') return;
  s->at++;
  if (is_word(word, "url")) read_url(s);
  for (size_t i = 0; i < G_N_ELEMENTS(loaders); i++)
    if (is_word(word, loaders[i]))
      gate_fault(s->reading, start, "%s() in a stylesheet, expected url() alone to load files", loaders[i]);
}

void gate_style_sheet(struct gate_reading *r, size_t start, size_t end) {
  struct style s = {r, slice_sub(r->bytes, 0, end), start};
  while (s.at < end) {
    char c = s.text.data[s.at], next = s.at + 1 < end ? s.text.data[s.at + 1] : '\0';
    if (c == '/' && next == '*')
      skip_comment(&s);
    else if (c == '"' || c == '\'')
      skip_string(&s);
    else if (part_of_name(c))
      read_word(&s);
    else {
      if (c == '\\') gate_fault(r, s.at, "escape outside a string, expected none: it could hide a name");
      if (c == '@' && end - s.at > 6 && g_ascii_strncasecmp(s.text.data + s.at, "@import", 7) == 0)
        gate_fault(r, s.at, "@import in a stylesheet, expected one sheet that loads no other");
      s.at++;
    }
  }
}

static bool is_number(struct slice value) {
  size_t i = 0, digits = 0;
  if (i < value.len && (value.data[i] == '-' || value.data[i] == '+')) i++;
  for (bool dot = false; i < value.len && (g_ascii_isdigit(value.data[i]) || (value.data[i] == '.' && !dot));
       i++) {
    digits += value.data[i] != '.';
    dot = dot || value.data[i] == '.';
  }
  if (i < value.len && value.data[i] == '%')
    i++;
  else
    while (i < value.len && g_ascii_isalpha(value.data[i]))
      i++;
  return digits && i == value.len;
}

static bool is_custom_number(struct slice declaration) {
  const char *colon = declaration.len ? memchr(declaration.data, ':', declaration.len) : NULL;
  if (!colon) return false;
  size_t n = (size_t)(colon - declaration.data);
  struct slice name = slice_trim(slice_sub(declaration, 0, n));
  bool ok = name.len > 2 && slice_starts(name, "--");
  for (size_t i = 0; i < name.len; i++)
    ok = ok && (g_ascii_isalnum(name.data[i]) || strchr("-_", name.data[i]));
  return ok && is_number(slice_trim(slice_sub(declaration, n + 1, declaration.len)));
}

void gate_style_attribute(struct gate_reading *r, struct slice value, size_t offset) {
  while (value.len) {
    const char *semicolon = memchr(value.data, ';', value.len);
    size_t n = semicolon ? (size_t)(semicolon - value.data) : value.len;
    struct slice declaration = slice_trim(slice_sub(value, 0, n));
    if (declaration.len && !is_custom_number(declaration)) {
      gate_fault(r, offset,
                 "style attribute \"%.*s\", expected custom properties with a number alone (--name: 12%%)",
                 (int)declaration.len, declaration.data);
      return;
    }
    value = slice_sub(value, semicolon ? n + 1 : n, value.len);
  }
}
