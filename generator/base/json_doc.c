// SPDX-License-Identifier: MIT
#include "base/json.h"
#include "base/json_scan.h"
#include <cjson/cJSON.h>
#include <errno.h>

// cJSON keeps members in document order, so both walks meet the same values in the same order.
static void place_nodes(struct json_doc *doc, json *node, const GArray *spots, guint *next) {
  const struct json_spot *spot = &g_array_index(spots, struct json_spot, *next);
  ++*next;
  g_hash_table_insert(doc->offsets, node, GSIZE_TO_POINTER(spot->value));
  g_hash_table_insert(doc->keys, node, GSIZE_TO_POINTER(spot->key == SIZE_MAX ? spot->value : spot->key));
  for (json *c = json_first(node); c; c = json_next(c))
    place_nodes(doc, c, spots, next);
}

static bool parse(struct json_doc *doc, const char *path, struct slice text, bool places, struct diag *d) {
  *doc = (struct json_doc){.path = g_strdup(path), .bytes = g_string_new_len(text.data, (gssize)text.len)};
  if (places) {
    doc->offsets = g_hash_table_new(NULL, NULL);
    doc->keys = g_hash_table_new(NULL, NULL);
  }
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
    if (doc->root && places)
      place_nodes(doc, doc->root, spots, &next);
    else if (!doc->root)
      diag_error(d, diag_at(path, NULL, 0), "not readable as JSON");
  }
  g_array_unref(spots);
  return doc->root != NULL;
}

bool json_parse_bare(struct json_doc *doc, const char *path, struct slice text, struct diag *d) {
  return parse(doc, path, text, false, d);
}

bool json_parse(struct json_doc *doc, const char *path, struct slice text, struct diag *d) {
  return parse(doc, path, text, true, d);
}

bool json_load(struct json_doc *doc, const char *path, struct diag *d) {
  GError *error = NULL;
  char *bytes = NULL;
  gsize len = 0;
  *doc = (struct json_doc){0};
  if (!g_file_get_contents(path, &bytes, &len, &error)) {
    diag_error(d, (struct diag_place){.path = path}, "cannot be read: %s", g_strerror(errno));
    g_error_free(error);
    return false;
  }
  bool ok = json_parse(doc, path, (struct slice){bytes, len}, d);
  g_free(bytes);
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
  bool known = table && g_hash_table_lookup_extended(table, node, NULL, &offset);
  return diag_at(doc->path, known ? &doc->lines : NULL, GPOINTER_TO_SIZE(offset));
}

struct diag_place json_place(const struct json_doc *doc, const json *node) {
  return place(doc, doc->offsets, node);
}
struct diag_place json_key_place(const struct json_doc *doc, const json *node) {
  return place(doc, doc->keys, node);
}
