// SPDX-License-Identifier: MIT
#include "read/html_scan.h"
#include <libxml/HTMLparser.h>

enum { LONGEST_NAME = 32 };

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool same_name(struct slice a, const char *b) {
  return a.len == strlen(b) && g_ascii_strncasecmp(a.data, b, a.len) == 0;
}

static bool in_list(struct slice name, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (same_name(name, list[i])) return true;
  return false;
}

// Returns the offset of the '>' that ends the tag whose attributes begin at at; the end of the text where
// there is none.
static size_t find_tag_end(struct slice s, size_t at) {
  while (at < s.len && s.data[at] != '>') {
    if (s.data[at] != '=') {
      at++;
      continue;
    }
    at++;
    while (at < s.len && is_space(s.data[at]))
      at++;
    if (at >= s.len || (s.data[at] != '"' && s.data[at] != '\'')) continue;
    const char *close = memchr(s.data + at + 1, s.data[at], s.len - at - 1);
    if (!close) return s.len;
    at = (size_t)(close - s.data) + 1;
  }
  return at;
}

static size_t find(struct slice s, size_t at, const char *what) {
  const char *p = at < s.len ? memmem(s.data + at, s.len - at, what, strlen(what)) : NULL;
  return p ? (size_t)(p - s.data) : s.len;
}

// Returns the offset after the comment or declaration ("<!...", "<?...", "</ ...") that begins at at.
static size_t skip_declaration(struct slice s, size_t at) {
  struct slice rest = slice_sub(s, at, s.len);
  if (slice_starts(rest, "<!-->")) return at + 5;
  if (slice_starts(rest, "<!--->")) return at + 6;
  if (slice_starts(rest, "<!--")) {
    size_t close = find(s, at + 4, "--");
    while (close < s.len && close + 2 < s.len && s.data[close + 2] != '>' &&
           !(s.data[close + 2] == '!' && close + 3 < s.len && s.data[close + 3] == '>'))
      close = find(s, close + 1, "--");
    size_t end = close < s.len ? find(s, close, ">") : s.len;
    return MIN(end + 1, s.len);
  }
  return MIN(find(s, at, ">") + 1, s.len);
}

// Returns the offset of "</name" at or after at, where the content of a raw element ends.
static size_t find_raw_end(struct slice s, size_t at, struct slice name) {
  while (at < s.len) {
    at = find(s, at, "</");
    size_t after = at + 2 + name.len;
    if (after < s.len && g_ascii_strncasecmp(s.data + at + 2, name.data, name.len) == 0 &&
        !g_ascii_isalnum(s.data[after]))
      return at;
    at = at < s.len ? at + 2 : at;
  }
  return s.len;
}

static void take_tag(struct html_scan *s, struct html_token *t, bool open) {
  static const char *const raw[] = {"script",   "style",    "xmp",   "iframe",   "noembed",
                                    "noframes", "textarea", "title", "plaintext"};
  size_t name = s->at + (open ? 1 : 2), at = name;
  while (at < s->text.len && !is_space(s->text.data[at]) && s->text.data[at] != '>' &&
         s->text.data[at] != '/')
    at++;
  size_t end = find_tag_end(s->text, at);
  *t = (struct html_token){
      open ? HTML_OPEN : HTML_CLOSE, s->at, MIN(end + 1, s->text.len), slice_sub(s->text, name, at), {0}};
  t->inside = slice_sub(s->text, at, end);
  s->at = t->end;
  if (open && in_list(t->name, raw, G_N_ELEMENTS(raw))) s->raw = t->name;
}

bool html_next(struct html_scan *s, struct html_token *t) {
  if (s->raw.len) { // only a title's content is of use
    size_t start = s->at, end = find_raw_end(s->text, s->at, s->raw);
    bool title = same_name(s->raw, "title") && end > start;
    s->raw = (struct slice){0};
    s->at = end;
    *t = (struct html_token){.type = HTML_TEXT, .start = start, .end = end};
    if (title) return true;
  }
  size_t start = s->at;
  while (s->at < s->text.len) {
    size_t lt = find(s->text, s->at, "<");
    char next = lt + 1 < s->text.len ? s->text.data[lt + 1] : 0;
    char third = lt + 2 < s->text.len ? s->text.data[lt + 2] : 0;
    bool tag = g_ascii_isalpha(next) || (next == '/' && g_ascii_isalpha(third));
    bool other = next == '!' || next == '?' || (next == '/' && third);
    if (lt < s->text.len && !tag && !other) {
      s->at = lt + 1;
      continue;
    }
    s->at = lt;
    if (lt > start) {
      *t = (struct html_token){.type = HTML_TEXT, .start = start, .end = lt};
      return true;
    }
    if (lt >= s->text.len) return false;
    if (tag) {
      take_tag(s, t, next != '/');
      return true;
    }
    start = s->at = skip_declaration(s->text, lt);
  }
  if (s->at > start) {
    *t = (struct html_token){.type = HTML_TEXT, .start = start, .end = s->at};
    return true;
  }
  return false;
}

bool html_attribute(struct slice s, const char *name, struct slice *value) {
  size_t at = 0;
  while (at < s.len) {
    while (at < s.len && (is_space(s.data[at]) || s.data[at] == '/'))
      at++;
    size_t start = at;
    while (at < s.len && !is_space(s.data[at]) && s.data[at] != '/' && (s.data[at] != '=' || at == start))
      at++;
    struct slice key = slice_sub(s, start, at);
    while (at < s.len && is_space(s.data[at]))
      at++;
    struct slice found = {"", 0};
    if (at < s.len && s.data[at] == '=') {
      at++;
      while (at < s.len && is_space(s.data[at]))
        at++;
      char quote = at < s.len && strchr("\"'", s.data[at]) ? s.data[at] : 0;
      size_t from = at + (quote != 0);
      for (at = from; at < s.len && (quote ? s.data[at] != quote : !is_space(s.data[at])); at++) {
      }
      found = slice_sub(s, MIN(from, s.len), at);
      at += quote != 0;
    }
    if (key.len && same_name(key, name)) {
      *value = found;
      return true;
    }
  }
  return false;
}

// What HTML 4, whose names libxml2 knows, left out and writers use.
static const struct {
  const char *name, *text;
} html5[] = {{"apos", "'"},
             {"comma", ","},
             {"period", "."},
             {"colon", ":"},
             {"semi", ";"},
             {"excl", "!"},
             {"quest", "?"},
             {"num", "#"},
             {"dollar", "$"},
             {"percnt", "%"},
             {"lpar", "("},
             {"rpar", ")"},
             {"lsqb", "["},
             {"rsqb", "]"},
             {"lbrack", "["},
             {"rbrack", "]"},
             {"plus", "+"},
             {"equals", "="},
             {"sol", "/"},
             {"bsol", "\\"},
             {"commat", "@"},
             {"lowbar", "_"},
             {"vert", "|"},
             {"verbar", "|"},
             {"ast", "*"},
             {"grave", "`"},
             {"NewLine", "\n"},
             {"Tab", "\t"},
             {"AMP", "&"},
             {"LT", "<"},
             {"GT", ">"},
             {"QUOT", "\""},
             {"hyphen", "\xE2\x80\x90"},
             {"dash", "\xE2\x80\x90"},
             {"horbar", "\xE2\x80\x95"},
             {"mldr", "\xE2\x80\xA6"},
             {"nldr", "\xE2\x80\xA5"},
             {"rsquor", "\xE2\x80\x99"},
             {"rdquor", "\xE2\x80\x9D"},
             {"NonBreakingSpace", "\xC2\xA0"},
             {"NoBreak", "\xE2\x81\xA0"},
             {"ccaron", "\xC4\x8D"},
             {"Ccaron", "\xC4\x8C"},
             {"cacute", "\xC4\x87"},
             {"Cacute", "\xC4\x86"},
             {"zcaron", "\xC5\xBE"},
             {"Zcaron", "\xC5\xBD"},
             {"dstrok", "\xC4\x91"},
             {"Dstrok", "\xC4\x90"},
             {"lstrok", "\xC5\x82"},
             {"Lstrok", "\xC5\x81"},
             {"inodot", "\xC4\xB1"},
             {"scedil", "\xC5\x9F"},
             {"Scedil", "\xC5\x9E"},
             {"gbreve", "\xC4\x9F"},
             {"nacute", "\xC5\x84"},
             {"sacute", "\xC5\x9B"},
             {"rcaron", "\xC5\x99"},
             {"ecaron", "\xC4\x9B"},
             {"eogon", "\xC4\x99"},
             {"aogon", "\xC4\x85"}};

// Numbers 128 to 159 mean windows-1252, whatever the page's encoding.
static const gunichar windows[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                     0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                     0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                     0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

// Reads "&#8217;" or "&#x2019;" at s (the semicolon may be missing). Returns its length, or 0.
static size_t decode_number(struct slice s, char out[8], size_t *out_len) {
  bool hex = s.len > 2 && (s.data[2] == 'x' || s.data[2] == 'X');
  size_t at = hex ? 3 : 2, first = at;
  gunichar c = 0;
  for (; at < s.len && (hex ? g_ascii_isxdigit(s.data[at]) : g_ascii_isdigit(s.data[at])); at++)
    if (c <= 0x10FFFF) c = c * (hex ? 16 : 10) + (gunichar)g_ascii_xdigit_value(s.data[at]);
  if (at == first) return 0;
  if (c >= 0x80 && c <= 0x9F) c = windows[c - 0x80];
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  *out_len = (size_t)g_unichar_to_utf8(c, out);
  return at < s.len && s.data[at] == ';' ? at + 1 : at;
}

// Decodes the entity at s, which begins with '&'. Returns its length in the source; 0 where it is none and
// stays as it is.
static size_t decode_entity(struct slice s, char out[8], size_t *out_len) {
  if (s.len > 2 && s.data[1] == '#') return decode_number(s, out, out_len);
  char name[LONGEST_NAME + 1];
  size_t n = 0;
  while (n + 1 < s.len && n < LONGEST_NAME && g_ascii_isalnum(s.data[n + 1]))
    name[n] = s.data[n + 1], n++;
  name[n] = 0;
  bool closed = n + 1 < s.len && s.data[n + 1] == ';';
  static const char *const open[] = {"amp",  "lt",   "gt", "quot",
                                     "nbsp", "copy", "reg"}; // may go without semicolon
  bool may_be_open = in_list((struct slice){name, n}, open, G_N_ELEMENTS(open));
  if (!n || (!closed && !may_be_open)) return 0;
  const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
  if (known) *out_len = (size_t)g_unichar_to_utf8(known->value, out);
  const char *text = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(html5) && !known && !text; i++)
    if (strcmp(html5[i].name, name) == 0) text = html5[i].text;
  if (text)
    memcpy(out, text, *out_len = strlen(text)); // NOLINT(bugprone-not-null-terminated-result): has a length
  return known || text ? n + 1 + closed : 0;
}

void html_put(struct writer *w, struct slice source, size_t start, size_t end) {
  size_t at = start;
  while (at < end) {
    const char *amp = memchr(source.data + at, '&', end - at);
    size_t stop = amp ? (size_t)(amp - source.data) : end;
    writer_put(w, slice_sub(source, at, stop), at);
    if (!amp) return;
    char out[8];
    size_t len = 0, used = decode_entity(slice_sub(source, stop, end), out, &len);
    if (used)
      writer_put_as(w, (struct slice){out, len}, stop, used);
    else
      writer_put(w, slice_sub(source, stop, stop + 1), stop);
    at = stop + (used ? used : 1);
  }
}

char *html_value(struct slice inside, const char *name) {
  struct slice value;
  if (!html_attribute(inside, name, &value)) return NULL;
  struct writer w = {0};
  writer_begin(&w, BLOCK_PARAGRAPH, 0);
  html_put(&w, value, 0, value.len);
  struct block *b = writer_take(&w);
  char *out = g_strdup(b ? b->text->str : "");
  block_free(b);
  return out;
}
