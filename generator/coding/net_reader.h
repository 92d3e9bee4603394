// SPDX-License-Identifier: MIT
// Private to net*.c: what a reader keeps of the sentence it read.
#pragma once
#include "coding/net_file.h"

struct net_reader {
  const struct net *net;
  unsigned count;
  uint8_t head[NET_WORDS], children[NET_WORDS]; // children: how many
  float input[NET_WORDS][NET_HIDDEN];           // the words by themselves
  float given[NET_WORDS][3 * NET_HALF];         // what they give to the recurrent layer
  float state[NET_WORDS][NET_HIDDEN];           // in their sentence
  float around[NET_WORDS][NET_HIDDEN];          // what the neighbours say, as far as no marks do
  float part[NET_WORDS][NET_HIDDEN];            // for work
  float marked[NET_WORDS][NET_HIDDEN];          // of the pair answered last
};
