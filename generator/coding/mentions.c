// SPDX-License-Identifier: MIT
// Names of actors in a passage.
#include "coding/tree.h"
#include "coding/who.h"

static bool in_office(const struct document *d, const struct person *person) {
  const char *date = d->article->date;
  if (!date) return true;
  return (!person->from || strcmp(person->from, date) <= 0) &&
         (!person->until || strcmp(date, person->until) <= 0);
}

static bool is_proper(const struct token *t) {
  return t->upos == UPOS_PROPN || t->xpos == XPOS_NNP || t->xpos == XPOS_NNPS;
}

static bool has_role(const struct document *d, const struct token *t) {
  return roles_of(d->coder->roles, t->norm) != 0 || roles_of(d->coder->roles, t->lemma) != 0;
}

// Says whether the name [first, last] is only a part of a longer proper name: "Washington Post", "Bank of
// China", "Tony Xi".
static bool part_of_name(const struct document *d, const struct passage *p, const struct mention *m) {
  const struct token *tokens = p->s->tokens;
  static const char *const titles[] = {"mr",   "mrs", "ms",        "dr",    "sir",  "lord", "lady",
                                       "dame", "pm",  "president", "prime", "rep.", "sen.", NULL};
  if (m->is_person) {
    if (m->first == 0 || !is_proper(&tokens[m->first]) || m->last != m->first) return false;
    const struct token *before = &tokens[m->first - 1];
    if (!is_proper(before) || before->norm[0] == '\'' || token_in(before, titles) || has_role(d, before))
      return false;
    return before->relation == REL_FLAT || tokens[m->first].relation == REL_FLAT ||
                   before->relation == REL_COMPOUND
               ? !has_role(d, before) && strlen(before->norm) > 2 &&
                     !g_hash_table_contains(d->names, before->norm) &&
                     token_at(p, (int)m->first - 1)->head >= 0 && tokens[m->first].relation == REL_FLAT
               : false;
  }
  if (m->last + 1 < p->s->count) {
    const struct token *after = &tokens[m->last + 1];
    static const char *const outlets[] = {
        "post",          "times",     "journal", "university", "institute", "club",       "herald",
        "saint-germain", "airlines",  "airways", "games",      "olympics",  "agreement",  "accord",
        "convention",    "protocol",  "review",  "mobile",     "today",     "television", "tv",
        "marathon",      "united",    "fc",      "city",       "street",    "open",       "bank",
        "examiner",      "telegraph", "gazette", "daily",      "news",      "college",    "tribune",
        "radio",         NULL};
    if (is_proper(after) && token_in(after, outlets)) return true;
  }
  if (m->first >= 2 && strcmp(tokens[m->first - 1].norm, "of") == 0 && !m->demonym) {
    static const char *const heads[] = {"university", "bank",  "battle",    "treaty", "gulf",
                                        "sea",        "peace", "institute", NULL};
    if (token_in(&tokens[m->first - 2], heads)) return true;
  }
  return false;
}

static int compare_length(const void *a, const void *b) {
  const struct match *x = *(const struct match *const *)a, *y = *(const struct match *const *)b;
  unsigned lx = x->last - x->first, ly = y->last - y->first;
  if (lx != ly) return lx > ly ? -1 : 1;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  if (x->entry->full != y->entry->full) return x->entry->full ? -1 : 1;
  if (x->entry->actor != y->entry->actor) return x->entry->actor < y->entry->actor ? -1 : 1;
  return x->entry->kind < y->entry->kind ? -1 : x->entry->kind > y->entry->kind;
}

static int compare_first(const void *a, const void *b) {
  const struct mention *x = a, *y = b;
  return x->first < y->first ? -1 : x->first > y->first;
}

static bool fits(const struct document *d, struct passage *p, const struct match *m) {
  const struct actor *a = &d->coder->codebook->actors[m->entry->actor];
  if (passage_has(d, p, a->not_, m->first, 4)) return false;
  if (m->entry->kind == ENTRY_PERSON && !in_office(d, m->entry->person)) return false;
  return true;
}

// Says whether another match as long says something else of the same words, so that nobody can be meant.
static bool ambiguous(const struct document *d, struct passage *p, GPtrArray *matches,
                      const struct match *m) {
  for (unsigned i = 0; i < matches->len; i++) {
    const struct match *o = g_ptr_array_index(matches, i);
    if (o == m || o->first != m->first || o->last != m->last || o->entry->actor == m->entry->actor) continue;
    if (!fits(d, p, o) || (m->entry->full && !o->entry->full)) continue;
    const struct actor *mine = &d->coder->codebook->actors[m->entry->actor],
                       *theirs = &d->coder->codebook->actors[o->entry->actor];
    bool near_mine = passage_has(d, p, mine->context, m->first, 0);
    bool near_theirs = passage_has(d, p, theirs->context, m->first, 0);
    if (near_theirs || !near_mine) return true;
  }
  return false;
}

void mentions_find(struct document *d, struct passage *p) {
  GPtrArray *names = g_ptr_array_new();
  for (unsigned i = 0; i < p->matches->len; i++) {
    struct match *m = &g_array_index(p->matches, struct match, i);
    if (m->entry->kind <= ENTRY_PERSON) g_ptr_array_add(names, m);
  }
  g_ptr_array_sort(names, compare_length);
  bool *taken = g_new0(bool, p->s->count + 1);
  p->mentions = g_array_new(FALSE, FALSE, sizeof(struct mention));
  for (unsigned i = 0; i < names->len; i++) {
    const struct match *m = g_ptr_array_index(names, i);
    bool free_ = fits(d, p, m);
    for (unsigned t = m->first; t <= m->last; t++)
      free_ = free_ && !taken[t];
    if (!free_ || ambiguous(d, p, names, m)) continue;
    bool person = m->entry->person || d->coder->codebook->actors[m->entry->actor].kind == ACTOR_PERSON;
    struct mention mention = {m->first,         m->last, (int)m->entry->actor,
                              m->entry->person, person,  m->entry->kind == ENTRY_ACTOR_DEMONYM};
    if (part_of_name(d, p, &mention)) continue;
    for (unsigned t = m->first; t <= m->last; t++)
      taken[t] = true;
    g_array_append_val(p->mentions, mention);
  }
  g_array_sort(p->mentions, compare_first);
  g_free(taken);
  g_ptr_array_free(names, TRUE);
}
