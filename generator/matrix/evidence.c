// SPDX-License-Identifier: MIT
#include "matrix/evidence.h"

int evidence_best_first(const void *a, const void *b) {
  const struct statement *x = *(const struct statement *const *)a, *y = *(const struct statement *const *)b;
  int order = (x->voice > y->voice) - (x->voice < y->voice);
  if (!order) order = (x->confidence < y->confidence) - (x->confidence > y->confidence);
  if (!order && x->date != y->date)
    order = g_strcmp0(y->date, x->date); // NULL is the least, so undated ones come last
  return order ? order : strcmp(x->id, y->id);
}

int evidence_compare(const struct statement *a, const struct statement *b) {
  int order = (a->confidence < b->confidence) - (a->confidence > b->confidence);
  if (!order) order = statement_compare_docs(a, b);
  if (!order) order = g_strcmp0(a->source, b->source);
  if (!order) order = g_strcmp0(a->date, b->date);
  if (!order) order = strcmp(a->actor, b->actor);
  if (!order) order = g_strcmp0(a->person, b->person);
  if (!order) order = strcmp(a->issue, b->issue);
  if (!order) order = g_strcmp0(a->concept, b->concept);
  if (!order) order = (a->stance > b->stance) - (a->stance < b->stance);
  if (!order) order = (a->agreement > b->agreement) - (a->agreement < b->agreement);
  return order ? order : (a->voice > b->voice) - (a->voice < b->voice);
}

bool evidence_same_document(const struct statement *a, const struct statement *b) {
  return statement_compare_docs(a, b) == 0 && g_strcmp0(a->source, b->source) == 0 &&
         g_strcmp0(a->date, b->date) == 0;
}

int evidence_by_document(const struct statement *a, const struct statement *b) {
  int order = statement_compare_docs(a, b);
  if (!order && a->source != b->source) order = g_strcmp0(a->source, b->source);
  if (!order && a->date != b->date) order = g_strcmp0(a->date, b->date);
  return order ? order : strcmp(a->id, b->id);
}
