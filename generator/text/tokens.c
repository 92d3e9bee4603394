// SPDX-License-Identifier: MIT
// Tokens by the conventions of the English treebanks of Universal Dependencies.
#include "text/boundaries.h"

enum { NAME_LIMIT = 300 }; // no address or domain is longer; keeps hostile texts linear

struct scan {
  const char *text;
  uint32_t at, end; // what is left of the run without white space
  uint32_t limit;   // the end of the sentence
  GArray *spans;
};

static void take(struct scan *s, uint32_t len) {
  struct span span = {s->at, s->at + len};
  if (len) g_array_append_val(s->spans, span);
  s->at += len;
}

static struct slice rest(const struct scan *s) {
  return (struct slice){s->text + s->at, s->end - s->at};
}

// The character at byte i of r, and its length in bytes; broken UTF-8 counts as single unknown characters.
static gunichar char_at(struct slice r, size_t i, size_t *len) {
  if ((unsigned char)r.data[i] < 0x80) {
    *len = 1;
    return (unsigned char)r.data[i];
  }
  gunichar c = g_utf8_get_char_validated(r.data + i, (gssize)(r.len - i));
  if (c >= 0x110000) {
    *len = 1;
    return 0xFFFD;
  }
  *len = (size_t)(g_utf8_next_char(r.data + i) - (r.data + i));
  return c;
}

static bool is_mark(gunichar c) {
  GUnicodeType t = g_unichar_type(c);
  return t == G_UNICODE_NON_SPACING_MARK || t == G_UNICODE_SPACING_MARK;
}

static bool is_letter(gunichar c) {
  return c < 0x80 ? g_ascii_isalpha((char)c) : g_unichar_isalpha(c) || is_mark(c);
}

static bool is_digit(gunichar c) {
  return c < 0x80 ? g_ascii_isdigit((char)c) : g_unichar_isdigit(c);
}

// The length of the apostrophe at byte i, straight or curly; 0 for none.
static size_t apostrophe_len(struct slice r, size_t i) {
  if (i < r.len && r.data[i] == '\'') return 1;
  if (i + 3 <= r.len && memcmp(r.data + i, "\u2019", 3) == 0) return 3;
  return 0;
}

static bool starts_fold(struct slice r, size_t i, const char *word) {
  size_t n = strlen(word);
  return i + n <= r.len && g_ascii_strncasecmp(r.data + i, word, n) == 0;
}

static bool is_fold(struct slice w, const char *word) {
  return w.len == strlen(word) && starts_fold(w, 0, word);
}

// Stops and closing marks at the end of a web address belong to the sentence.
static size_t trim_address(struct slice r, size_t len) {
  while (len > 0 && strchr(".,;:!?'\")]>", r.data[len - 1]))
    len--;
  return len;
}

// A web address, e-mail address, @name or #tag.
static size_t match_address(struct slice r) {
  if (starts_fold(r, 0, "http://") || starts_fold(r, 0, "https://") || starts_fold(r, 0, "www."))
    return trim_address(r, r.len);
  size_t n = 0, at = 0;
  r.len = MIN(r.len, NAME_LIMIT);
  while (n < r.len && (g_ascii_isalnum(r.data[n]) || strchr("._+-@", r.data[n]))) {
    if (r.data[n] == '@' && !at) at = n + 1;
    n++;
  }
  if (at > 1 && n > at) return trim_address(r, n);
  if ((r.data[0] == '@' || r.data[0] == '#') && r.len > 1 && g_ascii_isalpha(r.data[1])) {
    n = 1;
    while (n < r.len && (g_ascii_isalnum(r.data[n]) || r.data[n] == '_'))
      n++;
    return n;
  }
  return 0;
}

// "example.com": a name with a known last part and nothing but a stop or path behind.
static size_t match_domain(struct slice r) {
  static const char *const ends[] = {".com", ".org", ".net", ".edu", ".gov", ".co.uk", ".io"};
  size_t n = 0;
  while (n < r.len && n < NAME_LIMIT && (g_ascii_isalnum(r.data[n]) || r.data[n] == '-'))
    n++;
  for (size_t i = 0; n > 0 && i < G_N_ELEMENTS(ends); i++) {
    size_t end = n + strlen(ends[i]);
    if (!starts_fold(r, n, ends[i]) || (end < r.len && g_ascii_isalnum(r.data[end]))) continue;
    return end < r.len && r.data[end] == '/' ? trim_address(r, r.len) : end;
  }
  return 0;
}

// A number with its inner stops, commas, colons and slashes ("1,000.5", "7:30", "9/11"), an ordinal or a
// decade ("20th", "1990s").
static size_t match_number(struct slice r) {
  size_t n = 0;
  if (r.len > 1 && (r.data[0] == '.' || apostrophe_len(r, 0) == 1) && g_ascii_isdigit(r.data[1])) n = 1;
  if (n >= r.len || !g_ascii_isdigit(r.data[n])) return 0;
  while (n < r.len) {
    if (g_ascii_isdigit(r.data[n]))
      n++;
    else if (strchr(".,:/", r.data[n]) && n + 1 < r.len && g_ascii_isdigit(r.data[n + 1]))
      n += 2;
    else
      break;
  }
  static const char *const endings[] = {"st", "nd", "rd", "th", "s"};
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
    size_t end = n + strlen(endings[i]);
    if (starts_fold(r, n, endings[i]) && (end == r.len || !g_ascii_isalnum(r.data[end]))) return end;
  }
  return n;
}

// A unit written onto its number: "30k", "5am", "10bn".
static size_t match_unit(struct slice r) {
  static const char *const units[] = {"am",  "pm", "k",  "m",  "mn", "bn", "b",  "tn",
                                      "km",  "cm", "mm", "kg", "g",  "ft", "lb", "lbs",
                                      "mph", "gw", "mw", "kw", "c",  "f",  "x"};
  size_t n = 0;
  while (n < r.len && g_ascii_isalpha(r.data[n]))
    n++;
  if (n < r.len && g_ascii_isdigit(r.data[n])) return 0;
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
    if (is_fold(slice_sub(r, 0, n), units[i])) return n;
  return 0;
}

// Letters each with a stop ("U.S.", "a.m."), or an abbreviation of the list ("Mr."), or an initial before
// more text ("J.").
static size_t match_abbreviation(const struct scan *s, struct slice r) {
  size_t n = 0;
  while (n < 16 && n + 1 < r.len && g_ascii_isalpha(r.data[n]) && r.data[n + 1] == '.')
    n += 2;
  if (n >= 4 && (n == r.len || !g_ascii_isalnum(r.data[n]))) return n;
  bool goes_on = s->at + 2 < s->limit;
  if (n == 2 && g_ascii_isupper(r.data[0]) && (r.data[0] != 'I' || r.len > 2) && goes_on) return n;
  for (n = 0; n < r.len && n < 12 && (g_ascii_isalpha(r.data[n]) || (r.data[n] == '\'' && n)); n++) {
  }
  if (n == 0 || n >= r.len || r.data[n] != '.') return 0;
  enum abbreviation kind = abbreviation_of(slice_sub(r, 0, n + 1));
  bool last = s->at + n + 1 >= s->limit;
  if (kind == ABBREVIATION_NONE || (last && kind == ABBREVIATION_NUMBER)) return 0;
  // "no." and the like are abbreviations only where a number follows, months also before a word.
  if (kind == ABBREVIATION_NUMBER) {
    uint32_t next = s->at + (uint32_t)n + 1;
    while (next < s->limit && s->text[next] == ' ')
      next++;
    char c = next < s->limit ? s->text[next] : 0;
    if (!g_ascii_isdigit(c) && !(g_ascii_isupper(r.data[0]) && g_ascii_isalpha(c))) return 0;
  }
  return n + 1;
}

static bool is_prefix(struct slice w) {
  static const char *const prefixes[] = {
      "anti", "co",  "counter", "e",    "ex",    "inter", "intra", "mid",   "mini",  "multi", "non", "post",
      "pre",  "pro", "re",      "semi", "socio", "sub",   "super", "trans", "ultra", "un",    "vice"};
  for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++)
    if (is_fold(w, prefixes[i])) return true;
  return false;
}

// A word: letters and digits with inner apostrophes; "AT&T" and words with a bound prefix ("non-profit") stay
// whole.
static size_t match_word(struct slice r) {
  size_t n = 0, len = 0;
  for (; n < r.len; n += len) {
    gunichar c = char_at(r, n, &len);
    if (is_letter(c) || is_digit(c) || c == '_') continue;
    size_t after = n + len, inner = 0;
    gunichar next = after < r.len ? char_at(r, after, &inner) : 0;
    if (n == 0 || !(is_letter(next) || (c != '-' && is_digit(next)))) break;
    bool apostrophe = apostrophe_len(r, n) > 0;
    bool ampersand = c == '&' && n <= 4 && g_ascii_isupper(r.data[n - 1]) && g_unichar_isupper(next);
    bool prefix = c == '-' && is_prefix(slice_sub(r, 0, n));
    if (!apostrophe && !ampersand && !prefix) break;
  }
  return n;
}

static bool is_letters(struct slice w) {
  size_t n = 0;
  while (n < w.len && g_ascii_isalpha(w.data[n]))
    n++;
  return n == w.len;
}

// Where the clitic of w, which is not empty, begins; w.len for none. "don't" -> 2, "Xi's" -> 2, "cannot"
// -> 3.
static size_t clitic_start(struct slice w) {
  static const char *const whole[][2] = {
      {"cannot", "can"},    {"gonna", "gon"},   {"wanna", "wan"}, {"gotta", "got"}, {"dont", "do"},
      {"doesnt", "does"},   {"didnt", "did"},   {"isnt", "is"},   {"wasnt", "was"}, {"wouldnt", "would"},
      {"couldnt", "could"}, {"havent", "have"}, {"arent", "are"}};
  for (size_t i = 0; i < G_N_ELEMENTS(whole); i++)
    if ((w.data[0] | 32) == whole[i][0][0] && is_fold(w, whole[i][0])) return strlen(whole[i][1]);
  if (is_letters(w)) return w.len;
  static const char *const clitics[] = {"s", "re", "ve", "ll", "d", "m"};
  for (size_t width = 1; width <= 3; width += 2) {
    for (size_t i = 0; i < G_N_ELEMENTS(clitics); i++) {
      size_t n = strlen(clitics[i]) + width;
      if (w.len > n && apostrophe_len(w, w.len - n) == width && starts_fold(w, w.len - n + width, clitics[i]))
        return w.len - n;
    }
    size_t n = width + 2; // n't
    if (w.len > n && apostrophe_len(w, w.len - width - 1) == width && starts_fold(w, w.len - 1, "t") &&
        (w.data[w.len - n] | 32) == 'n')
      return w.len - n;
  }
  return w.len;
}

static void take_word(struct scan *s, size_t len) {
  size_t cut = clitic_start((struct slice){s->text + s->at, len});
  // "shouldn't've": two clitics at most.
  size_t inner = cut < len ? clitic_start((struct slice){s->text + s->at, cut}) : cut;
  if (inner < cut && apostrophe_len((struct slice){s->text + s->at, len}, cut) == 0) inner = cut;
  if (inner < cut && inner > 0) {
    take(s, (uint32_t)inner);
    take(s, (uint32_t)(cut - inner));
  } else {
    take(s, (uint32_t)cut);
  }
  take(s, (uint32_t)(len - cut));
}

// Whether the last token touches the scan and is a word that may own: then ' or 's is a clitic of its own.
static size_t match_possessive(const struct scan *s, struct slice r) {
  size_t n = apostrophe_len(r, 0);
  if (n == 0 || s->at == 0 || s->spans->len == 0) return 0;
  struct span last = g_array_index(s->spans, struct span, s->spans->len - 1);
  if (last.end != s->at ||
      !(g_ascii_isalnum(s->text[s->at - 1]) || s->text[s->at - 1] == '.' || (s->text[s->at - 1] & 0x80)))
    return 0;
  if (r.len > n && (r.data[n] | 32) == 's' && (r.len == n + 1 || !g_ascii_isalnum(r.data[n + 1])))
    return n + 1;
  return n;
}

static size_t match_emoticon(struct slice r) {
  static const char *const faces[] = {":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P", "<3"};
  for (size_t i = 0; i < G_N_ELEMENTS(faces); i++) {
    size_t n = strlen(faces[i]);
    if (starts_fold(r, 0, faces[i]) && (n == r.len || !g_ascii_isalnum(r.data[n]))) return n;
  }
  return 0;
}

// A mark: runs of one mark ("...", "--", "!!!") stay together, all else stands alone.
static size_t match_mark(struct slice r) {
  size_t len, n;
  gunichar c = char_at(r, 0, &len);
  n = len;
  if (starts_fold(r, 0, "[...]")) return 5;
  if (c >= 0x80 || !strchr(".-!?*=_~+#", (int)c)) return n;
  while (n < r.len && (r.data[n] == r.data[0] || (strchr("!?", (int)c) && strchr("!?", r.data[n]))))
    n++;
  return n;
}

// The length of a word of plain letters that reaches to the end of r or to a comma: nothing else begins
// there.
static size_t match_plain_word(struct slice r) {
  size_t n = 0;
  while (n < r.len && g_ascii_isalpha(r.data[n]))
    n++;
  return n == r.len || r.data[n] == ',' ? n : 0;
}

static void scan_run(struct scan *s) {
  while (s->at < s->end) {
    struct slice r = rest(s);
    size_t n = match_plain_word(r);
    if (n > 0) {
      take_word(s, n);
      continue;
    }
    bool boundary = s->spans->len == 0 ||
                    g_array_index(s->spans, struct span, s->spans->len - 1).end < s->at ||
                    !g_ascii_isalnum(s->text[s->at - 1]);
    if (boundary &&
        ((n = match_address(r)) > 0 || (n = match_domain(r)) > 0 || (n = match_emoticon(r)) > 0)) {
      take(s, (uint32_t)n);
    } else if ((n = match_number(r)) > 0 &&
               !(n < r.len && g_ascii_isalpha(r.data[n]) && match_unit(slice_sub(r, n, r.len)) == 0)) {
      take(s, (uint32_t)n);
      take(s, (uint32_t)match_unit(rest(s)));
    } else if ((n = match_possessive(s, r)) > 0 || (boundary && (n = match_abbreviation(s, r)) > 0)) {
      take(s, (uint32_t)n);
    } else if (boundary && starts_fold(r, 0, "US$")) {
      take(s, 3);
    } else if ((n = match_word(r)) > 0) {
      take_word(s, n);
    } else {
      take(s, (uint32_t)match_mark(r));
    }
  }
}

void tokens_find(struct slice text, uint32_t from, uint32_t to, GArray *spans) {
  struct scan s = {text.data, from, from, to, spans};
  while (s.at < to) {
    size_t len;
    gunichar c = char_at((struct slice){text.data, to}, s.at, &len);
    bool space =
        c < 0x80 ? g_ascii_isspace((char)c) || c < 0x20 : g_unichar_isspace(c) || c == 0x200B || c == 0xFEFF;
    if (space) {
      s.at += (uint32_t)len;
      continue;
    }
    s.end = s.at;
    while (s.end < to) {
      c = char_at((struct slice){text.data, to}, s.end, &len);
      if (c < 0x80 ? g_ascii_isspace((char)c) || c < 0x20
                   : g_unichar_isspace(c) || c == 0x200B || c == 0xFEFF)
        break;
      s.end += (uint32_t)len;
    }
    scan_run(&s);
  }
}
