// SPDX-License-Identifier: MIT
// Private to coding/: a small net that reads the words of a sentence for a pair of actor and issue, beside
// the linear weights (pair_weights.c). Its file, data/pairs.net, is made by tests/bench/fit.
//
// Each word is a row of a table (projected word vector) plus rows for its part of speech, its relation and
// what is known of it. A recurrent layer (GRU, both ways) reads them once for the sentence. Then, for each
// pair, the words take marks (this is the actor, this the concept, this lies on the way between ...), look at
// their neighbours in text and tree, and five summaries of them go, with the
// words that the codebook has for the concept, through one hidden layer.
//
// All sums are made in one order and without library functions, so that each machine gives the same bytes.
#pragma once
#include "base/diag.h"
#include "coding/pairs.h"

enum {
  NET_HIDDEN = 64,
  NET_HALF = NET_HIDDEN / 2, // of each way
  NET_MIDDLE = 64,
  NET_LABEL = 24, // numbers that the codebook's words for a concept become
  NET_WORDS = 96  // of a sentence; what comes behind is not read
};

// What is known of a word, whatever the pair; bit NET_CUES + n: a cue of class n + 1.
enum net_flag {
  NET_QUOTED,
  NET_NEGATED,
  NET_PLACE,
  NET_ACTOR,
  NET_CUES,
  NET_FLAGS = NET_CUES + CUE_COUNT - 1
};

// What a word is to the pair.
enum net_mark {
  MARK_MINE,    // stands for the actor
  MARK_OTHER,   // for another
  MARK_CONCEPT, // names the pair's concept
  MARK_SAME,    // another concept of the issue, with the same sign
  MARK_TURNED,  // with the other sign
  MARK_NO_SIDE, // with none
  MARK_GUESS,   // only a guess
  MARK_REFERENCE,
  MARK_FOREIGN, // a concept of another issue
  MARK_UP,      // on the way from the actor up
  MARK_DOWN,    // from the concept up
  MARK_TOP,     // where both meet
  MARK_ALLY,    // an actor that stands for what the concept favours
  MARK_RIVAL,
  MARK_AT, // the actor's word from which the way begins
  MARK_COUNT
};

// What is known of the pair beside its words, as small whole numbers.
enum net_feature {
  FEATURE_NAMED,
  FEATURE_PLACED,
  FEATURE_VOICED,
  FEATURE_AUTHOR,
  FEATURE_DISTANCE, // four: 0, 1, 2 sentences before, farther
  FEATURE_KIND = FEATURE_DISTANCE + 4,
  FEATURE_SIGN = FEATURE_KIND + 3, // three: +, -, none
  FEATURE_REFERENCE = FEATURE_SIGN + 3,
  FEATURE_IMPLIED,
  FEATURE_GUESS,
  FEATURE_BARE,
  FEATURE_OWN_ALLY,
  FEATURE_OWN_RIVAL,
  FEATURE_ACTOR_KIND,
  FEATURE_ORDER = FEATURE_ACTOR_KIND + 5,
  FEATURE_GAP,
  FEATURE_UPS,
  FEATURE_DOWNS,
  FEATURE_MEET,
  FEATURE_ACTOR_MEANT, // the concept is an actor
  FEATURE_COUNT
};

// What the net answers: thousandths of log-odds.
enum { NET_ANSWERS = 4 }; // a position at all; for, against, neutral: each against the likelier of the others

struct net_words {
  unsigned count;
  int32_t row[NET_WORDS]; // in the table of words
  uint8_t upos[NET_WORDS], relation[NET_WORDS];
  uint8_t head[NET_WORDS]; // itself: the root, or a head that is not read
  uint32_t flags[NET_WORDS];
};

struct net_pair {
  int at, concept; // words; -1: none
  uint32_t marks[NET_WORDS];
  uint8_t features[FEATURE_COUNT];
  const float *label; // of the concept: NET_LABEL numbers; borrowed
};

struct net;

// Opens folder/pairs.net and checks it. NULL after an error to d. Freed with net_free.
struct net *net_open(const char *folder, struct diag *d);
void net_free(struct net *n);
// Returns the hash of the file's bytes.
uint64_t net_checksum(const struct net *n);

// Makes what the net sees of each concept by the words of the codebook, which must outlive it. Freed with
// net_labels_free.
struct net_labels *net_labels_new(const struct net *n, const struct codebook *book);
void net_labels_free(struct net_labels *l);
// Returns the NET_LABEL numbers of a concept of that codebook.
const float *net_label(const struct net_labels *l, const struct concept *c);
// Adds the words (char *) from which they are made, each once: the concept's own, its issue's.
void net_label_words(const struct codebook *book, const struct concept *c, GPtrArray *own, GPtrArray *issue);

// Fills words with what the net sees of the pair's sentence, and pair with what it sees of the pair.
void net_see_words(const struct reading *r, const struct net *n, const struct passage *p,
                   struct net_words *words);
void net_see_pair(const struct reading *r, const struct pair *pair, const struct net_words *words,
                  struct net_pair *seen);

// Returns the row of a word (norm, lemma), or that of unknown words.
int32_t net_row(const struct net *n, const char *norm, const char *lemma);

// Reads sentences one by one. Freed with net_reader_free; one reader a thread.
struct net_reader *net_reader_new(const struct net *n);
void net_reader_free(struct net_reader *reader);
// Reads a sentence; what the reader knew before is gone.
void net_read(struct net_reader *reader, const struct net_words *words);
// Answers for a pair of the sentence read last.
void net_answer(struct net_reader *reader, const struct net_pair *pair, int answer[NET_ANSWERS]);

// Fills drop with how much each word adds to the attitude's log-odds (thousandths): what is lost when the net
// does not know the word. words: as net_see_words filled it.
void net_word_shares(struct net_reader *reader, const struct net_words *words, const struct net_pair *pair,
                     enum attitude a, int drop[NET_WORDS]);
