// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "base/json.h"
#include "base/json_scan.h"
#include "base/limits.h"
#include <cjson/cJSON.h>

// cJSON keeps members in document order, so both walks meet the same values in the same order.
static void place_nodes(const struct json_doc *doc, json *node, guint *next) {
  const struct json_spot *spot = &g_array_index(doc->spots, struct json_spot, *next);
  ++*next;
  g_hash_table_insert(doc->offsets, node, GSIZE_TO_POINTER(spot->value));
  g_hash_table_insert(doc->keys, node, GSIZE_TO_POINTER(spot->key == SIZE_MAX ? spot->value : spot->key));
  for (json *c = json_first(node); c; c = json_next(c))
    place_nodes(doc, c, next);
}

static bool check(struct slice text, const char *path, struct lines *lines, GArray *spots, struct diag *d) {
  const char *bad = NULL;
  // g_utf8_validate_len also stops at NUL, which JSON text cannot hold either.
  if (!g_utf8_validate_len(text.data, text.len, &bad))
    return diag_error(d, diag_at(path, lines, (size_t)(bad - text.data)),
                      "byte that is not UTF-8 text, expected UTF-8");
  return json_scan(text, path, lines, spots, d);
}

bool json_parse(struct json_doc *doc, const char *path, struct slice text, struct diag *d) {
  *doc = (struct json_doc){.path = g_strdup(path), .bytes = g_string_new_len(text.data, (gssize)text.len)};
  doc->offsets = g_hash_table_new(NULL, NULL);
  doc->keys = g_hash_table_new(NULL, NULL);
  doc->spots = g_array_new(FALSE, FALSE, sizeof(struct json_spot));
  struct slice own = {doc->bytes->str, doc->bytes->len};
  lines_init(&doc->lines, own);
  if (check(own, path, &doc->lines, doc->spots, d)) {
    doc->root = cJSON_ParseWithLength(own.data, own.len);
    if (!doc->root) diag_error(d, diag_at(path, NULL, 0), "not readable as JSON");
  }
  return doc->root != NULL;
}

bool json_check(const char *path, struct slice text, struct diag *d) {
  struct lines lines;
  lines_init(&lines, text);
  bool ok = check(text, path, &lines, NULL, d);
  lines_release(&lines);
  return ok;
}

bool json_load(struct json_doc *doc, const char *path, struct diag *d) {
  *doc = (struct json_doc){0};
  GString *bytes = file_read(path, LIMIT_INPUT_BYTES, d);
  if (!bytes) return false;
  bool ok = json_parse(doc, path, (struct slice){bytes->str, bytes->len}, d);
  g_string_free(bytes, TRUE);
  return ok;
}

void json_doc_release(struct json_doc *doc) {
  json_free(doc->root);
  lines_release(&doc->lines);
  if (doc->bytes) g_string_free(doc->bytes, TRUE);
  if (doc->spots) g_array_unref(doc->spots);
  if (doc->offsets) g_hash_table_unref(doc->offsets);
  if (doc->keys) g_hash_table_unref(doc->keys);
  g_free(doc->path);
  *doc = (struct json_doc){0};
}

static struct diag_place place(const struct json_doc *doc, GHashTable *table, const json *node) {
  gpointer offset = NULL;
  guint next = 0;
  if (doc->root && !g_hash_table_size(doc->offsets)) place_nodes(doc, doc->root, &next);
  bool known = g_hash_table_lookup_extended(table, node, NULL, &offset);
  return diag_at(doc->path, known ? &doc->lines : NULL, GPOINTER_TO_SIZE(offset));
}

struct diag_place json_place(const struct json_doc *doc, const json *node) {
  return place(doc, doc->offsets, node);
}
struct diag_place json_key_place(const struct json_doc *doc, const json *node) {
  return place(doc, doc->keys, node);
}
