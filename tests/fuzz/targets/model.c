// SPDX-License-Identifier: MIT
// The model file: checksum and sizes are set right, so that what stands behind them is reached. What opens is
// used.
// max_len 65536
#include "../fuzz.h"
#include "text/model_data.h"

static void put_head(char *bytes, size_t len) {
  struct model_header head;
  memcpy(&head, bytes, sizeof head);
  memcpy(head.magic, MODEL_MAGIC, sizeof head.magic);
  head.version = MODEL_VERSION;
  head.byte_order = 0x01020304;
  head.checksum = model_checksum((struct slice){bytes + sizeof head, len - sizeof head});
  memcpy(bytes, &head, sizeof head);
}

void fuzz_target(struct slice input) {
  static const char text[] = "The minister said on Monday that he would never back the new plan.";
  char *bytes = g_memdup2(input.data, input.len);
  if (input.len >= sizeof(struct model_header)) put_head(bytes, input.len);
  struct model *m =
      model_open(fuzz_file("english.model", (struct slice){bytes ? bytes : "", input.len}), fuzz_diag());
  if (m) {
    struct sentences *split = text_split(m, slice_of(text));
    for (unsigned i = 0; i < split->count; i++)
      sentence_parse(m, &split->items[i]);
    sentences_free(split);
  }
  model_free(m);
  g_free(bytes);
}
