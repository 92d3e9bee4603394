// SPDX-License-Identifier: MIT
#include "coding/statement.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/stop.h"
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static const char *const voices[] = {"stated", "acted", "ascribed"};

const char *voice_name(enum voice v) {
  return voices[v];
}

int voice_of(const char *name) {
  for (size_t i = 0; name && i < G_N_ELEMENTS(voices); i++)
    if (strcmp(name, voices[i]) == 0) return (int)i;
  return -1;
}

void statement_free(struct statement *s) {
  if (!s || s->pooled) return;
  char *const owned[] = {s->doc,    s->article, s->title,   s->date, s->source,  s->url,      s->actor,
                         s->person, s->issue,   s->concept, s->by,   s->by_text, s->sentence, s->cue};
  for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
    g_free(owned[i]);
  if (s->trace) g_ptr_array_unref(s->trace);
  g_free(s->features);
  g_free(s);
}

struct statement *statement_copy(const struct statement *s) {
  struct statement *c = g_memdup2(s, sizeof *s);
  char **const owned[] = {&c->doc, &c->article, &c->title,    &c->date,  &c->source,
                          &c->url, &c->actor,   &c->person,   &c->issue, &c->concept,
                          &c->by,  &c->by_text, &c->sentence, &c->cue};
  for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
    *owned[i] = g_strdup(*owned[i]);
  c->trace = NULL;
  c->features = NULL;
  c->pooled = false;
  return c;
}

// --- identity and order ---

// Feeds sentence with each run of white space as one space and none at the ends; the no-break space counts as
// white.
static void digest_folded(GChecksum *sum, const char *sentence) {
  bool space = false, begun = false;
  for (const char *p = sentence; *p;) {
    gunichar c = g_utf8_get_char_validated(p, -1);
    bool bad = c == (gunichar)-1 || c == (gunichar)-2;
    size_t len = bad ? 1 : (size_t)(g_utf8_next_char(p) - p);
    if (!bad && g_unichar_isspace(c))
      space = begun;
    else {
      if (space) g_checksum_update(sum, (const guchar *)" ", 1);
      g_checksum_update(sum, (const guchar *)p, (gssize)len);
      space = false;
      begun = true;
    }
    p += len;
  }
}

void statement_id(char id[17], const char *doc, const char *sentence, unsigned occurrence, const char *actor,
                  const char *issue, unsigned ordinal) {
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_checksum_update(sum, (const guchar *)doc, (gssize)strlen(doc));
  g_checksum_update(sum, (const guchar *)"\n", 1);
  digest_folded(sum, sentence);
  char *rest = g_strdup_printf("\n%u\n%s\n%s\n%u", occurrence, actor, issue, ordinal);
  g_checksum_update(sum, (const guchar *)rest, (gssize)strlen(rest));
  g_free(rest);
  g_strlcpy(id, g_checksum_get_string(sum), 17);
  g_checksum_free(sum);
}

int statement_compare(const struct statement *a, const struct statement *b) {
  int order = strcmp(a->article, b->article);
  if (!order) order = (a->start > b->start) - (a->start < b->start);
  if (!order) order = strcmp(a->actor, b->actor);
  if (!order) order = strcmp(a->issue, b->issue);
  return order ? order : strcmp(a->id, b->id);
}

// --- out ---

json *statement_to_json(const struct statement *s) {
  json *j = json_object();
  json_add_string(j, "id", s->id);
  json_add_string(j, "doc", s->doc);
  json_add_string(j, "article", s->article);
  json_add_string(j, "title", s->title);
  json_add_string(j, "date", s->date);
  json_add_string(j, "source", s->source);
  json_add_string(j, "url", s->url);
  json_add_string(j, "actor", s->actor);
  json_add_string(j, "person", s->person);
  json_add_string(j, "issue", s->issue);
  json_add_string(j, "concept", s->concept);
  json_add_string(j, "stance", stance_name(s->stance));
  json_add(j, "agreement", s->agreement ? json_bool(s->agreement > 0) : json_null());
  json_add_string(j, "voice", voice_name(s->voice));
  json_add_string(j, "by", s->by);
  json_add_string(j, "by_text", s->by_text);
  json_add_bool(j, "conditional", s->conditional);
  json_add_number(j, "confidence", s->confidence / 1000.0);
  json_add_string(j, "sentence", s->sentence);
  json_add_number(j, "line", s->line);
  json_add_number(j, "start", (double)s->start);
  json_add_number(j, "end", (double)s->end);
  json_add_string(j, "cue", s->cue);
  return j;
}

static void print_text(GString *out, const char *key, const char *text) {
  g_string_append(out, key);
  json_print_string(out, text);
}

// Tens of thousands are printed one after the other: no tree is made of each.
void statement_print(const struct statement *s, GString *out) {
  print_text(out, "{\"id\":", s->id);
  print_text(out, ",\"doc\":", s->doc);
  print_text(out, ",\"article\":", s->article);
  print_text(out, ",\"title\":", s->title);
  print_text(out, ",\"date\":", s->date);
  print_text(out, ",\"source\":", s->source);
  print_text(out, ",\"url\":", s->url);
  print_text(out, ",\"actor\":", s->actor);
  print_text(out, ",\"person\":", s->person);
  print_text(out, ",\"issue\":", s->issue);
  print_text(out, ",\"concept\":", s->concept);
  print_text(out, ",\"stance\":", stance_name(s->stance));
  g_string_append(out, s->agreement > 0   ? ",\"agreement\":true"
                       : s->agreement < 0 ? ",\"agreement\":false"
                                          : ",\"agreement\":null");
  print_text(out, ",\"voice\":", voice_name(s->voice));
  print_text(out, ",\"by\":", s->by);
  print_text(out, ",\"by_text\":", s->by_text);
  g_string_append(out, s->conditional ? ",\"conditional\":true" : ",\"conditional\":false");
  g_string_append(out, ",\"confidence\":");
  json_print_thousandths(out, s->confidence);
  print_text(out, ",\"sentence\":", s->sentence);
  g_string_append_printf(out, ",\"line\":%u,\"start\":%zu,\"end\":%zu", s->line, s->start, s->end);
  print_text(out, ",\"cue\":", s->cue);
  g_string_append_c(out, '}');
}

// --- in ---

struct reader {
  const json *object;
  struct diag_place at;
  struct diag *d;
  bool ok;
};

static void wrong(struct reader *r, const char *key, const char *expected) {
  r->ok = false;
  if (json_get(r->object, key))
    diag_error(r->d, r->at, "\"%s\" is of a wrong kind, expected %s", key, expected);
  else
    diag_error(r->d, r->at, "\"%s\" is missing, expected %s", key, expected);
}

// Pages, lists and rows repeat it: what the program codes itself is never longer.
static const char *bounded(struct reader *r, const char *key, const char *text) {
  if (text && strlen(text) > LIMIT_SENTENCE_BYTES) {
    r->ok = diag_error(r->d, r->at, "\"%s\" has %zu bytes, expected at most %d", key, strlen(text),
                       LIMIT_SENTENCE_BYTES);
    return NULL;
  }
  return text;
}

static char *need_text(struct reader *r, const char *key) {
  const char *text = json_text(json_get(r->object, key));
  if (!text) wrong(r, key, "a string");
  return g_strdup(bounded(r, key, text));
}

// A key that is missing reads as null, so that statements made by other programs need not name what they do
// not know.
static char *maybe_text(struct reader *r, const char *key) {
  const json *value = json_get(r->object, key);
  if (json_type(value) > JSON_NULL && !json_text(value)) wrong(r, key, "a string or null");
  return g_strdup(bounded(r, key, json_text(value)));
}

static double need_number(struct reader *r, const char *key, double least, double most,
                          const char *expected) {
  double n = json_value(json_get(r->object, key), NAN);
  if (n >= least && n <= most) return n;
  wrong(r, key, expected);
  return least;
}

static bool maybe_bool(struct reader *r, const char *key, bool *null) {
  const json *value = json_get(r->object, key);
  *null = json_type(value) <= JSON_NULL;
  if (!*null && json_type(value) != JSON_BOOL) wrong(r, key, "true, false or null");
  return json_true(value);
}

static void read_place(struct reader *r, struct statement *s) {
  const double limit = 9007199254740992.0; // above it a JSON number is no longer exact
  s->line = (unsigned)need_number(r, "line", 0, UINT32_MAX, "a line number");
  s->start = (size_t)need_number(r, "start", 0, limit, "a byte offset");
  s->end = (size_t)need_number(r, "end", 0, limit, "a byte offset");
  if (r->ok && s->end < s->start) r->ok = diag_error(r->d, r->at, "\"end\" lies before \"start\"");
}

static void read_codes(struct reader *r, struct statement *s) {
  bool null;
  int stance = stance_of(json_text(json_get(r->object, "stance")) ?: ""),
      voice = voice_of(json_text(json_get(r->object, "voice")));
  if (stance < 0 || stance == STANCE_MIXED)
    wrong(r, "stance", "support, oppose or neutral");
  else
    s->stance = (enum stance)stance;
  if (voice < 0)
    wrong(r, "voice", "stated, acted or ascribed");
  else
    s->voice = (enum voice)voice;
  bool agrees = maybe_bool(r, "agreement", &null);
  s->agreement = null ? 0 : agrees ? 1 : -1;
  s->conditional = maybe_bool(r, "conditional", &null);
  s->confidence = (unsigned)lround(1000 * need_number(r, "confidence", 0, 1, "a number from 0 to 1"));
}

struct statement *statement_from_json(const json *j, struct diag_place at, struct diag *d) {
  if (json_type(j) != JSON_OBJECT) return diag_error(d, at, "expected a statement, a JSON object"), NULL;
  struct reader r = {j, at, d, true};
  struct statement *s = g_new0(struct statement, 1);
  const char *id = json_text(json_get(j, "id"));
  if (id && strlen(id) == 16 && strspn(id, "0123456789abcdef") == 16)
    memcpy(s->id, id, 17);
  else
    wrong(&r, "id", "16 hexadecimal digits in lower case");
  s->doc = need_text(&r, "doc");
  s->article = need_text(&r, "article");
  s->title = maybe_text(&r, "title");
  s->date = maybe_text(&r, "date");
  s->source = maybe_text(&r, "source");
  s->url = maybe_text(&r, "url");
  s->actor = need_text(&r, "actor");
  s->person = maybe_text(&r, "person");
  s->issue = need_text(&r, "issue");
  s->concept = maybe_text(&r, "concept");
  s->by = maybe_text(&r, "by");
  s->by_text = maybe_text(&r, "by_text");
  s->sentence = need_text(&r, "sentence");
  s->cue = maybe_text(&r, "cue");
  if (!s->cue) s->cue = g_strdup("");
  read_codes(&r, s);
  read_place(&r, s);
  if (r.ok) return s;
  statement_free(s);
  return NULL;
}

// Reads the statement in one line of a file; at is the line's place.
static struct statement *read_line(struct slice text, struct diag_place at, struct diag *held,
                                   struct diag *d) {
  struct json_doc doc;
  if (text.len > LIMIT_STATEMENT_BYTES) {
    diag_error(d, at, "a line of %zu bytes, expected at most %d", text.len, LIMIT_STATEMENT_BYTES);
    return NULL;
  }
  bool parsed = json_parse(&doc, at.path, text, held);
  diag_pour_below(d, held, at.line - 1);
  struct statement *s = parsed ? statement_from_json(doc.root, at, d) : NULL;
  json_doc_release(&doc);
  return s;
}

bool statements_read(const char *path, statement_taker take, void *data, struct diag *d) {
  bool standard = strcmp(path, "-") == 0;
  struct diag_place at = {.path = standard ? "standard input" : path, .column = 1};
  FILE *in = standard ? stdin : fopen(path, "rb");
  if (!in) return diag_unreadable(d, (struct diag_place){.path = path}, "cannot be read", errno);
  struct diag *held = diag_new_held();
  char *line = NULL;
  size_t room = 0;
  errno = 0;
  for (ssize_t len; !stop_asked() && (len = file_line(&line, &room, in)) >= 0;) {
    at.line++;
    struct slice text = slice_trim((struct slice){line, (size_t)len});
    struct statement *s = text.len ? read_line((struct slice){line, (size_t)len}, at, held, d) : NULL;
    if (s) take(s, data);
  }
  bool ok = !ferror(in);
  if (!ok) diag_unreadable(d, (struct diag_place){.path = at.path}, "cannot be read", errno);
  if (!standard) fclose(in);
  free(line);
  diag_free(held);
  return ok;
}

static void add_to_array(struct statement *s, void *data) {
  g_ptr_array_add(data, s);
}

bool statements_load(const char *path, GPtrArray *out, struct diag *d) {
  return statements_read(path, add_to_array, out, d);
}
