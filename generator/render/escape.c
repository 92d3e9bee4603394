// SPDX-License-Identifier: MIT
#include "base/unseen.h"
#include "render/template.h"

#define REPLACEMENT "\xEF\xBF\xBD"

enum byte_class { PLAIN, MARKUP, CONTROL, LEAD };

static const unsigned char classes[256] = {
    // clang-format off
    2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 2, 2, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, // \t \n \r
    0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, // " & ' < >
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2,
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
    // clang-format on
};

static enum byte_class class_of(unsigned char c) {
  return (enum byte_class)classes[c];
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
    while (i < s.len && !classes[(unsigned char)s.data[i]])
      i++;
    if (i == s.len) break;
    enum byte_class class = class_of((unsigned char)s.data[i]);
    size_t fitting = class == LEAD ? fitting_character(s.data + i, s.len - i) : 0;
    if (fitting) {
      i += fitting;
      continue;
    }
    const char *instead = class == MARKUP ? reference(s.data[i]) : REPLACEMENT;
    out_append(out, s.data + done, i - done);
    out_append(out, instead, strlen(instead));
    i += class == LEAD ? unfitting_character(s.data + i, s.len - i) : 1;
    done = i;
  }
  out_append(out, s.data + done, s.len - done);
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
