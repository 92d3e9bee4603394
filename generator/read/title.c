// SPDX-License-Identifier: MIT
// The title: where it stands, what of it is the site's name, and where it is said again.
#include "read/reader.h"

enum { AGAIN_WITHIN_PARAGRAPHS = 3, WORDS_LEFT = 4, LABEL_WORDS = 3 };

static const char *const separators[] = {
    " | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xB7 ", ": "};

static size_t count_words(const char *s, size_t len) {
  size_t n = 0;
  for (size_t i = 0; i < len; i++)
    n += s[i] != ' ' && (i == 0 || s[i - 1] == ' ');
  return n;
}

// Returns the last place in s[0..len) where a separator stands, or NULL; *width is the separator's length.
static const char *last_separator(const char *s, size_t len, size_t *width) {
  const char *best = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(separators); i++) {
    const char *at = g_strrstr_len(s, (gssize)len, separators[i]);
    if (at && (!best || at > best)) best = at, *width = strlen(separators[i]);
  }
  return best;
}

static bool same(const char *a, const char *b) {
  char *x = text_key(a), *y = text_key(b);
  bool equal = *x && strcmp(x, y) == 0;
  g_free(x);
  g_free(y);
  return equal;
}

// Says whether the piece s[0..len) after a bar is so short that it names a section or a site.
static bool is_label(const char *s, size_t len) {
  return count_words(s, len) <= LABEL_WORDS;
}

// Returns how much of title is left once the name of its site is cut from its end, with the section that
// often stands before it
// ("Title | Europe | The Paper"). Two short labels after bars are cut where the site is not known, too.
static size_t length_without_site(const char *title, const char *site) {
  size_t width = 0, len = strlen(title);
  const char *at = last_separator(title, len, &width);
  bool known = at && at > title && site && same(at + width, site);
  const char *bar = at ? g_strrstr_len(title, at - title, " | ") : NULL;
  bool section = bar && is_label(bar + 3, (size_t)(at - bar - 3)) &&
                 count_words(title, (size_t)(bar - title)) >= WORDS_LEFT;
  bool labels =
      section && g_str_has_prefix(at, " | ") && is_label(at + width, len - (size_t)(at + width - title));
  if (section && (known || labels)) return (size_t)(bar - title);
  return known ? (size_t)(at - title) : len;
}

// Marks the places where the title is said again: headings, and paragraphs at the top.
static void mark_again(struct article *a) {
  char *key = text_key(a->title);
  for (guint i = 0, paragraphs = 0; i < a->blocks->len && *key; i++) {
    struct block *b = a->blocks->pdata[i];
    bool near = b->kind == BLOCK_PARAGRAPH && paragraphs++ < AGAIN_WITHIN_PARAGRAPHS;
    if ((b->kind != BLOCK_HEADING && !near) || b->text->len > 4 * strlen(a->title) + 64) continue;
    char *other = text_key(b->text->str);
    if (strcmp(key, other) == 0) b->boilerplate = "title again";
    g_free(other);
  }
  g_free(key);
}

// Takes the heading that may serve as title out of the blocks: the first one of level 1, else the very first
// block.
static struct block *heading_as_title(const struct reading *r) {
  GPtrArray *blocks = r->article->blocks;
  for (guint i = 0; i < blocks->len; i++) {
    const struct block *b = blocks->pdata[i];
    if (b->kind != BLOCK_HEADING || b->level > (i == 0 ? r->title_level : 1)) continue;
    return g_ptr_array_steal_index(blocks, i);
  }
  return NULL;
}

// Makes a title of the file's name: no folder, ending, date or joining marks.
static char *title_from_name(const char *path) {
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
  char *out = dot && dot > name ? g_strndup(name, (gsize)(dot - name)) : g_strdup(name), *start = out;
  while (g_ascii_isdigit(*start) || (start > out && strchr("-_. ", *start) && *start))
    start++;
  if (!*start || start - out < 8) start = out; // fewer digits are no date
  g_strdelimit(start, "-_", ' ');
  char *valid = g_utf8_make_valid(start, -1), *title = text_folded(slice_of(valid));
  if (title) title[0] = g_ascii_toupper(title[0]);
  g_free(valid);
  g_free(out);
  return title;
}

void title_settle(struct reading *r) {
  struct article *a = r->article;
  if (!r->title && !a->title && r->title_level) r->title = heading_as_title(r);
  if (r->title) {
    const char *site = r->site ? r->site : a->source;
    block_cut(r->title, length_without_site(r->title->text->str, site));
    r->title->kind = BLOCK_TITLE;
    r->title->level = 0;
    g_free(a->title);
    a->title = g_strdup(r->title->text->str);
  } else if (a->title) {
    a->title[length_without_site(a->title, r->site ? r->site : a->source)] = 0;
  }
  if (a->title) mark_again(a);
  if (r->title) g_ptr_array_insert(a->blocks, 0, g_steal_pointer(&r->title));
  if (a->title) return;
  a->title = title_from_name(a->path);
  a->title_guessed = a->title != NULL;
}
