// SPDX-License-Identifier: MIT
// Private to net*.c: the file data/pairs.net as it lies in memory, mapped read-only.
#pragma once
#include "coding/net.h"

enum { NET_VERSION = 1, NET_ROLES = 5 }; // roles of a word to another: itself, left, right, head, child

// Behind it: keys, scales, rows, then the layers below, each array beginning at a multiple of 8 bytes.
struct net_header {
  char magic[8]; // "SPNET" and zeros
  uint32_t byte_order, version;
  uint32_t words, hidden, middle, upos, relations, flags, marks, features, label, spare;
  uint64_t checksum; // FNV-1a of all behind the header
};

struct net_gru { // of one way
  float input[NET_HIDDEN][3 * NET_HALF], bias_input[3 * NET_HALF];
  float own[NET_HALF][3 * NET_HALF], bias_own[3 * NET_HALF]; // reset, update, new
};

struct net_layers {
  float upos[UPOS_COUNT][NET_HIDDEN];
  float relation[REL_COUNT][NET_HIDDEN];
  float flag[NET_FLAGS][NET_HIDDEN];
  struct net_gru forward, backward;
  float mark[MARK_COUNT][NET_HIDDEN];
  float around[NET_ROLES][NET_HIDDEN][NET_HIDDEN], bias_around[NET_HIDDEN];
  float mark_around[NET_ROLES][MARK_COUNT][NET_HIDDEN]; // `around` of `mark`
  float label[2 * NET_HIDDEN][NET_LABEL], bias_label[NET_LABEL];
  float ask[2 * NET_HIDDEN + NET_LABEL][NET_HIDDEN], bias_ask[NET_HIDDEN];
  float middle[5 * NET_HIDDEN + FEATURE_COUNT + NET_LABEL][NET_MIDDLE], bias_middle[NET_MIDDLE];
  float out[NET_MIDDLE][NET_ANSWERS], bias_out[NET_ANSWERS];
};

struct net {
  GMappedFile *file;
  uint64_t checksum;
  uint32_t words;
  const uint64_t *keys; // FNV-1a of the words, ascending
  const float *scales;  // by row
  const int8_t *rows;   // NET_HIDDEN of each
  const struct net_layers *layers;
};
