// SPDX-License-Identifier: MIT
#include "base/json.h"
#include "site/gate_parts.h"
#include <stdlib.h>

enum { MAX_MESSAGES = 200 };

struct gate_file_record {
  uint32_t path;      // a name
  bool has_ids;       // pages and drawings: fragments can be looked up
  guint first, count; // its ids in gate.ids, ascending
};

struct link {
  uint32_t file, target, fragment; // a file's number; names; fragment 0: none
  unsigned line, column;
};

// Names (paths, ids) are numbers from 1 in the order in which they came.
struct gate {
  GHashTable *numbers; // name -> its number
  GPtrArray *names;    // by number; 0 is none
  GStringChunk *chunk; // where they are kept
  GArray *file_of;     // uint32_t by name: number of the file from 1, 0 where there is none
  GArray *seen_id;     // uint32_t by name: the last file that had it as id
  GArray *seen_link;   // uint32_t by name: the last file that led there without a fragment
  GArray *files;       // struct gate_file_record
  GArray *ids;         // uint32_t
  GArray *links;       // struct link
  unsigned found;
};

struct gate *gate_new(void) {
  struct gate *g = g_new0(struct gate, 1);
  g->numbers = g_hash_table_new(g_str_hash, g_str_equal);
  g->names = g_ptr_array_new();
  g_ptr_array_add(g->names, NULL);
  g->chunk = g_string_chunk_new(1 << 16);
  g->file_of = g_array_new(FALSE, TRUE, sizeof(uint32_t));
  g->seen_id = g_array_new(FALSE, TRUE, sizeof(uint32_t));
  g->seen_link = g_array_new(FALSE, TRUE, sizeof(uint32_t));
  g->files = g_array_new(FALSE, TRUE, sizeof(struct gate_file_record));
  g->ids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  g->links = g_array_new(FALSE, FALSE, sizeof(struct link));
  return g;
}

void gate_free(struct gate *g) {
  if (!g) return;
  g_hash_table_unref(g->numbers);
  g_ptr_array_unref(g->names);
  g_string_chunk_free(g->chunk);
  GArray *arrays[] = {g->file_of, g->seen_id, g->seen_link, g->files, g->ids, g->links};
  for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++)
    g_array_unref(arrays[i]);
  g_free(g);
}

static uint32_t number_of(struct gate *g, const char *name) {
  gpointer known = g_hash_table_lookup(g->numbers, name);
  if (known) return GPOINTER_TO_UINT(known);
  char *kept = g_string_chunk_insert(g->chunk, name);
  uint32_t n = g->names->len;
  g_ptr_array_add(g->names, kept);
  g_hash_table_insert(g->numbers, kept, GUINT_TO_POINTER(n));
  g_array_set_size(g->file_of, n + 1);
  g_array_set_size(g->seen_id, n + 1);
  g_array_set_size(g->seen_link, n + 1);
  return n;
}

static uint32_t number_of_slice(struct gate *g, struct slice s) {
  char *name = g_strndup(s.data, s.len);
  uint32_t n = number_of(g, name);
  g_free(name);
  return n;
}

static const char *name_of(const struct gate *g, uint32_t n) {
  return g->names->pdata[n];
}

static uint32_t *at(GArray *a, uint32_t i) {
  return &g_array_index(a, uint32_t, i);
}

static struct gate_file_record *file_at(const struct gate *g, uint32_t file) {
  return &g_array_index(g->files, struct gate_file_record, file - 1);
}

// --- places and messages ---

static void find_place(struct gate_reading *r, size_t offset) {
  if (offset < r->place) r->place = r->line = r->column = 0;
  for (; r->place < offset && r->place < r->bytes.len; r->place++) {
    unsigned char c = (unsigned char)r->bytes.data[r->place];
    bool crlf = c == '\r' && r->place + 1 < r->bytes.len && r->bytes.data[r->place + 1] == '\n';
    if (c == '\n' || (c == '\r' && !crlf)) {
      r->line++;
      r->column = 0;
    } else
      r->column += (c & 0xC0) != 0x80;
  }
}

void gate_fault(struct gate_reading *r, size_t offset, const char *format, ...) {
  if (r->gate->found++ >= MAX_MESSAGES) return;
  va_list args;
  va_start(args, format);
  char *text = g_strdup_vprintf(format, args);
  va_end(args);
  find_place(r, offset);
  diag_error(r->d, (struct diag_place){r->path, r->line + 1, r->column + 1}, "%s", text);
  g_free(text);
}

// --- what files note ---

void gate_id(struct gate_reading *r, struct slice id, size_t offset) {
  struct gate *g = r->gate;
  bool fit = id.len > 0;
  for (size_t i = 0; i < id.len; i++)
    fit = fit && !g_ascii_isspace(id.data[i]);
  if (!fit) gate_fault(r, offset, "id \"%.*s\", expected one word", (int)slice_head(id, 200).len, id.data);
  uint32_t n = number_of_slice(g, id);
  if (*at(g->seen_id, n) == r->file)
    gate_fault(r, offset, "id \"%s\" stands twice in the page, expected it once", name_of(g, n));
  else
    g_array_append_val(r->ids, n);
  *at(g->seen_id, n) = r->file;
}

static void note_link(struct gate_reading *r, uint32_t target, uint32_t fragment, size_t offset) {
  struct gate *g = r->gate;
  if (!fragment && *at(g->seen_link, target) == r->file) return;
  if (!fragment) *at(g->seen_link, target) = r->file;
  find_place(r, offset);
  struct link l = {r->file, target, fragment, r->line + 1, r->column + 1};
  g_array_append_val(g->links, l);
}

void gate_id_reference(struct gate_reading *r, struct slice id, size_t offset) {
  note_link(r, file_at(r->gate, r->file)->path, number_of_slice(r->gate, id), offset);
}

void gate_address(struct gate_reading *r, struct slice text, enum gate_address kind, size_t offset) {
  struct address a = address_read(r->path, text);
  if (a.kind == ADDRESS_BAD)
    gate_fault(r, offset, "address \"%.*s\" %s", (int)slice_head(text, 200).len, text.data, a.fault);
  else if (a.kind == ADDRESS_WEB && kind == GATE_RESOURCE)
    gate_fault(r, offset, "\"%.*s\" is loaded from elsewhere, expected a file of the site",
               (int)slice_head(text, 200).len, text.data);
  else if (a.kind == ADDRESS_LOCAL) {
    // "#" and "#top" are the top of any page.
    bool top = a.fragment && (a.fragment->len == 0 || strcmp(a.fragment->str, "top") == 0);
    uint32_t fragment = a.fragment && !top ? number_of(r->gate, a.fragment->str) : 0;
    note_link(r, number_of(r->gate, a.target->str), fragment, offset);
  }
  address_release(&a);
}

// --- files ---

static uint32_t add_file(struct gate *g, const char *path, bool has_ids) {
  uint32_t name = number_of(g, path);
  struct gate_file_record record = {.path = name, .has_ids = has_ids};
  g_array_append_val(g->files, record);
  *at(g->file_of, name) = g->files->len;
  return g->files->len;
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static void keep_ids(struct gate *g, struct gate_reading *r) {
  struct gate_file_record *f = file_at(g, r->file);
  f->first = g->ids->len;
  f->count = r->ids->len;
  if (r->ids->len == 0) return;
  g_array_sort(r->ids, by_number);
  g_array_append_vals(g->ids, r->ids->data, r->ids->len);
}

static void check_json(struct gate_reading *r) {
  struct diag *held = diag_new_held();
  struct json_doc doc;
  json_parse(&doc, r->path, r->bytes, held);
  json_doc_release(&doc);
  unsigned faults = diag_count(held, DIAG_ERROR);
  if (r->gate->found < MAX_MESSAGES) diag_pour(r->d, held);
  r->gate->found += faults;
  diag_free(held);
}

void gate_file(struct gate *g, const char *path, struct slice bytes, struct diag *d) {
  bool html = g_str_has_suffix(path, ".html"), svg = g_str_has_suffix(path, ".svg");
  struct gate_reading r = {.gate = g, .path = path, .bytes = bytes, .d = d};
  r.file = add_file(g, path, html || svg);
  r.ids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  if (html)
    gate_markup(&r, GATE_HTML);
  else if (svg)
    gate_markup(&r, GATE_SVG);
  else if (g_str_has_suffix(path, ".xml"))
    gate_markup(&r, GATE_XML);
  else if (g_str_has_suffix(path, ".css"))
    gate_style_sheet(&r, 0, bytes.len);
  else if (g_str_has_suffix(path, ".json"))
    check_json(&r);
  keep_ids(g, &r);
  g_array_unref(r.ids);
}

void gate_foreign(struct gate *g, const char *path) {
  if (!*at(g->file_of, number_of(g, path))) add_file(g, path, false);
}

// --- the end ---

static bool has_id(const struct gate *g, const struct gate_file_record *f, uint32_t id) {
  const uint32_t *ids = (const uint32_t *)(void *)g->ids->data;
  return f->count && bsearch(&id, ids + f->first, f->count, sizeof id, by_number) != NULL;
}

static void check_link(struct gate *g, const struct link *l, struct diag *d) {
  uint32_t file = *at(g->file_of, l->target);
  if (file && (!l->fragment || has_id(g, file_at(g, file), l->fragment))) return;
  if (g->found++ >= MAX_MESSAGES) return;
  struct diag_place place = {name_of(g, file_at(g, l->file)->path), l->line, l->column};
  if (!file)
    diag_error(d, place, "leads to %s, expected a file of the site", name_of(g, l->target));
  else if (!file_at(g, file)->has_ids)
    diag_error(d, place, "leads to \"#%s\" of %s, expected no fragment there", name_of(g, l->fragment),
               name_of(g, l->target));
  else
    diag_error(d, place, "leads to %s#%s, expected an id \"%s\" there", name_of(g, l->target),
               name_of(g, l->fragment), name_of(g, l->fragment));
}

bool gate_finish(struct gate *g, struct diag *d) {
  for (guint i = 0; i < g->links->len; i++)
    check_link(g, &g_array_index(g->links, struct link, i), d);
  g_array_set_size(g->links, 0);
  if (g->found > MAX_MESSAGES)
    diag_error(d, (struct diag_place){0}, "the gate found %u faults more in the pages",
               g->found - MAX_MESSAGES);
  return g->found == 0;
}
