// SPDX-License-Identifier: MIT
// Private to read/html*.c: HTML as a row of tags and texts with their offsets. libxml2 says how they nest;
// where they stand, which it cannot say, is said here.
#pragma once
#include "read/writer.h"

enum html_token_type { HTML_NOTHING, HTML_TEXT, HTML_OPEN, HTML_CLOSE };

struct html_token {
  enum html_token_type type;
  size_t start, end;   // in the source
  struct slice name;   // of a tag, as written
  struct slice inside; // of an opening tag: its attributes
};

struct html_scan {
  struct slice text;
  size_t at;
  struct slice raw; // name of the element whose content is no markup; empty: none
};

// Finds the next tag or text. Comments, declarations and the content of scripts and styles are passed over.
// Returns false at the end.
bool html_next(struct html_scan *s, struct html_token *t);

// Finds the attribute name (lower case) among the attributes of an opening tag. Returns false where it is not
// there; an attribute without value gives an empty one.
bool html_attribute(struct slice inside, const char *name, struct slice *value);

// Returns the value of the attribute with entities decoded, owned by the caller; NULL where it is not there.
char *html_value(struct slice inside, const char *name);

// Writes the text [start, end) of source through w, entities decoded.
void html_put(struct writer *w, struct slice source, size_t start, size_t end);
