// SPDX-License-Identifier: MIT
#include "read/article.h"
#include "base/address.h"
#include "base/file.h"
#include "base/limits.h"
#include "read/dates.h"
#include "read/reader.h"

static const struct reader readers[] = {
    {ARTICLE_MARKDOWN, ".md .markdown ", markdown_read},
    {ARTICLE_PLAIN, ".txt .text ", plain_read},
    {ARTICLE_HTML, ".html .htm .xhtml ", html_read},
};

enum { DATE_WITHIN_BLOCKS = 8, DATE_LINE_LENGTH = 80 };

const struct reader *reader_for_name(const char *path) {
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
  if (!dot || dot == name) return NULL;
  char *low = g_ascii_strdown(dot, -1), *ending = g_strconcat(low, " ", NULL);
  const struct reader *found = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(readers) && !found && !strchr(low, ' '); i++)
    if (strstr(readers[i].endings, ending)) found = &readers[i];
  g_free(low);
  g_free(ending);
  return found;
}

// Chooses a reader for a file whose name says nothing.
static const struct reader *reader_for_content(struct slice bytes) {
  if (slice_starts(bytes, "\xEF\xBB\xBF")) bytes = slice_sub(bytes, 3, bytes.len);
  struct slice s = slice_trim(slice_sub(bytes, 0, MIN(bytes.len, 512)));
  static const char *const html[] = {"<!doctype", "<html", "<?xml", "<head", "<body", "<!--", "<meta"};
  enum article_format format = ARTICLE_PLAIN;
  for (size_t i = 0; i < G_N_ELEMENTS(html); i++)
    if (s.len >= strlen(html[i]) && g_ascii_strncasecmp(s.data, html[i], strlen(html[i])) == 0)
      format = ARTICLE_HTML;
  if (slice_starts(s, "---\n") || slice_starts(s, "---\r") || slice_starts(s, "# "))
    format = ARTICLE_MARKDOWN;
  for (size_t i = 0; i < G_N_ELEMENTS(readers); i++)
    if (readers[i].format == format) return &readers[i];
  return NULL;
}

struct diag_place reading_at(const struct reading *r, size_t offset) {
  return diag_at(r->article->path, &r->article->lines, text_source(&r->text, offset));
}

void reading_add(struct reading *r, struct block *block) {
  if (block) g_ptr_array_add(r->article->blocks, block);
}

void reading_set(char **field, struct slice value) {
  if (!*field) *field = text_folded(value);
}

bool reading_set_date(struct reading *r, struct slice value) {
  char *date = date_parse(value);
  if (!date) return false;
  if (r->article->date)
    g_free(date);
  else
    r->article->date = date;
  return true;
}

bool reading_set_url(struct reading *r, struct slice value) {
  struct slice s = slice_trim(value);
  if (!address_is_web(s)) return false;
  reading_set(&r->article->url, s);
  return true;
}

bool reading_set_language(struct reading *r, struct slice value) {
  struct slice s = slice_trim(value);
  size_t part = 0, parts = 0;
  for (size_t i = 0; i <= s.len; i++) {
    if (i < s.len && g_ascii_isalnum(s.data[i]) && ++part) continue;
    bool first_ok = parts > 0 || (part >= 2 && part <= 3);
    if (!first_ok || part < 1 || part > 8 || (i < s.len && s.data[i] != '-' && s.data[i] != '_'))
      return false;
    part = 0;
    parts++;
  }
  if (r->article->language) return true;
  r->article->language = g_strndup(s.data, s.len);
  g_strdelimit(r->article->language, "_", '-');
  return true;
}

// Finds a date where neither front matter nor the page's meta data gave one: in the file's name, in a line of
// its own near the top, in the address.
static void settle_date(struct article *a) {
  if (!a->date) a->date = date_in_name(a->path);
  for (guint i = 0; i < a->blocks->len && i < DATE_WITHIN_BLOCKS && !a->date; i++) {
    const struct block *b = a->blocks->pdata[i];
    if (b->text->len <= DATE_LINE_LENGTH) a->date = date_alone((struct slice){b->text->str, b->text->len});
  }
  if (!a->date && a->url) a->date = date_in_url(a->url);
}

// What each page, list and row repeats is kept short.
static void cut_field(struct article *a, char *field, const char *what, struct diag *d) {
  size_t len = field ? strlen(field) : 0;
  if (len <= LIMIT_FIELD_BYTES) return;
  diag_warning(d, (struct diag_place){.path = a->path},
               "its %s has %zu bytes, expected at most %d; the rest is cut off", what, len,
               LIMIT_FIELD_BYTES);
  size_t end = LIMIT_FIELD_BYTES - strlen("…");
  while (((unsigned char)field[end] & 0xC0) == 0x80)
    end--;
  memcpy(field + end, "…", sizeof "…");
}

static void cut_fields(struct article *a, struct diag *d) {
  cut_field(a, a->title, "title", d);
  cut_field(a, a->author, "author", d);
  cut_field(a, a->source, "source", d);
  cut_field(a, a->licence, "licence", d);
  if (a->tags->len <= LIMIT_TAGS) return;
  diag_warning(d, (struct diag_place){.path = a->path}, "%u tags, expected at most %d; the rest is left out",
               a->tags->len, LIMIT_TAGS);
  g_ptr_array_set_size(a->tags, LIMIT_TAGS);
}

// Says whether no line of a text that people write by lines is endless.
static bool check_lines(const struct reading *r) {
  struct slice s = r->text.utf8;
  for (size_t i = 0, start = 0; i <= s.len; i++) {
    if (i < s.len && s.data[i] != '\n' && s.data[i] != '\r') continue;
    if (i - start > LIMIT_LINE_BYTES)
      return diag_error(r->d, reading_at(r, start), "a line of %zu bytes, expected at most %d", i - start,
                        LIMIT_LINE_BYTES);
    start = i + 1;
  }
  return true;
}

static void block_destroy(gpointer b) {
  block_free(b);
}

static bool has_text(const struct article *a) {
  for (guint i = 0; i < a->blocks->len; i++)
    if (!((const struct block *)a->blocks->pdata[i])->boilerplate) return true;
  return false;
}

static bool read_into(struct article *a, const struct reader *reader, struct diag *d) {
  struct reading r = {.article = a, .d = d};
  bool ok =
      text_decode(&r.text, a, d) && (reader->format == ARTICLE_HTML || check_lines(&r)) && reader->read(&r);
  if (ok) {
    title_settle(&r);
    for (guint i = 0; i < a->blocks->len; i++)
      text_restore(&r.text, a->blocks->pdata[i]);
    settle_date(a);
    cut_fields(a, d);
    boilerplate_mark(a);
    if (!has_text(a))
      diag_warning(d, (struct diag_place){.path = a->path}, "no running text, expected an article");
    if (r.front_matter && !r.date_given && !a->date)
      diag_warning(d, reading_at(&r, 0),
                   "no date, expected one in the front matter (date: YYYY-MM-DD) or in the file's name");
  }
  block_free(r.title);
  g_free(r.site);
  text_release(&r.text);
  return ok;
}

// Takes bytes over.
static struct article *parse(const char *path, GString *bytes, struct diag *d) {
  struct slice s = {bytes->str, bytes->len};
  const struct reader *reader = reader_for_name(path);
  if (!reader) reader = reader_for_content(s);
  struct article *a = g_new0(struct article, 1);
  a->path = g_strdup(path);
  a->format = reader->format;
  a->bytes = bytes;
  lines_init(&a->lines, s);
  a->tags = g_ptr_array_new_with_free_func(g_free);
  a->blocks = g_ptr_array_new_with_free_func(block_destroy);
  if (read_into(a, reader, d)) return a;
  article_free(a);
  return NULL;
}

struct article *article_parse(const char *path, struct slice bytes, struct diag *d) {
  return parse(path, g_string_new_len(bytes.len ? bytes.data : "", (gssize)bytes.len), d);
}

struct article *article_read(const char *path, struct diag *d) {
  if (!g_utf8_validate(path, -1, NULL)) {
    diag_error(d, (struct diag_place){.path = path},
               "its name is not UTF-8, expected one that is, so that data and pages can say it");
    return NULL;
  }
  GString *bytes = file_read(path, LIMIT_ARTICLE_BYTES, d);
  return bytes ? parse(path, bytes, d) : NULL;
}

void article_free(struct article *a) {
  if (!a) return;
  char *owned[] = {a->path, a->title, a->author, a->source, a->url, a->licence, a->date, a->language};
  for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
    g_free(owned[i]);
  lines_release(&a->lines);
  if (a->bytes) g_string_free(a->bytes, TRUE);
  if (a->tags) g_ptr_array_unref(a->tags);
  if (a->blocks) g_ptr_array_unref(a->blocks);
  g_free(a);
}

// Returns the run of b that holds the byte at offset of its text.
static const struct run *run_at(const struct block *b, size_t offset) {
  guint lo = 0, hi = b->runs->len;
  while (hi - lo > 1) {
    guint mid = lo + (hi - lo) / 2;
    if (g_array_index(b->runs, struct run, mid).text <= offset)
      lo = mid;
    else
      hi = mid;
  }
  return &g_array_index(b->runs, struct run, lo);
}

void block_source(const struct block *b, size_t start, size_t end, size_t *source, size_t *source_end) {
  g_assert(start < end && end <= b->text->len);
  const struct run *first = run_at(b, start), *last = run_at(b, end - 1);
  *source = first->source + (first->text_len == first->source_len ? start - first->text : 0);
  *source_end = last->source + (last->text_len == last->source_len ? end - last->text : last->source_len);
}
