// SPDX-License-Identifier: MIT
// Looking things up by id.
#include "codebook/codebook.h"

void codebook_index_release(struct codebook *c) {
  g_clear_pointer(&c->actor_of, g_hash_table_unref);
  g_clear_pointer(&c->issue_of, g_hash_table_unref);
  g_clear_pointer(&c->person_of, g_hash_table_unref);
}

void codebook_index(struct codebook *c) {
  codebook_index_release(c);
  c->actor_of = g_hash_table_new(g_str_hash, g_str_equal);
  c->issue_of = g_hash_table_new(g_str_hash, g_str_equal);
  c->person_of = g_hash_table_new(g_str_hash, g_str_equal);
  for (unsigned i = 0; i < c->actor_count; i++) {
    const struct actor *a = &c->actors[i];
    g_hash_table_insert(c->actor_of, (char *)a->id, GUINT_TO_POINTER(i + 1));
    for (unsigned k = 0; k < a->people_count; k++)
      g_hash_table_insert(c->person_of, (char *)a->people[k].id, (void *)&a->people[k]);
  }
  for (unsigned i = 0; i < c->issue_count; i++)
    g_hash_table_insert(c->issue_of, (char *)c->issues[i].id, GUINT_TO_POINTER(i + 1));
}

static int index_of(GHashTable *table, const char *id) {
  return id ? GPOINTER_TO_INT(g_hash_table_lookup(table, id)) - 1 : -1;
}

int codebook_actor(const struct codebook *c, const char *id) {
  return index_of(c->actor_of, id);
}

int codebook_issue(const struct codebook *c, const char *id) {
  return index_of(c->issue_of, id);
}

const struct person *codebook_person(const struct codebook *c, const char *id) {
  return id ? g_hash_table_lookup(c->person_of, id) : NULL;
}

const struct concept *codebook_concept(const struct issue *i, const char *id) {
  for (unsigned k = 0; id && k < i->concept_count; k++)
    if (strcmp(i->concepts[k].id, id) == 0) return &i->concepts[k];
  return NULL;
}
