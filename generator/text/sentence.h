// SPDX-License-Identifier: MIT
// What the text layer hands to the coder: sentences of tokens with part of speech, lemma, head and relation
// (Universal Dependencies 2).
#pragma once
#include "base/slice.h"
#include <glib.h>
#include <stdint.h>

// https://universaldependencies.org/u/pos/
enum upos {
  UPOS_X,
  UPOS_ADJ,
  UPOS_ADP,
  UPOS_ADV,
  UPOS_AUX,
  UPOS_CCONJ,
  UPOS_DET,
  UPOS_INTJ,
  UPOS_NOUN,
  UPOS_NUM,
  UPOS_PART,
  UPOS_PRON,
  UPOS_PROPN,
  UPOS_PUNCT,
  UPOS_SCONJ,
  UPOS_SYM,
  UPOS_VERB,
  UPOS_COUNT
};

// https://universaldependencies.org/u/dep/ and the subtypes that English EWT uses.
enum relation {
  REL_DEP,
  REL_ROOT,
  REL_ACL,
  REL_ACL_RELCL,
  REL_ADVCL,
  REL_ADVCL_RELCL,
  REL_ADVMOD,
  REL_AMOD,
  REL_APPOS,
  REL_AUX,
  REL_AUX_PASS,
  REL_CASE,
  REL_CC,
  REL_CC_PRECONJ,
  REL_CCOMP,
  REL_COMPOUND,
  REL_COMPOUND_PRT,
  REL_CONJ,
  REL_COP,
  REL_CSUBJ,
  REL_CSUBJ_PASS,
  REL_CSUBJ_OUTER,
  REL_DET,
  REL_DET_PREDET,
  REL_DISCOURSE,
  REL_DISLOCATED,
  REL_EXPL,
  REL_FIXED,
  REL_FLAT,
  REL_GOESWITH,
  REL_IOBJ,
  REL_LIST,
  REL_MARK,
  REL_NMOD,
  REL_NMOD_DESC,
  REL_NMOD_POSS,
  REL_NMOD_UNMARKED,
  REL_NSUBJ,
  REL_NSUBJ_PASS,
  REL_NSUBJ_OUTER,
  REL_NUMMOD,
  REL_OBJ,
  REL_OBL,
  REL_OBL_AGENT,
  REL_OBL_UNMARKED,
  REL_ORPHAN,
  REL_PARATAXIS,
  REL_PUNCT,
  REL_REPARANDUM,
  REL_VOCATIVE,
  REL_XCOMP,
  REL_COUNT
};

struct token {
  uint32_t start, end; // bytes in the block's text
  struct slice form;   // borrowed from the block's text
  const char *lemma;   // belongs to the sentences; lower case but for proper nouns
  const char
      *norm;    // likewise: the form case-folded, accents removed, curly quotes straightened: for matching
  int32_t head; // index in the sentence, -1 for the root
  uint8_t upos; // enum upos
  uint8_t xpos; // enum xpos of text/tags.h (Penn tag)
  uint8_t relation; // enum relation
  bool space_after;
};

struct sentence {
  uint32_t start, end; // bytes in the block's text, white space at both ends left out
  struct token *tokens;
  unsigned count;
  bool parsed; // heads and relations are filled; else heads are -1 and relations REL_DEP
};

// The sentences of one text; everything in them lives until it is freed.
struct sentences {
  struct sentence *items;
  unsigned count;
  GStringChunk *strings; // lemmas and norms
};

struct model; // the English model: tagger and parser weights, opened by model_open (text/model.h); safe
              // between threads

// Splits text into sentences and tokens by Universal Dependencies conventions (clitics split) and fills upos,
// xpos and lemma. Heads are left open: sentence_parse fills them for the sentences that matter. text must
// outlive the result, which is freed with sentences_free. Rules of boundaries: Unicode TR29 as ICU has them
// for English, with a filter for abbreviations, initials and quotations.
struct sentences *text_split(const struct model *m, struct slice text);
// The same without upos (UPOS_ADJ), xpos and lemma (NULL): a third of the cost.
struct sentences *text_cut(const struct model *m, struct slice text);
void sentences_free(struct sentences *s);

// Fills heads and relations of s, if they are not yet. The result is always one tree: exactly one root, no
// cycle.
void sentence_parse(const struct model *m, struct sentence *s);

// Returns the name of a tag or relation as CoNLL-U writes it ("nsubj:pass"), and back (UPOS_X, REL_DEP where
// unknown).
const char *upos_name(enum upos p);
enum upos upos_of(struct slice name);
const char *relation_name(enum relation r);
enum relation relation_of(struct slice name);
