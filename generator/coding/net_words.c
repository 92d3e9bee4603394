// SPDX-License-Identifier: MIT
// The net reads a sentence: words, the recurrent layer both ways, and what neighbours in text and tree say.
#include "coding/net_math.h"
#include "coding/net_reader.h"
#include "coding/net_sums.h"

struct net_reader *net_reader_new(const struct net *n) {
  struct net_reader *reader = g_new(struct net_reader, 1);
  reader->net = n;
  reader->count = 0;
  return reader;
}

void net_reader_free(struct net_reader *reader) {
  g_free(reader);
}

static void read_word(const struct net *n, const struct net_words *words, unsigned t, float *out) {
  const struct net_layers *w = n->layers;
  const int8_t *row = n->rows + (size_t)words->row[t] * NET_HIDDEN;
  float scale = n->scales[words->row[t]];
  for (int i = 0; i < NET_HIDDEN; i++)
    out[i] = scale * (float)row[i];
  net_add_plain(out, w->upos[words->upos[t]], NET_HIDDEN);
  net_add_plain(out, w->relation[words->relation[t]], NET_HIDDEN);
  for (int f = 0; f < NET_FLAGS; f++)
    if (words->flags[t] >> f & 1) net_add_plain(out, w->flag[f], NET_HIDDEN);
  for (int i = 0; i < NET_HIDDEN; i++)
    out[i] = out[i] > 0 ? out[i] : 0;
}

static void run_gru(struct net_reader *r, const struct net_gru *g, bool back, unsigned at) {
  float own[NET_HALF] = {0};
  net_product(r->input, r->count, g->input[0], g->bias_input, 3 * NET_HALF, r->given[0]);
  for (unsigned i = 0; i < r->count; i++) {
    unsigned t = back ? r->count - 1 - i : i;
    net_step(g, r->given[t], own);
    memcpy(r->state[t] + at, own, sizeof own);
  }
}

// Fills part with what each word says in a role.
static void say(struct net_reader *r, int role) {
  static const float nothing[NET_HIDDEN];
  net_product(r->state, r->count, r->net->layers->around[role][0], nothing, NET_HIDDEN, r->part[0]);
}

static void hear_neighbours(struct net_reader *r) {
  for (int role = 0; role < NET_ROLES; role++) {
    say(r, role);
    for (unsigned t = 0; t < r->count; t++) {
      if (role == 0) {
        memcpy(r->around[t], r->net->layers->bias_around, sizeof r->around[t]);
        net_add_plain(r->around[t], r->part[t], NET_HIDDEN);
      } else if (role == 1 && t > 0) {
        net_add_plain(r->around[t], r->part[t - 1], NET_HIDDEN);
      } else if (role == 2 && t + 1 < r->count) {
        net_add_plain(r->around[t], r->part[t + 1], NET_HIDDEN);
      } else if (role == 3) {
        net_add_plain(r->around[t], r->part[r->head[t]], NET_HIDDEN);
      } else if (role == 4 && r->head[t] != t) {
        net_add(r->around[r->head[t]], r->part[t], 1 / (1 + (float)r->children[r->head[t]]), NET_HIDDEN);
      }
    }
  }
}

void net_read(struct net_reader *reader, const struct net_words *words) {
  reader->count = words->count;
  memcpy(reader->head, words->head, sizeof reader->head);
  memset(reader->children, 0, sizeof reader->children);
  for (unsigned t = 0; t < words->count; t++) {
    reader->children[words->head[t]] = (uint8_t)(reader->children[words->head[t]] + (words->head[t] != t));
    read_word(reader->net, words, t, reader->input[t]);
  }
  run_gru(reader, &reader->net->layers->forward, false, 0);
  run_gru(reader, &reader->net->layers->backward, true, NET_HALF);
  hear_neighbours(reader);
}
