// SPDX-License-Identifier: MIT
// Private to coding/: pairs of an actor and an issue that one sentence brings together, what is known of each
// (its traits), and how likely it is a position by the weights of data/pairs.txt.
#pragma once
#include "coding/document.h"
#include "coding/statement.h"

enum {
  WAY_MAX = 60,  // words of a way
  PAIR_BACK = 2, // sentences back that every issue stays what is spoken of
  PAIR_FAR // distance: the issue was named farther back, and no other since; or a headline's first follows it
};

// What is wanted to be known of a pair: none, or what the holder thinks of the pair's concept.
enum attitude { ATTITUDE_NONE, ATTITUDE_FOR, ATTITUDE_AGAINST, ATTITUDE_NEUTRAL, ATTITUDE_COUNT };

// The way in the tree from the actor's word to the concept's.
struct way {
  uint16_t up[WAY_MAX],
      down[WAY_MAX]; // from the actor up, from the concept up; the word where they meet left out
  unsigned ups, downs;
  int top; // where they meet, -1 where they don't
};

struct pair {
  struct passage *p;
  int actor;
  unsigned issue;
  const struct target *target; // of the issue: here, or in a sentence before
  unsigned distance;           // how many sentences before; PAIR_FAR: farther
  int at;         // the actor's word nearest to the concept in the tree, -1 where it has none here
  struct way way; // from it; only where distance is 0
  bool named, placed, voiced,
      author;      // has a word here; only as a place; speaks the quotation; wrote the whole
  GPtrArray *made; // const struct statement *: what the grammar made of it; owned array, borrowed items
  double chance[ATTITUDE_COUNT];
  enum attitude alone;             // the likeliest by the sentence alone
  double alone_share;              // its share in the chances of all attitudes there
  bool asked;                      // the net had a say
  bool outweighed[ATTITUDE_COUNT]; // the article's pairs of this actor and issue speak for the other side
  const char *article; // the trait of the article that spoke most for the likeliest attitude; NULL: none did
  int article_weight;  // thousandths
  double voice[VOICE_ASCRIBED + 1];
};

// An article's passages with what the grammar made of each, and its pairs.
struct reading {
  struct document *d;
  GPtrArray **made; // by passage: struct statement *
  GArray *pairs;    // struct pair, by passage
};

// Finds the pairs of every passage: each actor that has a word in it, speaks it or wrote it, with each issue
// that it names or that the sentences before (of a headline: those behind it) left open. Nothing is known of
// them yet.
void pairs_find(struct reading *r);
void pairs_release(struct reading *r);

// Says whether token t of p is a word for the actor.
bool pair_word(const struct passage *p, unsigned t, int actor);

// --- traits: names such as "actor-head=nsubj,condemn", known by their hash ---

struct bag {
  GArray *keys;     // uint64_t
  GPtrArray *names; // char *, owned; NULL where nobody asks for them
  const char *kind; // of the pair's concept, for bag_add_word
};

// Returns the FNV-1a hash (64 bit) of name.
uint64_t bag_key(const char *name);
// Adds the trait whose name is the parts (NULL-terminated), one behind the other.
void bag_add_parts(struct bag *b, const char *const *parts);
// Adds it likewise, and once more with the concept's kind: for what a single word means.
void bag_add_word_parts(struct bag *b, const char *const *parts);
#define bag_add(b, ...) bag_add_parts((b), (const char *const[]){__VA_ARGS__, NULL})
#define bag_add_word(b, ...) bag_add_word_parts((b), (const char *const[]){__VA_ARGS__, NULL})
// Adds the trait name=number.
void bag_add_number(struct bag *b, const char *name, int number);

// Returns how many of the bounds (ascending, negative ends) are below n.
int step_of(int n, const int *bounds);
#define STEP_OF(n, ...) step_of((n), (const int[]){__VA_ARGS__, -1})

// Adds what the sentence, the grammar's statements and the neighbours tell of the pair.
void pair_traits(const struct reading *r, const struct pair *pair, struct bag *b);
// Adds what the tree tells: the words about the actor, the other actors, the concept and the way between.
void pair_tree_traits(const struct reading *r, const struct pair *pair, struct bag *b);

// The chances of all pairs of r, added up by actor and issue, as they stand now. Freed with tallies_free.
struct tallies *tallies_new(const struct reading *r);
void tallies_free(struct tallies *t);
// Adds what the other pairs of the article tell of the i-th.
void pair_article_traits(const struct reading *r, const struct tallies *t, unsigned i, struct bag *b);
// Sets what outweighs each pair, from the chances as they stand now.
void pairs_outweigh(struct reading *r);

// --- weights ---

struct weights;

// Reads folder/pairs.txt (folder: the program's data folder). NULL after an error to d. Freed with
// weights_free.
struct weights *weights_load(const char *folder, struct diag *d);
void weights_free(struct weights *w);

// Returns the attitude whose chance is greatest.
enum attitude pair_likeliest(const struct pair *pair);

// Returns the chance, in thousandths, below which nothing is made of a pair; ruled: the grammar made it too.
// Where it did not, a reader is told less of the why: data/pairs.txt may ask for more there.
unsigned weights_floor(const struct weights *w, bool ruled);

struct net; // net.h

// Gives every pair of r its chances: by the sentence alone, where linear weights and the net each say theirs,
// then by the whole article.
void pairs_weigh(struct reading *r, const struct weights *w, const struct net *n);

// Returns the names of the pair's traits, without those of the article (char *, owned by the array).
GPtrArray *pair_trait_names(const struct reading *r, const struct pair *pair);

// Appends the traits that spoke most for the attitude, in words, at most `count`, each as a line of its own.
void pair_explain(const struct reading *r, const struct weights *w, const struct pair *pair, enum attitude a,
                  unsigned count, GPtrArray *lines);
