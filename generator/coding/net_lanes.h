// SPDX-License-Identifier: MIT
// Private to net_sums.c: the functions of net_math.h for many numbers side by side, bit for bit the same.
#pragma once
#include <stdint.h>
#include <string.h>

// A function of its own would be compiled for the least of processors.
#define INLINED static inline __attribute__((always_inline))

enum { LANES = 8 }; // gcc makes of more, where there are no wider registers, a way through memory
typedef float lanes __attribute__((vector_size(4 * LANES)));
typedef int32_t whole_lanes __attribute__((vector_size(4 * LANES)));

// a where the mask (-1 or 0 in each lane) is set, b elsewhere.
#define LANES_CHOOSE(mask, a, b) ((lanes)(((mask) & (whole_lanes)(a)) | (~(mask) & (whole_lanes)(b))))

// By reference: registers of this width are no arguments that each processor can pass.
INLINED void lanes_exp(lanes *x) {
  const lanes none = {0};
  lanes in = *x, least = none - 40.0f, most = none + 40.0f;
  in = LANES_CHOOSE(in < least, least, in);
  in = LANES_CHOOSE(in > most, most, in);
  lanes n = in * 1.44269504f;
  n = LANES_CHOOSE(n < none, n - 0.5f, n + 0.5f);
  whole_lanes whole = __builtin_convertvector(n, whole_lanes);
  lanes rounded = __builtin_convertvector(whole, lanes);
  lanes r = (in - rounded * 0.693359375f) + rounded * 2.12194440e-4f;
  lanes power = (lanes)((whole + 127) << 23);
  *x = power *
       (1.0f + r * (1.0f + r * (0.5f + r * (0.166666667f + r * (0.0416666667f + r * (0.00833333333f +
                                                                                     r * 0.00138888889f))))));
}

INLINED void lanes_sigmoid(lanes *x) {
  lanes e = -*x;
  lanes_exp(&e);
  *x = 1.0f / (1.0f + e);
}

INLINED void lanes_tanh(lanes *x) {
  *x *= 2.0f;
  lanes_sigmoid(x);
  *x = 2.0f * *x - 1.0f;
}
