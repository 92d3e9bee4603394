// SPDX-License-Identifier: MIT
#include "coding/gender.h"
#include "coding/tree.h"
#include "coding/wordfile.h"

struct given_names {
  GHashTable *pronouns; // char * -> enum pronoun
};

struct given_names *given_names_load(const char *folder, struct diag *d) {
  char *path = g_build_filename(folder, "given-names.txt", NULL);
  struct wordfile file;
  struct given_names *g = NULL;
  if (wordfile_load(&file, path, d)) {
    g = g_new0(struct given_names, 1);
    g->pronouns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (unsigned i = 0; i < file.rows->len; i++) {
      char **row = g_ptr_array_index(file.rows, i);
      bool he = row[1] && strcmp(row[1], "he") == 0, she = row[1] && strcmp(row[1], "she") == 0;
      if (!he && !she)
        diag_warning(d, diag_at(path, NULL, 0), "pronoun of \"%s\" is neither he nor she", row[0]);
      else
        g_hash_table_insert(g->pronouns, g_strdup(row[0]), GINT_TO_POINTER(he ? PRONOUN_HE : PRONOUN_SHE));
    }
  }
  wordfile_release(&file);
  g_free(path);
  return g;
}

void given_names_free(struct given_names *g) {
  if (!g) return;
  g_hash_table_destroy(g->pronouns);
  g_free(g);
}

static enum pronoun by_given_name(const struct given_names *g, const char *name) {
  size_t n = strcspn(name, " ");
  char *given = g_utf8_strdown(name, (gssize)n);
  enum pronoun p = (enum pronoun)GPOINTER_TO_INT(g_hash_table_lookup(g->pronouns, given));
  g_free(given);
  return p;
}

static enum pronoun by_title(const struct passage *p, const struct mention *m) {
  static const char *const he[] = {"mr", "mr.", "sir", "lord", "king", "prince", NULL},
                           *const she[] = {"ms",   "ms.",  "mrs",   "mrs.",     "miss",
                                           "lady", "dame", "queen", "princess", NULL};
  if (m->first == 0) return PRONOUN_ANY;
  const struct token *before = token_at(p, (int)m->first - 1);
  return token_in(before, he) ? PRONOUN_HE : token_in(before, she) ? PRONOUN_SHE : PRONOUN_ANY;
}

void genders_learn(struct document *d) {
  const struct codebook *book = d->coder->codebook;
  d->pronouns = g_new0(uint8_t, book->actor_count + 1);
  for (unsigned a = 0; a < book->actor_count; a++)
    d->pronouns[a] = (uint8_t)book->actors[a].pronoun;
  for (unsigned i = 0; i < d->passages->len; i++) {
    const struct passage *p = document_passage(d, i);
    for (unsigned k = 0; k < p->mentions->len; k++) {
      const struct mention *m = &g_array_index(p->mentions, struct mention, k);
      if (m->is_person && !m->person && d->pronouns[m->actor] == PRONOUN_ANY)
        d->pronouns[m->actor] = (uint8_t)by_title(p, m);
    }
  }
  for (unsigned a = 0; a < book->actor_count; a++)
    if (d->pronouns[a] == PRONOUN_ANY && book->actors[a].kind == ACTOR_PERSON)
      d->pronouns[a] = (uint8_t)by_given_name(d->coder->given_names, book->actors[a].name);
}

bool gender_fits(const struct document *d, const struct who *w, enum pronoun gender) {
  const struct actor *a = &d->coder->codebook->actors[w->of[0].actor];
  unsigned own = w->of[0].person           ? w->of[0].person->pronoun
                 : a->kind == ACTOR_PERSON ? d->pronouns[w->of[0].actor]
                                           : PRONOUN_ANY;
  return own == PRONOUN_ANY || gender == PRONOUN_ANY || own == gender;
}
