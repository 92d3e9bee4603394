// SPDX-License-Identifier: MIT
// Learning the English model: averaged perceptrons over hashed features, in whole numbers, so that the same
// data make the same bytes.
#pragma once
#include "text/conllu.h"
#include "text/weights.h"

// --- weights being learnt ---

struct learner;

// Returns a learner for classes. A feature takes part in scores, and is kept, once it was in min_updates
// updates (Goldberg and Elhadad 2011). Weights of less than least units (the largest is 520065) are not worth
// their bytes and are left out when packed.
struct learner *learner_new(unsigned classes, unsigned min_updates, unsigned least);
void learner_free(struct learner *l);
// Adds up the scores of all classes for the features.
void learner_score(const struct learner *l, const uint64_t *features, unsigned count, int32_t *scores);
// Moves weight from the class bad to the class good.
void learner_update(struct learner *l, const uint64_t *features, unsigned count, unsigned good, unsigned bad);
// Counts one decision made: weights are averaged over decisions.
void learner_tick(struct learner *l);
// Returns the averaged weights as table_open reads them. The caller frees the bytes.
GByteArray *learner_pack(const struct learner *l);

// A fixed sequence of numbers; the state must not be 0.
uint64_t random_next(uint64_t *state);
// Shuffles count pointers.
void random_shuffle(uint64_t *state, gpointer *items, unsigned count);

// --- what is learnt ---

struct lexicon_words; // words with their masks and clusters, being collected

struct lexicon_words *lexicon_words_new(void);
void lexicon_words_free(struct lexicon_words *l);
// Adds the parts of speech of WordNet's words and their inflections. Returns false after an error to d.
bool lexicon_add_wordnet(struct lexicon_words *l, const char *folder, struct diag *d);
// Gives norm the cluster (1 to 255).
void lexicon_add_cluster(struct lexicon_words *l, const char *norm, unsigned cluster);
// Returns the section of the model file. The caller frees the bytes.
GByteArray *lexicon_pack(const struct lexicon_words *l);

// Sorts words into clusters by the words before and behind them (exchange algorithm of Kneser and Ney 1993
// over class bigrams). sentences: GPtrArray of GPtrArray of const char * (norms). Adds the clusters of words
// seen min_count times to l.
void clusters_learn(GPtrArray *sentences, unsigned clusters, unsigned min_count, unsigned rounds,
                    struct lexicon_words *l);

// How much is learnt; the numbers that are part of the recipe.
struct recipe {
  unsigned tagger_rounds, parser_rounds, folds;
  unsigned tagger_min, parser_min; // updates that a feature needs
  unsigned parser_least;           // units below which a weight is dropped
  bool verbose;                    // a line a round on stderr
};

// Learns the tagger from trees. tags and table are the sections of the model file; the caller frees them.
void learn_tagger(const GPtrArray *trees, struct slice lexicon, const struct recipe *r, GByteArray **tags,
                  GByteArray **table);

// Learns the parser from trees (struct tree *) whose tags are as the tagger would give them, heads and
// relations right.
void learn_parser(const GPtrArray *trees, struct slice lexicon, const struct recipe *r, GByteArray **moves,
                  GByteArray **table);

// So many trees in a row are one fold's. A treebank must have more: each fold is tagged by what the others
// taught.
enum { LEARN_FOLD = 50 };

// Learns everything from bank (more than LEARN_FOLD trees) and returns the model file. The caller frees the
// bytes.
GByteArray *model_learn(const struct treebank *bank, const struct lexicon_words *words,
                        const struct recipe *r);
