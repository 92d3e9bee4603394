// SPDX-License-Identifier: MIT
// What the codebook's own words say of a concept: the mean of its terms' words, and of its issue's.
#include "coding/net_math.h"
#include "coding/net_reader.h"

struct net_labels {
  const struct codebook *codebook;
  unsigned *first; // by issue: index of its first concept
  float (*view)[NET_LABEL];
};

static bool small_word(const char *word) {
  static const char *const small[] = {"a",  "an", "and", "at", "be",     "by",  "for", "from", "in",
                                      "of", "on", "or",  "s",  "should", "the", "to",  "with"};
  for (unsigned i = 0; i < G_N_ELEMENTS(small); i++)
    if (*word == *small[i] && strcmp(word, small[i]) == 0) return true;
  return false;
}

// Adds a word that is not among those seen.
static void add_once(const char *word, GHashTable *seen, GPtrArray *words) {
  if (g_hash_table_contains(seen, word)) return;
  g_ptr_array_add(words, g_strdup(word));
  g_hash_table_add(seen, g_ptr_array_index(words, words->len - 1));
}

// Adds the words of text (runs of ASCII letters, in lower case) without the small ones, each once; seen are
// those that are there.
static void add_words(const char *text, GHashTable *seen, GPtrArray *words) {
  GString *word = g_string_new(NULL);
  for (const char *c = text;; c++) {
    if (g_ascii_isalpha(*c)) {
      g_string_append_c(word, g_ascii_tolower(*c));
      continue;
    }
    if (word->len && !small_word(word->str)) add_once(word->str, seen, words);
    g_string_truncate(word, 0);
    if (*c == '\0') break;
  }
  g_string_free(word, TRUE);
}

void net_label_words(const struct codebook *book, const struct concept *c, GPtrArray *own, GPtrArray *issue) {
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  add_words(c->name, seen, own);
  for (const char *const *t = c->terms; *t; t++)
    add_words(*t, seen, own);
  g_hash_table_remove_all(seen);
  add_words(book->issues[c->issue].name, seen, issue);
  add_words(book->issues[c->issue].question, seen, issue);
  g_hash_table_unref(seen);
}

static void add_mean(const struct net *n, const GPtrArray *words, float *mean) {
  unsigned known = 0;
  for (unsigned i = 0; i < words->len; i++)
    known += net_row(n, g_ptr_array_index(words, i), "") != 0;
  for (unsigned i = 0; i < words->len; i++) {
    int32_t row = net_row(n, g_ptr_array_index(words, i), "");
    const int8_t *numbers = n->rows + (size_t)row * NET_HIDDEN;
    for (int k = 0; row && k < NET_HIDDEN; k++)
      mean[k] += n->scales[row] * (float)numbers[k] / (float)known;
  }
}

static void view_concept(const struct net *n, const struct codebook *book, const struct concept *c,
                         float *view) {
  float mean[2 * NET_HIDDEN] = {0};
  GPtrArray *own = g_ptr_array_new_with_free_func(g_free), *issue = g_ptr_array_new_with_free_func(g_free);
  net_label_words(book, c, own, issue);
  add_mean(n, own, mean);
  add_mean(n, issue, mean + NET_HIDDEN);
  memcpy(view, n->layers->bias_label, sizeof n->layers->bias_label);
  for (int i = 0; i < 2 * NET_HIDDEN; i++)
    net_add(view, n->layers->label[i], mean[i], NET_LABEL);
  for (int i = 0; i < NET_LABEL; i++)
    view[i] = net_tanh(view[i]);
  g_ptr_array_free(own, TRUE);
  g_ptr_array_free(issue, TRUE);
}

struct net_labels *net_labels_new(const struct net *n, const struct codebook *book) {
  struct net_labels *l = g_new0(struct net_labels, 1);
  unsigned count = 0;
  l->codebook = book;
  l->first = g_new0(unsigned, book->issue_count + 1);
  for (unsigned i = 0; i < book->issue_count; i++) {
    l->first[i] = count;
    count += book->issues[i].concept_count;
  }
  l->view = g_malloc0_n(count + 1, sizeof *l->view);
  for (unsigned i = 0; i < book->issue_count; i++)
    for (unsigned k = 0; k < book->issues[i].concept_count; k++)
      view_concept(n, book, &book->issues[i].concepts[k], l->view[l->first[i] + k]);
  return l;
}

void net_labels_free(struct net_labels *l) {
  if (!l) return;
  g_free(l->first);
  g_free(l->view);
  g_free(l);
}

const float *net_label(const struct net_labels *l, const struct concept *c) {
  return l->view[l->first[c->issue] + (unsigned)(c - l->codebook->issues[c->issue].concepts)];
}
