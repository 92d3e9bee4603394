// SPDX-License-Identifier: MIT
#include "site/gate_parts.h"
#include <stdlib.h>

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
  GArray *arrays[] = {g->file_of, g->files, g->ids, g->links};
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

static void add_ids(struct gate *g, struct gate_file_record *f, const GArray *ids, const uint32_t *names) {
  f->first = g->ids->len;
  f->count = ids->len;
  for (guint i = 0; i < ids->len; i++)
    g_array_append_val(g->ids, names[g_array_index(ids, uint32_t, i)]);
  if (ids->len) qsort(at(g->ids, f->first), ids->len, sizeof(uint32_t), by_number);
}

static bool has_id(const struct gate *g, const struct gate_file_record *f, uint32_t id) {
  const uint32_t *ids = (const uint32_t *)(void *)g->ids->data;
  return f->count && bsearch(&id, ids + f->first, f->count, sizeof id, by_number) != NULL;
}

static bool leads_somewhere(const struct gate *g, const struct link *l) {
  uint32_t file = *at(g->file_of, l->target);
  return file && (!l->fragment || has_id(g, file_at(g, file), l->fragment));
}

// What leads to a file that is there already is settled; the rest waits for gate_finish.
static void add_links(struct gate *g, uint32_t file, const GArray *links, const uint32_t *names) {
  for (guint i = 0; i < links->len; i++) {
    const struct gate_link *l = &g_array_index(links, struct gate_link, i);
    struct link link = {file, names[l->target], l->fragment == GATE_NO_TEXT ? 0 : names[l->fragment], l->line,
                        l->column};
    if (!leads_somewhere(g, &link)) g_array_append_val(g->links, link);
  }
}

void gate_take(struct gate *g, const char *path, const struct gate_notes *n, struct slice bytes,
               struct diag *d) {
  unsigned left = g->found < GATE_ALL ? GATE_ALL - g->found : 0;
  if (n->found > left) { // of those only the first are said
    struct gate_notes *few = gate_read(path, bytes, left);
    diag_pour(d, few->faults);
    gate_notes_free(few);
  } else if (n->found)
    diag_pour(d, n->faults);
  g->found += n->found;
  uint32_t file = add_file(g, path, n->has_ids), *names = g_new(uint32_t, n->texts->len + 1);
  for (guint i = 0; i < n->texts->len; i++)
    names[i] = number_of(g, n->texts->pdata[i]);
  add_ids(g, file_at(g, file), n->ids, names);
  add_links(g, file, n->links, names);
  g_free(names);
}

void gate_file(struct gate *g, const char *path, struct slice bytes, struct diag *d) {
  struct gate_notes *n = gate_read(path, bytes, GATE_ALL);
  gate_take(g, path, n, bytes, d);
  gate_notes_free(n);
}

void gate_foreign(struct gate *g, const char *path) {
  if (!*at(g->file_of, number_of(g, path))) add_file(g, path, false);
}

// --- the end ---

static void check_link(struct gate *g, const struct link *l, struct diag *d) {
  uint32_t file = *at(g->file_of, l->target);
  if (leads_somewhere(g, l)) return;
  if (g->found++ >= GATE_ALL) return;
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
  if (g->found > GATE_ALL)
    diag_error(d, (struct diag_place){0}, "the gate found %u faults more in the pages", g->found - GATE_ALL);
  return g->found == 0;
}
