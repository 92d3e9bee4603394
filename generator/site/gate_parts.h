// SPDX-License-Identifier: MIT
// Private to the gate: one file while it is read, and the kinds of file.
#pragma once
#include "site/gate.h"
#include <glib.h>
#include <stdint.h>

#define GATE_NO_TEXT UINT32_MAX

struct gate_link {
  uint32_t target, fragment; // numbers of texts; GATE_NO_TEXT: none
  uint32_t line, column;
};

struct gate_notes {
  bool has_ids;        // pages and drawings: fragments can be looked up
  GStringChunk *chunk; // where texts are kept
  GPtrArray *texts;    // const char *: paths and ids; borrowed from the bytes where it was unpacked
  GArray *ids;         // uint32_t, each once
  GArray *links;       // struct gate_link; those without a fragment once for each target
  struct diag *faults; // held; NULL where it was unpacked
  unsigned found;      // faults, also those beyond the most that were to be said
};

// One file while it is read.
struct gate_reading {
  struct gate_notes *notes;
  const char *path;
  struct slice bytes;
  unsigned most;       // messages
  GHashTable *numbers; // text -> its number in the notes
  GByteArray *seen;    // by number: seen as an id, as a target
  size_t place;        // an offset in bytes and its line and column (from 0): found step by step
  unsigned line, column;
  GString *target, *fragment; // of the address at hand
  int returns;                // whether bytes hold a carriage return; below 0: not known
};

// Reports a fault at the byte offset; counts it, and is silent after the most that are to be said.
void gate_fault(struct gate_reading *r, size_t offset, const char *format, ...) G_GNUC_PRINTF(3, 4);

// Notes an id of the file; reports it where the file has it already.
void gate_id(struct gate_reading *r, struct slice id, size_t offset);

// Notes that the file refers to its own id.
void gate_id_reference(struct gate_reading *r, struct slice id, size_t offset);

enum gate_address {
  GATE_LINK,     // where a reader may go: of the site, http(s) or mailto
  GATE_RESOURCE, // what a browser loads unasked: of the site alone
};

// Checks an address that stands in the file, as a browser would read it, and notes where it leads.
void gate_address(struct gate_reading *r, struct slice address, enum gate_address kind, size_t offset);

// Checks a stylesheet, or a part of the file that is one: bytes [start, end).
void gate_style_sheet(struct gate_reading *r, size_t start, size_t end);

// Checks the value of a style attribute.
void gate_style_attribute(struct gate_reading *r, struct slice value, size_t offset);

// Says whether no element has more than LIMIT_ELEMENT_ATTRIBUTES; else reports the first that has.
bool gate_tags(struct gate_reading *r);

enum gate_markup { GATE_HTML, GATE_SVG, GATE_XML };

// Checks an XML file by the rules of its kind.
void gate_markup(struct gate_reading *r, enum gate_markup kind);

// Reads a page that is written plainly, at a fraction of the cost: one root, all tags closed in their order,
// values in double quotes, references to characters alone, no comment, no prefix but xml:lang. Returns false
// where it is written otherwise or has a fault: what was noted is then worth nothing, and gate_markup says
// what there is. Where it returns true, gate_markup would find no fault and note the same.
bool gate_quick(struct gate_reading *r);

// gate_read in one of the two ways alone; quick: NULL where gate_quick returns false.
struct gate_notes *gate_read_as(const char *path, struct slice bytes, unsigned most, bool quick);

// --- addresses as strings (gate_address.c) ---

enum address_kind { ADDRESS_LOCAL, ADDRESS_WEB, ADDRESS_BAD };

struct address {
  enum address_kind kind;
  const char *fault; // ADDRESS_BAD: what is wrong and what was expected
};

// Reads an address that stands in the file at path (from the site's root). Where it is a local one, target
// becomes a path from the site's root, and fragment what stands
// behind its '#' (empty where nothing does).
struct address address_read(const char *path, struct slice address, GString *target, GString *fragment);
