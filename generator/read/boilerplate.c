// SPDX-License-Identifier: MIT
// What stands on a page beside the article: one table of rules. A rule must be sure of itself, since a
// sentence wrongly dropped is worse than a line too many: most rules hold for short blocks alone.
#include "read/dates.h"
#include "read/reader.h"

enum where { WHOLE, OPENS, CLOSES, HOLDS };

enum {
  LONGEST = 80,          // words that a rule takes at most; a longer block is running text
  TAIL_AFTER = 400,      // bytes of running text that must stand before the comments
  DATE_LINE_LENGTH = 60, // bytes
  MENU_PARTS = 3,        // "Home | About | Archive"
  LOOK_AHEAD = 1000,     // blocks
  HEADLINE_WORDS = 20,
  ANNOUNCING_WORDS = 4, // "Related article", "More on this topic"
};

enum follow {
  NOTHING,
  TAIL,
  LIST
}; // what goes with the block: nothing, the rest of the article, the list that follows

// Phrases are in lower case with straight quotes; '#' stands for a number. A block matches where it is,
// begins with, ends with or holds the phrase, between words, and has at most so many words. WHOLE lets
// punctuation stand after the phrase, CLOSES none: what ends with a stop is a sentence.
struct rule {
  const char *reason;
  enum where where;
  unsigned words;
  const char *phrase;
  enum follow follow;
};

static const struct rule rules[] = {
    {"comments", WHOLE, 3, "no comments", TAIL},
    {"comments", WHOLE, 4, "no comments yet", TAIL},
    {"comments", WHOLE, 3, "# comments", TAIL},
    {"comments", WHOLE, 3, "# comment", TAIL},
    {"comments", WHOLE, 3, "comments (#)", TAIL},
    {"comments", WHOLE, 3, "# responses", TAIL},
    {"comments", OPENS, 24, "# responses to", TAIL},
    {"comments", OPENS, 24, "# thoughts on", TAIL},
    {"comments", WHOLE, 3, "post a comment", TAIL},
    {"comments", WHOLE, 3, "leave a reply", TAIL},
    {"comments", WHOLE, 3, "leave a comment", TAIL},
    {"comments", WHOLE, 3, "add a comment", NOTHING},
    {"comments", WHOLE, 3, "write a comment", NOTHING},
    {"comments", WHOLE, 2, "view comments", NOTHING},
    {"comments", WHOLE, 2, "show comments", NOTHING},
    {"comments", WHOLE, 3, "join the conversation", NOTHING},
    {"comments", OPENS, 8, "comments are closed", NOTHING},
    {"comments", OPENS, 10, "be the first to comment", NOTHING},
    {"comments", OPENS, 10, "log in to comment", NOTHING},
    {"comments", HOLDS, 20, "comments (#)", NOTHING},
    {"share line", WHOLE, 1, "share", NOTHING},
    {"share line", WHOLE, 1, "print", NOTHING},
    {"share line", WHOLE, 1, "tweet", NOTHING},
    {"share line", OPENS, 5, "share this", NOTHING},
    {"share line", OPENS, 14, "share on", NOTHING},
    {"share line", OPENS, 14, "share via", NOTHING},
    {"share line", OPENS, 14, "share \xC2\xB7", NOTHING},
    {"share line", OPENS, 14, "share |", NOTHING},
    {"share line", OPENS, 12, "click to share", NOTHING},
    {"share line", OPENS, 8, "email this", NOTHING},
    {"share line", OPENS, 8, "print this", NOTHING},
    {"share line", WHOLE, 2, "copy link", NOTHING},
    {"share line", OPENS, 24, "follow us on", NOTHING},
    {"cookie notice", HOLDS, 60, "we use cookies", NOTHING},
    {"cookie notice", HOLDS, 60, "this site uses cookies", NOTHING},
    {"cookie notice", HOLDS, 60, "this website uses cookies", NOTHING},
    {"cookie notice", HOLDS, 24, "cookie policy", NOTHING},
    {"cookie notice", HOLDS, 24, "accept cookies", NOTHING},
    {"cookie notice", OPENS, 60, "we value your privacy", NOTHING},
    {"subscription", OPENS, 40, "sign up for our", NOTHING},
    {"subscription", OPENS, 40, "sign up to our", NOTHING},
    {"subscription", OPENS, 40, "sign up here", NOTHING},
    {"subscription", OPENS, 40, "subscribe to our", NOTHING},
    {"subscription", OPENS, 40, "subscribe to the", NOTHING},
    {"subscription", OPENS, 20, "subscribe now", NOTHING},
    {"subscription", OPENS, 12, "subscribe for", NOTHING},
    {"subscription", WHOLE, 1, "subscribe", NOTHING},
    {"subscription", OPENS, 30, "to unsubscribe", NOTHING},
    {"subscription", HOLDS, 30, "unsubscribe", NOTHING},
    {"subscription", OPENS, 40, "editor's note: sign up", NOTHING},
    {"subscription", HOLDS, 30, "sign up for the newsletter", NOTHING},
    {"subscription", HOLDS, 30, "sign up for our newsletter", NOTHING},
    {"subscription", OPENS, 40, "get our newsletter", NOTHING},
    {"subscription", OPENS, 12, "already a subscriber", NOTHING},
    {"subscription", OPENS, 24, "you receive this mail because", NOTHING},
    {"related links", OPENS, 40, "read also", LIST},
    {"related links", OPENS, 40, "also read", LIST},
    {"related links", OPENS, 25, "read more:", LIST},
    {"related links", OPENS, 20, "read more at", NOTHING},
    {"related links", WHOLE, 2, "read more", LIST},
    {"related links", OPENS, 30, "read next:", LIST},
    {"related links", OPENS, 40, "see also:", LIST},
    {"related links", WHOLE, 2, "see also", LIST},
    {"related links", OPENS, 30, "related:", LIST},
    {"related links", WHOLE, 1, "related", LIST},
    {"related links", OPENS, 30, "related article", LIST},
    {"related links", WHOLE, 2, "related articles", LIST},
    {"related links", WHOLE, 2, "related stories", LIST},
    {"related links", WHOLE, 2, "related topics", LIST},
    {"related links", WHOLE, 2, "related coverage", LIST},
    {"related links", WHOLE, 2, "related content", LIST},
    {"related links", OPENS, 12, "you may also like", LIST},
    {"related links", OPENS, 12, "you might also like", LIST},
    {"related links", OPENS, 8, "more on this story", LIST},
    {"related links", WHOLE, 4, "more on this topic", LIST},
    {"related links", WHOLE, 2, "most read", LIST},
    {"related links", WHOLE, 2, "most popular", LIST},
    {"related links", WHOLE, 2, "popular posts", LIST},
    {"related links", WHOLE, 2, "recent posts", LIST},
    {"related links", WHOLE, 1, "recommended", LIST},
    {"related links", WHOLE, 2, "editors' picks", LIST},
    {"related links", OPENS, 30, "watch:", NOTHING},
    {"related links", WHOLE, 2, "watch live", NOTHING},
    {"related links", WHOLE, 2, "continue reading", NOTHING},
    {"related links", OPENS, 12, "click here to", NOTHING},
    {"caption", OPENS, 80, "photo:", NOTHING},
    {"caption", OPENS, 40, "photo by", NOTHING},
    {"caption", OPENS, 40, "photograph:", NOTHING},
    {"caption", OPENS, 80, "file photo", NOTHING},
    {"caption", OPENS, 80, "file -", NOTHING},
    {"caption", OPENS, 80, "file \xE2\x80\x93", NOTHING},
    {"caption", OPENS, 80, "file \xE2\x80\x94", NOTHING},
    {"caption", OPENS, 12, "image source", NOTHING},
    {"caption", OPENS, 80, "image caption", NOTHING},
    {"caption", OPENS, 40, "image:", NOTHING},
    {"caption", OPENS, 60, "video caption", NOTHING},
    {"caption", OPENS, 60, "media caption", NOTHING},
    {"caption", HOLDS, 80, "(photo:", NOTHING},
    {"caption", HOLDS, 80, "(photo by", NOTHING},
    {"caption", HOLDS, 80, "(image:", NOTHING},
    {"caption", HOLDS, 60, ". photo:", NOTHING},
    {"caption", HOLDS, 80, "(ap photo", NOTHING},
    {"caption", HOLDS, 80, "ap photo/", NOTHING},
    {"caption", HOLDS, 60, "[file:", NOTHING},
    {"caption", CLOSES, 60, "getty images", NOTHING},
    {"caption", CLOSES, 60, "via getty images)", NOTHING},
    {"caption", CLOSES, 60, "/getty images]", NOTHING},
    {"caption", CLOSES, 60, "/reuters", NOTHING},
    {"caption", CLOSES, 60, "/reuters]", NOTHING},
    {"caption", CLOSES, 60, "/afp", NOTHING},
    {"caption", CLOSES, 60, "/afp]", NOTHING},
    {"caption", CLOSES, 60, "/ap", NOTHING},
    {"caption", CLOSES, 60, "/epa-efe", NOTHING},
    {"caption", CLOSES, 40, "(reuters)", NOTHING},
    {"caption", CLOSES, 40, "(getty)", NOTHING},
    {"caption", CLOSES, 40, "(getty images)", NOTHING},
    {"caption", CLOSES, 40, "(afp)", NOTHING},
    {"caption", CLOSES, 40, "(ap)", NOTHING},
    {"caption", CLOSES, 60, "open image in gallery", NOTHING},
    {"byline", OPENS, 40, "reporting by", NOTHING},
    {"byline", OPENS, 40, "additional reporting by", NOTHING},
    {"byline", OPENS, 40, "editing by", NOTHING},
    {"byline", OPENS, 40, "writing by", NOTHING},
    {"byline", OPENS, 20, "posted by", NOTHING},
    {"byline", OPENS, 20, "compiled by the", NOTHING},
    {"advertisement", WHOLE, 1, "advertisement", NOTHING},
    {"advertisement", WHOLE, 1, "advertising", NOTHING},
    {"advertisement", WHOLE, 1, "sponsored", NOTHING},
    {"advertisement", WHOLE, 2, "sponsored content", NOTHING},
    {"advertisement", OPENS, 6, "story continues below", NOTHING},
    {"advertisement", OPENS, 6, "article continues below", NOTHING},
    {"advertisement", OPENS, 6, "article continues after", NOTHING},
    {"copyright", OPENS, 40, "\xC2\xA9", NOTHING},
    {"copyright", OPENS, 40, "copyright #", NOTHING},
    {"copyright", OPENS, 40, "copyright \xC2\xA9", NOTHING},
    {"copyright", OPENS, 40, "(c) #", NOTHING},
    {"copyright", HOLDS, 60, "all rights reserved", NOTHING},
    {"copyright", HOLDS, 40, "may not be published, broadcast", NOTHING},
    {"author's note", HOLDS, 80, "the views expressed", NOTHING},
    {"author's note", HOLDS, 80, "views expressed in this", NOTHING},
    {"author's note", HOLDS, 80, "the opinions expressed", NOTHING},
    {"author's note", HOLDS, 40, "views are his own", NOTHING},
    {"author's note", HOLDS, 40, "views are her own", NOTHING},
    {"author's note", HOLDS, 40, "views are their own", NOTHING},
    {"author's note", OPENS, 40, "the conversation was edited", NOTHING},
    {"tags", OPENS, 30, "tags:", NOTHING},
    {"tags", OPENS, 30, "labels:", NOTHING},
    {"tags", OPENS, 30, "filed under", NOTHING},
    {"tags", OPENS, 30, "topics:", NOTHING},
    {"menu", OPENS, 5, "skip to", NOTHING},
    {"menu", OPENS, 30, "please enable javascript", NOTHING},
    {"press contact", OPENS, 30, "press contact", NOTHING},
    {"press contact", OPENS, 30, "media contact", NOTHING},
    {"press contact", WHOLE, 3, "notes for editors", NOTHING},
    {"press contact", WHOLE, 3, "notes to editors", NOTHING},
};

static bool is_word(char c) {
  return g_ascii_isalnum(c) || (unsigned char)c >= 0x80;
}

// Returns the length of what phrase matches at s, or 0. '#' takes digits with their commas and stops.
static size_t match_at(const char *s, const char *phrase) {
  const char *at = s;
  for (const char *p = phrase; *p; p++) {
    if (*p == '#') {
      if (!g_ascii_isdigit(*at)) return 0;
      while (g_ascii_isdigit(*at) || ((*at == ',' || *at == '.') && g_ascii_isdigit(at[1])))
        at++;
    } else if (*at++ != *p)
      return 0;
  }
  bool inside = is_word(at[-1]) && is_word(*at);
  return inside ? 0 : (size_t)(at - s);
}

// Says whether nothing but punctuation is left at s.
static bool is_end(const char *s) {
  while (*s && (strchr(" :.!*|", *s) || (unsigned char)*s == 0xC2 || (unsigned char)*s == 0xBB))
    s++;
  return *s == 0;
}

static bool rule_fits(const struct rule *r, const char *text, size_t words) {
  if (words > r->words) return false;
  if (r->where == WHOLE || r->where == OPENS) {
    if (*r->phrase != '#' && *r->phrase != *text) return false;
    size_t n = match_at(text, r->phrase);
    return n && (r->where == OPENS || is_end(text + n));
  }
  size_t head = strcspn(r->phrase, "#"), length = strlen(text);
  const char *p = memmem(text, length, r->phrase, head);
  while (p) {
    size_t n = p > text && is_word(p[-1]) && is_word(*p) ? 0 : match_at(p, r->phrase);
    if (n && (r->where == HOLDS || !p[n])) return true;
    p = memmem(p + 1, length - (size_t)(p + 1 - text), r->phrase, head);
  }
  return false;
}

// Returns text in lower case with straight quotes.
static char *plain_lower(const char *text) {
  if (g_str_is_ascii(text)) return g_ascii_strdown(text, -1);
  char *low = g_utf8_strdown(text, -1);
  GString *out = g_string_new(NULL);
  for (const char *p = low; *p; p++) {
    if (strncmp(p, "\xE2\x80\x99", 3) == 0 || strncmp(p, "\xE2\x80\x98", 3) == 0)
      g_string_append_c(out, '\''), p += 2;
    else
      g_string_append_c(out, *p);
  }
  g_free(low);
  return g_string_free(out, FALSE);
}

static size_t count_words(const char *text) {
  size_t n = 0;
  for (const char *p = text; *p; p++)
    n += *p != ' ' && (p == text || p[-1] == ' ');
  return n;
}

// "By Jane Doe", "By our Brussels staff", "By Hanne Kuyper and Paul Oriel, 22 November 2023": names with
// capitals and no stop.
static bool is_byline(const char *text, size_t words) {
  static const char *const small[] = {"our",
                                      "own",
                                      "staff",
                                      "and",
                                      "the",
                                      "correspondent",
                                      "correspondents",
                                      "desk",
                                      "in",
                                      "for",
                                      "from",
                                      "of",
                                      "de",
                                      "van",
                                      "von",
                                      "der",
                                      "al",
                                      "reporter",
                                      "reporters",
                                      "editor",
                                      "commodities",
                                      "a",
                                      "with",
                                      "la",
                                      "el",
                                      "bin",
                                      "business",
                                      "political"};
  if ((!g_str_has_prefix(text, "By ") && !g_str_has_prefix(text, "BY ")) || words > 14 ||
      g_str_has_suffix(text, "."))
    return false;
  char **parts = g_strsplit_set(text + 3, " ,|", -1);
  bool fits = true;
  for (char **p = parts; *p && fits; p++) {
    gunichar c = g_utf8_get_char(*p);
    bool known = !**p || !g_unichar_islower(c);
    for (size_t i = 0; i < G_N_ELEMENTS(small); i++)
      known |= strcmp(*p, small[i]) == 0;
    fits = known;
  }
  g_strfreev(parts);
  return fits;
}

// "Home | About | Archive": short pieces between bars or dots, no sentence among them.
static bool is_menu(const char *text, size_t words) {
  if (words > 40) return false;
  char **parts = g_strsplit(text, strstr(text, " | ") ? " | " : " \xC2\xB7 ", -1);
  guint n = g_strv_length(parts);
  bool fits = n >= MENU_PARTS;
  for (guint i = 0; i < n && fits; i++)
    fits = count_words(parts[i]) <= 4 && !g_str_has_suffix(parts[i], ".");
  g_strfreev(parts);
  return fits;
}

static bool is_date_line(const char *text) {
  size_t len = strlen(text);
  char *date = len <= DATE_LINE_LENGTH ? date_alone((struct slice){text, len}) : NULL;
  g_free(date);
  return date != NULL;
}

static const char *find_reason(const char *text, enum follow *follow) {
  *follow = NOTHING;
  size_t words = count_words(text);
  if (words > LONGEST) return NULL;
  char *low = plain_lower(text);
  const char *reason = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(rules) && !reason; i++) {
    if (!rule_fits(&rules[i], low, words)) continue;
    reason = rules[i].reason;
    *follow = rules[i].follow;
  }
  g_free(low);
  if (reason) return reason;
  if (is_byline(text, words)) return "byline";
  if (is_menu(text, words)) return "menu";
  return is_date_line(text) ? "date line" : NULL;
}

const char *boilerplate_reason(const char *text) {
  enum follow follow;
  return find_reason(text, &follow);
}

// Says whether the text of block i stands again among the blocks after it: a page of many posts, each with
// its own comments.
static bool comes_again(const struct article *a, guint i) {
  const struct block *b = a->blocks->pdata[i];
  for (guint k = i + 1; k < a->blocks->len && k - i < LOOK_AHEAD; k++)
    if (g_string_equal(b->text, ((const struct block *)a->blocks->pdata[k])->text)) return true;
  return false;
}

// Says whether a block could be the headline that a line "Related article" announces: short, and no sentence.
static bool is_headline(const struct block *b) {
  return b->kind == BLOCK_PARAGRAPH && count_words(b->text->str) <= HEADLINE_WORDS &&
         !strchr(".!?:\"", b->text->str[b->text->len - 1]) && !g_str_has_suffix(b->text->str, "\xE2\x80\x9D");
}

static void mark_from(struct article *a, guint i, const char *reason) {
  for (; i < a->blocks->len; i++) {
    struct block *b = a->blocks->pdata[i];
    if (!b->boilerplate) b->boilerplate = reason;
  }
}

void boilerplate_mark(struct article *a) {
  size_t running = 0;
  bool list = false, announced = false;
  for (guint i = 0; i < a->blocks->len; i++) {
    struct block *b = a->blocks->pdata[i];
    enum follow follow = NOTHING;
    if (b->kind == BLOCK_TITLE || b->boilerplate) continue;
    if ((list && b->kind == BLOCK_ITEM) || (announced && is_headline(b))) {
      b->boilerplate = "related links";
      announced = false;
      continue;
    }
    if (b->kind != BLOCK_CELL) b->boilerplate = find_reason(b->text->str, &follow);
    list = follow == LIST;
    const char *colon = strchr(b->text->str, ':');
    announced = list && count_words(b->text->str) <= ANNOUNCING_WORDS && (!colon || !colon[1]);
    if (follow == TAIL && running >= TAIL_AFTER && !comes_again(a, i)) {
      mark_from(a, i, b->boilerplate);
      return;
    }
    if (!b->boilerplate) running += b->text->len;
  }
}
