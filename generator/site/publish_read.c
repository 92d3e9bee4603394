// SPDX-License-Identifier: MIT
// What is found out of a file before it is put.
#include "base/sha256.h"
#include "site/publish.h"

struct publish_reading publish_read(const char *path, struct slice bytes) {
  struct publish_reading r = {.notes = gate_read(path, bytes, GATE_ALL)};
  sha256_hex(bytes, r.sha256);
  return r;
}

void publish_reading_release(struct publish_reading *r) {
  gate_notes_free(r->notes);
  *r = (struct publish_reading){0};
}
