// SPDX-License-Identifier: MIT
#include "site/page_key.h"
#include "base/sha256.h"

void key_text(struct sha256 *k, const char *text) {
  sha256_add(k, text ? text : "\1", text ? strlen(text) + 1 : 1); // no text begins with that byte alone
}

void key_number(struct sha256 *k, gint64 n) {
  sha256_add(k, &n, sizeof n);
}

void key_record(struct sha256 *k, const struct article_record *r) {
  key_number(k, r ? 1 + r->has_page : 0);
  if (!r) return;
  const char *const texts[] = {r->path, r->slug, r->title, r->date, r->source, r->url, r->author, r->licence};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    key_text(k, texts[i]);
}

static void key_review(struct sha256 *k, const struct review *r) {
  key_number(k, r ? 1 + (gint64)r->decision : 0);
  if (!r) return;
  const char *const texts[] = {r->reviewer, r->date, r->note};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    key_text(k, texts[i]);
}

void key_statement(struct sha256 *k, const struct statement *s) {
  const char *const texts[] = {s->id,      s->doc, s->article, s->title,    s->date,
                               s->source,  s->url, s->actor,   s->person,   s->issue,
                               s->concept, s->by,  s->by_text, s->sentence, s->cue};
  const gint64 numbers[] = {s->stance,     s->agreement, s->voice,         s->conditional,
                            s->confidence, s->line,      (gint64)s->start, (gint64)s->end};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    key_text(k, texts[i]);
  sha256_add(k, numbers, sizeof numbers);
  key_review(k, s->review);
}

void statements_digest(char digest[65], const char *path, const char *content, const GPtrArray *statements) {
  struct sha256 *sum = sha256_new();
  key_text(sum, content);
  key_text(sum, path);
  for (guint i = 0; !content && i < statements->len; i++)
    key_statement(sum, statements->pdata[i]);
  sha256_end(sum, digest);
}
