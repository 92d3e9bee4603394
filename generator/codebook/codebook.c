// SPDX-License-Identifier: MIT
// Looking things up by id.
#include "codebook/codebook.h"

int codebook_actor(const struct codebook *c, const char *id) {
  for (unsigned i = 0; id && i < c->actor_count; i++)
    if (strcmp(c->actors[i].id, id) == 0) return (int)i;
  return -1;
}

int codebook_issue(const struct codebook *c, const char *id) {
  for (unsigned i = 0; id && i < c->issue_count; i++)
    if (strcmp(c->issues[i].id, id) == 0) return (int)i;
  return -1;
}

const struct person *codebook_person(const struct codebook *c, const char *id) {
  for (unsigned i = 0; id && i < c->actor_count; i++)
    for (unsigned j = 0; j < c->actors[i].people_count; j++)
      if (strcmp(c->actors[i].people[j].id, id) == 0) return &c->actors[i].people[j];
  return NULL;
}

const struct concept *codebook_concept(const struct issue *i, const char *id) {
  for (unsigned k = 0; id && k < i->concept_count; k++)
    if (strcmp(i->concepts[k].id, id) == 0) return &i->concepts[k];
  return NULL;
}
