// SPDX-License-Identifier: MIT
// The gate, over each kind of file that it reads: the first byte of the input chooses.
// dictionary html
// max_len 8192
#include "site/gate.h"
#include "../fuzz.h"

void fuzz_target(struct slice input) {
  static const char *const names[] = {"articles/a.html", "icon.svg", "feed.xml", "assets/style.css",
                                      "data/a.json"};
  if (!input.len) return;
  struct gate *g = gate_new();
  const char *name = names[(unsigned char)input.data[0] % G_N_ELEMENTS(names)];
  gate_foreign(g, "index.html");
  gate_file(g, name, slice_sub(input, 1, input.len), fuzz_diag());
  gate_finish(g, fuzz_diag());
  gate_free(g);
}
