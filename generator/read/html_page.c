// SPDX-License-Identifier: MIT
// Our scanner finds tags and texts with their offsets; libxml2 gets the tags alone, cleaned and numbered, and
// says by its events how they nest (what is implied, what is left open, what stands in the wrong place).
// Together they make blocks that know their bytes.
#include "base/limits.h"
#include "read/html.h"
#include "read/html_ready.h"
#include <libxml/HTMLparser.h>
#include <stdio.h>

enum {
  FEED = 1024, // bytes handed to libxml2 at once: the depth may overshoot by that
  NAME_LENGTH = 24,
};

struct tag {
  struct slice inside;
  size_t start, end;
};

struct segment {
  size_t start, end;             // text in the source
  size_t space_start, space_end; // white space that stood before it between tags
};

struct open {
  char name[NAME_LENGTH];
  const struct html_element *element;
  enum block_kind kind;
  unsigned level, lists;
  int container, aside;
  bool skip, link, title, pre, article;
};

struct build {
  struct html_page *page;
  struct slice text;
  GArray *tags, *segments, *opens; // struct tag, struct segment, struct open
  htmlParserCtxtPtr parser;
  GString *feed;
  struct writer w;
  struct html_draft draft; // what the block being written stands in
  unsigned breaks;         // <br> since the last text
  size_t number;           // digits of a segment's number read so far
  bool digits;
};

static struct open *top(const struct build *b) {
  return &g_array_index(b->opens, struct open, b->opens->len - 1);
}

static void flush(struct build *b) {
  b->draft.block = writer_take(&b->w);
  b->breaks = 0;
  if (b->draft.block) g_array_append_val(b->page->drafts, b->draft);
  b->draft = (struct html_draft){0};
}

// --- texts ---

static size_t count_words(struct slice s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++)
    n += g_ascii_isalnum(s.data[i]) || (unsigned char)s.data[i] >= 0x80;
  return n;
}

static void begin(struct build *b) {
  const struct open *o = top(b);
  if (b->w.block) return;
  writer_begin(&b->w, o->kind,
               o->kind == BLOCK_HEADING ? o->level
               : o->kind == BLOCK_ITEM  ? MAX(o->lists, 1)
                                        : 0);
  b->draft = (struct html_draft){.container = o->container, .aside = o->aside};
}

static void put(struct build *b, size_t start, size_t end) {
  begin(b);
  html_put(&b->w, b->text, start, end);
  size_t n = count_words(slice_sub(b->text, start, end));
  b->draft.words += n;
  if (top(b)->link) b->draft.linked += n;
}

// In <pre> an empty line parts paragraphs.
static void put_lines(struct build *b, size_t start, size_t end) {
  for (size_t at = start; at < end;) {
    const char *nl = memmem(b->text.data + at, end - at, "\n\n", 2);
    size_t stop = nl ? (size_t)(nl - b->text.data) : end;
    put(b, at, stop);
    if (nl) flush(b);
    at = stop + 2;
  }
}

static void put_title(struct build *b, const struct segment *s) {
  struct writer w = {0};
  if (b->page->title) return;
  writer_begin(&w, BLOCK_TITLE, 0);
  html_put(&w, b->text, s->start, s->end);
  b->page->title = writer_take(&w);
}

static void take_segment(struct build *b, size_t number) {
  if (number >= b->segments->len || !b->opens->len) return;
  const struct segment *s = &g_array_index(b->segments, struct segment, number);
  if (top(b)->title) put_title(b, s);
  if (top(b)->skip || top(b)->title) return;
  if (b->w.block && s->space_end > s->space_start)
    writer_space(&b->w, s->space_start, s->space_end - s->space_start);
  b->breaks = 0;
  if (top(b)->pre)
    put_lines(b, s->start, s->end);
  else
    put(b, s->start, s->end);
}

// Text comes back as the numbers of segments, each ended by a semicolon.
static void on_text(void *data, const xmlChar *chars, int len) {
  struct build *b = data;
  for (int i = 0; i < len; i++) {
    if (g_ascii_isdigit(chars[i])) {
      b->number = b->number * 10 + (size_t)(chars[i] - '0');
      b->digits = true;
    } else {
      if (chars[i] == ';' && b->digits) take_segment(b, b->number);
      b->number = 0;
      b->digits = false;
    }
  }
}

// --- elements ---

static void on_break(struct build *b, const struct tag *tag) {
  if (!b->w.block || !b->w.block->text->len) return;
  const GString *text = b->w.block->text;
  bool stop = strchr(".!?", text->str[text->len - 1]) != NULL || g_str_has_suffix(text->str, "\xE2\x80\x9D");
  if (++b->breaks > 1 || stop)
    flush(b);
  else
    writer_space(&b->w, tag->start, tag->end - tag->start);
}

static void on_time(struct build *b, struct slice inside) {
  struct slice value;
  if (b->page->time_sure || !html_attribute(inside, "datetime", &value)) return;
  struct slice what;
  bool sure = html_attribute(inside, "pubdate", &what) ||
              (html_attribute(inside, "itemprop", &what) && slice_is(what, "datePublished"));
  if (b->page->time && !sure) return;
  g_free(b->page->time);
  b->page->time = html_value(inside, "datetime");
  b->page->time_sure = sure;
}

static void open_container(struct build *b, struct open *o, struct slice inside) {
  struct slice value;
  bool body = html_attribute(inside, "itemprop", &value) && slice_is(value, "articleBody");
  if (!(o->element->flags & HTML_CONTAINER) && !body) return;
  bool main_role =
      html_attribute(inside, "role", &value) && (slice_is(value, "main") || slice_is(value, "article"));
  struct html_container c = {.parent = o->container, .body = body};
  c.article = (o->element->flags & HTML_ARTICLE) || main_role;
  o->article |= c.article;
  g_array_append_val(b->page->containers, c);
  o->container = (int)b->page->containers->len - 1;
}

static void open_aside(struct build *b, struct open *o, struct slice inside) {
  static const char *const never[] = {"html", "body", "main", "article"};
  for (size_t i = 0; i < G_N_ELEMENTS(never); i++)
    if (strcmp(o->name, never[i]) == 0) return;
  enum html_part part = html_part_of(inside);
  bool soft = o->element->flags & HTML_SOFT;
  if (soft && strcmp(o->name, "header") == 0 && o->article) soft = false;
  if (part == HTML_TEXT_PART && !soft) return;
  struct html_aside aside = {.parent = o->aside, .comments = part == HTML_COMMENTS_PART};
  g_array_append_val(b->page->asides, aside);
  o->aside = (int)b->page->asides->len - 1;
}

static void on_open(void *data, const xmlChar *name, const xmlChar **attributes) {
  struct build *b = data;
  const struct tag none = {0}, *tag = &none;
  for (; attributes && attributes[0]; attributes += 2) {
    if (strcmp((const char *)attributes[0], "n") != 0 || !attributes[1]) continue;
    guint64 number = g_ascii_strtoull((const char *)attributes[1], NULL, 10);
    if (number < b->tags->len) tag = &g_array_index(b->tags, struct tag, number);
  }
  struct open o = *top(b);
  g_strlcpy(o.name, (const char *)name, sizeof o.name);
  o.element = html_element(o.name);
  if (o.element->flags & HTML_BLOCK) flush(b);
  if (strcmp(o.name, "br") == 0 && !o.skip) on_break(b, tag);
  if (o.element->flags & HTML_SKIP || html_hidden(tag->inside)) o.skip = true;
  if (o.element->flags & HTML_LIST) o.lists++;
  if (o.element->kind >= 0) o.kind = (enum block_kind)o.element->kind;
  if (o.element->level) o.level = o.element->level;
  if (strcmp(o.name, "table") == 0) o.kind = BLOCK_PARAGRAPH;
  o.link |= strcmp(o.name, "a") == 0;
  o.pre |= strcmp(o.name, "pre") == 0;
  o.title = strcmp(o.name, "title") == 0 && !o.skip;
  if (strcmp(o.name, "time") == 0 && !o.skip) on_time(b, tag->inside);
  if (!o.skip) {
    open_container(b, &o, tag->inside);
    open_aside(b, &o, tag->inside);
    if (o.aside != top(b)->aside) flush(b);
  }
  g_array_append_val(b->opens, o);
}

static void on_close(void *data, const xmlChar *name) {
  struct build *b = data;
  guint at = b->opens->len;
  while (at > 1 && strcmp(g_array_index(b->opens, struct open, at - 1).name, (const char *)name) != 0 &&
         b->opens->len - at < 8)
    at--;
  if (at <= 1 ||
      strncmp(g_array_index(b->opens, struct open, at - 1).name, (const char *)name, NAME_LENGTH - 1) != 0)
    return;
  for (; b->opens->len >= at; g_array_set_size(b->opens, b->opens->len - 1)) {
    const struct open *o = top(b), *outer = &g_array_index(b->opens, struct open, b->opens->len - 2);
    if (o->element->flags & HTML_BLOCK || o->aside != outer->aside) flush(b);
    if (o->container != outer->container)
      g_array_index(b->page->containers, struct html_container, o->container).last =
          (int)b->page->containers->len - 1;
  }
}

// --- feeding ---

static bool hand_over(struct build *b, bool last) {
  int code = htmlParseChunk(b->parser, b->feed->str, (int)b->feed->len, last);
  g_string_truncate(b->feed, 0);
  return code != XML_ERR_NO_MEMORY;
}

// Writes a tag for libxml2: its name in lower case, and where it opens its number.
static void feed_tag(struct build *b, const struct html_token *t) {
  static const char *const passed[] = {"meta", "link",  "base",   "script",   "style",
                                       "img",  "input", "source", "frameset", "frame"};
  char name[NAME_LENGTH];
  size_t n = 0;
  for (; n < t->name.len && n + 1 < NAME_LENGTH; n++)
    name[n] = g_ascii_isalnum(t->name.data[n]) ? g_ascii_tolower(t->name.data[n]) : '-';
  name[n] = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(passed); i++)
    if (strcmp(name, passed[i]) == 0) return;
  if (t->type == HTML_CLOSE) {
    g_string_append_printf(b->feed, "</%s>", name);
    return;
  }
  if (b->parser->nameNr > LIMIT_HTML_DEPTH) return; // libxml2 walks its stack of open elements
  struct tag tag = {t->inside, t->start, t->end};
  g_array_append_val(b->tags, tag);
  g_string_append_printf(b->feed, "<%s n=\"%u\">", name, b->tags->len - 1);
}

static bool is_blank(struct slice s) {
  return slice_trim(s).len == 0;
}

static bool feed_all(struct build *b, struct reading *r) {
  struct html_scan scan = {.text = b->text};
  struct html_token t;
  size_t space_start = 0, space_end = 0;
  while (html_next(&scan, &t)) {
    if (t.type == HTML_TEXT && is_blank(slice_sub(b->text, t.start, t.end))) {
      space_start = t.start, space_end = t.end;
    } else if (t.type == HTML_TEXT) {
      struct segment s = {t.start, t.end, space_start, space_end};
      g_array_append_val(b->segments, s);
      g_string_append_printf(b->feed, "%u;", b->segments->len - 1);
      space_start = space_end = 0;
    } else
      feed_tag(b, &t);
    if (b->feed->len >= FEED) hand_over(b, false);
    if (b->tags->len > LIMIT_HTML_ELEMENTS)
      return diag_error(r->d, reading_at(r, t.start),
                        "more than %d elements, expected a page that people read", LIMIT_HTML_ELEMENTS);
  }
  return hand_over(b, true);
}

static xmlSAXHandler handler(void) {
  xmlSAXHandler sax = {0};
  sax.startElement = on_open;
  sax.endElement = on_close;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  return sax;
}

bool html_page_read(struct html_page *page, struct reading *r) {
  *page = (struct html_page){0};
  page->drafts = g_array_new(FALSE, TRUE, sizeof(struct html_draft));
  page->containers = g_array_new(FALSE, TRUE, sizeof(struct html_container));
  page->asides = g_array_new(FALSE, TRUE, sizeof(struct html_aside));
  struct build b = {.page = page, .text = r->text.utf8, .feed = g_string_new(NULL)};
  b.tags = g_array_new(FALSE, TRUE, sizeof(struct tag));
  b.segments = g_array_new(FALSE, TRUE, sizeof(struct segment));
  b.opens = g_array_new(FALSE, TRUE, sizeof(struct open));
  struct html_container whole = {.parent = -1};
  g_array_append_val(page->containers, whole);
  struct open root = {.element = html_element(""), .kind = BLOCK_PARAGRAPH, .aside = -1};
  g_array_append_val(b.opens, root);
  xmlSAXHandler sax = handler();
  html_ready();
  b.parser = htmlCreatePushParserCtxt(&sax, &b, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  if (!b.parser) g_error("out of memory");
  htmlCtxtUseOptions(b.parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                   HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  bool ok = feed_all(&b, r);
  flush(&b);
  for (guint i = 0; i < b.opens->len; i++) {
    int c = g_array_index(b.opens, struct open, i).container;
    g_array_index(page->containers, struct html_container, c).last = (int)page->containers->len - 1;
  }
  xmlFreeDoc(b.parser->myDoc);
  b.parser->myDoc = NULL;
  htmlFreeParserCtxt(b.parser);
  g_array_unref(b.tags);
  g_array_unref(b.segments);
  g_array_unref(b.opens);
  g_string_free(b.feed, TRUE);
  return ok;
}

void html_page_release(struct html_page *page) {
  for (guint i = 0; i < page->drafts->len; i++)
    block_free(g_array_index(page->drafts, struct html_draft, i).block);
  g_array_unref(page->drafts);
  g_array_unref(page->containers);
  g_array_unref(page->asides);
  block_free(page->title);
  g_free(page->time);
}
