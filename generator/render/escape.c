// SPDX-License-Identifier: MIT
#include "base/unseen.h"
#include "render/mustache.h"

#define REPLACEMENT "\xEF\xBF\xBD"

enum byte_class { PLAIN, MARKUP, CONTROL, LEAD };

static enum byte_class class_of(unsigned char c) {
  if (c >= 0x80) return LEAD;
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r' ? PLAIN : CONTROL;
  if (c == 0x7F) return CONTROL;
  return c == '&' || c == '<' || c == '>' || c == '"' || c == '\'' ? MARKUP : PLAIN;
}

static const char *reference(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  default:
    return "&#39;";
  }
}

// Returns the length of the character at s if it may stand in a page, else 0.
static size_t fitting_character(const char *s, size_t left) {
  gunichar c = g_utf8_get_char_validated(s, (gssize)left);
  if (c == (gunichar)-1 || c == (gunichar)-2) return 0;
  if (c < 0xA0 || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE || unseen_is(c)) return 0;
  return (size_t)g_unichar_to_utf8(c, NULL);
}

// Returns the length of the whole but unfitting character at s, 1 where s does not begin a character.
static size_t unfitting_character(const char *s, size_t left) {
  gunichar c = g_utf8_get_char_validated(s, (gssize)left);
  return c == (gunichar)-1 || c == (gunichar)-2 ? 1 : (size_t)g_unichar_to_utf8(c, NULL);
}

void escape_markup(struct slice s, GString *out) {
  size_t done = 0, i = 0;
  while (i < s.len) {
    enum byte_class class = class_of((unsigned char)s.data[i]);
    size_t fitting = class == PLAIN ? 1 : class == LEAD ? fitting_character(s.data + i, s.len - i) : 0;
    if (fitting) {
      i += fitting;
      continue;
    }
    g_string_append_len(out, s.data + done, (gssize)(i - done));
    g_string_append(out, class == MARKUP ? reference(s.data[i]) : REPLACEMENT);
    i += class == LEAD ? unfitting_character(s.data + i, s.len - i) : 1;
    done = i;
  }
  g_string_append_len(out, s.data + done, (gssize)(s.len - done));
}

void escape_style(struct slice s, GString *out) {
  for (size_t i = 0; i < s.len;) {
    unsigned char c = (unsigned char)s.data[i];
    enum byte_class class = class_of(c);
    size_t fitting = class == LEAD ? fitting_character(s.data + i, s.len - i) : 1;
    if (class == CONTROL || !fitting) {
      g_string_append(out, REPLACEMENT);
      i += class == LEAD ? unfitting_character(s.data + i, s.len - i) : 1;
      continue;
    }
    if (class == LEAD || g_ascii_isalnum(c) || c == ' ')
      g_string_append_len(out, s.data + i, (gssize)fitting);
    else
      g_string_append_printf(out, "\\%x ", c);
    i += fitting;
  }
}
