// SPDX-License-Identifier: MIT
// A statement: one actor takes a position on one issue in one sentence. Codebook ids are kept as text, so
// that statements outlive the codebook that made them.
#pragma once
#include "base/json.h"
#include "codebook/codebook.h"

enum voice { VOICE_STATED, VOICE_ACTED, VOICE_ASCRIBED };

struct statement {
  char id[17];                            // 16 hex digits
  char *doc;                              // URL, else hash
  char *article;                          // path as given
  char *title, *date, *source, *url;      // NULL where unknown
  char *actor, *person, *issue, *concept; // ids; person and concept may be NULL
  enum stance stance;
  int agreement; // +1 for, -1 against the concept itself, 0 where no side is taken (JSON true, false, null)
  enum voice voice;
  char *by, *by_text; // who ascribes: codebook id; the text's words. NULL where unknown
  bool conditional;
  unsigned confidence; // thousandths
  char *sentence;
  unsigned line;     // from 1
  size_t start, end; // bytes in the file on disk, end exclusive
  char *cue;         // what earned it, for people: "called for -> truce"; never NULL
  // Not in the NDJSON:
  GPtrArray *trace; // char *: the steps from concept to holder in words; NULL where read from elsewhere or
                    // not asked for
  struct features *features; // what the grammar knows of it, for the coder alone; NULL where another found it
  unsigned steps;            // how far the grammar went for it
  unsigned doc_rank; // the place of its doc among those of all statements at hand, from 1; 0: not ranked
  bool ruled;        // the grammar made it, not the weights alone
  bool turned;       // the article turned what its sentence says; only kept to be explained
  bool pooled;       // lies in a pool (coding/statement_pool.h), its texts too
  const struct review *review; // set by matrix/reviews where a person decided; borrowed
};

void statement_free(struct statement *s); // leaves one that is pooled
// Returns a deep copy without trace, in no pool.
struct statement *statement_copy(const struct statement *s);

// Computes the id: first 16 hex digits of the SHA-256 over doc, white-space-folded sentence, occurrence of
// that sentence in the article (from 0), actor, issue, ordinal (from 0, by place, among the sentence's
// statements of the same actor and issue), joined by line feeds.
void statement_id(char id[17], const char *doc, const char *sentence, unsigned occurrence, const char *actor,
                  const char *issue, unsigned ordinal);

// Compares by article, start, actor, issue, id: the order of every list of statements.
int statement_compare(const struct statement *a, const struct statement *b);

// Compares by doc (bytes).
int statement_compare_docs(const struct statement *a, const struct statement *b);
// Ranks the docs of statements, so that they are compared quickly. Those of two calls must not be compared.
void statements_rank(const GPtrArray *statements);

// Returns the statement as one JSON object, every key present.
json *statement_to_json(const struct statement *s);
// Appends the same as text on one line, without a line feed.
void statement_print(const struct statement *s, GString *out);
// Reads it back; reports what is missing or of a wrong type at `at` and returns NULL.
struct statement *statement_from_json(const json *j, struct diag_place at, struct diag *d);

// Takes over a statement that was read.
typedef void (*statement_taker)(struct statement *s, void *data);

// Reads NDJSON from path ("-" is standard input) and hands each statement to take, in the room of the longest
// line. Bad lines are reported and left out. Ends early where a signal asked to stop (base/stop.h).
// Returns false where the file could not be read.
bool statements_read(const char *path, statement_taker take, void *data, struct diag *d);

// The same into out (struct statement *, owned by the array).
bool statements_load(const char *path, GPtrArray *out, struct diag *d);

// Returns "stated", "acted" or "ascribed", and back.
const char *voice_name(enum voice v);
int voice_of(const char *name); // -1 where unknown
