// SPDX-License-Identifier: MIT
// Traits in words, for people who ask why.
#include "coding/trait_words.h"
#include <string.h>

struct wording {
  const char *begin; // of the trait's name
  const char *words; // what it tells; the value follows
};

// In order: the longer of two that begin alike first.
static const struct wording wordings[] = {
    {"rule-nothing-too=", "the grammar found nothing elsewhere in the sentence"},
    {"rule-nothing=", "the grammar found nothing"},
    {"rule-dropped=", "the grammar held this actor for no holder"},
    {"rule-other-by-me=", "the holder says it of another actor, last cue"},
    {"rule-other=", "by the grammar another actor takes a side"},
    {"rule=1", "by the grammar for it"},
    {"rule=-1", "by the grammar against it"},
    {"rule=0", "by the grammar on no side"},
    {"rule=", "the grammar"},
    {"actor-head=", "the holder is"},
    {"actor-cue=", "the holder stands by a word of the class"},
    {"actor-beside=", "beside the holder's verb"},
    {"actor-relation=", "the holder is"},
    {"actor-auxiliary=", "the holder's verb has"},
    {"actor-negated=", "the holder's word is negated"},
    {"actor-quoted=", "the holder's name inside quotation marks"},
    {"actor-count=", "how often the holder is named"},
    {"actor=", "the holder here"},
    {"how=", "the holder is named by"},
    {"target-head=", "the concept is"},
    {"target-up", "above the concept"},
    {"target-case=", "before the concept"},
    {"target-word=", "the concept's word"},
    {"target-relation=", "the concept is"},
    {"target-too=", "beside it another concept, a"},
    {"target-quoted=", "the concept inside quotation marks"},
    {"target-negated", "the concept is negated"},
    {"targets=", "concepts of the issue"},
    {"target=", "the concept is meant by"},
    {"way-cues=", "the cues between"},
    {"way-cue=", "between holder and concept a word of the class"},
    {"way-sign=", "what the cues between come to"},
    {"way-negations=", "negations between"},
    {"way=", "between holder and concept"},
    {"path=", "the grammar between"},
    {"top-subject", "the holder is the subject above the concept"},
    {"top=", "holder and concept meet at"},
    {"root-cue=", "the main word is of the class"},
    {"root-relation=", "to the main word the holder is"},
    {"root=", "the main word"},
    {"other-of-mine-cue=", "the holder's verb, of which another actor is a part"},
    {"other-of-mine=", "the holder's verb has another actor as"},
    {"other-cue=", "another actor stands by a word of the class"},
    {"other-head=", "another actor is"},
    {"other-relation=", "another actor is"},
    {"side+", "an actor who stands for it is"},
    {"side-", "an actor who stands against it is"},
    {"article-most-", "elsewhere the article has this actor most"},
    {"article-sum-", "all in all the article has this actor"},
    {"article-balance=", "the article's balance for this actor, step"},
    {"article-alone", "the article says no more of this actor on the issue"},
    {"sentence-rival=", "another holder in the sentence, step"},
    {"sentence-ahead=", "surer holders in the sentence"},
    {"article-rate=", "share of positions in the article, step"},
    {"word=", "the sentence has"},
    {"cue=", "the sentence has a word of the class"},
    {"before", "the sentence before"},
    {"after", "the sentence after"},
    {"says", "the holder says so"},
    {"voice", "the holder speaks the quotation"},
    {"author", "the holder wrote the text"},
    {"main", "the article's main issue"},
    {"share=", "share of the issue in the article, step"},
    {"count=", "how often the article names the issue, step"},
    {"length=", "length of the way, step"},
    {"gap=", "words between, step"},
    {"place=", "place in the article, step"},
    {"own", "the holder's name is part of the concept"},
    {"closer-subject", "another subject stands nearer"},
    {"between", "another actor stands between"},
};

// What the grammar knows of its own statements (coding/rule_features.c).
static const struct wording rule_features[] = {
    {"term-long", "the concept is named in several words"},
    {"reference", "the concept is meant by a reference alone"},
    {"implied", "the concept is not named but implied"},
    {"topic", "a thing on which a side is taken while the text is about the concept"},
    {"topic-near", "and the concept is named shortly before"},
    {"topic-definite", "in definite words"},
    {"topic-alone", "in an article on nothing else"},
    {"topic-bare", "nothing is named on which the side is taken"},
    {"loose-subject", "held by the nearest subject, the words between not understood"},
    {"loose-sayer", "held by who says the sentence, the words between not understood"},
    {"loose-voice", "held by who is quoted, the words between not understood"},
    {"loose-owner", "held by whose it is, the words between not understood"},
    {"loose-judged", "where a word takes a side"},
    {"loose-bad", "a harm or claim only named"},
    {"context-here", "the sentence names the concept's context"},
    {"context-elsewhere", "only the article names the concept's context"},
    {"harm", "the concept is a harm"},
    {"claim", "the concept is a claim"},
    {"sign-none", "the concept takes no side"},
    {"sign-against", "favouring the concept is opposing"},
    {"steps-0", "the concept itself says the position"},
    {"steps-2", "two steps from concept to holder"},
    {"steps-3", "three steps from concept to holder"},
    {"steps-4", "four steps from concept to holder"},
    {"steps-many", "a long way from concept to holder"},
    {"no-cue", "no cue but the concept's own word"},
    {"acted", "a deed"},
    {"ascribed", "ascribed"},
    {"by-actor", "an actor of the codebook ascribes it"},
    {"other-said", "somebody else says so"},
    {"person", "a person is named"},
    {"how-name", "held by a name"},
    {"how-demonym", "held by an adjective of nation"},
    {"how-person", "held by a person's name"},
    {"how-office", "held by an office"},
    {"how-pronoun", "held by a pronoun"},
    {"how-epithet", "held by an epithet"},
    {"how-speaker", "held by the speaker"},
    {"how-before-noun", "held by a name before a noun"},
    {"how-other", "held by words that stand for an actor named before"},
    {"holder-near", "the holder's name stands near"},
    {"holder-far", "the holder's name stands far away"},
    {"holder-unnamed", "the holder's name is not in the sentence"},
    {"against", "against the concept"},
    {"neither", "neither for nor against the concept"},
    {"hedge", "a hedge"},
    {"hedges", "several hedges"},
    {"conditional", "a condition"},
    {"charge", "the charge itself is named"},
    {"due", "something that must be done"},
    {"deed", "the concept is something done"},
    {"valued", "called good or bad"},
    {"bad", "an adjective calls it bad"},
    {"event", "something that happens"},
    {"sealed", "the way leaves a clause"},
    {"quoted", "in quotation marks"},
    {"all-quoted", "nothing but a quotation"},
    {"speech", "a speech"},
    {"title", "the headline"},
    {"early", "at the top of the article"},
    {"long", "a long sentence"},
    {"very-long", "a very long sentence"},
    {"many-concepts", "many concepts in the sentence"},
    {"many-holders", "several holders"},
    {"main", "the article's main concept"},
    {"share-low", "the article is mostly about other issues"},
    {"share-high", "the article is mostly about this issue"},
    {"issue-once", "the article names the issue once"},
    {"own-concept", "the holder's name is inside the concept"},
};

static const struct wording relations[] = {
    {"nsubj:pass", "passive subject"},
    {"nsubj", "subject"},
    {"obj", "object"},
    {"obl", "complement"},
    {"nmod:poss", "owner"},
    {"nmod", "attribute"},
    {"conj", "joined by \"and\""},
    {"ccomp", "content"},
    {"xcomp", "content"},
    {"advcl", "side clause"},
    {"acl:relcl", "relative clause"},
    {"acl", "side clause"},
    {"compound", "part of a name"},
    {"amod", "adjective"},
    {"advmod", "adverb"},
    {"root", "main word"},
    {"appos", "apposition"},
};

static const char *lookup(const struct wording *table, size_t count, const char *name, size_t n) {
  for (size_t i = 0; i < count; i++)
    if (strlen(table[i].begin) == n && strncmp(table[i].begin, name, n) == 0) return table[i].words;
  return NULL;
}

// Appends "subject of "condemn"" for "nsubj,condemn".
static void append_value(const char *value, GString *out) {
  const char *comma = strchr(value, ',');
  size_t n = comma ? (size_t)(comma - value) : strlen(value);
  const char *relation = lookup(relations, G_N_ELEMENTS(relations), value, n),
             *feature = lookup(rule_features, G_N_ELEMENTS(rule_features), value, n);
  if (feature)
    g_string_append(out, feature);
  else if (relation)
    g_string_append_printf(out, comma ? "%s of \"%s\"" : "%s", relation, comma ? comma + 1 : "");
  else
    g_string_append(out, value);
}

void trait_words(const char *name, GString *out) {
  const char *mark = strrchr(name, '&');
  char *plain = mark && strlen(mark) == 2 ? g_strndup(name, (gsize)(mark - name)) : g_strdup(name);
  for (size_t i = 0; i < G_N_ELEMENTS(wordings); i++) {
    if (!g_str_has_prefix(plain, wordings[i].begin)) continue;
    const char *value = plain + strlen(wordings[i].begin);
    g_string_append(out, wordings[i].words);
    value += strspn(value, "=,-");
    if (*value) {
      g_string_append(out, ": ");
      append_value(value, out);
    }
    g_free(plain);
    return;
  }
  g_string_append(out, plain);
  g_free(plain);
}
