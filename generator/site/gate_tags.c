// SPDX-License-Identifier: MIT
// How many attributes the tags of a file have, found before it is parsed: libxml2 compares each attribute of
// an element with all others.
#include "base/limits.h"
#include "site/gate_parts.h"

// Returns the offset behind the next `end` from `at`, or that of the end of the bytes.
static size_t behind(struct slice bytes, size_t at, const char *end) {
  const char *found = memmem(bytes.data + at, bytes.len - at, end, strlen(end));
  return found ? (size_t)(found - bytes.data) + strlen(end) : bytes.len;
}

// Returns the offset behind the tag that begins at `at`, and counts its attributes.
static size_t pass_tag(struct slice bytes, size_t at, unsigned *attributes) {
  char quote = '\0';
  for (; at < bytes.len; at++) {
    char c = bytes.data[at];
    if (quote)
      quote = c == quote ? '\0' : quote;
    else if (c == '"' || c == '\'')
      quote = c;
    else if (c == '=')
      ++*attributes;
    else if (c == '>')
      return at + 1;
  }
  return at;
}

bool gate_tags(struct gate_reading *r) {
  struct slice bytes = r->bytes;
  for (size_t at = 0; (at = behind(bytes, at, "<")) < bytes.len;) {
    struct slice rest = slice_sub(bytes, at, bytes.len);
    size_t start = at - 1;
    unsigned attributes = 0;
    if (slice_starts(rest, "!--"))
      at = behind(bytes, at, "-->");
    else if (slice_starts(rest, "![CDATA["))
      at = behind(bytes, at, "]]>");
    else if (*rest.data == '?')
      at = behind(bytes, at, "?>");
    else
      at = pass_tag(bytes, at, &attributes);
    if (attributes <= LIMIT_ELEMENT_ATTRIBUTES) continue;
    gate_fault(r, start, "more than %d attributes in one element, expected fewer", LIMIT_ELEMENT_ATTRIBUTES);
    return false;
  }
  return true;
}
