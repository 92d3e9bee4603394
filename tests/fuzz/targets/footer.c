// SPDX-License-Identifier: MIT
// The footer beside a shard.
// dictionary json
#include "cli/footer.h"
#include "../fuzz.h"

void fuzz_target(struct slice input) {
  char *out = g_strdup(fuzz_file("out.ndjson", slice_of("{}\n")));
  fuzz_file("out.ndjson.footer.json", input);
  struct footer f;
  if (footer_load(&f, out, fuzz_diag())) footer_fits(&f, out);
  footer_release(&f);
  char *files[] = {out, NULL};
  unsigned articles = 0, skipped = 0;
  footers_judge(files, "0", false, &articles, &skipped, fuzz_diag());
  g_free(out);
}
