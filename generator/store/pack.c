// SPDX-License-Identifier: MIT
#include "store/pack.h"

enum { TEXTS = 14 };

struct numbers {
  gint32 stance, agreement, voice, conditional;
  guint32 confidence, line;
  guint64 start, end;
};

// Where the texts of s stand, in the order in which they are packed.
static void list_texts(struct statement *s, char **texts[TEXTS]) {
  char **const all[TEXTS] = {&s->doc,     &s->title,    &s->date,  &s->source,  &s->url,
                             &s->actor,   &s->person,   &s->issue, &s->concept, &s->by,
                             &s->by_text, &s->sentence, &s->cue,   NULL};
  memcpy(texts, all, sizeof all);
}

// A byte says whether there is one.
static void put_text(GByteArray *out, const char *text) {
  guint8 there = text != NULL;
  g_byte_array_append(out, &there, 1);
  if (text) g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text) + 1);
}

void statement_pack(const struct statement *s, GByteArray *out) {
  const struct numbers n = {.stance = (gint32)s->stance,
                            .agreement = s->agreement,
                            .voice = (gint32)s->voice,
                            .conditional = s->conditional,
                            .confidence = s->confidence,
                            .line = s->line,
                            .start = s->start,
                            .end = s->end};
  char **texts[TEXTS];
  struct statement borrowed = *s;
  list_texts(&borrowed, texts);
  g_byte_array_append(out, (const guint8 *)&n, sizeof n);
  g_byte_array_append(out, (const guint8 *)s->id, sizeof s->id);
  for (int i = 0; texts[i]; i++)
    put_text(out, *texts[i]);
}

static bool take_text(struct slice *bytes, char **text) {
  if (!bytes->len) return false;
  bool there = bytes->data[0] != 0;
  const char *end = there ? memchr(bytes->data + 1, '\0', bytes->len - 1) : bytes->data;
  if (!end) return false;
  if (there) *text = g_strdup(bytes->data + 1);
  *bytes = slice_sub(*bytes, (size_t)(end - bytes->data) + 1, bytes->len);
  return true;
}

static bool in_range(const struct numbers *n) {
  return n->stance >= 0 && n->stance <= STANCE_NEUTRAL && n->agreement >= -1 && n->agreement <= 1 &&
         n->voice >= 0 && n->voice <= VOICE_ASCRIBED;
}

struct statement *statement_unpack(struct slice *bytes, const char *path) {
  struct numbers n;
  struct statement *s = g_new0(struct statement, 1);
  if (bytes->len < sizeof n + sizeof s->id) goto bad;
  memcpy(&n, bytes->data, sizeof n);
  memcpy(s->id, bytes->data + sizeof n, sizeof s->id);
  *bytes = slice_sub(*bytes, sizeof n + sizeof s->id, bytes->len);
  char **texts[TEXTS];
  list_texts(s, texts);
  for (int i = 0; texts[i]; i++)
    if (!take_text(bytes, texts[i])) goto bad;
  if (!in_range(&n) || s->id[sizeof s->id - 1] || !s->doc || !s->actor || !s->issue || !s->sentence ||
      !s->cue)
    goto bad;
  s->article = g_strdup(path);
  s->stance = (enum stance)n.stance;
  s->agreement = n.agreement;
  s->voice = (enum voice)n.voice;
  s->conditional = n.conditional != 0;
  s->confidence = n.confidence;
  s->line = n.line;
  s->start = (size_t)n.start;
  s->end = (size_t)n.end;
  return s;
bad:
  statement_free(s);
  return NULL;
}

// --- articles ---

enum { FACTS = 7 };

static void list_facts(struct article *a, char **facts[FACTS]) {
  char **const all[FACTS] = {&a->title, &a->author, &a->source, &a->url, &a->licence, &a->date, &a->language};
  memcpy(facts, all, sizeof all);
}

void facts_pack(const struct article *a, const char *content_hash, GByteArray *out) {
  char **facts[FACTS];
  struct article borrowed = *a;
  guint8 draft = a->draft;
  list_facts(&borrowed, facts);
  g_byte_array_append(out, &draft, 1);
  put_text(out, content_hash);
  for (int i = 0; i < FACTS; i++)
    put_text(out, *facts[i]);
}

struct article *facts_unpack(struct slice bytes, char **content_hash) {
  char **facts[FACTS];
  struct article *a = g_new0(struct article, 1);
  *content_hash = NULL;
  list_facts(a, facts);
  bool ok = bytes.len > 0;
  a->draft = ok && bytes.data[0];
  bytes = slice_sub(bytes, ok, bytes.len);
  ok = ok && take_text(&bytes, content_hash) && *content_hash;
  for (int i = 0; ok && i < FACTS; i++)
    ok = take_text(&bytes, facts[i]);
  if (ok && !bytes.len) return a;
  article_free(a);
  g_clear_pointer(content_hash, g_free);
  return NULL;
}
