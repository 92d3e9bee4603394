// SPDX-License-Identifier: MIT
// The words that stand for enums, and the tables of keys.
#include "codebook/fields.h"

const char *const actor_kind_words[] = {"state", "organisation", "party", "company", "person", NULL};
const char *const pronoun_words[] = {"any", "it", "he", "she", "they", NULL};
const char *const concept_kind_words[] = {"measure", "harm", "claim", NULL};
const char *const stance_words[] = {"support", "oppose", "neutral", "mixed", NULL};

int word_index(const char *const *words, const char *word) {
  for (int i = 0; word && words[i]; i++)
    if (strcmp(words[i], word) == 0) return i;
  return -1;
}

const char *stance_name(enum stance s) {
  return stance_words[s];
}

int stance_of(const char *name) {
  return word_index(stance_words, name);
}

const char *concept_kind_name(enum concept_kind k) {
  return concept_kind_words[k];
}

const char *actor_kind_name(enum actor_kind k) {
  return actor_kind_words[k];
}

static const struct field person_fields[] = {
    {"id", FIELD_ID, true, NULL, NULL},
    {"name", FIELD_TEXT, true, NULL, NULL},
    {"aliases", FIELD_TEXTS, false, NULL, NULL},
    {"pronoun", FIELD_CHOICE, false, pronoun_words + 1, NULL}, // "any" is what a missing key means
    {"from", FIELD_DATE, false, NULL, NULL},
    {"until", FIELD_DATE, false, NULL, NULL},
    {0},
};
static const struct shape person_shape = {"a person", "person", person_fields};

static const struct field actor_fields[] = {
    {"id", FIELD_ID, true, NULL, NULL},
    {"name", FIELD_TEXT, true, NULL, NULL},
    {"kind", FIELD_CHOICE, false, actor_kind_words, NULL},
    {"aliases", FIELD_TEXTS, false, NULL, NULL},
    {"demonyms", FIELD_TEXTS, false, NULL, NULL},
    {"pronoun", FIELD_CHOICE, false, pronoun_words + 1, NULL},
    {"context", FIELD_TEXTS, false, NULL, NULL},
    {"not", FIELD_TEXTS, false, NULL, NULL},
    {"people", FIELD_OBJECTS, false, NULL, &person_shape},
    {0},
};
static const struct shape actor_shape = {"an actor", "actor", actor_fields};

static const struct field concept_label_fields[] = {
    {"for", FIELD_TEXT, false, NULL, NULL},
    {"against", FIELD_TEXT, false, NULL, NULL},
    {0},
};
static const struct shape concept_labels_shape = {"a concept's labels", "conceptLabels",
                                                  concept_label_fields};

static const struct field concept_fields[] = {
    {"id", FIELD_ID, true, NULL, NULL},
    {"name", FIELD_TEXT, true, NULL, NULL},
    {"sign", FIELD_SIGN, false, NULL, NULL},
    {"kind", FIELD_CHOICE, false, concept_kind_words, NULL},
    {"labels", FIELD_OBJECT, false, NULL, &concept_labels_shape},
    {"terms", FIELD_TEXTS, true, NULL, NULL},
    {"refs", FIELD_TEXTS, false, NULL, NULL},
    {"context", FIELD_TEXTS, false, NULL, NULL},
    {"not", FIELD_TEXTS, false, NULL, NULL},
    {0},
};
static const struct shape concept_shape = {"a concept", "concept", concept_fields};

static const struct field issue_label_fields[] = {
    {"support", FIELD_TEXT, false, NULL, NULL},
    {"oppose", FIELD_TEXT, false, NULL, NULL},
    {"neutral", FIELD_TEXT, false, NULL, NULL},
    {"mixed", FIELD_TEXT, false, NULL, NULL},
    {0},
};
static const struct shape issue_labels_shape = {"an issue's labels", "issueLabels", issue_label_fields};

static const struct field issue_side_fields[] = {
    {"support", FIELD_TEXTS, false, NULL, NULL},
    {"oppose", FIELD_TEXTS, false, NULL, NULL},
    {0},
};
static const struct shape issue_sides_shape = {"an issue's sides", "issueSides", issue_side_fields};

static const struct field issue_fields[] = {
    {"id", FIELD_ID, true, NULL, NULL},
    {"name", FIELD_TEXT, true, NULL, NULL},
    {"question", FIELD_TEXT, false, NULL, NULL},
    {"labels", FIELD_OBJECT, false, NULL, &issue_labels_shape},
    {"sides", FIELD_OBJECT, false, NULL, &issue_sides_shape},
    {"concepts", FIELD_OBJECTS, true, NULL, &concept_shape},
    {0},
};
static const struct shape issue_shape = {"an issue", "issue", issue_fields};

static const struct field codebook_fields[] = {
    {"$schema", FIELD_TEXT, false, NULL, NULL}, // for editors
    {"title", FIELD_TEXT, false, NULL, NULL},
    {"language", FIELD_TEXT, false, NULL, NULL},
    {"actors", FIELD_OBJECTS, true, NULL, &actor_shape},
    {"issues", FIELD_OBJECTS, true, NULL, &issue_shape},
    {0},
};
const struct shape codebook_shape = {"the codebook", NULL, codebook_fields};
