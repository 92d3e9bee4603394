// SPDX-License-Identifier: MIT
#include "base/csv.h"
#include "base/digits.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/unseen.h"

// --- reading ---

bool csv_parse(struct csv *c, const char *path, struct slice text, struct diag *d) {
  *c = (struct csv){.path = g_strdup(path), .bytes = g_string_new_len(text.data, (gssize)text.len)};
  c->fields = g_ptr_array_new_with_free_func(g_free);
  c->offsets = g_array_new(FALSE, FALSE, sizeof(size_t));
  struct slice own = {c->bytes->str, c->bytes->len};
  lines_init(&c->lines, own);
  c->next = slice_starts(own, "\xef\xbb\xbf") ? 3 : 0;
  const char *bad = NULL;
  if (g_utf8_validate_len(own.data, own.len, &bad)) return true;
  c->next = own.len;
  return diag_error(d, diag_at(path, &c->lines, (size_t)(bad - own.data)),
                    "byte that is not UTF-8 text, expected UTF-8");
}

bool csv_load(struct csv *c, const char *path, struct diag *d) {
  *c = (struct csv){0};
  GString *bytes = file_read(path, LIMIT_REVIEWS_BYTES, d);
  if (!bytes) return false;
  bool ok = csv_parse(c, path, (struct slice){bytes->str, bytes->len}, d);
  g_string_free(bytes, TRUE);
  return ok;
}

void csv_release(struct csv *c) {
  lines_release(&c->lines);
  if (c->bytes) g_string_free(c->bytes, TRUE);
  if (c->fields) g_ptr_array_unref(c->fields);
  if (c->offsets) g_array_unref(c->offsets);
  g_free(c->path);
  *c = (struct csv){0};
}

static bool ends_field(char ch) {
  return ch == ',' || ch == '\n' || ch == '\r' || ch == '\0';
}

// Reads a field in quotes that begins at *at. Returns NULL after a fault, with *at where reading can go on.
static char *quoted_field(const struct csv *c, size_t *at, struct diag *d) {
  const char *text = c->bytes->str;
  size_t open = *at;
  GString *field = g_string_new(NULL);
  for (++*at; *at < c->bytes->len; ++*at) {
    if (text[*at] != '"')
      g_string_append_c(field, text[*at]);
    else if (text[*at + 1] == '"')
      g_string_append_c(field, text[(*at)++]);
    else
      break;
  }
  if (*at >= c->bytes->len)
    diag_error(d, diag_at(c->path, &c->lines, open),
               "this quote is never closed, expected another before the end of the file");
  else if (!ends_field(text[++*at]))
    diag_error(d, diag_at(c->path, &c->lines, *at),
               "text behind a closing quote, expected a comma or the end of the line");
  else
    return g_string_free(field, FALSE);
  g_string_free(field, TRUE);
  return NULL;
}

static char *bare_field(const struct csv *c, size_t *at, struct diag *d) {
  const char *text = c->bytes->str;
  size_t start = *at;
  for (; !ends_field(text[*at]); ++*at) {
    if (text[*at] != '"') continue;
    diag_error(d, diag_at(c->path, &c->lines, *at),
               "a quote inside a bare field, expected the whole field in quotes and this one doubled");
    return NULL;
  }
  return g_strndup(text + start, *at - start);
}

static size_t line_end(const char *text, size_t at) {
  while (text[at] && text[at] != '\n' && text[at] != '\r')
    at++;
  return at;
}

static size_t behind_line_end(const char *text, size_t at) {
  if (text[at] == '\r' && text[at + 1] == '\n') return at + 2;
  return text[at] ? at + 1 : at;
}

// Reads the fields of the row at c->next. Returns false after a fault.
static bool read_row(struct csv *c, struct diag *d) {
  const char *text = c->bytes->str;
  size_t at = c->row = c->next;
  g_ptr_array_set_size(c->fields, 0);
  g_array_set_size(c->offsets, 0);
  bool ok = true;
  for (bool more = true; more && ok;) {
    g_array_append_val(c->offsets, at);
    char *field = text[at] == '"' ? quoted_field(c, &at, d) : bare_field(c, &at, d);
    ok = field != NULL;
    if (ok) g_ptr_array_add(c->fields, field);
    more = text[at] == ',';
    if (more) at++;
  }
  c->next = behind_line_end(text, ok ? at : line_end(text, at));
  return ok;
}

bool csv_next(struct csv *c, struct diag *d) {
  while (c->next < c->bytes->len) {
    if (!read_row(c, d)) continue;
    for (guint i = 0; i < c->fields->len; i++)
      if (slice_trim(slice_of(c->fields->pdata[i])).len) return true;
  }
  return false;
}

struct diag_place csv_place(const struct csv *c, unsigned n) {
  return diag_at(c->path, &c->lines, n < c->offsets->len ? g_array_index(c->offsets, size_t, n) : c->row);
}

// --- writing ---

static void separate(struct csv_writer *w) {
  if (w->fields++) g_string_append_c(w->out, ',');
}

static bool is_number(const char *s) {
  if (*s == '+' || *s == '-') s++;
  size_t whole = strspn(s, "0123456789");
  s += whole;
  if (*s == '.') s += 1 + strspn(s + 1, "0123456789");
  return whole && !*s;
}

bool csv_is_formula(const char *s) {
  if (!*s || is_number(s)) return false;
  if (strchr("\t\r\n", *s)) return true;
  gunichar c;
  while ((c = g_utf8_get_char_validated(s, -1)) && (c < 0x110000) && (g_unichar_isspace(c) || unseen_is(c)))
    s = g_utf8_next_char(s);
  if (c >= 0xFF00 && c <= 0xFF5E) c -= 0xFEE0; // the wide forms of ASCII
  return c == '=' || c == '+' || c == '-' || c == '@';
}

void csv_put_text(struct csv_writer *w, const char *s) {
  separate(w);
  if (w->see) w->see(s ? s : "", w->data);
  if (!s || !*s) return;
  bool formula = csv_is_formula(s);
  bool quoted = s[strcspn(s, ",\"\r\n")] != '\0';
  if (quoted) g_string_append_c(w->out, '"');
  if (formula) g_string_append_c(w->out, '\'');
  for (const char *quote; quoted && (quote = strchr(s, '"')); s = quote + 1) {
    g_string_append_len(w->out, s, quote - s + 1);
    g_string_append_c(w->out, '"');
  }
  g_string_append(w->out, s);
  if (quoted) g_string_append_c(w->out, '"');
}

static void put_number(struct csv_writer *w, const char *text) {
  separate(w);
  if (w->see) w->see(text, w->data);
  g_string_append(w->out, text);
}

void csv_put_unsigned(struct csv_writer *w, unsigned n) {
  csv_put_size(w, n);
}

void csv_put_size(struct csv_writer *w, size_t n) {
  char digits[DIGITS_MOST + 1] = "";
  put_number(w, digits_before(digits + DIGITS_MOST, n));
}

void csv_put_thousandths(struct csv_writer *w, int n) {
  char digits[DIGITS_MOST + 1] = "";
  put_number(w, thousandths_before(digits + DIGITS_MOST, n));
}

void csv_end_row(struct csv_writer *w) {
  g_string_append(w->out, "\r\n");
  w->fields = 0;
  if (w->see) w->see(NULL, w->data);
}
