// SPDX-License-Identifier: MIT
// Plain text: paragraphs between blank lines or one a line, and texts wrapped at a column, told apart by
// their line lengths.
#include "read/dates.h"
#include "read/reader.h"

enum {
  TITLE_LENGTH = 120, // characters
  HEADING_LENGTH = 80,
  WRAP_LEAST = 40, // a line shorter than this was not wrapped
  WRAP_MOST = 130, // nor a text whose longest line is longer than this
  SIGNATURE_LINES = 6,
};

struct line {
  size_t start, end;   // without white space around
  size_t chars, first; // characters of the line and of its first word
  unsigned indent;
  bool blank, rule, stop, list, label, lower;
};

struct plain {
  struct reading *r;
  struct slice text;
  GArray *lines;
  size_t width; // of the longest line
  bool wrapped; // the text as a whole is wrapped at a column
};

static struct line *line_at(const struct plain *p, guint i) {
  return &g_array_index(p->lines, struct line, i);
}

static struct slice line_text(const struct plain *p, guint i) {
  const struct line *l = line_at(p, i);
  return slice_sub(p->text, l->start, l->end);
}

// Returns the length of the list mark that s begins with, the white space after it included; 0 where there is
// none.
static size_t list_mark(struct slice s) {
  static const char *const bullets[] = {"- ",           "* ",           "+ ",           "\xE2\x80\xA2",
                                        "\xE2\x80\xA3", "\xE2\x96\xAA", "\xE2\x97\xA6", "\xC2\xB7 "};
  size_t n = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(bullets) && !n; i++)
    if (slice_starts(s, bullets[i])) n = strlen(bullets[i]);
  if (!n) {
    size_t at = s.len && s.data[0] == '(' ? 1 : 0, from = at;
    while (at < s.len && at - from < 3 && g_ascii_isdigit(s.data[at]))
      at++;
    if (at == from && at < s.len && g_ascii_islower(s.data[at])) at++;
    bool close = at > from && at + 1 < s.len &&
                 (s.data[at] == ')' || (!from && s.data[at] == '.' && g_ascii_isdigit(s.data[at - 1])));
    if (close && s.data[at + 1] == ' ') n = at + 2;
  }
  while (n && n < s.len && (s.data[n] == ' ' || s.data[n] == '\t'))
    n++;
  return n < s.len ? n : 0;
}

// Says whether s begins with a speaker's label: up to five words, each with a capital, and a colon.
static bool has_label(struct slice s) {
  size_t words = 0;
  for (size_t i = 0; i < s.len && i < 60; i++) {
    if (s.data[i] == ':') return words && (i + 1 == s.len || s.data[i + 1] == ' ');
    bool start = s.data[i] != ' ' && (i == 0 || s.data[i - 1] == ' ');
    if (start && (++words > 5 || g_ascii_islower(s.data[i]))) return false;
    if (strchr(".,;!?\"", s.data[i]) && !(i < 4 && s.data[i] == '.')) return false;
  }
  return false;
}

// Says whether s ends a sentence, closing quotes and brackets aside.
static bool has_stop(struct slice s) {
  static const char *const closing[] = {"\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB"};
  for (bool again = true; again;) {
    again = false;
    for (size_t i = 0; i < G_N_ELEMENTS(closing); i++) {
      size_t n = strlen(closing[i]);
      if (s.len < n || memcmp(s.data + s.len - n, closing[i], n) != 0) continue;
      s.len -= n;
      again = true;
    }
  }
  bool ellipsis = s.len >= 3 && memcmp(s.data + s.len - 3, "\xE2\x80\xA6", 3) == 0;
  return ellipsis || (s.len && strchr(".!?", s.data[s.len - 1]));
}

static bool is_rule(struct slice s) {
  if (s.len < 2) return false;
  for (size_t i = 0; i < s.len; i++)
    if (!strchr("-=_*~# ", s.data[i])) return false;
  return true;
}

static struct line measure(struct slice text, size_t start, size_t end) {
  struct slice raw = slice_sub(text, start, end), s = slice_trim(raw);
  struct line l = {.start = (size_t)(s.data - text.data), .indent = (unsigned)(s.data - raw.data)};
  l.end = l.start + s.len;
  l.blank = s.len == 0;
  for (size_t i = 0, in_first = 1; i < s.len; i++) {
    bool starts = ((unsigned char)s.data[i] & 0xC0) != 0x80;
    in_first = in_first && s.data[i] != ' ';
    l.chars += starts;
    l.first += starts && in_first;
  }
  l.rule = is_rule(s);
  l.stop = has_stop(s);
  l.list = list_mark(s) > 0;
  l.label = has_label(s);
  l.lower = s.len && g_unichar_islower(g_utf8_get_char(s.data));
  return l;
}

// Says whether line i is so long that the next line's first word would not have fitted.
static bool is_full(const struct plain *p, guint i, size_t width) {
  size_t chars = line_at(p, i)->chars;
  return chars >= WRAP_LEAST && width <= WRAP_MOST && chars + 1 + line_at(p, i + 1)->first + 2 >= width;
}

static void cut_lines(struct plain *p) {
  size_t full = 0, followed = 0, stops = 0;
  for (size_t at = 0; at < p->text.len;) {
    size_t end = at;
    while (end < p->text.len && p->text.data[end] != '\n' && p->text.data[end] != '\r')
      end++;
    struct line l = measure(p->text, at, end);
    g_array_append_val(p->lines, l);
    if (l.chars > p->width) p->width = l.chars;
    at = end + 1;
    if (end + 1 < p->text.len && p->text.data[end] == '\r' && p->text.data[end + 1] == '\n') at++;
  }
  for (guint i = 0; i + 1 < p->lines->len; i++) {
    if (line_at(p, i)->blank || line_at(p, i + 1)->blank) continue;
    followed++;
    full += is_full(p, i, p->width);
    stops += line_at(p, i)->stop;
  }
  // Lines that mostly end as sentences do are paragraphs, however even they are.
  p->wrapped = followed >= 3 && full * 10 >= followed * 8 && stops * 2 < followed;
}

// Says whether line i+1 goes on with the paragraph of line i; width is that of the longest line around.
static bool goes_on(const struct plain *p, guint i, size_t width, bool item) {
  const struct line *a = line_at(p, i), *b = line_at(p, i + 1);
  if (b->blank || b->rule || b->list || a->rule) return false;
  if (a->stop && b->label) return false;
  if (!item && b->indent >= a->indent + 2) return false;
  bool full = is_full(p, i, width);
  if (a->stop) return full && p->wrapped;
  return full || (b->lower && a->chars >= WRAP_LEAST);
}

static bool is_capitals(struct slice s) {
  size_t upper = 0;
  for (const char *c = s.data; c < s.data + s.len; c = g_utf8_next_char(c)) {
    gunichar u = g_utf8_get_char(c);
    if (g_unichar_islower(u)) return false;
    upper += g_unichar_isupper(u);
  }
  return upper >= 4;
}

// Says whether line i, alone in its paragraph, is a heading: underlined, or all capitals without a stop.
static bool is_heading(const struct plain *p, guint i) {
  const struct line *l = line_at(p, i);
  bool last = i + 1 >= p->lines->len;
  if (l->chars > HEADING_LENGTH || l->stop || l->list) return false;
  if (!last && line_at(p, i + 1)->rule && strchr("=-~", p->text.data[line_at(p, i + 1)->start])) return true;
  return (last || line_at(p, i + 1)->blank) && is_capitals(line_text(p, i));
}

static void put_line(const struct plain *p, struct writer *w, guint i, size_t skip) {
  const struct line *l = line_at(p, i);
  writer_put(w, slice_sub(p->text, l->start + skip, l->end), l->start + skip);
  if (i + 1 >= p->lines->len) return;
  // A compound that was broken at its hyphen goes on without a space.
  bool broken = l->end - l->start > 1 && p->text.data[l->end - 1] == '-' &&
                g_ascii_isalpha(p->text.data[l->end - 2]) && line_at(p, i + 1)->lower;
  if (!broken) writer_space(w, l->end, line_at(p, i + 1)->start - l->end);
}

// Returns how much of line i is a mail's quotation mark.
static size_t quote_mark(const struct plain *p, guint i) {
  struct slice s = line_text(p, i);
  return slice_starts(s, "> ") ? 2 : 0;
}

// Reads the paragraph that begins with line i. Returns the line after it.
static guint read_paragraph(struct plain *p, guint i) {
  size_t quote = quote_mark(p, i), mark = quote ? 0 : list_mark(line_text(p, i)), width = 0;
  bool heading = !quote && !mark && is_heading(p, i);
  for (guint k = i; k < p->lines->len && k < i + 64 && !line_at(p, k)->blank; k++)
    width = MAX(width, line_at(p, k)->chars);
  if (p->width <= WRAP_MOST) width = p->width;
  struct writer w = {0};
  writer_begin(&w,
               heading ? BLOCK_HEADING
               : quote ? BLOCK_QUOTE
               : mark  ? BLOCK_ITEM
                       : BLOCK_PARAGRAPH,
               heading ? 2
               : mark  ? 1
                       : 0);
  put_line(p, &w, i, quote + mark);
  while (!heading && i + 1 < p->lines->len && goes_on(p, i, width, mark > 0) && quote_mark(p, i + 1) == quote)
    put_line(p, &w, ++i, quote);
  reading_add(p->r, writer_take(&w));
  return i + 1;
}

// Takes the first line as title where it is short, does not end as a sentence does, and stands apart. Returns
// the line after it.
static guint read_title(struct plain *p, guint i) {
  const struct line *l = line_at(p, i);
  if (l->chars > TITLE_LENGTH || l->rule || l->list) return i;
  struct slice s = line_text(p, i);
  bool question = s.data[s.len - 1] == '?' || s.data[s.len - 1] == '!';
  if ((l->stop && !question) || strchr(":;,", s.data[s.len - 1])) return i;
  guint next = i + 1;
  while (next < p->lines->len && line_at(p, next)->blank)
    next++;
  if (next >= p->lines->len) return i;
  bool apart = next > i + 1 || line_at(p, next)->rule;
  if (!apart) {
    struct slice below = line_text(p, next);
    char *text = text_folded(below), *date = date_alone(below);
    const char *reason = text ? boilerplate_reason(text) : NULL;
    apart = date || (reason && strcmp(reason, "byline") == 0);
    g_free(text);
    g_free(date);
  }
  if (!apart) return i;
  struct writer w = {0};
  writer_begin(&w, BLOCK_TITLE, 0);
  put_line(p, &w, i, 0);
  p->r->title = writer_take(&w);
  return i + 1;
}

// Marks what follows a line "--" near the end as the signature that it is.
static void mark_signature(struct plain *p, guint line, guint first_block) {
  struct slice s = line_text(p, line);
  if (!slice_is(s, "--") || p->lines->len - line > SIGNATURE_LINES) return;
  GPtrArray *blocks = p->r->article->blocks;
  for (guint i = first_block; i < blocks->len; i++)
    ((struct block *)blocks->pdata[i])->boilerplate = "signature";
}

bool plain_read(struct reading *r) {
  struct plain p = {.r = r, .text = r->text.utf8, .lines = g_array_new(FALSE, FALSE, sizeof(struct line))};
  cut_lines(&p);
  guint i = 0, signature = 0, signed_from = 0;
  while (i < p.lines->len && line_at(&p, i)->blank)
    i++;
  if (i < p.lines->len) i = read_title(&p, i);
  while (i < p.lines->len) {
    const struct line *l = line_at(&p, i);
    if (l->rule) signature = i, signed_from = r->article->blocks->len;
    if (l->blank || l->rule)
      i++;
    else
      i = read_paragraph(&p, i);
  }
  if (signature) mark_signature(&p, signature, signed_from);
  g_array_unref(p.lines);
  return true;
}
