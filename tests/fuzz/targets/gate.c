// SPDX-License-Identifier: MIT
// The gate, over each kind of file that it reads: the first byte of the input chooses.
// dictionary html
// max_len 8192
#include "../fuzz.h"
#include "site/gate_parts.h"

// What is passed in one pass has no fault and the same notes for libxml2.
static void compare_ways(const char *name, struct slice page) {
  struct gate_notes *quick = gate_read_as(name, page, 0, true);
  if (!quick) return;
  struct gate_notes *whole = gate_read_as(name, page, GATE_ALL, false);
  GByteArray *a = g_byte_array_new(), *b = g_byte_array_new();
  gate_notes_pack(quick, a);
  gate_notes_pack(whole, b);
  g_assert_true(gate_notes_clean(whole));
  g_assert_cmpmem(a->data, a->len, b->data, b->len);
  g_byte_array_unref(a);
  g_byte_array_unref(b);
  gate_notes_free(quick);
  gate_notes_free(whole);
}

void fuzz_target(struct slice input) {
  static const char *const names[] = {"articles/a.html", "icon.svg", "feed.xml", "assets/style.css",
                                      "data/a.json"};
  if (!input.len) return;
  struct gate *g = gate_new();
  const char *name = names[(unsigned char)input.data[0] % G_N_ELEMENTS(names)];
  if (g_str_has_suffix(name, ".html")) compare_ways(name, slice_sub(input, 1, input.len));
  gate_foreign(g, "index.html");
  gate_file(g, name, slice_sub(input, 1, input.len), fuzz_diag());
  gate_finish(g, fuzz_diag());
  gate_free(g);
}
