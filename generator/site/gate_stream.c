// SPDX-License-Identifier: MIT
#include "base/json_stream.h"
#include "site/gate_parts.h"

struct gate_stream {
  struct gate_notes *notes;
  struct json_stream *json; // NULL: nobody looks into the file
};

bool gate_streams(const char *path) {
  return !gate_looks_into(path) || g_str_has_suffix(path, ".json");
}

struct gate_stream *gate_stream_new(const char *path) {
  g_assert(gate_streams(path));
  struct gate_stream *g = g_new0(struct gate_stream, 1);
  // What an empty file of no kind says: nothing.
  g->notes = gate_read("", (struct slice){"", 0}, GATE_ALL);
  if (gate_looks_into(path)) g->json = json_stream_new(path, g->notes->faults);
  return g;
}

void gate_stream_add(struct gate_stream *g, struct slice bytes) {
  if (g->json) json_stream_add(g->json, bytes);
}

struct gate_notes *gate_stream_end(struct gate_stream *g) {
  struct gate_notes *notes = g->notes;
  if (g->json) notes->found = !json_stream_end(g->json);
  g_free(g);
  return notes;
}
