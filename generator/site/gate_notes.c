// SPDX-License-Identifier: MIT
// What one file says, read without knowledge of any other.
#include "base/json.h"
#include "site/gate_parts.h"
#include <string.h>

enum { SEEN_ID = 1, SEEN_LINK = 2 };

// --- texts: numbered in the order in which they come ---

static uint32_t number_of(struct gate_reading *r, const char *text) {
  struct gate_notes *n = r->notes;
  void *known = NULL;
  if (g_hash_table_lookup_extended(r->numbers, text, NULL, &known)) return GPOINTER_TO_UINT(known);
  uint32_t number = n->texts->len;
  char *kept = g_string_chunk_insert(n->chunk, text);
  g_ptr_array_add(n->texts, kept);
  g_hash_table_insert(r->numbers, kept, GUINT_TO_POINTER(number));
  g_byte_array_append(r->seen, (const guint8 *)"", 1);
  return number;
}

static uint32_t number_of_slice(struct gate_reading *r, struct slice s) {
  char small[256], *name = s.len < sizeof small ? small : g_malloc(s.len + 1);
  memcpy(name, s.len ? s.data : "", s.len);
  name[s.len] = '\0';
  uint32_t n = number_of(r, name);
  if (name != small) g_free(name);
  return n;
}

// --- places and messages ---

// Places are asked for in the order of the file, or nearly so.
static void find_place(struct gate_reading *r, size_t offset) {
  if (offset < r->place) r->place = r->line = r->column = 0;
  const char *text = r->bytes.data, *end = text + MIN(offset, r->bytes.len);
  // A carriage return ends a line where no line feed follows; ours have none.
  if (r->returns < 0) r->returns = memchr(text, '\r', r->bytes.len) != NULL;
  for (const char *feed;
       !r->returns && (feed = memchr(text + r->place, '\n', (size_t)(end - text) - r->place));) {
    r->place = (size_t)(feed - text) + 1;
    r->line++;
    r->column = 0;
  }
  if (!r->returns) {
    for (; text + r->place < end; r->place++)
      r->column += ((unsigned char)text[r->place] & 0xC0) != 0x80;
    return;
  }
  for (; text + r->place < end; r->place++) {
    unsigned char c = (unsigned char)text[r->place];
    bool crlf = c == '\r' && r->place + 1 < r->bytes.len && text[r->place + 1] == '\n';
    if (c == '\n' || (c == '\r' && !crlf)) {
      r->line++;
      r->column = 0;
    } else
      r->column += (c & 0xC0) != 0x80;
  }
}

void gate_fault(struct gate_reading *r, size_t offset, const char *format, ...) {
  if (r->notes->found++ >= r->most) return;
  va_list args;
  va_start(args, format);
  char *text = g_strdup_vprintf(format, args);
  va_end(args);
  find_place(r, offset);
  diag_error(r->notes->faults, (struct diag_place){r->path, r->line + 1, r->column + 1}, "%s", text);
  g_free(text);
}

// --- what is noted ---

void gate_id(struct gate_reading *r, struct slice id, size_t offset) {
  bool fit = id.len > 0;
  for (size_t i = 0; i < id.len; i++)
    fit = fit && !g_ascii_isspace(id.data[i]);
  if (!fit) gate_fault(r, offset, "id \"%.*s\", expected one word", (int)slice_head(id, 200).len, id.data);
  uint32_t n = number_of_slice(r, id);
  if (r->seen->data[n] & SEEN_ID)
    gate_fault(r, offset, "id \"%s\" stands twice in the page, expected it once",
               (const char *)r->notes->texts->pdata[n]);
  else
    g_array_append_val(r->notes->ids, n);
  r->seen->data[n] |= SEEN_ID;
}

static void note_link(struct gate_reading *r, uint32_t target, uint32_t fragment, size_t offset) {
  if (fragment == GATE_NO_TEXT && (r->seen->data[target] & SEEN_LINK)) return;
  if (fragment == GATE_NO_TEXT) r->seen->data[target] |= SEEN_LINK;
  find_place(r, offset);
  struct gate_link l = {target, fragment, r->line + 1, r->column + 1};
  g_array_append_val(r->notes->links, l);
}

void gate_id_reference(struct gate_reading *r, struct slice id, size_t offset) {
  uint32_t target = number_of(r, r->path);
  note_link(r, target, number_of_slice(r, id), offset);
}

void gate_address(struct gate_reading *r, struct slice text, enum gate_address kind, size_t offset) {
  struct address a = address_read(r->path, text, r->target, r->fragment);
  if (a.kind == ADDRESS_BAD)
    gate_fault(r, offset, "address \"%.*s\" %s", (int)slice_head(text, 200).len, text.data, a.fault);
  else if (a.kind == ADDRESS_WEB && kind == GATE_RESOURCE)
    gate_fault(r, offset, "\"%.*s\" is loaded from elsewhere, expected a file of the site",
               (int)slice_head(text, 200).len, text.data);
  else if (a.kind == ADDRESS_LOCAL) {
    // "#" and "#top" are the top of any page.
    bool inside = r->fragment->len > 0 && strcmp(r->fragment->str, "top") != 0;
    uint32_t fragment = inside ? number_of(r, r->fragment->str) : GATE_NO_TEXT;
    note_link(r, number_of(r, r->target->str), fragment, offset);
  }
}

// --- files ---

static void check_json(struct gate_reading *r) {
  struct diag *held = diag_new_held();
  json_check(r->path, r->bytes, held);
  unsigned faults = diag_count(held, DIAG_ERROR);
  if (r->notes->found < r->most) diag_pour(r->notes->faults, held);
  r->notes->found += faults;
  diag_free(held);
}

static struct gate_notes *notes_new(const char *path) {
  struct gate_notes *n = g_new0(struct gate_notes, 1);
  n->has_ids = g_str_has_suffix(path, ".html") || g_str_has_suffix(path, ".svg");
  n->chunk = g_string_chunk_new(1 << 12);
  n->texts = g_ptr_array_new();
  n->ids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  n->links = g_array_new(FALSE, FALSE, sizeof(struct gate_link));
  return n;
}

bool gate_looks_into(const char *path) {
  static const char *const kinds[] = {".html", ".svg", ".xml", ".css", ".json"};
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_has_suffix(path, kinds[i])) return true;
  return false;
}

static void read_kind(struct gate_reading *r) {
  if (g_str_has_suffix(r->path, ".html"))
    gate_markup(r, GATE_HTML);
  else if (g_str_has_suffix(r->path, ".svg"))
    gate_markup(r, GATE_SVG);
  else if (g_str_has_suffix(r->path, ".xml"))
    gate_markup(r, GATE_XML);
  else if (g_str_has_suffix(r->path, ".css"))
    gate_style_sheet(r, 0, r->bytes.len);
  else if (g_str_has_suffix(r->path, ".json"))
    check_json(r);
}

struct gate_notes *gate_read_as(const char *path, struct slice bytes, unsigned most, bool quick) {
  struct gate_notes *n = notes_new(path);
  n->faults = diag_new_held();
  struct gate_reading r = {.notes = n,
                           .path = path,
                           .bytes = bytes,
                           .most = most,
                           .returns = -1,
                           .target = g_string_new(NULL),
                           .fragment = g_string_new(NULL),
                           .numbers = g_hash_table_new(g_str_hash, g_str_equal),
                           .seen = g_byte_array_new()};
  bool passed = !quick || gate_quick(&r);
  if (!quick) read_kind(&r);
  g_string_free(r.target, TRUE);
  g_string_free(r.fragment, TRUE);
  g_hash_table_unref(r.numbers);
  g_byte_array_unref(r.seen);
  if (passed) return n;
  gate_notes_free(n);
  return NULL;
}

struct gate_notes *gate_read(const char *path, struct slice bytes, unsigned most) {
  struct gate_notes *n = g_str_has_suffix(path, ".html") ? gate_read_as(path, bytes, 0, true) : NULL;
  return n ? n : gate_read_as(path, bytes, most, false);
}

void gate_notes_free(struct gate_notes *n) {
  if (!n) return;
  g_string_chunk_free(n->chunk);
  g_ptr_array_unref(n->texts);
  g_array_unref(n->ids);
  g_array_unref(n->links);
  diag_free(n->faults);
  g_free(n);
}

bool gate_notes_clean(const struct gate_notes *n) {
  return n->found == 0;
}

// --- as bytes: four counts, the ids, the links, the texts each ended by NUL ---

void gate_notes_pack(const struct gate_notes *n, GByteArray *out) {
  uint32_t counts[4] = {n->texts->len, n->ids->len, n->links->len, 0};
  for (guint i = 0; i < n->texts->len; i++)
    counts[3] += (uint32_t)strlen(n->texts->pdata[i]) + 1;
  g_byte_array_append(out, (const guint8 *)counts, sizeof counts);
  g_byte_array_append(out, (const guint8 *)n->ids->data, n->ids->len * (guint)sizeof(uint32_t));
  g_byte_array_append(out, (const guint8 *)n->links->data, n->links->len * (guint)sizeof(struct gate_link));
  for (guint i = 0; i < n->texts->len; i++)
    g_byte_array_append(out, n->texts->pdata[i], (guint)strlen(n->texts->pdata[i]) + 1);
}

static bool in_range(const struct gate_notes *n) {
  guint all = n->texts->len;
  for (guint i = 0; i < n->ids->len; i++)
    if (g_array_index(n->ids, uint32_t, i) >= all) return false;
  for (guint i = 0; i < n->links->len; i++) {
    const struct gate_link *l = &g_array_index(n->links, struct gate_link, i);
    if (l->target >= all || (l->fragment != GATE_NO_TEXT && l->fragment >= all)) return false;
  }
  return true;
}

struct gate_notes *gate_notes_unpack(const char *path, struct slice bytes) {
  uint32_t counts[4];
  if (bytes.len < sizeof counts) return NULL;
  memcpy(counts, bytes.data, sizeof counts);
  size_t ids = counts[1] * sizeof(uint32_t), links = counts[2] * sizeof(struct gate_link);
  if (bytes.len != sizeof counts + ids + links + counts[3]) return NULL;
  struct gate_notes *n = notes_new(path);
  g_array_append_vals(n->ids, bytes.data + sizeof counts, counts[1]);
  g_array_append_vals(n->links, bytes.data + sizeof counts + ids, counts[2]);
  const char *at = bytes.data + sizeof counts + ids + links, *end = bytes.data + bytes.len;
  for (const char *stop; at < end && (stop = memchr(at, '\0', (size_t)(end - at))); at = stop + 1)
    g_ptr_array_add(n->texts, (char *)at);
  if (at == end && n->texts->len == counts[0] && in_range(n)) return n;
  gate_notes_free(n);
  return NULL;
}
