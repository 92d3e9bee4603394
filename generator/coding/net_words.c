// SPDX-License-Identifier: MIT
// The net reads a sentence: words, the recurrent layer both ways, and what neighbours in text and tree say.
#include "coding/net_math.h"
#include "coding/net_reader.h"

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

// One step of the GRU (Cho et al. 2014, in the form that cuDNN and PyTorch have): own is the state before and
// after.
static void gru_step(const struct net_gru *g, const float *input, float *own) {
  float in[3 * NET_HALF], back[3 * NET_HALF];
  memcpy(in, g->bias_input, sizeof in);
  memcpy(back, g->bias_own, sizeof back);
  for (int i = 0; i < NET_HIDDEN; i++)
    if (input[i] != 0) net_add(in, g->input[i], input[i], 3 * NET_HALF);
  for (int i = 0; i < NET_HALF; i++)
    net_add(back, g->own[i], own[i], 3 * NET_HALF);
  for (int i = 0; i < NET_HALF; i++) {
    float reset = net_sigmoid(in[i] + back[i]), update = net_sigmoid(in[NET_HALF + i] + back[NET_HALF + i]),
          next = net_tanh(in[2 * NET_HALF + i] + reset * back[2 * NET_HALF + i]);
    own[i] = (1 - update) * next + update * own[i];
  }
}

static void run_gru(struct net_reader *r) {
  float own[NET_HALF] = {0};
  for (unsigned t = 0; t < r->count; t++) {
    gru_step(&r->net->layers->forward, r->input[t], own);
    memcpy(r->state[t], own, sizeof own);
  }
  memset(own, 0, sizeof own);
  for (unsigned t = r->count; t-- > 0;) {
    gru_step(&r->net->layers->backward, r->input[t], own);
    memcpy(r->state[t] + NET_HALF, own, sizeof own);
  }
}

// Fills part with what each word says in a role.
static void say(struct net_reader *r, int role) {
  for (unsigned t = 0; t < r->count; t++) {
    memset(r->part[t], 0, sizeof r->part[t]);
    for (int i = 0; i < NET_HIDDEN; i++)
      net_add(r->part[t], r->net->layers->around[role][i], r->state[t][i], NET_HIDDEN);
  }
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
  run_gru(reader);
  hear_neighbours(reader);
}
