// SPDX-License-Identifier: MIT
// The matrix as JSON, and back as far as a merge needs it.
#include "matrix/evidence.h"
#include "matrix/matrix.h"
#include <math.h>

// --- out ---

static void add_codebook(json *root, const struct codebook *c) {
  json *actors = json_add_array(root, "actors"), *issues = json_add_array(root, "issues");
  for (unsigned i = 0; i < c->actor_count; i++) {
    json *actor = json_push(actors, json_object());
    json_add_string(actor, "id", c->actors[i].id);
    json_add_string(actor, "name", c->actors[i].name);
    json_add_string(actor, "kind", actor_kind_name(c->actors[i].kind));
  }
  for (unsigned i = 0; i < c->issue_count; i++) {
    json *issue = json_push(issues, json_object());
    json_add_string(issue, "id", c->issues[i].id);
    json_add_string(issue, "name", c->issues[i].name);
    json_add_string(issue, "question", c->issues[i].question);
    json *labels = json_add_object(issue, "labels");
    for (enum stance s = STANCE_SUPPORT; s <= STANCE_MIXED; s++)
      json_add_string(labels, stance_name(s), c->issues[i].labels[s]);
  }
}

static json *cell_to_json(const struct cell *cell, const struct codebook *c) {
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
  json *ids = json_add_array(j, "statements");
  for (guint i = 0; i < cell->statements->len; i++)
    json_push(ids, json_string(((const struct statement *)cell->statements->pdata[i])->id));
  char *label = cell_label(cell, c);
  json_add_string(j, "label", label);
  g_free(label);
  return j;
}

static bool same_document(const struct statement *a, const struct statement *b) {
  return strcmp(a->doc, b->doc) == 0 && g_strcmp0(a->source, b->source) == 0 &&
         g_strcmp0(a->date, b->date) == 0;
}

static int by_document(const void *a, const void *b) {
  const struct statement *x = *(const struct statement *const *)a, *y = *(const struct statement *const *)b;
  int order = strcmp(x->doc, y->doc);
  if (!order) order = g_strcmp0(x->source, y->source);
  if (!order) order = g_strcmp0(x->date, y->date);
  return order ? order : strcmp(x->id, y->id);
}

static void add_evidence(json *root, const struct matrix *m) {
  GPtrArray *all = g_ptr_array_new();
  size_t count = (size_t)m->codebook->actor_count * m->codebook->issue_count;
  for (size_t i = 0; i < count; i++)
    if (m->cells[i].statements) g_ptr_array_extend(all, m->cells[i].statements, NULL, NULL);
  g_ptr_array_sort(all, by_document);
  json *evidence = json_add_array(root, "evidence"), *list = NULL;
  for (guint i = 0; i < all->len; i++) {
    const struct statement *s = all->pdata[i];
    if (i == 0 || !same_document(s, all->pdata[i - 1])) {
      json *document = json_push(evidence, json_object());
      json_add_string(document, "doc", s->doc);
      json_add_string(document, "source", s->source);
      json_add_string(document, "date", s->date);
      list = json_add_array(document, "statements");
    }
    json *j = json_push(list, json_object());
    json_add_string(j, "id", s->id);
    json_add_string(j, "actor", s->actor);
    json_add_string(j, "person", s->person);
    json_add_string(j, "issue", s->issue);
    json_add_string(j, "concept", s->concept);
    json_add_string(j, "stance", stance_name(s->stance));
    json_add(j, "agreement", s->agreement ? json_bool(s->agreement > 0) : json_null());
    json_add_string(j, "voice", voice_name(s->voice));
    json_add_number(j, "confidence", s->confidence / 1000.0);
  }
  g_ptr_array_unref(all);
}

json *matrix_to_json(const struct matrix *m) {
  const struct codebook *c = m->codebook;
  json *root = json_object();
  json_add_string(root, "title", c->title);
  json *period = json_add_object(root, "period");
  json_add_string(period, "from", m->from);
  json_add_string(period, "to", m->to);
  json_add_number(root, "articles", m->articles);
  add_codebook(root, c);
  json *cells = json_add_array(root, "cells");
  for (size_t i = 0; i < (size_t)c->actor_count * c->issue_count; i++)
    if (m->cells[i].statements) json_push(cells, cell_to_json(&m->cells[i], c));
  add_evidence(root, m);
  return root;
}

static void append_json(GString *out, const json *j) {
  char *text = json_print(j, false);
  g_string_append(out, text);
  g_free(text);
}

void matrix_write(const struct matrix *m, GString *out) {
  json *root = matrix_to_json(m);
  for (const json *member = json_first(root); member; member = json_next(member)) {
    g_string_append_printf(out, "%s\"%s\":", member == json_first(root) ? "{" : ",\n", json_key(member));
    if (json_type(member) != JSON_ARRAY) {
      append_json(out, member);
      continue;
    }
    g_string_append_c(out, '[');
    for (const json *item = json_first(member); item; item = json_next(item)) {
      g_string_append(out, item == json_first(member) ? "\n" : ",\n");
      append_json(out, item);
    }
    g_string_append_c(out, ']');
  }
  g_string_append(out, "}\n");
  json_free(root);
}

// --- in ---

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

bool matrix_evidence(const struct json_doc *doc, GPtrArray *out, struct diag *d) {
  const json *evidence = json_get(doc->root, "evidence");
  if (json_type(evidence) != JSON_ARRAY)
    return diag_error(
        d, (struct diag_place){.path = doc->path},
        "holds no \"evidence\", expected a matrix as merge or build write it, or statements, one a line");
  for (const json *document = json_first(evidence); document; document = json_next(document)) {
    for (const json *j = json_first(json_get(document, "statements")); j; j = json_next(j)) {
      struct statement *s = read_statement(document, j);
      if (s)
        g_ptr_array_add(out, s);
      else
        diag_error(d, json_place(doc, j), "not readable as evidence, expected it as merge or build write it");
    }
  }
  return true;
}
