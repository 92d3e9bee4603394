// SPDX-License-Identifier: MIT
// Sentence boundaries: ICU's rules for English, and a filter for what they take for an end and is none.
#include "text/boundaries.h"
#include "text/embedded.h"
#include <unicode/utext.h>

static const char *const starters[] = {
    "a",       "about",   "according", "after",    "all",      "also",  "although",  "amid",    "among",
    "an",      "and",     "another",   "any",      "as",       "asked", "at",        "because", "before",
    "both",    "but",     "by",        "critics",  "despite",  "did",   "do",        "does",    "during",
    "each",    "earlier", "either",    "even",     "every",    "few",   "following", "for",     "from",
    "further", "given",   "he",        "her",      "here",     "his",   "how",       "however", "i",
    "if",      "in",      "instead",   "is",       "it",       "its",   "just",      "last",    "later",
    "many",    "maybe",   "meanwhile", "more",     "moreover", "most",  "much",      "my",      "neither",
    "no",      "nor",     "not",       "nothing",  "now",      "of",    "officials", "on",      "once",
    "one",     "only",    "or",        "other",    "our",      "over",  "perhaps",   "several", "she",
    "since",   "so",      "some",      "speaking", "still",    "such",  "that",      "the",     "their",
    "then",    "there",   "these",     "they",     "this",     "those", "though",    "thus",    "to",
    "today",   "under",   "unlike",    "until",    "was",      "we",    "what",      "when",    "where",
    "whether", "which",   "while",     "who",      "why",      "will",  "with",      "without", "yes",
    "yet",     "you",     "your"};

static const char *const reporters[] = {"added",    "adds",      "asked",   "asks",     "called", "cried",
                                        "declared", "exclaimed", "replied", "said",     "says",   "shouted",
                                        "told",     "tweeted",   "warned",  "wondered", "wrote",  "writes"};

// Words behind which a single letter is no initial.
static const char *const lettered[] = {"annex",  "appendix", "article", "category",  "class",  "exhibit",
                                       "figure", "grade",    "group",   "hepatitis", "letter", "option",
                                       "page",   "part",     "phase",   "plan",      "point",  "section",
                                       "table",  "type",     "variant", "vitamin"};

static int compare_words(const void *key, const void *item) {
  return strcmp(key, *(const char *const *)item);
}

// Says whether word, folded, is among the count sorted words.
static bool among(struct slice word, const char *const *words, size_t count) {
  char folded[24];
  if (word.len == 0 || word.len >= sizeof folded) return false;
  for (size_t i = 0; i < word.len; i++)
    folded[i] = g_ascii_tolower(word.data[i]);
  folded[word.len] = 0;
  return bsearch(folded, words, count, sizeof *words, compare_words) != NULL;
}

// The length of the opening or closing quotation mark or bracket at the start or, where at_end, at the end of
// s; 0 for none.
static size_t mark_len(struct slice s, bool at_end) {
  static const char *const marks[] = {"\"",     "'",      "(",      ")",      "[",      "]",
                                      "\u201C", "\u201D", "\u2018", "\u2019", "\u00AB", "\u00BB"};
  for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
    size_t n = strlen(marks[i]);
    if (s.len >= n && memcmp(at_end ? s.data + s.len - n : s.data, marks[i], n) == 0) return n;
  }
  return 0;
}

static struct slice strip_end_marks(struct slice s) {
  for (size_t n; (n = mark_len(s, true)) > 0;)
    s.len -= n;
  return s;
}

static struct slice strip_start_marks(struct slice s) {
  for (size_t n; (n = mark_len(s, false)) > 0;)
    s = slice_sub(s, n, s.len);
  return s;
}

// The run without white space that ends, or begins, s.
static struct slice last_run(struct slice s) {
  size_t n = s.len;
  while (n > 0 && !g_ascii_isspace(s.data[n - 1]))
    n--;
  return slice_sub(s, n, s.len);
}

static struct slice first_run(struct slice s) {
  size_t n = 0;
  while (n < s.len && !g_ascii_isspace(s.data[n]))
    n++;
  return slice_sub(s, 0, n);
}

// The letters and apostrophes at the start of s.
static struct slice first_word(struct slice s) {
  size_t n = 0;
  while (n < s.len && g_ascii_isalpha(s.data[n]))
    n++;
  return slice_sub(s, 0, n);
}

static bool starts_lower(struct slice s) {
  gunichar c = s.len ? g_utf8_get_char_validated(s.data, (gssize)s.len) : 0;
  return c < 0x110000 && g_unichar_islower(c);
}

static bool is_starter(struct slice next) {
  return among(first_word(next), starters, G_N_ELEMENTS(starters));
}

enum abbreviation abbreviation_of(struct slice word) {
  static gsize ready = 0;
  static GHashTable *table = NULL;
  if (g_once_init_enter(&ready)) {
    GHashTable *fresh =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL); // kept until the program ends
    struct slice text = embedded_abbreviations(), line;
    while (embedded_line(&text, &line)) {
      struct slice name = embedded_field(&line), kind = embedded_field(&line);
      int value = slice_is(kind, "inside")   ? ABBREVIATION_INSIDE
                  : slice_is(kind, "number") ? ABBREVIATION_NUMBER
                                             : ABBREVIATION_EITHER;
      char *key = g_strndup(name.data, name.len);
      g_hash_table_replace(fresh, key, GINT_TO_POINTER(value)); // the new key stays, so it may still be read
      if (g_ascii_islower(key[0])) {
        char *capital = g_strdup(key);
        capital[0] = g_ascii_toupper(capital[0]);
        g_hash_table_insert(fresh, capital, GINT_TO_POINTER(value));
      }
    }
    table = fresh;
    g_once_init_leave(&ready, 1);
  }
  char key[16];
  if (word.len == 0 || word.len >= sizeof key) return ABBREVIATION_NONE;
  memcpy(key, word.data, word.len);
  key[word.len] = 0;
  return (enum abbreviation)GPOINTER_TO_INT(g_hash_table_lookup(table, key));
}

// Letters each followed by a stop, two at least: "U.S.", "a.m.", "e.g.".
static bool has_inner_stops(struct slice word) {
  if (word.len < 4 || word.len % 2) return false;
  for (size_t i = 0; i < word.len; i += 2)
    if (!g_ascii_isalpha(word.data[i]) || word.data[i + 1] != '.') return false;
  return true;
}

// "1." or "a)" or "IV." as the whole sentence so far: the number of a list's item.
static bool is_enumerator(struct slice sentence) {
  if (sentence.len < 2 || sentence.len > 5) return false;
  size_t n = 0;
  while (n < sentence.len && (g_ascii_isdigit(sentence.data[n]) || strchr("IVXivx", sentence.data[n])))
    n++;
  return n == sentence.len - 1 || (sentence.len == 2 && g_ascii_isalpha(sentence.data[0]));
}

// Says whether the stop that ends before belongs to an abbreviation, initial or number, and the sentence goes
// on with next.
static bool stop_goes_on(struct slice before, struct slice next) {
  struct slice run = last_run(before), word = strip_start_marks(run);
  if (is_enumerator(before)) return true;
  if (slice_is(word, "e.g.") || slice_is(word, "i.e.")) return true;
  bool digit = next.len && g_ascii_isdigit(next.data[0]);
  switch (abbreviation_of(word)) {
  case ABBREVIATION_INSIDE:
    return true;
  case ABBREVIATION_NUMBER:
    return digit;
  case ABBREVIATION_EITHER:
    return digit || (mark_len(next, false) == 0 && !is_starter(next));
  case ABBREVIATION_NONE:
    break;
  }
  if (has_inner_stops(word)) return mark_len(next, false) == 0 && !is_starter(next);
  bool initial = word.len == 2 && g_ascii_isupper(word.data[0]) && word.data[0] != 'I';
  if (!initial) return false;
  struct slice earlier = strip_start_marks(last_run(slice_trim(slice_sub(before, 0, before.len - run.len))));
  return !among(earlier, lettered, G_N_ELEMENTS(lettered)) && !is_starter(next);
}

// Says whether next names who spoke what was quoted up to a question or exclamation mark: "Macron said".
static bool names_speaker(struct slice next) {
  for (int i = 0; i < 4; i++) {
    struct slice run = first_run(next), word = first_word(run);
    if (i > 0 && among(word, reporters, G_N_ELEMENTS(reporters))) return true;
    if (starts_lower(run) || run.len == 0 || (word.len < run.len && i > 0)) return false;
    next = slice_trim(slice_sub(next, run.len, next.len));
  }
  return false;
}

// Says whether the sentence before goes on with next, though ICU sees a boundary there.
static bool goes_on(struct slice before, struct slice next) {
  if (starts_lower(next)) return true;
  struct slice bare = strip_end_marks(before);
  bool quoted = bare.len < before.len;
  char last = bare.len ? bare.data[bare.len - 1] : 0;
  if (last == '.') return quoted ? false : stop_goes_on(before, next);
  return quoted && (last == '!' || last == '?') && names_speaker(next);
}

// Says whether text holds nothing that could end a sentence or line, as names and terms do.
static bool is_unbroken(struct slice text) {
  for (size_t i = 0; i < text.len; i++)
    if ((unsigned char)text.data[i] >= 0x80 || strchr(".!?\r\n", text.data[i])) return false;
  return true;
}

static void add_span(struct slice text, struct slice sentence, GArray *spans) {
  uint32_t from = (uint32_t)(sentence.data - text.data);
  struct span span = {from, from + (uint32_t)sentence.len};
  if (sentence.len) g_array_append_val(spans, span);
}

void boundaries_find(const UBreakIterator *rules, struct slice text, GArray *spans) {
  if (is_unbroken(text)) {
    if (text.len) add_span(text, slice_trim(text), spans);
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator =
      rules ? ubrk_clone(rules, &status) : ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &status);
  UText *utext = utext_openUTF8(NULL, text.data ? text.data : "", (int64_t)text.len, &status);
  if (U_SUCCESS(status)) ubrk_setUText(iterator, utext, &status);
  size_t start = 0;
  for (bool more = text.len > 0; more;) {
    // Without rules (a broken installation of ICU) the text is one sentence.
    int32_t found = U_SUCCESS(status) ? ubrk_next(iterator) : UBRK_DONE;
    size_t end = found == UBRK_DONE ? text.len : (size_t)found;
    more = end < text.len;
    struct slice sentence = slice_trim(slice_sub(text, start, end));
    // A window is enough to judge by, and keeps hostile texts linear.
    struct slice next = slice_sub(text, end, MIN(end + 200, text.len)), tail = sentence;
    if (tail.len > 400) tail = slice_sub(tail, tail.len - 400, tail.len);
    if (more && sentence.len && goes_on(tail, slice_trim(next))) continue;
    add_span(text, sentence, spans);
    start = end;
  }
  if (utext) utext_close(utext);
  if (iterator) ubrk_close(iterator);
}
