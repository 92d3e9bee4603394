// SPDX-License-Identifier: MIT
// A small codebook and statements by it, for the tests of matrix, export and store. Three actors, two issues.
#pragma once
#include "matrix/matrix.h"

static const char *const sample_none[] = {NULL};

static struct concept sample_canal[] = {
    {.id = "digging",
     .name = "digging",
     .sign = 1,
     .label_for = "wants to dig",
     .label_against = "rejects digging",
     .issue = 0},
    {.id = "tolls",
     .name = "tolls",
     .sign = -1,
     .label_for = "defends tolls",
     .label_against = "attacks tolls",
     .issue = 0},
    {.id = "talks", .name = "talks", .sign = 0, .label_for = "calls for talks", .issue = 0}};
static struct concept sample_ferry[] = {{.id = "ferry", .name = "the ferry", .sign = 1, .issue = 1}};

static struct issue sample_issues[] = {
    {.id = "canal",
     .name = "Canal",
     .question = "Should it be dug?",
     .labels = {"Backs the canal", "Rejects the canal", "Stays out of it", "Mixed"},
     .concepts = sample_canal,
     .concept_count = 3},
    {.id = "ferry",
     .name = "Ferry",
     .question = "",
     .labels = {"Backs the ferry", "Rejects the ferry", "Neutral", "Mixed"},
     .concepts = sample_ferry,
     .concept_count = 1}};
static struct actor sample_actors[] = {{.id = "norland", .name = "Norland", .aliases = sample_none},
                                       {.id = "sudland", .name = "Sudland", .aliases = sample_none},
                                       {.id = "ostland", .name = "Ostland", .aliases = sample_none}};

static struct codebook sample_codebook = {.title = "Canals",
                                          .language = "en",
                                          .actors = sample_actors,
                                          .actor_count = 3,
                                          .issues = sample_issues,
                                          .issue_count = 2};

__attribute__((constructor)) static void sample_index(void) {
  codebook_index(&sample_codebook);
}

// Makes a statement; number is its id. Freed with statement_free.
static inline struct statement *sample_statement(unsigned number, const char *doc, const char *actor,
                                                 const char *issue, enum stance stance, enum voice voice) {
  struct statement *s = g_new0(struct statement, 1);
  *s = (struct statement){.doc = g_strdup(doc),
                          .article = g_strconcat("input/articles/", doc, ".md", NULL),
                          .title = g_strconcat("About ", doc, NULL),
                          .date = g_strdup("2024-05-06"),
                          .actor = g_strdup(actor),
                          .issue = g_strdup(issue),
                          .stance = stance,
                          .voice = voice,
                          .confidence = 800,
                          .sentence = g_strdup_printf("Sentence %u.", number),
                          .line = number,
                          .start = 100 * number,
                          .end = 100 * number + 11,
                          .cue = g_strdup("test")};
  g_snprintf(s->id, sizeof s->id, "%016x", number);
  return s;
}

// Gives s a concept and the agreement that fits its stance.
static inline struct statement *sample_concept(struct statement *s, const char *concept, int agreement) {
  s->concept = g_strdup(concept);
  s->agreement = agreement;
  return s;
}

static inline void sample_free(void *p) {
  statement_free(p);
}

static inline GPtrArray *sample_list(void) {
  return g_ptr_array_new_with_free_func(sample_free);
}
