// SPDX-License-Identifier: MIT
// Penn Treebank tags as the English treebanks of Universal Dependencies use them.
#pragma once
#include "base/slice.h"

enum xpos {
  XPOS_NONE,
  XPOS_CC,
  XPOS_CD,
  XPOS_DT,
  XPOS_EX,
  XPOS_FW,
  XPOS_IN,
  XPOS_JJ,
  XPOS_JJR,
  XPOS_JJS,
  XPOS_LS,
  XPOS_MD,
  XPOS_NN,
  XPOS_NNS,
  XPOS_NNP,
  XPOS_NNPS,
  XPOS_PDT,
  XPOS_POS,
  XPOS_PRP,
  XPOS_PRP_POSS,
  XPOS_RB,
  XPOS_RBR,
  XPOS_RBS,
  XPOS_RP,
  XPOS_SYM,
  XPOS_TO,
  XPOS_UH,
  XPOS_VB,
  XPOS_VBD,
  XPOS_VBG,
  XPOS_VBN,
  XPOS_VBP,
  XPOS_VBZ,
  XPOS_WDT,
  XPOS_WP,
  XPOS_WP_POSS,
  XPOS_WRB,
  XPOS_ADD,
  XPOS_AFX,
  XPOS_GW,
  XPOS_HYPH,
  XPOS_NFP,
  XPOS_DOLLAR,
  XPOS_COMMA,
  XPOS_STOP,
  XPOS_COLON,
  XPOS_LRB,
  XPOS_RRB,
  XPOS_QUOTE_OPEN,
  XPOS_QUOTE_CLOSE,
  XPOS_HASH,
  XPOS_COUNT
};

// Returns the name of x as CoNLL-U writes it ("VBZ", "-LRB-"; "_" for XPOS_NONE), and back (XPOS_NONE where
// unknown).
const char *xpos_name(enum xpos x);
enum xpos xpos_of(struct slice name);
