// SPDX-License-Identifier: MIT
#include "coding/name_nouns.h"

struct name_nouns {
  GHashTable *actors; // each of bodies -> GArray of unsigned, the actors whose names hold it
};

// Nouns for bodies that names are made of.
static const char *const bodies[] = {
    "academy",      "agency",       "airline",     "airport",     "alliance",
    "army",         "assembly",     "association", "authority",   "bank",
    "bloc",         "board",        "broadcaster", "bureau",      "campaign",
    "chamber",      "church",       "club",        "coalition",   "college",
    "commission",   "committee",    "company",     "conference",  "confederation",
    "congress",     "consortium",   "corporation", "council",     "court",
    "federation",   "forum",        "foundation",  "front",       "fund",
    "group",        "guild",        "hospital",    "initiative",  "inspectorate",
    "institute",    "league",       "lobby",       "ministry",    "mission",
    "movement",     "museum",       "network",     "observatory", "office",
    "organisation", "organization", "parliament",  "party",       "police",
    "press",        "regulator",    "school",      "secretariat", "senate",
    "service",      "society",      "syndicate",   "tribunal",    "trust",
    "union",        "university",   "watch",       NULL};

static void add_name(struct name_nouns *n, const char *name, unsigned actor) {
  char **words = g_strsplit_set(name, " -'", -1);
  bool several = words[0] && words[1];
  for (char **w = words; several && *w; w++) {
    char *lower = g_ascii_strdown(*w, -1);
    GArray *list = g_hash_table_lookup(n->actors, lower);
    if (list) g_array_append_val(list, actor);
    g_free(lower);
  }
  g_strfreev(words);
}

static void list_free(gpointer list) {
  g_array_free(list, TRUE);
}

struct name_nouns *name_nouns_new(const struct codebook *c) {
  struct name_nouns *n = g_new0(struct name_nouns, 1);
  n->actors = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, list_free);
  for (const char *const *b = bodies; *b; b++)
    g_hash_table_insert(n->actors, (gpointer)*b, g_array_new(FALSE, FALSE, sizeof(unsigned)));
  for (unsigned i = 0; i < c->actor_count; i++) {
    add_name(n, c->actors[i].name, i);
    for (const char *const *a = c->actors[i].aliases; *a; a++)
      add_name(n, *a, i);
  }
  return n;
}

void name_nouns_free(struct name_nouns *n) {
  if (!n) return;
  g_hash_table_destroy(n->actors);
  g_free(n);
}

static const GArray *actors_of(const struct name_nouns *n, const char *lemma) {
  char noun[24];
  if (g_strlcpy(noun, lemma, sizeof noun) >= sizeof noun) return NULL;
  for (char *c = noun; *c; c++)
    *c = g_ascii_tolower(*c);
  return g_hash_table_lookup(n->actors, noun);
}

bool name_nouns_hold(const struct name_nouns *n, const char *lemma) {
  const GArray *list = actors_of(n, lemma);
  return list && list->len > 0;
}

bool name_noun_of(const struct name_nouns *n, const char *lemma, int actor) {
  const GArray *list = actors_of(n, lemma);
  for (unsigned i = 0; list && i < list->len; i++)
    if ((int)g_array_index(list, unsigned, i) == actor) return true;
  return false;
}
