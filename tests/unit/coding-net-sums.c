// SPDX-License-Identifier: MIT
// The wide sums of the net give the bits that the plain ones do.
#include "coding/net_math.h"
#include "coding/net_sums.h"
#include "unit.h"

enum { WORDS = 7 }; // no multiple of what is made at once

// Invented numbers between -2 and 2; some are 0.
static float draw(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  uint32_t n = *state >> 8;
  return n % 7 == 0 ? 0 : ((float)(n % 40001) - 20000) / 10000;
}

static void draw_all(uint32_t *state, float *numbers, size_t count) {
  for (size_t i = 0; i < count; i++)
    numbers[i] = draw(state);
}

START_TEST(products_are_plain_sums) {
  enum { WIDTH = 3 * NET_HALF };
  static float in[WORDS][NET_HIDDEN], weights[NET_HIDDEN][WIDTH], bias[WIDTH], out[WORDS][WIDTH];
  uint32_t state = 1;
  draw_all(&state, in[0], sizeof in / sizeof(float));
  draw_all(&state, weights[0], sizeof weights / sizeof(float));
  draw_all(&state, bias, WIDTH);
  net_product((const float(*)[NET_HIDDEN])in, WORDS, weights[0], bias, WIDTH, out[0]);
  for (int t = 0; t < WORDS; t++) {
    float sum[WIDTH];
    memcpy(sum, bias, sizeof sum);
    for (int i = 0; i < NET_HIDDEN; i++)
      net_add(sum, weights[i], in[t][i], WIDTH);
    ck_assert_mem_eq(sum, out[t], sizeof sum);
  }
}
END_TEST

// One step as it stands in Cho et al. 2014.
static void plain_step(const struct net_gru *g, const float *in, float *own) {
  float back[3 * NET_HALF];
  memcpy(back, g->bias_own, sizeof back);
  for (int i = 0; i < NET_HALF; i++)
    net_add(back, g->own[i], own[i], 3 * NET_HALF);
  for (int i = 0; i < NET_HALF; i++) {
    float reset = net_sigmoid(in[i] + back[i]), update = net_sigmoid(in[NET_HALF + i] + back[NET_HALF + i]),
          next = net_tanh(in[2 * NET_HALF + i] + reset * back[2 * NET_HALF + i]);
    own[i] = (1 - update) * next + update * own[i];
  }
}

START_TEST(steps_are_plain_steps) {
  static struct net_gru g;
  float own[NET_HALF] = {0}, plain[NET_HALF] = {0}, in[3 * NET_HALF];
  uint32_t state = 2;
  draw_all(&state, g.own[0], sizeof g.own / sizeof(float));
  draw_all(&state, g.bias_own, 3 * NET_HALF);
  for (int t = 0; t < 200; t++) {
    draw_all(&state, in, 3 * NET_HALF);
    for (int i = 0; i < 3 * NET_HALF; i++)
      in[i] *= (float)(t % 60); // up to where the exponent is cut
    net_step(&g, in, own);
    plain_step(&g, in, plain);
    ck_assert_mem_eq(own, plain, sizeof own);
  }
}
END_TEST

START_TEST(rows_are_added_in_order) {
  enum { ROWS = 40 };
  static float weights[ROWS][NET_HIDDEN];
  float factors[ROWS], sum[NET_HIDDEN], plain[NET_HIDDEN];
  uint32_t state = 3;
  draw_all(&state, weights[0], sizeof weights / sizeof(float));
  draw_all(&state, factors, ROWS);
  draw_all(&state, sum, NET_HIDDEN);
  memcpy(plain, sum, sizeof plain);
  net_add_rows(factors, ROWS, (const float(*)[NET_HIDDEN])weights, sum);
  for (int i = 0; i < ROWS; i++)
    net_add(plain, weights[i], factors[i], NET_HIDDEN);
  ck_assert_mem_eq(sum, plain, sizeof sum);
}
END_TEST

UNIT("coding-net-sums", products_are_plain_sums, steps_are_plain_steps, rows_are_added_in_order)
