// SPDX-License-Identifier: MIT
// site.json.
// dictionary json
#include "site/settings.h"
#include "../fuzz.h"

void fuzz_target(struct slice input) {
  struct settings s;
  settings_load(&s, fuzz_file("site.json", input), fuzz_diag());
  fuzz_holds(s.title && s.language && s.min_confidence <= 1000);
  settings_release(&s);
}
