// SPDX-License-Identifier: MIT
// The evidence of a matrix, back as statements.
#include "base/file.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/stop.h"
#include "matrix/matrix.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>

static bool optional_text(const json *object, const char *key) {
  return json_type(json_get(object, key)) <= JSON_NULL || json_text(json_get(object, key));
}

static struct statement *read_statement(const json *document, const json *j) {
  const char *id = json_text(json_get(j, "id")), *doc = json_text(json_get(document, "doc")),
             *actor = json_text(json_get(j, "actor")), *issue = json_text(json_get(j, "issue")),
             *stance_text = json_text(json_get(j, "stance"));
  int stance = stance_text ? stance_of(stance_text) : -1, voice = voice_of(json_text(json_get(j, "voice")));
  double confidence = json_value(json_get(j, "confidence"), NAN);
  bool good = id && strlen(id) == 16 && doc && actor && issue && stance >= 0 && stance != STANCE_MIXED &&
              voice >= 0 && confidence >= 0 && confidence <= 1 && optional_text(document, "source") &&
              optional_text(document, "date") && optional_text(j, "person") && optional_text(j, "concept");
  if (!good) return NULL;
  const json *agreement = json_get(j, "agreement");
  struct statement *s = g_new0(struct statement, 1);
  memcpy(s->id, id, sizeof s->id);
  s->doc = g_strdup(doc);
  s->source = g_strdup(json_text(json_get(document, "source")));
  s->date = g_strdup(json_text(json_get(document, "date")));
  s->actor = g_strdup(actor);
  s->issue = g_strdup(issue);
  s->person = g_strdup(json_text(json_get(j, "person")));
  s->concept = g_strdup(json_text(json_get(j, "concept")));
  s->stance = (enum stance)stance;
  s->voice = (enum voice)voice;
  s->agreement = json_type(agreement) != JSON_BOOL ? 0 : json_true(agreement) ? 1 : -1;
  s->confidence = (unsigned)lround(1000 * confidence);
  s->article = g_strdup("");
  s->sentence = g_strdup("");
  s->cue = g_strdup("");
  return s;
}

static void unreadable(struct diag_place at, struct diag *d) {
  diag_error(d, at, "not readable as evidence, expected it as merge or build write it");
}

// Hands on the statements of one document of the evidence. doc stands below so many lines of its file.
static void take_document(const struct json_doc *doc, const json *document, unsigned lines,
                          statement_taker take, void *data, struct diag *d) {
  for (const json *j = json_first(json_get(document, "statements")); j; j = json_next(j)) {
    struct statement *s = read_statement(document, j);
    struct diag_place at = json_place(doc, j);
    at.line += lines;
    if (s)
      take(s, data);
    else
      unreadable(at, d);
  }
}

static bool no_evidence(const char *path, struct diag *d) {
  return diag_error(
      d, (struct diag_place){.path = path},
      "holds no \"evidence\", expected a matrix as merge or build write it, or statements, one a line");
}

static bool only_best(const char *path, struct diag *d) {
  return diag_error(d, (struct diag_place){.path = path},
                    "holds nothing but the best evidence of its cells (merge --best), which cannot be merged "
                    "further; expected a matrix made without --best");
}

bool matrix_evidence(const struct json_doc *doc, statement_taker take, void *data, struct diag *d) {
  const json *evidence = json_get(doc->root, "evidence");
  if (json_get(doc->root, "best")) return only_best(doc->path, d);
  if (json_type(evidence) != JSON_ARRAY) return no_evidence(doc->path, d);
  for (const json *document = json_first(evidence); document; document = json_next(document))
    take_document(doc, document, 0, take, data, d);
  return true;
}

// --- by lines, as matrix_out lays them out ---

static const char first_key[] = "{\"title\":", best_key[] = "\"best\":", evidence_key[] = "\"evidence\":[";

struct in {
  FILE *file;
  const char *path;
  char *line; // as getline has it
  size_t room;
  unsigned number;
  statement_taker take;
  void *data;
  struct diag *d;
};

static bool begins(const char *line, const char *key) {
  return strncmp(line, key, strlen(key)) == 0;
}

enum head { HEAD_NONE, HEAD_EVIDENCE, HEAD_EMPTY, HEAD_BEST };

// Passes over all that stands before the evidence, in pieces: a cell's line holds all of its ids.
static enum head pass_head(struct in *in) {
  char piece[1 << 12];
  bool at_start = true;
  while (fgets(piece, sizeof piece, in->file)) {
    bool ends = piece[strcspn(piece, "\n")] == '\n';
    if (at_start && begins(piece, best_key)) return HEAD_BEST;
    in->number += ends;
    if (at_start && begins(piece, evidence_key))
      return begins(piece + strlen(evidence_key), "]}") ? HEAD_EMPTY : HEAD_EVIDENCE;
    at_start = ends;
  }
  return HEAD_NONE;
}

static void take_line(struct in *in, struct slice text, struct diag *held) {
  struct json_doc doc;
  bool parsed = json_parse(&doc, in->path, text, held);
  diag_pour_below(in->d, held, in->number - 1);
  if (parsed && json_type(json_get(doc.root, "statements")) == JSON_ARRAY)
    take_document(&doc, doc.root, in->number - 1, in->take, in->data, in->d);
  else if (parsed)
    unreadable((struct diag_place){in->path, in->number, 1}, in->d);
  json_doc_release(&doc);
}

// Reads one document a line, up to the brackets that end the matrix.
static void take_lines(struct in *in) {
  struct diag *held = diag_new_held();
  bool ended = false;
  for (ssize_t len; !ended && !stop_asked() && (len = file_line(&in->line, &in->room, in->file)) >= 0;) {
    struct slice text = slice_trim((struct slice){in->line, (size_t)len});
    in->number++;
    ended = text.len > 2 && memcmp(text.data + text.len - 2, "]}", 2) == 0 && in->line[len - 1] == '\n';
    if (ended)
      text.len -= 2;
    else if (text.len && text.data[text.len - 1] == ',')
      text.len--;
    take_line(in, text, held);
  }
  if (!ended && !stop_asked())
    diag_error(in->d, (struct diag_place){in->path, in->number, 1},
               "ends early, expected the rest of the matrix");
  diag_free(held);
}

static bool read_lines(struct in *in) {
  enum head head = pass_head(in);
  if (head == HEAD_BEST) return only_best(in->path, in->d);
  if (head == HEAD_NONE) return no_evidence(in->path, in->d);
  if (head == HEAD_EVIDENCE) take_lines(in);
  return !ferror(in->file) ||
         diag_unreadable(in->d, (struct diag_place){.path = in->path}, "cannot be read", errno);
}

// --- files ---

// Reads the first line that is not empty. Returns what it holds without white space, borrowed from *line.
static struct slice first_line(const char *path, char **line, size_t *room) {
  FILE *in = fopen(path, "rb");
  struct slice text = {0};
  for (ssize_t len; in && !text.len && (len = file_line(line, room, in)) >= 0;)
    text = slice_trim((struct slice){*line, (size_t)len});
  if (in) fclose(in);
  return text;
}

static bool holds_cells(const struct json_doc *doc) {
  return json_get(doc->root, "cells") != NULL;
}

// A matrix may be larger than what people write.
static bool load(struct json_doc *doc, const char *path, struct diag *d) {
  *doc = (struct json_doc){0};
  GString *bytes = file_read(path, LIMIT_MATRIX_BYTES, d);
  bool ok = bytes && json_parse(doc, path, (struct slice){bytes->str, bytes->len}, d);
  if (bytes) g_string_free(bytes, TRUE);
  return ok;
}

bool matrix_is(const char *path) {
  struct diag *quiet = diag_new_held();
  struct json_doc doc = {0};
  char *line = NULL;
  size_t room = 0;
  struct slice text = first_line(path, &line, &room);
  bool matrix = false;
  if (text.len && text.data[0] == '{' && !slice_starts(text, "{\"id\":")) {
    matrix = json_parse(&doc, path, text, quiet) ? holds_cells(&doc) : slice_starts(text, first_key);
    json_doc_release(&doc);
    // Laid out by others: nothing tells but the whole of it.
    if (!matrix && strchr(",{[", text.data[text.len - 1])) {
      matrix = load(&doc, path, quiet) && holds_cells(&doc);
      json_doc_release(&doc);
    }
  }
  free(line);
  diag_free(quiet);
  return matrix;
}

bool matrix_read(const char *path, statement_taker take, void *data, struct diag *d) {
  char *line = NULL;
  size_t room = 0;
  struct slice head = first_line(path, &line, &room);
  bool ours = head.data && slice_starts(head, first_key) && head.data[head.len - 1] == ',', ok;
  free(line);
  if (ours) {
    struct in in = {.file = fopen(path, "rb"), .path = path, .take = take, .data = data, .d = d};
    ok = in.file ? read_lines(&in)
                 : diag_unreadable(d, (struct diag_place){.path = path}, "cannot be read", errno);
    if (in.file) fclose(in.file);
    free(in.line);
  } else {
    struct json_doc doc;
    ok = load(&doc, path, d) && matrix_evidence(&doc, take, data, d);
    json_doc_release(&doc);
  }
  return ok;
}
