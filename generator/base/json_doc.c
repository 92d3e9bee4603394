// SPDX-License-Identifier: MIT
#include "base/files.h"
#include "base/json.h"
#include "base/json_scan.h"
#include <cjson/cJSON.h>

// cJSON keeps members in document order, so both walks meet the same values in the same order.
static void place_nodes(struct json_doc *doc, json *node, const GArray *spots, guint *next) {
  const struct json_spot *spot = &g_array_index(spots, struct json_spot, *next);
  ++*next;
  g_hash_table_insert(doc->offsets, node, GSIZE_TO_POINTER(spot->value));
  g_hash_table_insert(doc->keys, node, GSIZE_TO_POINTER(spot->key == SIZE_MAX ? spot->value : spot->key));
  for (json *c = json_first(node); c; c = json_next(c))
    place_nodes(doc, c, spots, next);
}

bool json_parse(struct json_doc *doc, const char *path, struct slice text, struct diag *d) {
  *doc = (struct json_doc){.path = g_strdup(path), .bytes = g_string_new_len(text.data, (gssize)text.len)};
  doc->offsets = g_hash_table_new(NULL, NULL);
  doc->keys = g_hash_table_new(NULL, NULL);
  struct slice own = {doc->bytes->str, doc->bytes->len};
  lines_init(&doc->lines, own);
  GArray *spots = g_array_new(FALSE, FALSE, sizeof(struct json_spot));
  const char *bad = NULL;
  if (!g_utf8_validate_len(own.data, own.len, &bad)) {
    // g_utf8_validate_len also stops at NUL, which JSON text cannot hold either.
    diag_error(d, diag_at(path, &doc->lines, (size_t)(bad - own.data)),
               "byte that is not UTF-8 text, expected UTF-8");
  } else if (json_scan(own, path, &doc->lines, spots, d)) {
    doc->root = cJSON_ParseWithLength(own.data, own.len);
    guint next = 0;
    if (doc->root)
      place_nodes(doc, doc->root, spots, &next);
    else
      diag_error(d, diag_at(path, NULL, 0), "not readable as JSON");
  }
  g_array_unref(spots);
  return doc->root != NULL;
}

bool json_load(struct json_doc *doc, const char *path, struct diag *d) {
  *doc = (struct json_doc){0};
  GString *bytes = file_load(path, d);
  if (!bytes) return false;
  bool ok = json_parse(doc, path, (struct slice){bytes->str, bytes->len}, d);
  g_string_free(bytes, TRUE);
  return ok;
}

void json_doc_release(struct json_doc *doc) {
  json_free(doc->root);
  lines_release(&doc->lines);
  if (doc->bytes) g_string_free(doc->bytes, TRUE);
  if (doc->offsets) g_hash_table_unref(doc->offsets);
  if (doc->keys) g_hash_table_unref(doc->keys);
  g_free(doc->path);
  *doc = (struct json_doc){0};
}

static struct diag_place place(const struct json_doc *doc, GHashTable *table, const json *node) {
  gpointer offset = NULL;
  bool known = g_hash_table_lookup_extended(table, node, NULL, &offset);
  return diag_at(doc->path, known ? &doc->lines : NULL, GPOINTER_TO_SIZE(offset));
}

struct diag_place json_place(const struct json_doc *doc, const json *node) {
  return place(doc, doc->offsets, node);
}
struct diag_place json_key_place(const struct json_doc *doc, const json *node) {
  return place(doc, doc->keys, node);
}
