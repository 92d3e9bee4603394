// SPDX-License-Identifier: MIT
// Private to text/: what the model file holds.
#pragma once
#include "text/model.h"
#include "text/sentence.h"
#include "text/weights.h"
#include <unicode/ubrk.h>

// What a word may be, by its form alone.
enum lexicon_bit {
  LEXICON_NOUN = 1,
  LEXICON_PLURAL = 2,
  LEXICON_VERB = 4,
  LEXICON_VERB_S = 8,
  LEXICON_PAST = 16,
  LEXICON_ING = 32,
  LEXICON_ADJ = 64,
  LEXICON_ADV = 128
};

// A word of the lexicon: an open table, by the low bits of the word's hash; check 0 is an empty slot.
struct lexicon_slot {
  uint16_t check;
  uint8_t mask;    // enum lexicon_bit
  uint8_t cluster; // words used alike share it; 0: none
};

struct lexicon {
  uint32_t mask; // number of slots - 1
  const struct lexicon_slot *slots;
};

// A class of the tagger: its tags. A class of the parser: what it does, and the relation.
struct tag_class {
  uint8_t upos, xpos;
};
enum move { MOVE_SHIFT, MOVE_LEFT, MOVE_RIGHT };
struct move_class {
  uint8_t move, relation;
};

struct model {
  GMappedFile *file;
  struct lexicon lexicon;
  struct table tagger, parser;
  const struct tag_class *tags; // tagger.classes
  const struct move_class
      *moves;           // parser.classes; the first is MOVE_SHIFT, then all MOVE_LEFT, then all MOVE_RIGHT
  uint32_t first_right; // class of the first MOVE_RIGHT
  UBreakIterator *boundaries; // only cloned
  char version[40];
};

enum model_section {
  SECTION_LEXICON,
  SECTION_TAGS,
  SECTION_TAGGER,
  SECTION_MOVES,
  SECTION_PARSER,
  SECTION_COUNT
};

// The file begins so; sections follow in their order, each padded to 8 bytes.
struct model_header {
  char magic[8];       // MODEL_MAGIC
  uint32_t version;    // MODEL_VERSION
  uint32_t byte_order; // 0x01020304 as the writer saw it
  uint64_t checksum;   // model_checksum of all behind the header
  uint32_t sizes[SECTION_COUNT], reserved;
};
#define MODEL_MAGIC "STANDPNT"
enum { MODEL_VERSION = 3 };

// Returns the checksum of bytes that the header holds (fnv_wide).
uint64_t model_checksum(struct slice bytes);

// Fills m's tables from sections, all of which outlive it. Returns NULL, or what is wrong.
const char *model_fill(struct model *m, const struct slice sections[SECTION_COUNT]);

// Returns the slot of the word with this hash (feature_hash of its norm, seed 0), or NULL.
const struct lexicon_slot *lexicon_find(const struct lexicon *l, uint64_t hash);
