// SPDX-License-Identifier: MIT
// What a cell says in words.
#include "matrix/cell_sum.h"
#include "matrix/evidence.h"

struct candidate {
  const char *text;
  unsigned weight;
  unsigned rank; // place of the concept in the codebook; the issue's own label stands behind all
};

const char *label_at(const struct issue *issue, unsigned index) {
  unsigned concept = index / 2;
  if (concept >= issue->concept_count) return issue->labels[index - 2 * issue->concept_count];
  return index % 2 ? issue->concepts[concept].label_against : issue->concepts[concept].label_for;
}

unsigned label_index(const struct statement *s, const struct issue *issue) {
  const struct concept *concept = s->concept ? codebook_concept(issue, s->concept) : NULL;
  unsigned own = concept ? 2 * (unsigned)(concept - issue->concepts) + (s->agreement < 0) : 0;
  return concept && s->agreement && label_at(issue, own) ? own : 2 * issue->concept_count + s->stance;
}

// Words that a statement of one stance can have.
static unsigned words_count(const struct issue *issue) {
  return 2 * issue->concept_count + STANCE_MIXED;
}

size_t label_room(const struct issue *issue) {
  return (size_t)STANCE_MIXED * words_count(issue);
}

void label_add(unsigned *weights, const struct statement *s, const struct issue *issue) {
  weights[s->stance * words_count(issue) + label_index(s, issue)] += statement_weight(s);
}

// Returns the words of most weight among the statements of this stance; of equal ones the codebook's first.
static const char *heaviest(const unsigned *weights, const struct issue *issue, enum stance stance) {
  GHashTable *all = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  const struct candidate *best = NULL;
  for (unsigned w = 0; w < words_count(issue); w++) {
    struct candidate one = {.weight = weights[stance * words_count(issue) + w],
                            .rank = MIN(w / 2, issue->concept_count)};
    if (!one.weight) continue;
    one.text = label_at(issue, w);
    struct candidate *sum = g_hash_table_lookup(all, one.text);
    if (sum) {
      sum->weight += one.weight;
      sum->rank = MIN(sum->rank, one.rank);
    } else
      g_hash_table_insert(all, (char *)one.text, g_memdup2(&one, sizeof one));
  }
  GHashTableIter i;
  void *value;
  g_hash_table_iter_init(&i, all);
  while (g_hash_table_iter_next(&i, NULL, &value)) {
    const struct candidate *c = value;
    bool better = !best || c->weight > best->weight || (c->weight == best->weight && c->rank < best->rank);
    bool tied = best && c->weight == best->weight && c->rank == best->rank;
    if (better || (tied && strcmp(c->text, best->text) < 0)) best = c;
  }
  const char *text = best ? best->text : issue->labels[stance];
  g_hash_table_unref(all);
  return text;
}

static char *capitalised(const char *text) {
  if (!*text) return g_strdup(text);
  GString *out = g_string_new(NULL);
  g_string_append_unichar(out, g_unichar_totitle(g_utf8_get_char(text)));
  g_string_append(out, g_utf8_next_char(text));
  return g_string_free(out, FALSE);
}

char *label_of(const unsigned *weights, enum stance stance, const struct issue *issue) {
  if (stance != STANCE_MIXED) return capitalised(heaviest(weights, issue, stance));
  char *both = g_strconcat(heaviest(weights, issue, STANCE_SUPPORT), "; ",
                           heaviest(weights, issue, STANCE_OPPOSE), NULL);
  char *label = capitalised(both);
  g_free(both);
  return label;
}

char *cell_label(const struct cell *cell, const struct codebook *c) {
  if (cell->label) return g_strdup(cell->label);
  const struct issue *issue = &c->issues[cell->issue];
  unsigned *weights = g_new0(unsigned, label_room(issue));
  for (guint i = 0; i < cell->statements->len; i++)
    label_add(weights, cell->statements->pdata[i], issue);
  char *label = label_of(weights, cell->stance, issue);
  g_free(weights);
  return label;
}
