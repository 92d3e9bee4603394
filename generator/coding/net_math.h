// SPDX-License-Identifier: MIT
// Private to net*.c: functions that give the same bits on each machine, as the mathematical library does not
// promise.
#pragma once
#include <stdint.h>
#include <string.h>

// Returns e^x, within 1e-6 of it relative; x is cut to -40 ... 40.
static inline float net_exp(float x) {
  x = x < -40 ? -40 : x > 40 ? 40 : x;
  float n = x * 1.44269504f;
  int32_t whole = (int32_t)(n < 0 ? n - 0.5f : n + 0.5f);
  float r = (x - (float)whole * 0.693359375f) + (float)whole * 2.12194440e-4f, power;
  uint32_t bits = (uint32_t)(whole + 127) << 23;
  memcpy(&power, &bits, sizeof power);
  float sum = 1 + r * (1 + r * (0.5f + r * (0.166666667f + r * (0.0416666667f +
                                                                r * (0.00833333333f + r * 0.00138888889f)))));
  return power * sum;
}

static inline float net_sigmoid(float x) {
  return 1 / (1 + net_exp(-x));
}

static inline float net_tanh(float x) {
  return 2 * net_sigmoid(2 * x) - 1;
}

// Adds scale times the row to sum. n is a constant where it is called, so that the compiler can use wide
// registers: the order of the sums stays.
static inline void net_add(float *restrict sum, const float *restrict row, float scale, int n) {
  for (int i = 0; i < n; i++)
    sum[i] += scale * row[i];
}

static inline void net_add_plain(float *restrict sum, const float *restrict row, int n) {
  for (int i = 0; i < n; i++)
    sum[i] += row[i];
}
