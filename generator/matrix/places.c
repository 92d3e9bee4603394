// SPDX-License-Identifier: MIT
#include "matrix/places.h"

void places_init(struct places *p, const struct codebook *c) {
  *p = (struct places){g_hash_table_new(g_str_hash, g_str_equal), g_hash_table_new(g_str_hash, g_str_equal),
                       g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  for (unsigned i = 0; i < c->actor_count; i++)
    g_hash_table_insert(p->actors, (char *)c->actors[i].id, GUINT_TO_POINTER(i + 1));
  for (unsigned i = 0; i < c->issue_count; i++)
    g_hash_table_insert(p->issues, (char *)c->issues[i].id, GUINT_TO_POINTER(i + 1));
}

void places_release(struct places *p) {
  g_hash_table_unref(p->actors);
  g_hash_table_unref(p->issues);
  g_hash_table_unref(p->warned);
}

static bool find(const struct places *p, GHashTable *table, const char *kind, const char *id, unsigned *index,
                 struct diag *d) {
  unsigned found = GPOINTER_TO_UINT(g_hash_table_lookup(table, id));
  *index = found - 1;
  if (found) return true;
  if (g_hash_table_add(p->warned, g_strconcat(kind, " ", id, NULL)))
    diag_warning(d, (struct diag_place){0},
                 "statements name the %s '%s', which the codebook does not have; they do not count", kind,
                 id);
  return false;
}

bool places_find(const struct places *p, const struct statement *s, unsigned *actor, unsigned *issue,
                 struct diag *d) {
  bool known = find(p, p->actors, "actor", s->actor, actor, d);
  return find(p, p->issues, "issue", s->issue, issue, d) && known;
}
