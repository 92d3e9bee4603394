// SPDX-License-Identifier: MIT
#include "read/dates.h"

enum { FIRST_YEAR = 1500, LAST_YEAR = 2199, MOST_WORDS = 24 };

static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                     "july",    "august",   "september", "october", "november", "december"};
// What may stand before a date, and after it beside times, without saying anything of the article.
static const char *const before[] = {
    "published", "posted",    "updated",  "last",   "first",    "on",     "date", "at",  "monday",
    "tuesday",   "wednesday", "thursday", "friday", "saturday", "sunday", "mon",  "tue", "tues",
    "wed",       "thu",       "thur",     "thurs",  "fri",      "sat",    "sun"};
static const char *const after[] = {"at",  "am",  "pm",  "gmt", "utc", "bst", "cet", "cest",
                                    "est", "edt", "pst", "pdt", "et",  "z",   "t"};

// A word of a date: a number or letters, and the character after it.
struct word {
  struct slice text;
  bool number;
  char next; // the byte that follows; 0 at the end
};

static bool listed(struct slice s, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strlen(list[i]) == s.len && g_ascii_strncasecmp(s.data, list[i], s.len) == 0) return true;
  return false;
}

// Cuts s into words. Returns how many there are, at most MOST_WORDS; *whole says whether s was read to its
// end.
static size_t cut_words(struct slice s, struct word *words, bool *whole) {
  size_t n = 0, i = 0;
  while (i < s.len && n < MOST_WORDS) {
    bool number = g_ascii_isdigit(s.data[i]);
    bool letter = g_ascii_isalpha(s.data[i]) || (unsigned char)s.data[i] >= 0x80;
    if (!number && !letter) {
      i++;
      continue;
    }
    size_t start = i;
    while (i < s.len && (number ? g_ascii_isdigit(s.data[i])
                                : g_ascii_isalpha(s.data[i]) || (unsigned char)s.data[i] >= 0x80))
      i++;
    words[n++] = (struct word){slice_sub(s, start, i), number, i < s.len ? s.data[i] : 0};
  }
  *whole = i >= s.len;
  return n;
}

// Returns the value of a number of at most 8 digits; -1 for anything else.
static int number_of(const struct word *w) {
  if (!w->number || w->text.len > 8) return -1;
  int n = 0;
  for (size_t i = 0; i < w->text.len; i++)
    n = n * 10 + (w->text.data[i] - '0');
  return n;
}

static int month_of(const struct word *w) {
  for (size_t m = 0; !w->number && m < G_N_ELEMENTS(months); m++) {
    size_t len = strlen(months[m]);
    bool full = w->text.len == len, part = w->text.len == 3 || (m == 8 && w->text.len == 4);
    if ((full || part) && g_ascii_strncasecmp(w->text.data, months[m], w->text.len) == 0) return (int)m + 1;
  }
  return 0;
}

static char *make_date(int year, int month, int day) {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31) return NULL;
  if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year)) return NULL;
  return g_strdup_printf("%04d-%02d-%02d", year, month, day);
}

static bool is_ordinal(const struct word *w) {
  static const char *const endings[] = {"st", "nd", "rd", "th"};
  return !w->number && listed(w->text, endings, G_N_ELEMENTS(endings));
}

// Reads three numbers, or 20240506, at words[0]; *used says how many words it took.
static char *numeric_date(const struct word *words, size_t n, size_t *used) {
  int a = n > 0 ? number_of(&words[0]) : -1;
  if (a >= 0 && words[0].text.len == 8) {
    *used = 1;
    return make_date(a / 10000, a / 100 % 100, a % 100);
  }
  int b = n > 2 ? number_of(&words[1]) : -1, c = n > 2 ? number_of(&words[2]) : -1;
  if (a < 0 || b < 0 || c < 0 || words[0].next != words[1].next || !strchr("-/.", words[0].next)) return NULL;
  *used = 3;
  if (words[0].text.len == 4 && words[1].text.len <= 2 && words[2].text.len <= 2) return make_date(a, b, c);
  if (words[2].text.len != 4 || words[0].text.len > 2 || words[1].text.len > 2) return NULL;
  if (words[0].next != '/') return make_date(c, b, a); // 06.05.2024 is written where the day comes first
  if (a > 12) return make_date(c, b, a);
  return b > 12 || a == b ? make_date(c, a, b) : NULL;
}

// Reads "6 May 2024", "6th of May 2024", "May 6, 2024", "Dec. 15 2023" at words[0].
static char *worded_date(const struct word *words, size_t n, size_t *used) {
  int month = 0, day = -1;
  size_t i = 0;
  for (; i < n && i < 5 && !(month && day > 0); i++) {
    const struct word *w = &words[i];
    if (!month && month_of(w))
      month = month_of(w);
    else if (day < 0 && w->number && w->text.len <= 2)
      day = number_of(w);
    else if (!is_ordinal(w) && !slice_is(w->text, "of"))
      return NULL;
  }
  while (i < n && is_ordinal(&words[i]))
    i++;
  if (!month || day < 1 || i >= n || words[i].text.len != 4) return NULL;
  *used = i + 1;
  return make_date(number_of(&words[i]), month, day);
}

static char *parse(struct slice s, bool alone) {
  struct word words[MOST_WORDS];
  bool whole;
  size_t n = cut_words(s, words, &whole), i = 0, used = 0;
  while (i < n && listed(words[i].text, before, G_N_ELEMENTS(before)))
    i++;
  char *date = numeric_date(words + i, n - i, &used);
  if (!date) date = worded_date(words + i, n - i, &used);
  if (!date || !alone) return date;
  bool rest = !whole;
  for (size_t k = i + used; k < n; k++) {
    bool time = words[k].number && words[k].text.len <= 2;
    rest |= !time && !listed(words[k].text, after, G_N_ELEMENTS(after)) &&
            !listed(words[k].text, before, G_N_ELEMENTS(before));
  }
  if (!rest) return date;
  g_free(date);
  return NULL;
}

char *date_parse(struct slice s) {
  return parse(s, false);
}

char *date_alone(struct slice s) {
  return parse(s, true);
}

// Reads between least and most digits at *p and moves on. Returns -1 where there are fewer.
static int take_digits(const char **p, int least, int most) {
  int value = 0, n = 0;
  for (; n < most && g_ascii_isdigit(**p); n++)
    value = value * 10 + *(*p)++ - '0';
  return n < least ? -1 : value;
}

// Returns the date written at p as year, month and day with the given separator (0: eight digits together),
// else NULL.
static char *digits_at(const char *p, char separator) {
  int least = separator ? 1 : 2;
  int year = take_digits(&p, 4, 4);
  if (separator && *p++ != separator) return NULL;
  int month = take_digits(&p, least, 2);
  if (separator && (month < 0 || *p++ != separator)) return NULL;
  int day = take_digits(&p, least, 2);
  return g_ascii_isdigit(*p) ? NULL : make_date(year, month, day);
}

// Returns the first date in s that no digit (and, without separators, no letter) touches.
static char *search(const char *s, const char *separators) {
  for (const char *p = s; *p; p++) {
    if (!g_ascii_isdigit(*p) || (p > s && g_ascii_isdigit(p[-1]))) continue;
    for (const char *sep = separators; *sep; sep++) {
      bool together = *sep == '8';
      if (together && p > s && g_ascii_isalpha(p[-1])) continue;
      char *date = digits_at(p, together ? 0 : *sep);
      if (date) return date;
    }
  }
  return NULL;
}

char *date_in_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return search(slash ? slash + 1 : path, "-8");
}

char *date_in_url(const char *url) {
  const char *host = strstr(url, "//"), *path = strchr(host ? host + 2 : url, '/');
  return path ? search(path, "/-8") : NULL;
}
