// SPDX-License-Identifier: MIT
// What elements and class names mean for the text in them.
#include "read/html.h"

enum { TOKEN_LENGTH = 24, MOST_TOKENS = 12 };

static const struct html_element elements[] = {
    {"a", 0, -1, 0},
    {"address", HTML_BLOCK, -1, 0},
    {"article", HTML_BLOCK | HTML_CONTAINER | HTML_ARTICLE, -1, 0},
    {"aside", HTML_BLOCK | HTML_SOFT, -1, 0},
    {"audio", HTML_SKIP, -1, 0},
    {"blockquote", HTML_BLOCK, BLOCK_QUOTE, 0},
    {"body", HTML_BLOCK | HTML_CONTAINER, -1, 0},
    {"button", HTML_SKIP, -1, 0},
    {"canvas", HTML_SKIP, -1, 0},
    {"caption", HTML_BLOCK | HTML_SKIP, -1, 0},
    {"center", HTML_BLOCK | HTML_CONTAINER, -1, 0},
    {"dd", HTML_BLOCK, BLOCK_ITEM, 0},
    {"details", HTML_BLOCK, -1, 0},
    {"dialog", HTML_BLOCK | HTML_SKIP, -1, 0},
    {"div", HTML_BLOCK | HTML_CONTAINER, -1, 0},
    {"dl", HTML_BLOCK | HTML_LIST, -1, 0},
    {"dt", HTML_BLOCK, BLOCK_ITEM, 0},
    {"fieldset", HTML_BLOCK, -1, 0},
    {"figcaption", HTML_BLOCK | HTML_SKIP, -1, 0},
    {"figure", HTML_BLOCK | HTML_SOFT, -1, 0},
    {"footer", HTML_BLOCK | HTML_SOFT, -1, 0},
    {"form", HTML_BLOCK | HTML_CONTAINER | HTML_SOFT, -1, 0},
    {"h1", HTML_BLOCK, BLOCK_HEADING, 1},
    {"h2", HTML_BLOCK, BLOCK_HEADING, 2},
    {"h3", HTML_BLOCK, BLOCK_HEADING, 3},
    {"h4", HTML_BLOCK, BLOCK_HEADING, 4},
    {"h5", HTML_BLOCK, BLOCK_HEADING, 5},
    {"h6", HTML_BLOCK, BLOCK_HEADING, 6},
    {"header", HTML_BLOCK | HTML_SOFT, -1, 0},
    {"hr", HTML_BLOCK | HTML_VOID, -1, 0},
    {"legend", HTML_BLOCK | HTML_SKIP, -1, 0},
    {"li", HTML_BLOCK, BLOCK_ITEM, 0},
    {"main", HTML_BLOCK | HTML_CONTAINER | HTML_ARTICLE, -1, 0},
    {"map", HTML_SKIP, -1, 0},
    {"math", HTML_SKIP, -1, 0},
    {"menu", HTML_BLOCK | HTML_SKIP, -1, 0},
    {"nav", HTML_BLOCK | HTML_SKIP, -1, 0},
    {"noscript", HTML_SKIP, -1, 0},
    {"object", HTML_SKIP, -1, 0},
    {"ol", HTML_BLOCK | HTML_LIST, -1, 0},
    {"p", HTML_BLOCK, -1, 0},
    {"pre", HTML_BLOCK, -1, 0},
    {"section", HTML_BLOCK | HTML_CONTAINER, -1, 0},
    {"select", HTML_SKIP, -1, 0},
    {"summary", HTML_BLOCK, -1, 0},
    {"svg", HTML_SKIP, -1, 0},
    {"table", HTML_BLOCK, -1, 0},
    {"tbody", HTML_BLOCK, -1, 0},
    {"td", HTML_BLOCK | HTML_CONTAINER, BLOCK_CELL, 0},
    {"template", HTML_SKIP, -1, 0},
    {"tfoot", HTML_BLOCK, -1, 0},
    {"th", HTML_BLOCK, BLOCK_CELL, 0},
    {"thead", HTML_BLOCK, -1, 0},
    {"tr", HTML_BLOCK, -1, 0},
    {"ul", HTML_BLOCK | HTML_LIST, -1, 0},
    {"video", HTML_SKIP, -1, 0},
};

const struct html_element *html_element(const char *name) {
  static const struct html_element other = {"", 0, -1, 0};
  size_t lo = 0, hi = G_N_ELEMENTS(elements);
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    int order = strcmp(name, elements[mid].name);
    if (order == 0) return &elements[mid];
    if (order < 0)
      hi = mid;
    else
      lo = mid + 1;
  }
  return &other;
}

// Words of class names, after cutting at hyphens, underscores and capitals.
static const char *const aside_words[] = {
    "share",      "sharing",     "shares",        "sharebar",     "sharedaddy",
    "social",     "cookie",      "cookies",       "consent",      "gdpr",
    "related",    "recirc",      "recirculation", "recommended",  "recommendations",
    "newsletter", "newsletters", "subscribe",     "subscription", "signup",
    "promo",      "promos",      "promoted",      "sponsor",      "sponsored",
    "advert",     "adverts",     "advertisement", "ads",          "nav",
    "navbar",     "navigation",  "menu",          "breadcrumb",   "breadcrumbs",
    "sidebar",    "caption",     "captions",      "credit",       "credits",
    "byline",     "bylines",     "masthead",      "toolbar",      "pagination",
    "pager",      "popup",       "modal",         "toc",          "tags",
    "taglist",    "popular",     "trending",      "copyright",    "footer",
    "header",     "logo",        "meta",          "timestamp",    "noprint"};
static const char *const comment_words[] = {"comment", "comments", "disqus", "respond", "replies"};
// Beside one of these a class says what the element lacks or has, not what it is.
static const char *const about_words[] = {"has", "no",       "with",  "without", "is",     "not",
                                          "tag", "category", "topic", "type",    "author", "term"};
// A wrapper around a sidebar and more is no sidebar.
static const char *const around_words[] = {"wrap", "wrapper", "main", "layout", "page", "content"};
static const char *const aside_roles[] = {"navigation",    "banner", "contentinfo",
                                          "complementary", "search", "dialog"};

static bool listed(const char *s, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(s, list[i]) == 0) return true;
  return false;
}
#define LISTED(s, list) listed(s, list, G_N_ELEMENTS(list))

// Cuts "postFooter-share_bar2" into post, footer, share, bar. Returns how many words there are.
static size_t cut_name(struct slice s, char words[][TOKEN_LENGTH]) {
  size_t n = 0, len = 0;
  for (size_t i = 0; i <= s.len && n < MOST_TOKENS; i++) {
    char c = i < s.len ? s.data[i] : '-';
    bool letter = g_ascii_isalpha(c), capital = g_ascii_isupper(c) && i && g_ascii_islower(s.data[i - 1]);
    if ((!letter || capital) && len) {
      words[n++][len] = 0;
      len = 0;
    }
    if (letter && n < MOST_TOKENS && len + 1 < TOKEN_LENGTH) words[n][len++] = g_ascii_tolower(c);
  }
  return n;
}

static enum html_part part_of_name(struct slice name) {
  char words[MOST_TOKENS][TOKEN_LENGTH];
  size_t n = cut_name(name, words);
  bool aside = false, comments = false, around = false, layout = false;
  for (size_t i = 0; i < n; i++) {
    if (i == 0 && LISTED(words[i], about_words)) return HTML_TEXT_PART;
    aside |= LISTED(words[i], aside_words);
    comments |= LISTED(words[i], comment_words);
    around |= LISTED(words[i], around_words);
    layout |=
        strcmp(words[i], "sidebar") == 0 || strcmp(words[i], "nav") == 0 || strcmp(words[i], "header") == 0;
    if (i && LISTED(words[i - 1], about_words)) return HTML_TEXT_PART;
  }
  if (comments) return HTML_COMMENTS_PART;
  return aside && !(around && layout) ? HTML_ASIDE_PART : HTML_TEXT_PART;
}

static enum html_part part_of_names(struct slice names) {
  enum html_part part = HTML_TEXT_PART;
  for (size_t i = 0; i < names.len && part != HTML_COMMENTS_PART;) {
    size_t start = i;
    while (i < names.len && !g_ascii_isspace(names.data[i]))
      i++;
    enum html_part p = part_of_name(slice_sub(names, start, i));
    if (p > part) part = p;
    i++;
  }
  return part;
}

enum html_part html_part_of(struct slice inside) {
  struct slice value;
  enum html_part part = HTML_TEXT_PART;
  if (html_attribute(inside, "role", &value)) {
    for (size_t i = 0; i < G_N_ELEMENTS(aside_roles); i++)
      if (slice_is(value, aside_roles[i])) part = HTML_ASIDE_PART;
  }
  if (html_attribute(inside, "class", &value)) part = MAX(part, part_of_names(value));
  if (html_attribute(inside, "id", &value)) part = MAX(part, part_of_names(value));
  return part;
}

bool html_hidden(struct slice inside) {
  struct slice value;
  if (html_attribute(inside, "hidden", &value)) return true;
  if (html_attribute(inside, "aria-hidden", &value) && slice_is(slice_trim(value), "true")) return true;
  if (!html_attribute(inside, "style", &value)) return false;
  const char *display = memmem(value.data, value.len, "display", 7);
  size_t left = display ? (size_t)(value.data + value.len - display) : 0, at = 7;
  while (at < left && (display[at] == ' ' || display[at] == ':'))
    at++;
  return display && left - at >= 4 && memcmp(display + at, "none", 4) == 0;
}
