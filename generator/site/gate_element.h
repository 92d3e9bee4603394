// SPDX-License-Identifier: MIT
// Private to the gate: the elements of a page, drawing or feed, whoever reads them: what one may be, which
// attributes it may have, and what is noted of it.
#pragma once
#include "site/gate_parts.h"

enum { GATE_NAME = 32 };

struct gate_attribute {
  char name[GATE_NAME]; // lower case, without prefix; cut where longer than any that we know
  bool xml;             // xml:name
  struct slice value;   // references decoded
};

// A start tag.
struct gate_element {
  char name[GATE_NAME]; // as for attributes
  size_t offset;        // of its '<'
  size_t content;       // after its '>'
  bool closed;          // <br/>
  bool foreign;         // inside <svg> or <math>; gate_element_begin sets it
  const struct gate_attribute *attributes;
  unsigned count;
};

// The elements that are open.
struct gate_walk {
  struct gate_reading *reading;
  enum gate_markup kind;
  GByteArray *foreign; // for each open element: are its children foreign
  size_t raw;          // where the content of the open <script> or <style> begins; 0: none is open
  bool json;           // it is JSON-LD
};

void gate_walk_init(struct gate_walk *w, struct gate_reading *r, enum gate_markup kind);
void gate_walk_release(struct gate_walk *w);

// Writes name as gate_attribute and gate_element have it.
void gate_name(char to[GATE_NAME], struct slice name);

// Enters e, reports what is wrong with it and notes its ids and addresses. Whatever was entered is left with
// gate_element_end, elements that are closed at once too: name is that of the end tag (or of the element),
// and end the offset of its '<'.
void gate_element_begin(struct gate_walk *w, struct gate_element *e);
void gate_element_end(struct gate_walk *w, struct slice name, size_t end);
