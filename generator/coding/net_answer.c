// SPDX-License-Identifier: MIT
// The net answers for a pair: marks on the words, five summaries of them, one hidden layer.
#include "coding/net_math.h"
#include "coding/net_reader.h"
#include "coding/net_sums.h"

enum { LANES = 8, SUMMARIES = 5, LIMIT = 20000 };

// Adds what the marks of word t say to itself and its neighbours.
static void say_marks(struct net_reader *r, unsigned t, uint32_t marks) {
  const struct net_layers *w = r->net->layers;
  unsigned head = r->head[t];
  for (int m = 0; m < MARK_COUNT; m++) {
    if (!(marks >> m & 1)) continue;
    net_add_plain(r->part[t], w->mark_around[0][m], NET_HIDDEN);
    if (t + 1 < r->count) net_add_plain(r->part[t + 1], w->mark_around[1][m], NET_HIDDEN);
    if (t > 0) net_add_plain(r->part[t - 1], w->mark_around[2][m], NET_HIDDEN);
    for (unsigned c = 0; c < r->count; c++)
      if (r->head[c] == t) net_add_plain(r->part[c], w->mark_around[3][m], NET_HIDDEN);
    if (head != t)
      net_add(r->part[head], w->mark_around[4][m], 1 / (1 + (float)r->children[head]), NET_HIDDEN);
  }
}

static void mark_words(struct net_reader *r, const struct net_pair *pair) {
  memcpy(r->part, r->around, r->count * sizeof *r->part);
  for (unsigned t = 0; t < r->count; t++)
    if (pair->marks[t]) say_marks(r, t, pair->marks[t]);
  for (unsigned t = 0; t < r->count; t++) {
    float *out = r->marked[t];
    memcpy(out, r->state[t], sizeof r->marked[t]);
    for (int m = 0; m < MARK_COUNT; m++)
      if (pair->marks[t] >> m & 1) net_add_plain(out, r->net->layers->mark[m], NET_HIDDEN);
    for (int i = 0; i < NET_HIDDEN; i++)
      out[i] += r->part[t][i] > 0 ? r->part[t][i] : 0;
  }
}

static float product(const float *a, const float *b) {
  float lane[LANES] = {0}, sum = 0;
  for (int i = 0; i < NET_HIDDEN; i += LANES)
    for (int k = 0; k < LANES; k++)
      lane[k] += a[i + k] * b[i + k];
  for (int k = 0; k < LANES; k++)
    sum += lane[k];
  return sum;
}

// Fills out with the mean of the words, each as far as it fits what the actor's and the concept's word ask
// for.
static void ask_words(const struct net_reader *r, const float *places, const float *label, float *out) {
  const struct net_layers *w = r->net->layers;
  float question[NET_HIDDEN], fit[NET_WORDS], most = -1e30f, all = 0;
  memcpy(question, w->bias_ask, sizeof question);
  net_add_rows(places, 2 * NET_HIDDEN, w->ask, question);
  net_add_rows(label, NET_LABEL, w->ask + 2 * NET_HIDDEN, question);
  for (unsigned t = 0; t < r->count; t++) {
    fit[t] = product(r->marked[t], question) / 8; // the root of NET_HIDDEN
    most = fit[t] > most ? fit[t] : most;
  }
  for (unsigned t = 0; t < r->count; t++)
    all += fit[t] = net_exp(fit[t] - most);
  for (unsigned t = 0; t < r->count; t++)
    net_add(out, r->marked[t], fit[t] / all, NET_HIDDEN);
}

static void greatest(const struct net_reader *r, float *out) {
  for (int i = 0; i < NET_HIDDEN; i++)
    out[i] = r->count ? r->marked[0][i] : 0;
  for (unsigned t = 1; t < r->count; t++)
    for (int i = 0; i < NET_HIDDEN; i++)
      out[i] = r->marked[t][i] > out[i] ? r->marked[t][i] : out[i];
}

static void mean_of_way(const struct net_reader *r, const struct net_pair *pair, float *out) {
  const uint32_t way = UINT32_C(1) << MARK_UP | UINT32_C(1) << MARK_DOWN | UINT32_C(1) << MARK_TOP;
  float count = 1;
  for (unsigned t = 0; t < r->count; t++)
    count += (pair->marks[t] & way) != 0;
  for (unsigned t = 0; t < r->count; t++)
    if (pair->marks[t] & way) net_add(out, r->marked[t], 1 / count, NET_HIDDEN);
}

static int thousandths(float x) {
  float n = 1000 * x;
  return n > LIMIT ? LIMIT : n < -LIMIT ? -LIMIT : (int)(n < 0 ? n - 0.5f : n + 0.5f);
}

// One hidden layer over the summaries, the features and the label.
static void decide(const struct net_layers *w, const float *summary, const struct net_pair *pair,
                   int answer[NET_ANSWERS]) {
  float middle[NET_MIDDLE], features[FEATURE_COUNT], out[NET_ANSWERS];
  memcpy(middle, w->bias_middle, sizeof middle);
  memcpy(out, w->bias_out, sizeof out);
  for (int i = 0; i < FEATURE_COUNT; i++)
    features[i] = pair->features[i];
  net_add_rows(summary, SUMMARIES * NET_HIDDEN, w->middle, middle);
  net_add_rows(features, FEATURE_COUNT, w->middle + SUMMARIES * NET_HIDDEN, middle);
  net_add_rows(pair->label, NET_LABEL, w->middle + SUMMARIES * NET_HIDDEN + FEATURE_COUNT, middle);
  for (int i = 0; i < NET_MIDDLE; i++)
    if (middle[i] > 0) net_add(out, w->out[i], middle[i], NET_ANSWERS);
  answer[0] = thousandths(out[0]);
  for (int a = 1; a < NET_ANSWERS; a++) {
    int one = a == 1 ? 2 : 1, other = a == 3 ? 2 : 3;
    answer[a] = thousandths(out[a] - (out[one] > out[other] ? out[one] : out[other]));
  }
}

void net_answer(struct net_reader *reader, const struct net_pair *pair, int answer[NET_ANSWERS]) {
  float summary[SUMMARIES * NET_HIDDEN] = {0};
  mark_words(reader, pair);
  if (pair->at >= 0) memcpy(summary, reader->marked[pair->at], sizeof reader->marked[0]);
  if (pair->concept >= 0)
    memcpy(summary + NET_HIDDEN, reader->marked[pair->concept], sizeof reader->marked[0]);
  ask_words(reader, summary, pair->label, summary + 2 * NET_HIDDEN);
  greatest(reader, summary + 3 * NET_HIDDEN);
  mean_of_way(reader, pair, summary + 4 * NET_HIDDEN);
  decide(reader->net->layers, summary, pair, answer);
}

void net_word_shares(struct net_reader *reader, const struct net_words *words, const struct net_pair *pair,
                     enum attitude a, int drop[NET_WORDS]) {
  struct net_words without = *words;
  int whole[NET_ANSWERS], less[NET_ANSWERS];
  net_read(reader, words);
  net_answer(reader, pair, whole);
  for (unsigned t = 0; t < words->count; t++) {
    drop[t] = 0;
    if (words->row[t] == 0) continue;
    without.row[t] = 0;
    net_read(reader, &without);
    net_answer(reader, pair, less);
    without.row[t] = words->row[t];
    drop[t] = whole[0] - less[0] + whole[a] - less[a];
  }
}
