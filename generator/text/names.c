// SPDX-License-Identifier: MIT
// Names of tags and relations.
#include "text/sentence.h"
#include "text/tags.h"

static const char *const upos_names[UPOS_COUNT] = {"X",     "ADJ",   "ADP",   "ADV", "AUX",  "CCONJ",
                                                   "DET",   "INTJ",  "NOUN",  "NUM", "PART", "PRON",
                                                   "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};

static const char *const xpos_names[XPOS_COUNT] = {
    "_",   "CC",   "CD",   "DT",  "EX",  "FW",  "IN",   "JJ",    "JJR",   "JJS", "LS",  "MD",  "NN",
    "NNS", "NNP",  "NNPS", "PDT", "POS", "PRP", "PRP$", "RB",    "RBR",   "RBS", "RP",  "SYM", "TO",
    "UH",  "VB",   "VBD",  "VBG", "VBN", "VBP", "VBZ",  "WDT",   "WP",    "WP$", "WRB", "ADD", "AFX",
    "GW",  "HYPH", "NFP",  "$",   ",",   ".",   ":",    "-LRB-", "-RRB-", "``",  "''",  "#"};

static const char *const relation_names[REL_COUNT] = {
    [REL_DEP] = "dep",
    [REL_ROOT] = "root",
    [REL_ACL] = "acl",
    [REL_ACL_RELCL] = "acl:relcl",
    [REL_ADVCL] = "advcl",
    [REL_ADVCL_RELCL] = "advcl:relcl",
    [REL_ADVMOD] = "advmod",
    [REL_AMOD] = "amod",
    [REL_APPOS] = "appos",
    [REL_AUX] = "aux",
    [REL_AUX_PASS] = "aux:pass",
    [REL_CASE] = "case",
    [REL_CC] = "cc",
    [REL_CC_PRECONJ] = "cc:preconj",
    [REL_CCOMP] = "ccomp",
    [REL_COMPOUND] = "compound",
    [REL_COMPOUND_PRT] = "compound:prt",
    [REL_CONJ] = "conj",
    [REL_COP] = "cop",
    [REL_CSUBJ] = "csubj",
    [REL_CSUBJ_PASS] = "csubj:pass",
    [REL_CSUBJ_OUTER] = "csubj:outer",
    [REL_DET] = "det",
    [REL_DET_PREDET] = "det:predet",
    [REL_DISCOURSE] = "discourse",
    [REL_DISLOCATED] = "dislocated",
    [REL_EXPL] = "expl",
    [REL_FIXED] = "fixed",
    [REL_FLAT] = "flat",
    [REL_GOESWITH] = "goeswith",
    [REL_IOBJ] = "iobj",
    [REL_LIST] = "list",
    [REL_MARK] = "mark",
    [REL_NMOD] = "nmod",
    [REL_NMOD_DESC] = "nmod:desc",
    [REL_NMOD_POSS] = "nmod:poss",
    [REL_NMOD_UNMARKED] = "nmod:unmarked",
    [REL_NSUBJ] = "nsubj",
    [REL_NSUBJ_PASS] = "nsubj:pass",
    [REL_NSUBJ_OUTER] = "nsubj:outer",
    [REL_NUMMOD] = "nummod",
    [REL_OBJ] = "obj",
    [REL_OBL] = "obl",
    [REL_OBL_AGENT] = "obl:agent",
    [REL_OBL_UNMARKED] = "obl:unmarked",
    [REL_ORPHAN] = "orphan",
    [REL_PARATAXIS] = "parataxis",
    [REL_PUNCT] = "punct",
    [REL_REPARANDUM] = "reparandum",
    [REL_VOCATIVE] = "vocative",
    [REL_XCOMP] = "xcomp",
};

// Returns the index of name among the count names, or -1.
static int find(const char *const *names, int count, struct slice name) {
  for (int i = 0; i < count; i++)
    if (slice_is(name, names[i])) return i;
  return -1;
}

const char *upos_name(enum upos p) {
  return p < UPOS_COUNT ? upos_names[p] : upos_names[UPOS_X];
}

enum upos upos_of(struct slice name) {
  int i = find(upos_names, UPOS_COUNT, name);
  return i < 0 ? UPOS_X : (enum upos)i;
}

const char *xpos_name(enum xpos x) {
  return x < XPOS_COUNT ? xpos_names[x] : xpos_names[XPOS_NONE];
}

enum xpos xpos_of(struct slice name) {
  int i = find(xpos_names, XPOS_COUNT, name);
  return i < 0 ? XPOS_NONE : (enum xpos)i;
}

const char *relation_name(enum relation r) {
  return r < REL_COUNT ? relation_names[r] : relation_names[REL_DEP];
}

enum relation relation_of(struct slice name) {
  int i = find(relation_names, REL_COUNT, name);
  if (i >= 0) return (enum relation)i;
  // An unknown subtype counts as its base relation.
  const char *colon = memchr(name.data, ':', name.len);
  if (!colon) return REL_DEP;
  i = find(relation_names, REL_COUNT, slice_sub(name, 0, (size_t)(colon - name.data)));
  return i < 0 ? REL_DEP : (enum relation)i;
}
