// SPDX-License-Identifier: MIT
#include "cli/scoring.h"
#include "base/texts.h"
#include "matrix/matrix.h"
#include <unicode/ucasemap.h>

// A statement of either kind, ready to be compared.
struct item {
  const char *actor, *issue, *stance, *voice, *sentence, *cue; // borrowed
  char *words; // the sentence's words in lower case, parted by single spaces
  char **set;  // the same, sorted, each once
  unsigned word_count, set_count;
  bool matched;
};

// A candidate pair of a coded and a gold statement; the least are taken first.
struct pair {
  bool other_stance, other_voice;
  unsigned coded, gold;
};

// --- sentences ---

static char *lower(const char *text) {
  UErrorCode status = U_ZERO_ERROR;
  UCaseMap *map = ucasemap_open("", 0, &status);
  int32_t len = (int32_t)strlen(text), room = 3 * len + 1;
  char *out = g_malloc((gsize)room);
  ucasemap_utf8ToLower(map, out, room, text, len, &status);
  ucasemap_close(map);
  g_assert(U_SUCCESS(status));
  return out;
}

// Returns the runs of ASCII letters, digits and apostrophes (typewriter or curly), in lower case, parted by
// spaces.
static char *words_of(const char *sentence) {
  char *low = lower(sentence);
  GString *plain = g_string_new(low), *out = g_string_new(NULL);
  g_string_replace(plain, "\xe2\x80\x99", "'", 0);
  g_string_replace(plain, "\xe2\x80\x98", "'", 0);
  bool inside = false;
  for (const char *p = plain->str; *p; p++) {
    bool word = g_ascii_isalnum(*p) || *p == '\'';
    if (word && !inside && out->len) g_string_append_c(out, ' ');
    if (word) g_string_append_c(out, *p);
    inside = word;
  }
  g_string_free(plain, TRUE);
  g_free(low);
  return g_string_free(out, FALSE);
}

static void take_words(struct item *t) {
  t->words = words_of(t->sentence);
  t->set = *t->words ? g_strsplit(t->words, " ", -1) : g_new0(char *, 1);
  t->word_count = g_strv_length(t->set);
  qsort(t->set, t->word_count, sizeof *t->set, texts_compare);
  for (unsigned i = 0; i < t->word_count; i++) {
    if (t->set_count && strcmp(t->set[t->set_count - 1], t->set[i]) == 0)
      g_free(t->set[i]);
    else
      t->set[t->set_count++] = t->set[i];
  }
  t->set[t->set_count] = NULL;
}

static double jaccard(const struct item *a, const struct item *b) {
  unsigned both = 0;
  for (unsigned i = 0, j = 0; i < a->set_count && j < b->set_count;) {
    int order = strcmp(a->set[i], b->set[j]);
    both += order == 0;
    i += order <= 0;
    j += order >= 0;
  }
  return (double)both / (a->set_count + b->set_count - both);
}

static bool overlap(const struct item *a, const struct item *b) {
  if (!a->word_count || !b->word_count) return false;
  if (a->word_count >= 3 && strstr(b->words, a->words)) return true;
  if (b->word_count >= 3 && strstr(a->words, b->words)) return true;
  return jaccard(a, b) >= 0.6;
}

static bool hits(const struct item *a, const struct item *b) {
  return strcmp(a->actor, b->actor) == 0 && strcmp(a->issue, b->issue) == 0 && overlap(a, b);
}

static bool hits_any(const struct item *t, const GPtrArray *list) {
  for (guint i = 0; i < list->len; i++)
    if (hits(t, list->pdata[i])) return true;
  return false;
}

// --- lists of statements ---

static void item_free(void *p) {
  struct item *t = p;
  g_free(t->words);
  g_strfreev(t->set);
  g_free(t);
}

static GPtrArray *item_list(void) {
  return g_ptr_array_new_with_free_func(item_free);
}

static const char *text_or(const json *object, const char *key, const char *fallback) {
  const char *text = json_text(json_get(object, key));
  return text ? text : fallback;
}

static struct item *gold_item(const json *g) {
  struct item *t = g_new0(struct item, 1);
  *t = (struct item){.actor = text_or(g, "actor", ""),
                     .issue = text_or(g, "issue", ""),
                     .stance = text_or(g, "stance", ""),
                     .voice = text_or(g, "voice", NULL),
                     .sentence = text_or(g, "sentence", "")};
  take_words(t);
  return t;
}

static struct item *coded_item(const struct statement *s) {
  struct item *t = g_new0(struct item, 1);
  *t = (struct item){.actor = s->actor,
                     .issue = s->issue,
                     .stance = stance_name(s->stance),
                     .voice = voice_name(s->voice),
                     .sentence = s->sentence,
                     .cue = s->cue};
  take_words(t);
  return t;
}

static char *item_key(const struct item *t) {
  return g_strjoin("\n", t->words, t->actor, t->issue, t->stance, NULL);
}

// Returns the gold statements, those marked optional apart. Of doubled ones the last counts, in the place of
// the first.
static GPtrArray *gold_items(const json *gold, GPtrArray *optional) {
  GPtrArray *all = item_list();
  GHashTable *places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (const json *g = json_first(json_get(gold, "statements")); g; g = json_next(g)) {
    struct item *t = gold_item(g);
    if (json_true(json_get(g, "optional"))) {
      g_ptr_array_add(optional, t);
      continue;
    }
    char *key = item_key(t);
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, key));
    if (place) {
      item_free(all->pdata[place - 1]);
      all->pdata[place - 1] = t;
      g_free(key);
    } else {
      g_ptr_array_add(all, t);
      g_hash_table_insert(places, key, GUINT_TO_POINTER(all->len));
    }
  }
  g_hash_table_unref(places);
  return all;
}

// Returns the coded statements, each once, without those that only an optional gold statement speaks of.
static GPtrArray *coded_items(const GPtrArray *statements, const GPtrArray *gold, const GPtrArray *optional) {
  GPtrArray *all = item_list();
  GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; statements && i < statements->len; i++) {
    struct item *t = coded_item(statements->pdata[i]);
    bool counts = g_hash_table_add(seen, item_key(t)) && (hits_any(t, gold) || !hits_any(t, optional));
    if (counts)
      g_ptr_array_add(all, t);
    else
      item_free(t);
  }
  g_hash_table_unref(seen);
  return all;
}

// --- figures ---

static int by_name(const void *a, const void *b, void *user) {
  (void)user;
  return strcmp(a, b);
}

void scoring_init(struct scoring *s, bool errors) {
  *s = (struct scoring){.issues = g_tree_new_full(by_name, NULL, g_free, g_free)};
  if (errors) s->errors = g_string_new(NULL);
}

void scoring_release(struct scoring *s) {
  if (s->issues) g_tree_unref(s->issues);
  if (s->errors) g_string_free(s->errors, TRUE);
  *s = (struct scoring){0};
}

static struct tally *tally_of(struct scoring *s, const char *issue) {
  struct tally *t = g_tree_lookup(s->issues, issue);
  if (!t) g_tree_insert(s->issues, g_strdup(issue), t = g_new0(struct tally, 1));
  return t;
}

static int by_fitness(const void *a, const void *b) {
  const struct pair *x = a, *y = b;
  if (x->other_stance != y->other_stance) return x->other_stance - y->other_stance;
  if (x->other_voice != y->other_voice) return x->other_voice - y->other_voice;
  if (x->coded != y->coded) return x->coded < y->coded ? -1 : 1;
  return x->gold < y->gold ? -1 : x->gold > y->gold;
}

static GArray *find_pairs(const GPtrArray *coded, const GPtrArray *gold) {
  GArray *pairs = g_array_new(FALSE, FALSE, sizeof(struct pair));
  for (guint i = 0; i < coded->len; i++) {
    for (guint j = 0; j < gold->len; j++) {
      const struct item *c = coded->pdata[i], *g = gold->pdata[j];
      if (!hits(c, g)) continue;
      struct pair p = {strcmp(c->stance, g->stance) != 0, g_strcmp0(c->voice, g->voice) != 0, i, j};
      g_array_append_val(pairs, p);
    }
  }
  g_array_sort(pairs, by_fitness);
  return pairs;
}

// Appends at most so many characters of text and ends the line.
static void put_cut(GString *out, const char *text, long characters) {
  const char *end = text;
  for (long i = 0; i < characters && *end; i++)
    end = g_utf8_next_char(end);
  g_string_append_len(out, text, end - text);
  g_string_append_c(out, '\n');
}

static void match(struct scoring *s, const char *file, const GPtrArray *coded, const GPtrArray *gold) {
  GArray *pairs = find_pairs(coded, gold);
  for (guint i = 0; i < pairs->len; i++) {
    const struct pair *p = &g_array_index(pairs, struct pair, i);
    struct item *c = coded->pdata[p->coded], *g = gold->pdata[p->gold];
    if (c->matched || g->matched) continue;
    c->matched = g->matched = true;
    s->detected++;
    s->voice += !p->other_voice;
    if (!p->other_stance) {
      s->full++;
      tally_of(s, g->issue)->found++;
    } else if (s->errors) {
      g_string_append_printf(s->errors, "STANCE %s %s/%s gold=%s got=%s :: ", file, g->actor, g->issue,
                             g->stance, c->stance);
      put_cut(s->errors, g->sentence, 160);
    }
  }
  g_array_unref(pairs);
}

static void list_unmatched(GString *out, const char *file, const GPtrArray *coded, const GPtrArray *gold) {
  for (guint i = 0; i < gold->len; i++) {
    const struct item *g = gold->pdata[i];
    if (g->matched) continue;
    g_string_append_printf(out, "MISSED %s %s/%s/%s :: ", file, g->actor, g->issue, g->stance);
    put_cut(out, g->sentence, 200);
  }
  for (guint i = 0; i < coded->len; i++) {
    const struct item *c = coded->pdata[i];
    if (c->matched) continue;
    g_string_append_printf(out, "FALSE  %s %s/%s/%s [%s] :: ", file, c->actor, c->issue, c->stance, c->cue);
    put_cut(out, c->sentence, 200);
  }
}

// --- cells ---

struct cell_pair {
  char *actor, *issue;
  const char *gold, *coded; // stances; NULL: no cell
  unsigned weights[3];      // of the coded statements
  bool optional;
};

static int by_cell(const void *a, const void *b, void *user) {
  (void)user;
  const struct cell_pair *x = a, *y = b;
  int order = strcmp(x->actor, y->actor);
  return order ? order : strcmp(x->issue, y->issue);
}

static void cell_pair_free(void *p) {
  struct cell_pair *c = p;
  g_free(c->actor);
  g_free(c->issue);
  g_free(c);
}

static struct cell_pair *cell_of(GTree *cells, const char *actor, const char *issue) {
  struct cell_pair wanted = {.actor = (char *)actor, .issue = (char *)issue},
                   *found = g_tree_lookup(cells, &wanted);
  if (found) return found;
  found = g_new0(struct cell_pair, 1);
  found->actor = g_strdup(actor);
  found->issue = g_strdup(issue);
  g_tree_insert(cells, found, found);
  return found;
}

static void count_cell(struct scoring *s, const char *file, const struct cell_pair *c) {
  s->cells_gold += c->gold != NULL;
  s->cells_coded += c->coded != NULL;
  s->cells_detected += c->gold && c->coded;
  bool same = g_strcmp0(c->gold, c->coded) == 0;
  s->cells_full += c->gold && same;
  if (s->errors && !same)
    g_string_append_printf(s->errors, "CELL   %s %s/%s gold=%s got=%s\n", file, c->actor, c->issue,
                           c->gold ? c->gold : "None", c->coded ? c->coded : "None");
}

static void compare_cells(struct scoring *s, const char *file, const json *gold, const GPtrArray *coded) {
  GTree *cells = g_tree_new_full(by_cell, NULL, NULL, cell_pair_free);
  for (const json *g = json_first(json_get(gold, "cells")); g; g = json_next(g)) {
    struct cell_pair *c = cell_of(cells, text_or(g, "actor", ""), text_or(g, "issue", ""));
    if (json_true(json_get(g, "optional")))
      c->optional = true;
    else
      c->gold = text_or(g, "stance", "");
  }
  for (guint i = 0; i < coded->len; i++) {
    const struct item *t = coded->pdata[i];
    struct cell_pair *c = cell_of(cells, t->actor, t->issue);
    c->weights[stance_of(t->stance)] += strcmp(t->voice, voice_name(VOICE_ASCRIBED)) == 0 ? 1 : 3;
  }
  for (GTreeNode *n = g_tree_node_first(cells); n; n = g_tree_node_next(n)) {
    struct cell_pair *c = g_tree_node_value(n);
    const unsigned *w = c->weights;
    bool any = w[STANCE_SUPPORT] + w[STANCE_OPPOSE] + w[STANCE_NEUTRAL] > 0;
    if (any && !c->optional)
      c->coded = stance_name(stance_by_rule(w[STANCE_SUPPORT], w[STANCE_OPPOSE], w[STANCE_NEUTRAL]));
    count_cell(s, file, c);
  }
  g_tree_unref(cells);
}

void scoring_add(struct scoring *s, const json *gold, const GPtrArray *statements) {
  char *file = g_path_get_basename(text_or(gold, "file", ""));
  GPtrArray *optional = item_list(), *wanted = gold_items(gold, optional),
            *coded = coded_items(statements, wanted, optional);
  s->articles++;
  s->gold += wanted->len;
  s->coded += coded->len;
  for (guint i = 0; i < wanted->len; i++)
    tally_of(s, ((const struct item *)wanted->pdata[i])->issue)->gold++;
  for (guint i = 0; i < coded->len; i++)
    tally_of(s, ((const struct item *)coded->pdata[i])->issue)->coded++;
  match(s, file, coded, wanted);
  if (s->errors) list_unmatched(s->errors, file, coded, wanted);
  compare_cells(s, file, gold, coded);
  g_ptr_array_unref(coded);
  g_ptr_array_unref(wanted);
  g_ptr_array_unref(optional);
  g_free(file);
}

static double part(unsigned of, unsigned whole) {
  return whole ? (double)of / whole : 0;
}

static void print_row(GString *out, const char *name, struct tally t) {
  double p = part(t.found, t.coded), r = part(t.found, t.gold), f = p + r > 0 ? 2 * p * r / (p + r) : 0;
  g_string_append_printf(out, "%-22s P %.3f  R %.3f  F1 %.3f\n", name, p, r, f);
}

void scoring_print(const struct scoring *s, GString *out) {
  g_string_append_printf(out, "articles %u  gold statements %u  coded %u\n", s->articles, s->gold, s->coded);
  print_row(out, "statement detection", (struct tally){s->detected, s->coded, s->gold});
  print_row(out, "statement full", (struct tally){s->full, s->coded, s->gold});
  g_string_append_printf(out, "%-22s %.3f of %u found;  voice accuracy %.3f\n", "stance accuracy",
                         part(s->full, s->detected), s->detected, part(s->voice, s->detected));
  print_row(out, "cell detection", (struct tally){s->cells_detected, s->cells_coded, s->cells_gold});
  print_row(out, "cell full", (struct tally){s->cells_full, s->cells_coded, s->cells_gold});
  for (GTreeNode *n = g_tree_node_first(s->issues); n; n = g_tree_node_next(n)) {
    char *name = g_strconcat("  ", g_tree_node_key(n), NULL);
    print_row(out, name, *(const struct tally *)g_tree_node_value(n));
    g_free(name);
  }
}
