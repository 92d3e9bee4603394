// SPDX-License-Identifier: MIT
// Private to coding/: an article as the coder sees it: passages (sentences with what was found in them) in
// reading order.
#pragma once
#include "codebook/lexicon.h"
#include "coding/coder.h"
#include "coding/cues.h"
#include "coding/roles.h"
#include "read/article.h"
#include "text/sentence.h"

struct coder {
  const struct codebook *codebook;
  const struct model *model;
  struct lexicon *lexicon;
  struct cues *cues;
  struct roles *roles;
  struct given_names *given_names;
  struct name_nouns *name_nouns;
  struct weights *weights;
  struct net *net;
  struct net_labels *labels; // of the codebook's concepts, for the net
  bool explains;             // keeps what is too unsure too, to be told why it was left out; traces are made
  char *version;
};

enum {
  WHO_MAX = 6
}; // actors that one noun phrase can stand for ("France, Germany and the UK" are three phrases; "the two
   // leaders" is one)

// Whom a word stands for, as the head of its noun phrase.
struct who {
  unsigned count; // 0: nobody in the codebook
  struct {
    int actor;
    const struct person *person; // NULL where no listed person is meant
  } of[WHO_MAX];
  bool is_person, plural, pronoun;
  bool place;      // stands where a place stands ("in Beijing"): holds nothing
  const char *how; // for people: "name", "demonym", "pronoun" ...; static text, NULL where nobody
};

// An actor's name in a passage.
struct mention {
  unsigned first, last;
  int actor;
  const struct person *person;
  bool is_person; // names one: person, or an actor of that kind
  bool demonym;
};

// A concept's mention in a passage.
struct target {
  unsigned first, last; // tokens
  unsigned head;        // the highest of them in the tree
  const struct concept *concept;
  bool ref;             // named only by reference
  bool implied;         // not named at all: what a vote or veto must be about
  bool guess;           // only a thing on which a side is taken, while the article is about the concept
  bool near_, definite; // of a guess: the concept was named shortly before; the words are definite
  bool bare; // of a guess: nothing is named on which the side is taken, only the word that takes it
};

// Says whether token t is one of the target's words.
static inline bool target_holds(const struct target *g, int t) {
  return t >= 0 && (unsigned)t >= g->first && (unsigned)t <= g->last;
}

// Why the grammar made nothing for an issue, or did not take an actor for its holder.
struct setback {
  unsigned issue;
  int actor;       // who was found and dropped; -1 where nobody was
  const char *why; // static text
};

struct token_cues { // of one token, once they were looked up
  const struct cue *list;
  unsigned count;
  bool known;
};

struct passage {
  unsigned block;
  struct sentence *s;
  struct slice text;       // of the block
  unsigned occurrence;     // how often the same sentence stood before
  unsigned number;         // index among the passages
  GArray *matches;         // struct match: all that the codebook names in it
  struct token_keys *keys; // for passage_has, once they were asked for
  GArray *mentions;        // struct mention, by first token
  GArray *targets;         // struct target, by head
  struct who *who;         // by token
  uint8_t *quoted;         // by token: inside quotation marks
  struct token_cues *cues; // by token, filled by tree_cues
  GArray *words;           // uint64_t: what its words told the last pair, or NULL (pair_traits)
  const char *words_kind;  // of that pair's concept
  GArray *setbacks;        // struct setback, of the last time that the grammar read the passage
  int16_t *child, *next;   // first child and next sibling of each token, -1 at the end
  int speaker;             // token of the quotation's speaker in passage speaker_in, or -1
  int speaker_in;          // passage that names the speaker, or -1
  struct who voice;        // who speaks the quoted parts, or the whole of a speech
  const char *voice_text;  // the words for a speaker outside the codebook, or NULL; interned in the document
  bool all_quoted;         // no word outside quotation marks
};

struct document {
  const struct coder *coder;
  const struct article *article;
  GPtrArray *splits; // struct sentences *, one a coded block
  GArray *passages;  // struct passage
  GHashTable *names; // surname met in the article (norm) -> index of the actor + 1
  uint8_t *pronouns; // enum pronoun by actor: which one means it, as far as is known (genders_learn)
  GStringChunk *strings;
  const struct concept *main; // the concept that the article names most; NULL where it names none
  GArray *weights;            // unsigned, by issue: how often its concepts are named
  struct who author;          // of a speech or communique
  unsigned left_out;          // sentences and blocks that a limit keeps from being coded
  size_t left_out_at;         // where the first of them stands in the file
  bool speech;
};

// Splits, parses and reads a. Nothing is coded yet. Freed with document_free.
struct document *document_new(const struct coder *c, const struct article *a);
void document_free(struct document *d);

// Says whether one of the phrases, a context or not_ list of the codebook, stands in p: lexicon_phrase_in.
bool passage_has(const struct document *d, struct passage *p, const char *const *phrases, unsigned at,
                 unsigned within);

static inline struct passage *document_passage(const struct document *d, unsigned i) {
  return &g_array_index(d->passages, struct passage, i);
}

// Returns how often the concepts of all issues are named together.
static inline unsigned document_weight(const struct document *d) {
  unsigned all = 0;
  for (unsigned i = 0; i < d->weights->len; i++)
    all += g_array_index(d->weights, unsigned, i);
  return all;
}

// Says whether the issue of the main concept has at least that share, in per cent, of what the article names.
static inline bool document_keeps_to_main(const struct document *d, unsigned percent) {
  return d->main && 100 * g_array_index(d->weights, unsigned, d->main->issue) >= percent * document_weight(d);
}
