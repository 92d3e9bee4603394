// SPDX-License-Identifier: MIT
#include "site/pages/search_article.h"

static const char *text_of(const json *object, const char *key) {
  return json_text(json_get(object, key));
}

static void add_statement(struct search *s, struct search_passage *p, const json *model) {
  search_add_statement(
      s, p,
      (struct search_statement){.id = text_of(model, "id"),
                                .actor = text_of(model, "actor_id"),
                                .issue = text_of(model, "issue_id"),
                                .label = text_of(model, "label"),
                                .person = text_of(model, "person"),
                                .voice = text_of(model, "voice"),
                                .stance = (enum stance)stance_of(text_of(model, "stance")),
                                .hollow = json_true(json_get(json_get(model, "mark"), "hollow"))});
}

// The statements of one sentence follow each other.
static void see_notes(struct search *s, const char *path, const json *notes) {
  struct search_passage *p = NULL;
  for (const json *note = json_first(notes); note; note = json_next(note)) {
    const char *sentence = text_of(note, "text");
    if (!p || strcmp(p->text, sentence) != 0) p = search_add(s, path, sentence, 0);
    add_statement(s, p, note);
  }
}

static void see_block(struct search *s, const char *path, const json *block) {
  unsigned number = (unsigned)json_value(json_get(block, "number"), 0);
  see_notes(s, path, json_get(block, "notes"));
  for (const json *segment = json_first(json_get(block, "segments")); segment; segment = json_next(segment)) {
    const char *text = text_of(segment, "text");
    if (!text || json_true(json_get(segment, "coded"))) continue;
    char *bare = g_strstrip(g_strdup(text));
    if (*bare) search_add(s, path, bare, number);
    g_free(bare);
  }
}

void search_see_article(struct search *s, const struct article_record *r, const json *model) {
  // The title is found as such.
  see_notes(s, r->path, json_get(json_get(model, "heading"), "notes"));
  for (const json *block = json_first(json_get(model, "blocks")); block; block = json_next(block))
    see_block(s, r->path, block);
}

void search_see_statement(struct search *s, const struct article_record *r, const json *statement) {
  const GPtrArray *passages = search_passages(s, r->path);
  struct search_passage *last = passages ? passages->pdata[passages->len - 1] : NULL;
  const char *sentence = text_of(statement, "text");
  if (!last || strcmp(last->text, sentence) != 0) last = search_add(s, r->path, sentence, 0);
  add_statement(s, last, statement);
}
