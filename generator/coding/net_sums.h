// SPDX-License-Identifier: MIT
// Private to net*.c: the sums in which the net spends its time. Each number is made by one chain of
// operations, whose order stands here; numbers beside each other share wide registers, of whatever width.
#pragma once
#include "coding/net_file.h"

// Fills row t of out, for the count words, with bias and then, for i = 0 ... NET_HIDDEN - 1, the product of
// in[t][i] and row i of weights. Rows of weights and out have `width` numbers, a multiple of 16.
void net_product(const float (*in)[NET_HIDDEN], unsigned count, const float *weights, const float *bias,
                 unsigned width, float *out);

// One way of the recurrent layer (Cho et al. 2014, in the form that cuDNN and PyTorch have) over one word:
// in is what the word gives (net_product with g->input), own the state before and after.
void net_step(const struct net_gru *g, const float in[3 * NET_HALF], float own[NET_HALF]);

// Adds the rows of weights, each times its factor, to sum; rows whose factor is 0 are left out.
void net_add_rows(const float *factors, unsigned count, const float (*weights)[NET_HIDDEN],
                  float sum[NET_HIDDEN]);
