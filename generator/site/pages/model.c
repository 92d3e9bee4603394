// SPDX-License-Identifier: MIT
#include "site/pages/model.h"
#include "base/address.h"
#include "base/day.h"

struct maker maker_of(const struct edition *e, struct page_sink *s) {
  return (struct maker){e->settings, e->codebook, page_words(s), e, s};
}

void add_count(const struct maker *m, json *object, const char *name, const char *key, unsigned n) {
  json_take(object, name, words_count(m->words, key, n));
}

json *page_model(const char *title, char *description, const char *section) {
  json *model = json_object();
  json_add_string(model, "title", title);
  json_take(model, "description", description);
  json_add_string(model, "section", section);
  return model;
}

json *mark_model(enum stance stance, bool hollow) {
  json *mark = json_object();
  json_add_bool(mark, "support", stance == STANCE_SUPPORT);
  json_add_bool(mark, "oppose", stance == STANCE_OPPOSE);
  json_add_bool(mark, "neutral", stance == STANCE_NEUTRAL);
  json_add_bool(mark, "mixed", stance == STANCE_MIXED);
  json_add_bool(mark, "hollow", hollow);
  json_add_string(mark, "stance", stance_name(stance));
  return mark;
}

const char *web_address(const char *url) {
  return address_is_web(slice_of(url)) ? url : NULL;
}

static void add_place(const struct maker *m, json *cell, unsigned actor, unsigned issue) {
  const struct actor *a = &m->codebook->actors[actor];
  const struct issue *i = &m->codebook->issues[issue];
  json_add_string(cell, "actor_id", a->id);
  json_add_string(cell, "actor", a->name);
  json_take(cell, "actor_href", page_path_actor(a->id));
  json_add_string(cell, "issue_id", i->id);
  json_add_string(cell, "issue", i->name);
  json_take(cell, "issue_href", page_path_issue(i->id));
  json_add_string(cell, "question", i->question);
}

json *empty_cell_model(const struct maker *m, unsigned actor, unsigned issue) {
  json *cell = json_object();
  json_add_bool(cell, "found", false);
  add_place(m, cell, actor, issue);
  return cell;
}

const struct statement *strongest(const struct cell *cell) {
  for (guint i = 0; i < cell->statements->len; i++) {
    const struct statement *s = cell->statements->pdata[i];
    if (s->stance == cell->stance) return s;
  }
  return cell->statements->pdata[0];
}

static void add_cell_counts(const struct maker *m, json *j, const struct cell *cell) {
  char *n = words_number(m->words, cell->statements->len);
  json_take(j, "count", n);
  json_add_number(j, "n", cell->statements->len);
  json_add_number(j, "score", cell->score);
  add_count(m, j, "statements_text", "count.statements", cell->statements->len);
  add_count(m, j, "articles_text", "count.articles", cell->articles);
  add_count(m, j, "sources_text", "count.sources", cell->sources);
  json_take(j, "sure", words_percent(m->words, cell->confidence));
  json_take(j, "period", words_period(m->words, cell->first, cell->last));
}

json *cell_model(const struct maker *m, const struct cell *cell, bool with_quote) {
  const struct actor *a = &m->codebook->actors[cell->actor];
  const struct issue *i = &m->codebook->issues[cell->issue];
  json *j = json_object();
  char *label = cell_label(cell, m->codebook);
  json_add_bool(j, "found", true);
  add_place(m, j, cell->actor, cell->issue);
  json_take(j, "href", page_path_cell(a->id, i->id));
  json_add_string(j, "stance", stance_name(cell->stance));
  json_add(j, "mark", mark_model(cell->stance, cell->ascribed_only));
  json_take(j, "label", words_capital(label));
  json_add_string(j, "axis", i->labels[cell->stance]);
  json_add_bool(j, "ascribed_only", cell->ascribed_only);
  json_add_bool(j, "unsure", cell->confidence < 600);
  add_cell_counts(m, j, cell);
  json_add(j, "quote", with_quote ? statement_model(m, strongest(cell)) : json_null());
  g_free(label);
  return j;
}

bool statement_has_cell(const struct codebook *c, const struct statement *s) {
  return codebook_actor(c, s->actor) >= 0 && codebook_issue(c, s->issue) >= 0;
}

const struct article_record *record_of(const struct maker *m, const struct statement *s) {
  return m->edition ? g_hash_table_lookup(m->edition->by_path, s->article) : NULL;
}

char *statement_href(const struct maker *m, const struct statement *s) {
  const struct article_record *r = record_of(m, s);
  char *page = r && r->has_page ? page_path_article(r->slug) : page_path_cell(s->actor, s->issue);
  char *href = g_strconcat(page, "#s-", s->id, NULL);
  g_free(page);
  return href;
}

const char *ascriber(const struct codebook *c, const struct statement *s) {
  int actor = s->by ? codebook_actor(c, s->by) : -1;
  const struct person *person = s->by ? codebook_person(c, s->by) : NULL;
  return actor >= 0 ? c->actors[actor].name : person ? person->name : s->by_text;
}

char *statement_label(const struct codebook *c, const struct statement *s) {
  const struct issue *i = &c->issues[codebook_issue(c, s->issue)];
  const struct concept *k = s->concept ? codebook_concept(i, s->concept) : NULL;
  // A stance that a person recoded no longer follows from the concept.
  int side = s->stance == STANCE_SUPPORT ? 1 : s->stance == STANCE_OPPOSE ? -1 : 0;
  const char *label = NULL;
  if (k && s->agreement && side == k->sign * s->agreement)
    label = s->agreement > 0 ? k->label_for : k->label_against;
  return words_small(label ? label : i->labels[s->stance], c->language);
}

static char *say_voice(const struct maker *m, const struct statement *s) {
  const char *by = ascriber(m->codebook, s);
  if (s->voice == VOICE_ASCRIBED)
    return by ? words_fill(m->words, "voice.ascribed_by", "by", by, NULL)
              : g_strdup(words_get(m->words, "voice.ascribed"));
  return g_strdup(words_get(m->words, s->voice == VOICE_ACTED ? "voice.acted" : "voice.stated"));
}

// The coder writes arrows in ASCII.
static char *say_cue(const char *cue) {
  GString *text = g_string_new(cue);
  g_string_replace(text, "->", "→", 0);
  g_string_replace(text, "<-", "←", 0);
  return g_string_free(text, FALSE);
}

static json *review_model(const struct maker *m, const struct review *r) {
  static const char *const keys[] = {"review.accepted", "review.rejected", "review.recoded", "review.added"};
  if (!r) return json_null();
  json *j = json_object();
  json_add_string(j, "decision", words_get(m->words, keys[r->decision]));
  json_add_string(j, "reviewer", r->reviewer);
  json_take(j, "date", r->date ? words_date(m->words, r->date) : NULL);
  json_add_string(j, "note", r->note);
  return j;
}

char *edition_day(const struct maker *m, const char *date) {
  const struct matrix *matrix = m->edition ? &m->edition->matrix : NULL;
  bool one_year = !matrix || !matrix->from || !matrix->to || strncmp(matrix->from, matrix->to, 4) == 0;
  return one_year ? words_day(m->words, date) : words_date(m->words, date);
}

static void add_origin(const struct maker *m, json *j, const struct statement *s) {
  const struct article_record *r = record_of(m, s);
  json_add_string(j, "date", s->date);
  json_take(j, "date_text", words_date(m->words, s->date));
  json_take(j, "day_text", edition_day(m, s->date));
  json_add_string(j, "source", s->source);
  json_add_string(j, "article_title", s->title ? s->title : r ? r->title : s->article);
  json_add_string(j, "url", web_address(s->url));
  json_add_number(j, "line", s->line);
  json_take(j, "href", statement_href(m, s));
}

json *statement_model(const struct maker *m, const struct statement *s) {
  const struct person *person = s->person ? codebook_person(m->codebook, s->person) : NULL;
  json *j = json_object();
  char *label = statement_label(m->codebook, s);
  json_add_string(j, "id", s->id);
  json_add_string(j, "text", s->sentence);
  add_place(m, j, (unsigned)codebook_actor(m->codebook, s->actor),
            (unsigned)codebook_issue(m->codebook, s->issue));
  json_take(j, "cell_href", page_path_cell(s->actor, s->issue));
  json_add_string(j, "person", person ? person->name : NULL);
  json_add_string(j, "stance", stance_name(s->stance));
  json_add(j, "mark", mark_model(s->stance, s->voice == VOICE_ASCRIBED));
  json_take(j, "label", words_capital(label));
  json_take(j, "voice", say_voice(m, s));
  json_add_bool(j, "own", s->voice != VOICE_ASCRIBED);
  json_add_number(j, "weight", s->voice == VOICE_ASCRIBED ? 1 : 3); // the manual's, within an article
  json_take(j, "confidence", words_percent(m->words, s->confidence));
  json_take(j, "cue", *s->cue ? say_cue(s->cue) : NULL);
  json_add_bool(j, "conditional", s->conditional);
  json_add(j, "review", review_model(m, s->review));
  add_origin(m, j, s);
  g_free(label);
  return j;
}

unsigned actor_statements(const struct matrix *m, unsigned actor) {
  unsigned n = 0;
  for (unsigned i = 0; i < m->codebook->issue_count; i++) {
    const struct cell *cell = matrix_cell(m, actor, i);
    if (cell) n += cell->statements->len;
  }
  return n;
}

int cells_most_first(const void *pa, const void *pb) {
  const struct cell *a = *(const struct cell *const *)pa, *b = *(const struct cell *const *)pb;
  if (a->statements->len != b->statements->len) return a->statements->len > b->statements->len ? -1 : 1;
  return a->actor != b->actor  ? (a->actor < b->actor ? -1 : 1)
         : a->issue < b->issue ? -1
                               : a->issue > b->issue;
}

void add_days(const struct maker *m, json *model, int actor, int issue) {
  const struct matrix *matrix = &m->edition->matrix;
  unsigned actors = actor < 0 ? m->codebook->actor_count : (unsigned)actor + 1,
           issues = issue < 0 ? m->codebook->issue_count : (unsigned)issue + 1;
  const char *first = NULL, *last = NULL;
  for (unsigned a = actor < 0 ? 0 : (unsigned)actor; a < actors; a++)
    for (unsigned i = issue < 0 ? 0 : (unsigned)issue; i < issues; i++) {
      const struct cell *c = matrix_cell(matrix, a, i);
      if (c && c->first && (!first || strcmp(c->first, first) < 0)) first = c->first;
      if (c && c->last && (!last || strcmp(c->last, last) > 0)) last = c->last;
    }
  json_add_string(model, "published", day_is(first) ? first : NULL);
  json_add_string(model, "modified", day_is(last) ? last : NULL);
}
