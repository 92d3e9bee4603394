// SPDX-License-Identifier: MIT
#include "read/encoding.h"
#include "base/limits.h"
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

enum {
  DECLARED_WITHIN = 4096, // a page declares its encoding in its first bytes
};

struct mark {
  const char *bytes, *name;
};
static const struct mark marks[] = {
    {"\xEF\xBB\xBF", "UTF-8"}, {"\xFF\xFE", "UTF-16LE"}, {"\xFE\xFF", "UTF-16BE"}};

// Returns what follows "key=" in s, unquoted and up to a delimiter; empty where it is not there.
static struct slice value_after(struct slice s, const char *key) {
  size_t n = strlen(key);
  for (size_t i = 0; i + n < s.len; i++) {
    if (g_ascii_strncasecmp(s.data + i, key, n) != 0) continue;
    size_t at = i + n;
    while (at < s.len && g_ascii_isspace(s.data[at]))
      at++;
    if (at >= s.len || s.data[at] != '=') continue;
    at++;
    while (at < s.len && (g_ascii_isspace(s.data[at]) || s.data[at] == '"' || s.data[at] == '\''))
      at++;
    size_t end = at;
    while (end < s.len && (g_ascii_isalnum(s.data[end]) || strchr("-_.:+()", s.data[end])))
      end++;
    return slice_sub(s, at, end);
  }
  return (struct slice){"", 0};
}

// Returns the encoding that the page declares, owned by the caller; NULL where it declares none.
static char *declared_encoding(struct slice bytes) {
  struct slice head = slice_sub(bytes, 0, MIN(bytes.len, DECLARED_WITHIN));
  struct slice name = {0};
  if (slice_starts(slice_trim(head), "<?xml")) {
    const char *end = memchr(head.data, '>', head.len);
    name = value_after(slice_sub(head, 0, end ? (size_t)(end - head.data) : head.len), "encoding");
  }
  for (size_t i = 0; !name.len && i + 5 < head.len; i++) {
    if (g_ascii_strncasecmp(head.data + i, "<meta", 5) != 0) continue;
    const char *end = memchr(head.data + i, '>', head.len - i);
    name = value_after(slice_sub(head, i, end ? (size_t)(end - head.data) : head.len), "charset");
  }
  if (!name.len) return NULL;
  char *out = g_strndup(name.data, name.len);
  // What calls itself Latin-1 or ASCII is windows-1252 to every browser.
  static const char *const latin[] = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"};
  for (size_t i = 0; i < G_N_ELEMENTS(latin); i++) {
    if (g_ascii_strcasecmp(out, latin[i]) != 0) continue;
    g_free(out);
    return g_strdup("windows-1252");
  }
  return out;
}

// A declaration that could be read at all is no UTF-16, whatever it says.
static bool is_utf8_name(const char *name) {
  return !name || g_ascii_strcasecmp(name, "utf-8") == 0 || g_ascii_strcasecmp(name, "utf8") == 0 ||
         g_ascii_strncasecmp(name, "utf-16", 6) == 0;
}

static bool is_ascii(struct slice s) {
  for (size_t i = 0; i < s.len; i++)
    if ((unsigned char)s.data[i] >= 0x80) return false;
  return true;
}

static void map_add(GArray *map, struct run next) {
  if (map->len && next.text_len == next.source_len) {
    struct run *last = &g_array_index(map, struct run, map->len - 1);
    if (last->text_len == last->source_len && last->source + last->source_len == next.source) {
      last->text_len += next.text_len;
      last->source_len += next.source_len;
      return;
    }
  }
  g_array_append_val(map, next);
}

// Takes over units[0..count): appends them to t as UTF-8, each character with the stretch [offset, next
// offset) of the file.
static void take_units(struct text *t, const UChar *units, const int32_t *offsets, int32_t count, size_t base,
                       size_t end) {
  for (int32_t i = 0; i < count;) {
    int32_t start = i;
    UChar32 c;
    // NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign): the converter has written all of them
    U16_NEXT(units, i, count, c);
    size_t from = base + (size_t)offsets[start], to = i < count ? base + (size_t)offsets[i] : end;
    size_t at = t->converted->len;
    g_string_append_unichar(t->converted, U_IS_SURROGATE(c) ? 0xFFFD : (gunichar)c);
    map_add(t->map, (struct run){at, t->converted->len - at, from, to - from});
  }
}

// Converts bytes, which begin at base in the file. Returns false where one does not belong to the encoding,
// with its offset in *bad.
static bool convert(struct text *t, UConverter *converter, struct slice bytes, size_t base, size_t *bad) {
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  size_t room = bytes.len + 16; // no encoding makes more units than bytes
  UChar *units = g_new(UChar, room), *unit = units;
  int32_t *offsets = g_new(int32_t, room);
  const char *source = bytes.data;
  ucnv_toUnicode(converter, &unit, units + room, &source, bytes.data + bytes.len, offsets, TRUE, &status);
  bool ok = U_SUCCESS(status);
  if (ok)
    take_units(t, units, offsets, (int32_t)(unit - units), base, base + bytes.len);
  else {
    char wrong[32];
    int8_t length = sizeof wrong;
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter, wrong, &length, &ignored);
    *bad = base + (size_t)(source - bytes.data) - (U_SUCCESS(ignored) ? (size_t)length : 0);
  }
  g_free(units);
  g_free(offsets);
  return ok;
}

static bool decode_from(struct text *t, const struct article *a, const char *name, size_t base,
                        struct diag *d) {
  struct slice bytes = {a->bytes->str + base, a->bytes->len - base};
  struct diag_place at = diag_at(a->path, &a->lines, 0);
  if (bytes.len > LIMIT_CONVERTED_BYTES)
    return diag_error(d, at, "%zu bytes in %s are too many, expected at most %d (or UTF-8)", bytes.len, name,
                      LIMIT_CONVERTED_BYTES);
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  if (U_FAILURE(status)) return diag_error(d, at, "unknown encoding \"%s\", expected UTF-8", name);
  t->converted = g_string_sized_new(bytes.len + bytes.len / 8);
  t->map = g_array_new(FALSE, FALSE, sizeof(struct run));
  size_t bad = 0;
  bool ok = convert(t, converter, bytes, base, &bad);
  if (!ok)
    diag_error(d, diag_at(a->path, &a->lines, bad), "a byte that does not belong to the declared encoding %s",
               name);
  ucnv_close(converter);
  t->utf8 = (struct slice){t->converted->str, t->converted->len};
  const char *nul = ok ? memchr(t->utf8.data, 0, t->utf8.len) : NULL;
  if (nul)
    ok = diag_error(d, diag_at(a->path, &a->lines, text_source(t, (size_t)(nul - t->utf8.data))),
                    "a NUL byte, expected text");
  return ok;
}

static bool check_utf8(struct text *t, const struct article *a, size_t base, struct diag *d) {
  t->utf8 = (struct slice){a->bytes->str + base, a->bytes->len - base};
  t->base = base;
  const char *end;
  if (g_utf8_validate_len(t->utf8.data, t->utf8.len, &end)) return true;
  size_t bad = (size_t)(end - a->bytes->str);
  struct diag_place at = diag_at(a->path, &a->lines, bad);
  if (!*end) return diag_error(d, at, "a NUL byte, expected text");
  return diag_error(d, at, "byte 0x%02X is not UTF-8, expected UTF-8%s", (unsigned char)*end,
                    a->format == ARTICLE_HTML ? " or another encoding that the page declares" : "");
}

bool text_decode(struct text *t, const struct article *a, struct diag *d) {
  struct slice bytes = {a->bytes->str, a->bytes->len};
  *t = (struct text){0};
  bool ok = false;
  char *declared = a->format == ARTICLE_HTML ? declared_encoding(bytes) : NULL;
  const struct mark *mark = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(marks) && !mark; i++)
    if (slice_starts(bytes, marks[i].bytes)) mark = &marks[i];
  size_t base = mark ? strlen(mark->bytes) : 0;
  if (mark)
    ok = mark == &marks[0] ? check_utf8(t, a, base, d) : decode_from(t, a, mark->name, base, d);
  else if (is_utf8_name(declared))
    ok = check_utf8(t, a, 0, d);
  else if (!is_ascii(bytes) && g_utf8_validate_len(bytes.data, bytes.len, NULL)) {
    diag_warning(d, diag_at(a->path, &a->lines, 0), "declares the encoding %s but is UTF-8; read as UTF-8",
                 declared);
    ok = check_utf8(t, a, 0, d);
  } else
    ok = decode_from(t, a, declared, 0, d);
  g_free(declared);
  if (!ok) text_release(t);
  return ok;
}

void text_release(struct text *t) {
  if (t->converted) g_string_free(t->converted, TRUE);
  if (t->map) g_array_unref(t->map);
  *t = (struct text){0};
}

// Returns the index of the run of t->map that holds offset (the last one where it is past the end).
static guint map_find(const struct text *t, size_t offset) {
  guint lo = 0, hi = t->map->len;
  while (hi - lo > 1) {
    guint mid = lo + (hi - lo) / 2;
    if (g_array_index(t->map, struct run, mid).text <= offset)
      lo = mid;
    else
      hi = mid;
  }
  return lo;
}

size_t text_source(const struct text *t, size_t offset) {
  if (!t->map || !t->map->len) return t->base + offset;
  const struct run *r = &g_array_index(t->map, struct run, map_find(t, offset));
  if (offset >= r->text + r->text_len) return r->source + r->source_len;
  return r->text_len == r->source_len ? r->source + (offset - r->text) : r->source;
}

// Appends to out the file's side of the verbatim run r.
static void restore_run(const struct text *t, struct run r, GArray *out) {
  size_t at = r.source, end = r.source + r.source_len;
  for (guint i = map_find(t, at); at < end && i < t->map->len; i++) {
    const struct run *m = &g_array_index(t->map, struct run, i);
    size_t to = MIN(end, m->text + m->text_len);
    struct run piece = {r.text + (at - r.source), to - at, m->source, m->source_len};
    if (m->text_len == m->source_len) piece.source += at - m->text, piece.source_len = to - at;
    map_add(out, piece);
    at = to;
  }
}

void text_restore(const struct text *t, struct block *b) {
  GArray *out = t->map ? g_array_new(FALSE, FALSE, sizeof(struct run)) : NULL;
  for (guint i = 0; i < b->runs->len; i++) {
    struct run *r = &g_array_index(b->runs, struct run, i);
    if (!out)
      r->source += t->base;
    else if (r->text_len == r->source_len)
      restore_run(t, *r, out);
    else {
      size_t from = text_source(t, r->source), to = text_source(t, r->source + r->source_len);
      map_add(out, (struct run){r->text, r->text_len, from, to - from});
    }
  }
  if (!out) return;
  g_array_unref(b->runs);
  b->runs = out;
}
