// SPDX-License-Identifier: MIT
#include "coding/pair_net.h"
#include "coding/tree.h"

enum { TOLD = 4, LEAST_TOLD = 100 }; // words in a line; thousandths that each must have

struct pair_net {
  const struct reading *r;
  const struct net *net;
  struct net_reader *reader;
  const struct passage *read; // the sentence that the reader knows
  struct net_words words;     // of it
};

struct pair_net *pair_net_new(const struct reading *r, const struct net *n) {
  struct pair_net *asked = g_new0(struct pair_net, 1);
  asked->r = r;
  asked->net = n;
  asked->reader = net_reader_new(n);
  return asked;
}

void pair_net_free(struct pair_net *asked) {
  if (!asked) return;
  net_reader_free(asked->reader);
  g_free(asked);
}

static void see(struct pair_net *asked, const struct pair *pair, struct net_pair *seen) {
  if (asked->read != pair->p) {
    net_see_words(asked->r, asked->net, pair->p, &asked->words);
    net_read(asked->reader, &asked->words);
    asked->read = pair->p;
  }
  net_see_pair(asked->r, pair, &asked->words, seen);
}

void pair_net_answer(struct pair_net *asked, const struct pair *pair, int answer[NET_ANSWERS]) {
  struct net_pair seen;
  see(asked, pair, &seen);
  net_answer(asked->reader, &seen, answer);
}

// --- for people ---

// Returns the word with the greatest share, and takes it out; -1 where none has enough.
static int take_greatest(int *share, unsigned count) {
  int best = -1;
  for (unsigned t = 0; t < count; t++)
    if (share[t] >= LEAST_TOLD && (best < 0 || share[t] > share[best])) best = (int)t;
  if (best >= 0) share[best] = 0;
  return best;
}

void pair_net_explain(struct pair_net *asked, const struct pair *pair, enum attitude a, GPtrArray *lines) {
  struct net_pair seen;
  int share[NET_WORDS];
  see(asked, pair, &seen);
  net_word_shares(asked->reader, &asked->words, &seen, a, share);
  asked->read = NULL; // the reader knows the sentence without its last word now
  GString *line = g_string_new(NULL);
  for (int i = 0; i < TOLD; i++) {
    int all = 0;
    for (unsigned t = 0; t < asked->words.count; t++)
      all = MAX(all, share[t]);
    int t = take_greatest(share, asked->words.count);
    if (t < 0) break;
    const struct slice form = token_at(pair->p, t)->form;
    g_string_append_printf(line, "%s\"%.*s\" (+%d.%02d)", line->len ? ", " : "the words ", (int)form.len,
                           form.data, all / 1000, all % 1000 / 10);
  }
  if (line->len)
    g_ptr_array_add(lines, g_string_free(line, FALSE));
  else
    g_string_free(line, TRUE);
}

// --- for fitting ---

static void print_words(const struct pair_net *asked, const struct pair *pair, json *j) {
  const struct net_words *w = &asked->words;
  json *list = json_add_array(j, "words");
  for (unsigned t = 0; t < w->count; t++) {
    const struct token *k = token_at(pair->p, (int)t);
    bool actor = w->flags[t] >> NET_ACTOR & 1;
    json *word = json_push(list, json_array());
    json_push(word, json_string(actor ? "" : k->norm));
    json_push(word, json_string(actor ? "" : k->lemma));
    json_push(word, json_number(w->upos[t]));
    json_push(word, json_number(w->relation[t]));
    json_push(word, json_number(w->head[t]));
    json_push(word, json_number(w->flags[t]));
  }
}

static void print_labels(const struct pair_net *asked, const struct pair *pair, json *j) {
  GPtrArray *own = g_ptr_array_new_with_free_func(g_free), *issue = g_ptr_array_new_with_free_func(g_free);
  net_label_words(asked->r->d->coder->codebook, pair->target->concept, own, issue);
  json *labels = json_add_array(j, "labels");
  for (int i = 0; i < 2; i++) {
    const GPtrArray *words = i == 0 ? own : issue;
    json *list = json_push(labels, json_array());
    for (unsigned k = 0; k < words->len; k++)
      json_push(list, json_string(g_ptr_array_index(words, k)));
  }
  g_ptr_array_free(own, TRUE);
  g_ptr_array_free(issue, TRUE);
}

void pair_net_print(struct pair_net *asked, const struct pair *pair, bool with_words, json *j) {
  struct net_pair seen;
  int answer[NET_ANSWERS];
  see(asked, pair, &seen);
  net_answer(asked->reader, &seen, answer);
  if (with_words) print_words(asked, pair, j);
  print_labels(asked, pair, j);
  json_add_number(j, "at", seen.at);
  json_add_number(j, "concept", seen.concept);
  json *marks = json_add_array(j, "marks"), *features = json_add_array(j, "features"),
       *net = json_add_array(j, "net");
  for (unsigned t = 0; t < asked->words.count; t++)
    json_push(marks, json_number(seen.marks[t]));
  for (int i = 0; i < FEATURE_COUNT; i++)
    json_push(features, json_number(seen.features[i]));
  for (int i = 0; i < NET_ANSWERS; i++)
    json_push(net, json_number(answer[i]));
}
