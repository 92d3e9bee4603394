// SPDX-License-Identifier: MIT
// Looking things up by id.
#include "codebook/codebook.h"

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
