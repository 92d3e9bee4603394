// SPDX-License-Identifier: MIT
#include "coding/net_sums.h"
#include "base/processor.h"
#include "coding/net_lanes.h"

// Of four words: LANES numbers each, from column `at` on.
INLINED void product_of_four(const float (*in)[NET_HIDDEN], const float *weights, const float *bias,
                             unsigned width, float *out) {
  lanes first, sum[4];
  memcpy(&first, bias, sizeof first);
#pragma GCC unroll 4
  for (int k = 0; k < 4; k++)
    sum[k] = first;
  for (unsigned i = 0; i < NET_HIDDEN; i++) {
    lanes row;
    memcpy(&row, weights + (size_t)i * width, sizeof row);
#pragma GCC unroll 4
    for (int k = 0; k < 4; k++)
      sum[k] += in[k][i] * row;
  }
#pragma GCC unroll 4
  for (unsigned k = 0; k < 4; k++)
    memcpy(out + (size_t)k * width, &sum[k], sizeof sum[k]);
}

INLINED void product_of_one(const float *in, const float *weights, const float *bias, unsigned width,
                            float *out) {
  lanes sum;
  memcpy(&sum, bias, sizeof sum);
  for (unsigned i = 0; i < NET_HIDDEN; i++) {
    lanes row;
    memcpy(&row, weights + (size_t)i * width, sizeof row);
    sum += in[i] * row;
  }
  memcpy(out, &sum, sizeof sum);
}

FOR_EACH_PROCESSOR
void net_product(const float (*in)[NET_HIDDEN], unsigned count, const float *weights, const float *bias,
                 unsigned width, float *out) {
  for (unsigned at = 0; at < width; at += LANES) {
    unsigned t = 0;
    for (; t + 4 <= count; t += 4)
      product_of_four(in + t, weights + at, bias + at, width, out + (size_t)t * width + at);
    for (; t < count; t++)
      product_of_one(in[t], weights + at, bias + at, width, out + (size_t)t * width + at);
  }
}

FOR_EACH_PROCESSOR
void net_step(const struct net_gru *g, const float in[3 * NET_HALF], float own[NET_HALF]) {
  enum { HALF = NET_HALF / LANES };
  lanes given[3 * HALF], back[3 * HALF], state[HALF];
  memcpy(given, in, sizeof given);
  memcpy(back, g->bias_own, sizeof back);
  memcpy(state, own, sizeof state);
  for (unsigned i = 0; i < NET_HALF; i++) {
    lanes row[3 * HALF];
    memcpy(row, g->own[i], sizeof row);
#pragma GCC unroll 6
    for (int k = 0; k < 3 * HALF; k++)
      back[k] += own[i] * row[k];
  }
#pragma GCC unroll 2
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
  lanes all[NET_HIDDEN / LANES];
  memcpy(all, sum, sizeof all);
  for (unsigned i = 0; i < count; i++) {
    if (factors[i] == 0) continue;
    lanes row[NET_HIDDEN / LANES];
    memcpy(row, weights[i], sizeof row);
#pragma GCC unroll 4
    for (int k = 0; k < NET_HIDDEN / LANES; k++)
      all[k] += factors[i] * row[k];
  }
  memcpy(sum, all, sizeof all);
}
