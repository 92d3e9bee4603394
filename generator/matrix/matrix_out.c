// SPDX-License-Identifier: MIT
#include "matrix/matrix_out.h"
#include "matrix/evidence.h"

enum { FULL = 1 << 16 }; // bytes of text that go to the file together

static void flush(struct matrix_out *o, gsize from) {
  if (o->taken) o->taken(o->data);
  if (!o->file || o->text->len < from) return;
  fwrite(o->text->str, 1, o->text->len, o->file);
  g_string_truncate(o->text, 0);
}

// Appends j, which it takes over, without the last `open` bytes: the brackets that are to stay open.
static void put(struct matrix_out *o, json *j, gsize open) {
  char *text = json_print(j, false);
  g_string_append(o->text, text);
  g_string_truncate(o->text, o->text->len - open);
  g_free(text);
  json_free(j);
}

// Tens of thousands of statements are put: no tree is made of each.
static void put_text(struct matrix_out *o, const char *key, const char *text) {
  g_string_append(o->text, key);
  json_print_string(o->text, text);
}

static void put_element(struct matrix_out *o, json *j, gsize open) {
  g_string_append(o->text, o->filled ? ",\n" : "\n");
  o->filled = true;
  put(o, j, open);
}

static void begin_list(struct matrix_out *o, const char *key) {
  g_string_append_printf(o->text, ",\n\"%s\":[", key);
  o->filled = false;
}

static void put_actor(struct matrix_out *o, const struct actor *a) {
  json *actor = json_object();
  json_add_string(actor, "id", a->id);
  json_add_string(actor, "name", a->name);
  json_add_string(actor, "kind", actor_kind_name(a->kind));
  put_element(o, actor, 0);
}

static void put_issue(struct matrix_out *o, const struct issue *i) {
  json *issue = json_object();
  json_add_string(issue, "id", i->id);
  json_add_string(issue, "name", i->name);
  json_add_string(issue, "question", i->question);
  json *labels = json_add_object(issue, "labels");
  for (enum stance s = STANCE_SUPPORT; s <= STANCE_MIXED; s++)
    json_add_string(labels, stance_name(s), i->labels[s]);
  put_element(o, issue, 0);
}

void matrix_out_begin(struct matrix_out *o, const struct codebook *c, const char *from, const char *to,
                      unsigned articles, unsigned best) {
  json *period = json_object();
  json_add_string(period, "from", from);
  json_add_string(period, "to", to);
  g_string_append(o->text, "{\"title\":");
  put(o, json_string(c->title), 0);
  g_string_append(o->text, ",\n\"period\":");
  put(o, period, 0);
  g_string_append_printf(o->text, ",\n\"articles\":%u", articles);
  if (best) g_string_append_printf(o->text, ",\n\"best\":%u", best);
  begin_list(o, "actors");
  for (unsigned i = 0; i < c->actor_count; i++)
    put_actor(o, &c->actors[i]);
  g_string_append_c(o->text, ']');
  begin_list(o, "issues");
  for (unsigned i = 0; i < c->issue_count; i++)
    put_issue(o, &c->issues[i]);
  g_string_append_c(o->text, ']');
  begin_list(o, "cells");
}

void matrix_out_cell(struct matrix_out *o, const struct codebook *c, const struct cell *cell) {
  json *j = json_object();
  json_add_string(j, "actor", c->actors[cell->actor].id);
  json_add_string(j, "issue", c->issues[cell->issue].id);
  json_add_string(j, "stance", stance_name(cell->stance));
  json_add_number(j, "score", cell->score / 1000.0);
  json_add_number(j, "confidence", cell->confidence / 1000.0);
  json_add_number(j, "support", cell->support);
  json_add_number(j, "oppose", cell->oppose);
  json_add_number(j, "neutral", cell->neutral);
  json_add_bool(j, "ascribed_only", cell->ascribed_only);
  json *weights = json_add_object(j, "weights");
  for (enum stance s = STANCE_SUPPORT; s <= STANCE_NEUTRAL; s++)
    json_add_number(weights, stance_name(s), cell->weights[s]);
  json_add_number(j, "articles", cell->articles);
  json_add_number(j, "sources", cell->sources);
  json_add_number(j, "people", cell->people);
  json_add_string(j, "first", cell->first);
  json_add_string(j, "last", cell->last);
  json_add_array(j, "statements");
  put_element(o, j, strlen("]}"));
}

void matrix_out_id(struct matrix_out *o, const char *id, bool first) {
  g_string_append(o->text, first ? "\"" : ",\"");
  g_string_append(o->text, id);
  g_string_append_c(o->text, '"');
  flush(o, FULL);
}

void matrix_out_label(struct matrix_out *o, const char *label) {
  g_string_append(o->text, "],\"label\":");
  put(o, json_string(label), 0);
  g_string_append_c(o->text, '}');
}

void matrix_out_evidence(struct matrix_out *o) {
  g_string_append_c(o->text, ']');
  begin_list(o, "evidence");
  o->inside = false;
}

static void close_document(struct matrix_out *o) {
  if (o->inside) g_string_append(o->text, "]}");
}

void matrix_out_statement(struct matrix_out *o, const struct statement *s, bool opens) {
  if (opens || !o->inside) {
    close_document(o);
    json *document = json_object();
    json_add_string(document, "doc", s->doc);
    json_add_string(document, "source", s->source);
    json_add_string(document, "date", s->date);
    json_add_array(document, "statements");
    put_element(o, document, strlen("]}"));
    o->inside = true;
  } else
    g_string_append_c(o->text, ',');
  put_text(o, "{\"id\":", s->id);
  put_text(o, ",\"actor\":", s->actor);
  put_text(o, ",\"person\":", s->person);
  put_text(o, ",\"issue\":", s->issue);
  put_text(o, ",\"concept\":", s->concept);
  put_text(o, ",\"stance\":", stance_name(s->stance));
  g_string_append(o->text, s->agreement > 0   ? ",\"agreement\":true"
                           : s->agreement < 0 ? ",\"agreement\":false"
                                              : ",\"agreement\":null");
  put_text(o, ",\"voice\":", voice_name(s->voice));
  g_string_append(o->text, ",\"confidence\":");
  json_print_thousandths(o->text, s->confidence);
  g_string_append_c(o->text, '}');
  flush(o, FULL);
}

void matrix_out_end(struct matrix_out *o) {
  close_document(o);
  g_string_append(o->text, "]}\n");
  flush(o, 0);
}

// --- a matrix that is at hand ---

static int by_document(const void *a, const void *b) {
  return evidence_by_document(*(const struct statement *const *)a, *(const struct statement *const *)b);
}

static void put_evidence(struct matrix_out *o, const struct matrix *m) {
  GPtrArray *all = g_ptr_array_new();
  size_t count = (size_t)m->codebook->actor_count * m->codebook->issue_count;
  for (size_t i = 0; i < count; i++)
    if (m->cells[i].statements) g_ptr_array_extend(all, m->cells[i].statements, NULL, NULL);
  g_ptr_array_sort(all, by_document);
  matrix_out_evidence(o);
  for (guint i = 0; i < all->len; i++)
    matrix_out_statement(o, all->pdata[i],
                         i == 0 || !evidence_same_document(all->pdata[i - 1], all->pdata[i]));
  g_ptr_array_unref(all);
}

void matrix_write(const struct matrix *m, GString *out) {
  matrix_write_out(m, &(struct matrix_out){.text = out});
}

void matrix_write_out(const struct matrix *m, struct matrix_out *o) {
  const struct codebook *c = m->codebook;
  matrix_out_begin(o, c, m->from, m->to, m->articles, 0);
  for (size_t i = 0; i < (size_t)c->actor_count * c->issue_count; i++) {
    const struct cell *cell = &m->cells[i];
    if (!cell->statements) continue;
    matrix_out_cell(o, c, cell);
    for (guint n = 0; n < cell->statements->len; n++)
      matrix_out_id(o, ((const struct statement *)cell->statements->pdata[n])->id, n == 0);
    char *label = cell_label(cell, c);
    matrix_out_label(o, label);
    g_free(label);
  }
  put_evidence(o, m);
  matrix_out_end(o);
}
