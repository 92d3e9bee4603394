// SPDX-License-Identifier: MIT
// Repairs of a parse: whatever the parser made of a sentence, what comes out is still one tree.
#include "base/home.h"
#include "coding/repair.h"
#include "text/tags.h"
#include "unit.h"

static struct cues *load(void) {
  struct diag *d = diag_new(stderr, false);
  char *folder = program_folder("generator/data", NULL);
  struct cues *cues = cues_load(folder, d);
  ck_assert_ptr_nonnull(cues);
  g_free(folder);
  diag_free(d);
  return cues;
}

static struct token word(const char *form, enum upos upos, enum xpos xpos, int head, enum relation relation) {
  return (struct token){.form = {form, strlen(form)},
                        .lemma = form,
                        .norm = form,
                        .head = head,
                        .upos = upos,
                        .xpos = xpos,
                        .relation = relation};
}

// Says whether exactly one token is the root and all others lead to it.
static bool is_tree(const struct sentence *s) {
  unsigned roots = 0;
  for (unsigned i = 0; i < s->count; i++) {
    int t = (int)i;
    for (unsigned steps = 0; t >= 0; steps++, t = s->tokens[t].head)
      if (steps > s->count) return false;
    roots += s->tokens[i].head < 0;
  }
  return roots == 1;
}

static void repair(struct sentence *s) {
  struct cues *cues = load();
  tree_repair(cues, s);
  cues_free(cues);
}

// "Oslo accused of it": a title's participle without "be".
START_TEST(a_bare_participle_is_passive) {
  struct token tokens[] = {
      word("Oslo", UPOS_PROPN, XPOS_NNP, 1, REL_NSUBJ), word("accuse", UPOS_VERB, XPOS_VBD, -1, REL_ROOT),
      word("of", UPOS_ADP, XPOS_IN, 3, REL_CASE), word("theft", UPOS_NOUN, XPOS_NN, 1, REL_OBL)};
  struct sentence s = {.tokens = tokens, .count = G_N_ELEMENTS(tokens)};
  repair(&s);
  ck_assert(is_tree(&s));
  ck_assert_int_eq(tokens[0].relation, REL_NSUBJ_PASS);
}
END_TEST

// "Oslo, Rome and Bern sign": the first name was read as a part of the second.
START_TEST(a_list_begins_with_its_first_name) {
  struct token tokens[] = {
      word("Oslo", UPOS_PROPN, XPOS_NNP, 2, REL_COMPOUND), word(",", UPOS_PUNCT, XPOS_COMMA, 2, REL_PUNCT),
      word("Rome", UPOS_PROPN, XPOS_NNP, 5, REL_NSUBJ),    word("and", UPOS_CCONJ, XPOS_CC, 4, REL_CC),
      word("Bern", UPOS_PROPN, XPOS_NNP, 2, REL_CONJ),     word("sign", UPOS_VERB, XPOS_VBP, -1, REL_ROOT)};
  struct sentence s = {.tokens = tokens, .count = G_N_ELEMENTS(tokens)};
  repair(&s);
  ck_assert(is_tree(&s));
  ck_assert_int_eq(tokens[0].relation, REL_NSUBJ);
  ck_assert_int_eq(tokens[2].head, 0);
  ck_assert_int_eq(tokens[4].head, 0);
}
END_TEST

// "It fell on a town, according to Rome": the source hangs on what is told.
START_TEST(a_source_belongs_to_the_verb) {
  struct token tokens[] = {
      word("it", UPOS_PRON, XPOS_PRP, 1, REL_NSUBJ),       word("fall", UPOS_VERB, XPOS_VBD, -1, REL_ROOT),
      word("on", UPOS_ADP, XPOS_IN, 3, REL_CASE),          word("town", UPOS_NOUN, XPOS_NN, 1, REL_OBL),
      word("according", UPOS_VERB, XPOS_VBG, 6, REL_CASE), word("to", UPOS_ADP, XPOS_IN, 4, REL_FIXED),
      word("Rome", UPOS_PROPN, XPOS_NNP, 3, REL_NMOD)};
  struct sentence s = {.tokens = tokens, .count = G_N_ELEMENTS(tokens)};
  repair(&s);
  ck_assert(is_tree(&s));
  ck_assert_int_eq(tokens[6].head, 1);
  ck_assert_int_eq(tokens[6].relation, REL_OBL);
}
END_TEST

// "Oslo and Rome praised it" where the verb hangs on the very noun that is its subject.
START_TEST(a_subject_above_its_verb) {
  struct token tokens[] = {
      word("Oslo", UPOS_PROPN, XPOS_NNP, -1, REL_ROOT), word("and", UPOS_CCONJ, XPOS_CC, 2, REL_CC),
      word("Rome", UPOS_PROPN, XPOS_NNP, 0, REL_CONJ), word("praise", UPOS_VERB, XPOS_VBD, 2, REL_CONJ),
      word("it", UPOS_PRON, XPOS_PRP, 3, REL_OBJ)};
  struct sentence s = {.tokens = tokens, .count = G_N_ELEMENTS(tokens), .parsed = true};
  repair(&s);
  ck_assert(is_tree(&s));
}
END_TEST

// "The ministry called for a truce", read as a noun with a participle.
START_TEST(a_participle_is_the_verb) {
  struct token tokens[] = {
      word("the", UPOS_DET, XPOS_DT, 1, REL_DET),    word("ministry", UPOS_NOUN, XPOS_NN, -1, REL_ROOT),
      word("call", UPOS_VERB, XPOS_VBN, 1, REL_ACL), word("for", UPOS_ADP, XPOS_IN, 5, REL_CASE),
      word("a", UPOS_DET, XPOS_DT, 5, REL_DET),      word("truce", UPOS_NOUN, XPOS_NN, 2, REL_OBL)};
  struct sentence s = {.tokens = tokens, .count = G_N_ELEMENTS(tokens), .parsed = true};
  repair(&s);
  ck_assert(is_tree(&s));
  ck_assert_int_eq(tokens[2].head, -1);
  ck_assert_int_eq(tokens[1].head, 2);
  ck_assert_int_eq(tokens[1].relation, REL_NSUBJ);
}
END_TEST

static unsigned next_random(uint32_t *state, unsigned below) {
  *state = *state * 1664525 + 1013904223;
  return (*state >> 8) % below;
}

// Trees at random, made of the words, classes and relations that the rules look for.
START_TEST(any_tree_stays_a_tree) {
  static const char *const forms[] = {"call",      "accuse", "support", "for",  "to",   "of",    "that",
                                      "according", "by",     ",",       "Rome", "vote", "ban",   "it",
                                      "back",      "oppose", "say",     "no",   "stay", "clear", "strike",
                                      "down",      "not",    "having",  "thank"};
  static const enum upos classes[] = {UPOS_VERB, UPOS_VERB, UPOS_NOUN, UPOS_PROPN, UPOS_PRON,
                                      UPOS_ADP,  UPOS_ADV,  UPOS_ADJ,  UPOS_AUX,   UPOS_PUNCT};
  static const enum xpos tags[] = {XPOS_VBD, XPOS_VBN, XPOS_VBG, XPOS_VBZ, XPOS_NNS, XPOS_NN, XPOS_MD};
  enum { COUNT = 9, ROUNDS = 200000 };
  struct cues *cues = load();
  uint32_t state = 1;
  for (unsigned round = 0; round < ROUNDS; round++) {
    struct token tokens[COUNT];
    unsigned order[COUNT];
    for (unsigned i = 0; i < COUNT; i++) {
      unsigned k = next_random(&state, i + 1);
      order[i] = order[k];
      order[k] = i;
    }
    for (unsigned i = 0; i < COUNT; i++) // each hangs on one that was placed before it
      tokens[order[i]] =
          word(forms[next_random(&state, G_N_ELEMENTS(forms))],
               classes[next_random(&state, G_N_ELEMENTS(classes))],
               tags[next_random(&state, G_N_ELEMENTS(tags))], i ? (int)order[next_random(&state, i)] : -1,
               i ? (enum relation)(REL_ACL + next_random(&state, REL_COUNT - REL_ACL)) : REL_ROOT);
    struct sentence s = {.tokens = tokens, .count = COUNT, .parsed = true};
    ck_assert(is_tree(&s));
    tree_repair(cues, &s);
    ck_assert_msg(is_tree(&s), "round %u", round);
  }
  cues_free(cues);
}
END_TEST

UNIT("coding-repair", a_subject_above_its_verb, a_participle_is_the_verb, a_bare_participle_is_passive,
     a_source_belongs_to_the_verb, a_list_begins_with_its_first_name, any_tree_stays_a_tree)
