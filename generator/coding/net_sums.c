// SPDX-License-Identifier: MIT
#include "coding/net_sums.h"
#include "base/processor.h"
#include "coding/net_lanes.h"

enum { WORDS = 4, PIECES = 2, PIECE = PIECES * LANES }; // what product_of_words makes at once

// PIECE numbers of WORDS words: as many sums as a processor has registers for, beside what is added.
INLINED void product_of_words(const float (*in)[NET_HIDDEN], const float *weights, const float *bias,
                              unsigned width, float *out) {
  lanes sum[WORDS * PIECES], row[PIECES];
#pragma GCC unroll 8
  for (unsigned k = 0; k < WORDS * PIECES; k++)
    memcpy(&sum[k], bias + k % PIECES * LANES, sizeof sum[k]);
  for (unsigned i = 0; i < NET_HIDDEN; i++) {
    memcpy(&row[0], weights + (size_t)i * width, sizeof row[0]);
    memcpy(&row[1], weights + (size_t)i * width + LANES, sizeof row[1]);
#pragma GCC unroll 8
    for (unsigned k = 0; k < WORDS * PIECES; k++)
      sum[k] += in[k / PIECES][i] * row[k % PIECES];
  }
#pragma GCC unroll 8
  for (unsigned k = 0; k < WORDS * PIECES; k++)
    memcpy(out + (size_t)(k / PIECES) * width + k % PIECES * LANES, &sum[k], sizeof sum[k]);
}

INLINED void product_of_one(const float *in, const float *weights, const float *bias, unsigned width,
                            float *out) {
  lanes sum[PIECES], row[PIECES];
  memcpy(sum, bias, sizeof sum);
  for (unsigned i = 0; i < NET_HIDDEN; i++) {
    memcpy(row, weights + (size_t)i * width, sizeof row);
#pragma GCC unroll 2
    for (unsigned k = 0; k < PIECES; k++)
      sum[k] += in[i] * row[k];
  }
  memcpy(out, sum, sizeof sum);
}

FOR_EACH_PROCESSOR
void net_product(const float (*in)[NET_HIDDEN], unsigned count, const float *weights, const float *bias,
                 unsigned width, float *out) {
  for (unsigned at = 0; at < width; at += PIECE) {
    unsigned t = 0;
    for (; t + WORDS <= count; t += WORDS)
      product_of_words(in + t, weights + at, bias + at, width, out + (size_t)t * width + at);
    for (; t < count; t++)
      product_of_one(in[t], weights + at, bias + at, width, out + (size_t)t * width + at);
  }
}

FOR_EACH_PROCESSOR
void net_step(const struct net_gru *g, const float in[3 * NET_HALF], float own[NET_HALF]) {
  enum { HALF = NET_HALF / LANES };
  lanes given[3 * HALF], back[3 * HALF], state[HALF], row;
  memcpy(given, in, sizeof given);
  memcpy(back, g->bias_own, sizeof back);
  memcpy(state, own, sizeof state);
  for (unsigned i = 0; i < NET_HALF; i++) {
#pragma GCC unroll 12
    for (int k = 0; k < 3 * HALF; k++) {
      memcpy(&row, g->own[i] + k * LANES, sizeof row);
      back[k] += own[i] * row;
    }
  }
#pragma GCC unroll 4
  for (int k = 0; k < HALF; k++) {
    lanes reset = given[k] + back[k], update = given[HALF + k] + back[HALF + k], next;
    lanes_sigmoid(&reset);
    lanes_sigmoid(&update);
    next = given[2 * HALF + k] + reset * back[2 * HALF + k];
    lanes_tanh(&next);
    state[k] = (1.0f - update) * next + update * state[k];
  }
  memcpy(own, state, sizeof state);
}

FOR_EACH_PROCESSOR
void net_add_rows(const float *factors, unsigned count, const float (*weights)[NET_HIDDEN],
                  float sum[NET_HIDDEN]) {
  lanes all[NET_HIDDEN / LANES], row;
  memcpy(all, sum, sizeof all);
  for (unsigned i = 0; i < count; i++) {
    if (factors[i] == 0) continue;
#pragma GCC unroll 8
    for (int k = 0; k < NET_HIDDEN / LANES; k++) {
      memcpy(&row, weights[i] + k * LANES, sizeof row);
      all[k] += factors[i] * row;
    }
  }
  memcpy(sum, all, sizeof all);
}
