// SPDX-License-Identifier: MIT
// Pages, drawings and feeds as XML: what an element may be and which attributes it may have.
#include "base/json.h"
#include "read/html_ready.h"
#include "site/gate_parts.h"
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

enum { MAX_NAME = 32, PIECE = 1 << 20 };

struct element {
  char name[MAX_NAME]; // lower case, without prefix; cut where longer than any that we know
  size_t offset;       // of its '<'
  size_t content;      // after its '>'
  int count;           // attributes
  const xmlChar **attributes;
  bool foreign; // inside <svg> or <math>
};

struct walk {
  struct gate_reading *reading;
  enum gate_markup kind;
  xmlParserCtxtPtr parser;
  GByteArray *foreign; // for each open element: are its children foreign
  size_t raw;          // where the content of the open <script> or <style> begins; 0: none is open
  bool json, broken;
};

static bool one_of(const char *name, const char *const *names) {
  for (; *names; names++)
    if (**names == *name && strcmp(name, *names) == 0) return true;
  return false;
}

// --- attributes ---

struct attribute {
  char name[MAX_NAME]; // as for elements
  bool xml;            // xml:name
  struct slice value;  // references decoded
};

static void lower(char *to, const char *from) {
  size_t n = 0;
  for (; n < MAX_NAME - 1 && from[n]; n++)
    to[n] = g_ascii_tolower(from[n]);
  to[n] = '\0';
}

static struct attribute attribute_at(const struct element *e, int i) {
  const xmlChar *const *a = (const xmlChar *const *)e->attributes + (size_t)i * 5;
  struct attribute out = {.value = {(const char *)a[3], (size_t)(a[4] - a[3])}};
  lower(out.name, (const char *)a[0]);
  out.xml = a[1] && strcmp((const char *)a[1], "xml") == 0;
  return out;
}

static bool attribute_find(const struct element *e, const char *name, struct slice *value) {
  for (int i = 0; i < e->count; i++) {
    struct attribute a = attribute_at(e, i);
    if (!a.xml && strcmp(a.name, name) == 0) {
      *value = a.value;
      return true;
    }
  }
  return false;
}

// Cuts the next word off list; empty at the end.
static struct slice next_word(struct slice *list) {
  *list = slice_trim(*list);
  size_t n = 0;
  while (n < list->len && !g_ascii_isspace(list->data[n]))
    n++;
  struct slice word = slice_sub(*list, 0, n);
  *list = slice_sub(*list, n, list->len);
  return word;
}

static bool is_word(struct slice s, const char *word) {
  return s.len == strlen(word) && g_ascii_strncasecmp(s.data, word, s.len) == 0;
}

// A <link> whose relations only tell where something is loads nothing.
static bool link_loads(const struct element *e) {
  static const char *const telling[] = {"canonical", "alternate", "author", "license", "next",
                                        "prev",      "help",      "search", "me",      "up",
                                        "home",      "index",     "first",  "last",    NULL};
  struct slice rel = {0};
  bool loads = !attribute_find(e, "rel", &rel) || slice_trim(rel).len == 0;
  for (struct slice word; (word = next_word(&rel)).len;) {
    char name[MAX_NAME] = "";
    if (word.len < MAX_NAME) memcpy(name, word.data, word.len);
    lower(name, name);
    loads = loads || !one_of(name, telling);
  }
  return loads;
}

static void check_srcset(struct gate_reading *r, struct slice value, size_t offset) {
  while (value.len) {
    const char *comma = memchr(value.data, ',', value.len);
    size_t n = comma ? (size_t)(comma - value.data) : value.len;
    struct slice candidate = slice_sub(value, 0, n);
    gate_address(r, next_word(&candidate), GATE_RESOURCE, offset);
    value = slice_sub(value, comma ? n + 1 : n, value.len);
  }
}

// fill="url(#x)" and its like: a part of the same file.
static void check_paint(struct gate_reading *r, struct slice value, size_t offset) {
  char *low = g_ascii_strdown(value.data, (gssize)value.len);
  if (strstr(low, "url") || strchr(low, '\\')) {
    struct slice id = slice_trim(value);
    bool local = slice_starts(id, "url(#") && memchr(id.data, ')', id.len);
    if (local) {
      const char *end = memchr(id.data, ')', id.len);
      gate_id_reference(r, slice_sub(id, 5, (size_t)(end - id.data)), offset);
      local = end == id.data + id.len - 1;
    }
    if (!local)
      gate_fault(r, offset, "\"%.*s\" could load a file, expected url(#id)", (int)slice_head(value, 200).len,
                 value.data);
  }
  g_free(low);
}

static void check_animation(struct gate_reading *r, struct slice target, size_t offset) {
  const char *colon = memchr(target.data, ':', target.len);
  struct slice name = colon ? slice_sub(target, (size_t)(colon - target.data) + 1, target.len) : target;
  if (is_word(name, "href") || (name.len > 1 && g_ascii_strncasecmp(name.data, "on", 2) == 0))
    gate_fault(r, offset, "animation of %.*s, expected none", (int)target.len, target.data);
}

static void check_href(struct gate_reading *r, const struct element *e, struct slice value) {
  bool link = strcmp(e->name, "a") == 0 || strcmp(e->name, "area") == 0 ||
              (strcmp(e->name, "link") == 0 && !link_loads(e));
  gate_address(r, value, link ? GATE_LINK : GATE_RESOURCE, e->offset);
}

static void check_attribute(struct gate_reading *r, const struct element *e, const struct attribute *a) {
  static const char *const resources[] = {"src", "poster", "background", NULL};
  static const char *const links[] = {"cite", "longdesc", NULL};
  static const char *const forbidden[] = {"action",  "formaction", "ping",    "manifest",
                                          "srcdoc",  "codebase",   "classid", "archive",
                                          "profile", "lowsrc",     "dynsrc",  NULL};
  static const char *const paints[] = {"fill",   "stroke",       "filter",     "mask",       "clip-path",
                                       "marker", "marker-start", "marker-mid", "marker-end", "cursor",
                                       NULL};
  static const char *const references[] = {"for",
                                           "headers",
                                           "list",
                                           "aria-labelledby",
                                           "aria-describedby",
                                           "aria-controls",
                                           "aria-owns",
                                           "aria-details",
                                           "aria-flowto",
                                           "aria-activedescendant",
                                           NULL};
  if (a->xml && strcmp(a->name, "base") == 0) gate_fault(r, e->offset, "xml:base, expected none");
  if (a->xml && strcmp(a->name, "id") != 0) return;
  if (strcmp(a->name, "class") == 0) return; // most attributes are these three
  if (strcmp(a->name, "id") == 0)
    gate_id(r, a->value, e->offset);
  else if (strcmp(a->name, "href") == 0)
    check_href(r, e, a->value);
  else if (strncmp(a->name, "on", 2) == 0)
    gate_fault(r, e->offset, "event handler %s, expected none", a->name);
  else if (one_of(a->name, forbidden))
    gate_fault(r, e->offset, "attribute %s, expected none", a->name);
  else if (one_of(a->name, resources))
    gate_address(r, a->value, GATE_RESOURCE, e->offset);
  else if (strcmp(a->name, "srcset") == 0 || strcmp(a->name, "imagesrcset") == 0)
    check_srcset(r, a->value, e->offset);
  else if (one_of(a->name, links))
    gate_address(r, a->value, GATE_LINK, e->offset);
  else if (strcmp(a->name, "style") == 0)
    gate_style_attribute(r, a->value, e->offset);
  else if (strcmp(a->name, "attributename") == 0)
    check_animation(r, a->value, e->offset);
  else if (one_of(a->name, paints))
    check_paint(r, a->value, e->offset);
  else if (one_of(a->name, references)) {
    struct slice list = a->value;
    for (struct slice word; (word = next_word(&list)).len;)
      gate_id_reference(r, word, e->offset);
  }
}

// --- elements ---

static void check_script(struct walk *w, const struct element *e) {
  struct gate_reading *r = w->reading;
  struct slice type = {0}, src = {0};
  bool has_src = attribute_find(e, "src", &src);
  attribute_find(e, "type", &type);
  w->json = !has_src && !e->foreign && is_word(slice_trim(type), "application/ld+json");
  if (e->foreign || (!has_src && !w->json)) {
    gate_fault(r, e->offset, "script in the page, expected a file of the site by src");
    return;
  }
  w->raw = e->content;
  if (has_src && !(src.len > 3 && g_ascii_strncasecmp(src.data + src.len - 3, ".js", 3) == 0))
    gate_fault(r, e->offset, "script \"%.*s\", expected a .js file of the site",
               (int)slice_head(src, 200).len, src.data);
}

static void check_meta(struct gate_reading *r, const struct element *e) {
  struct slice name = {0};
  if (attribute_find(e, "http-equiv", &name) && is_word(slice_trim(name), "refresh"))
    gate_fault(r, e->offset, "refresh of the page, expected none");
}

// What HTML and XML read differently: <p/> is not closed in HTML, <br></br> is two line breaks.
static void check_closing(struct walk *w, const struct element *e, bool closed) {
  static const char *const empty[] = {"area", "base", "br",    "col",    "embed", "hr",  "img", "input",
                                      "link", "meta", "param", "source", "track", "wbr", NULL};
  if (w->kind != GATE_HTML || e->foreign) return;
  if (closed && !one_of(e->name, empty))
    gate_fault(w->reading, e->offset, "<%s/> is left open by HTML, expected <%s></%s>", e->name, e->name,
               e->name);
  if (!closed && one_of(e->name, empty))
    gate_fault(w->reading, e->offset, "<%s> with an end tag, expected <%s/>", e->name, e->name);
}

static void check_element(struct walk *w, const struct element *e) {
  static const char *const forbidden[] = {
      "iframe",      "frame",   "frameset", "object", "embed",     "applet",  "base",     "portal", "param",
      "fencedframe", "handler", "listener", "xmp",    "plaintext", "noembed", "noframes", NULL};
  if (one_of(e->name, forbidden))
    gate_fault(w->reading, e->offset, "element <%s>, expected none", e->name);
  else if (strcmp(e->name, "script") == 0)
    check_script(w, e);
  else if (strcmp(e->name, "style") == 0)
    w->raw = e->content;
  else if (strcmp(e->name, "meta") == 0)
    check_meta(w->reading, e);
  for (int i = 0; i < e->count; i++) {
    struct attribute a = attribute_at(e, i);
    check_attribute(w->reading, e, &a);
  }
}

// --- the parser's calls ---

static size_t offset_now(const struct walk *w) {
  long at = xmlByteConsumed(w->parser);
  return at < 0 ? 0 : MIN((size_t)at, w->reading->bytes.len);
}

// A start tag holds no raw '<' but its own. Offsets are those of the bytes as they came where the file is
// UTF-8.
static size_t tag_start(const struct walk *w, size_t end) {
  const char *at = memrchr(w->reading->bytes.data, '<', end);
  return at ? (size_t)(at - w->reading->bytes.data) : 0;
}

static bool children_foreign(const struct element *e) {
  if (strcmp(e->name, "svg") == 0 || strcmp(e->name, "math") == 0) return true;
  return e->foreign && strcmp(e->name, "foreignobject") != 0;
}

static void start_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespaces, const xmlChar **declared, int count, int defaulted,
                          const xmlChar **attributes) {
  (void)prefix, (void)uri, (void)namespaces, (void)declared, (void)defaulted;
  struct walk *w = data;
  if (w->kind == GATE_XML) return;
  size_t end = offset_now(w);
  bool closed = end < w->reading->bytes.len && w->reading->bytes.data[end] == '/';
  struct element e = {.offset = tag_start(w, end),
                      .content = MIN(end + 1 + closed, w->reading->bytes.len),
                      .count = count,
                      .attributes = attributes};
  lower(e.name, (const char *)name);
  guint depth = w->foreign->len;
  e.foreign = depth ? w->foreign->data[depth - 1] : w->kind == GATE_SVG;
  if (strcmp(e.name, "svg") == 0 || strcmp(e.name, "math") == 0) e.foreign = true;
  if (depth == 0 && strcmp(e.name, w->kind == GATE_HTML ? "html" : "svg") != 0)
    gate_fault(w->reading, e.offset, "root element <%s>, expected <%s>", e.name,
               w->kind == GATE_HTML ? "html" : "svg");
  guint8 inside = children_foreign(&e);
  g_byte_array_append(w->foreign, &inside, 1);
  check_closing(w, &e, closed);
  check_element(w, &e);
  if (closed) w->raw = 0;
}

// HTML reads the content of <script> and <style> as it stands, XML decodes it: both must come to the same.
static void check_raw(struct walk *w, bool script, size_t start, size_t end) {
  struct gate_reading *r = w->reading;
  struct slice content = slice_sub(r->bytes, start, end);
  if (content.len && (memchr(content.data, '&', content.len) || memchr(content.data, '<', content.len)))
    gate_fault(r, start, "'&' or '<' inside <%s>, expected none: HTML and XML read them differently",
               script ? "script" : "style");
  else if (!script)
    gate_style_sheet(r, start, end);
  else if (w->json) {
    struct diag *held = diag_new_held();
    if (!json_check(r->path, content, held))
      gate_fault(r, start, "script of type application/ld+json is no JSON");
    diag_free(held);
  } else if (slice_trim(content).len)
    gate_fault(r, start, "script in the page, expected a file of the site by src");
}

static void end_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)prefix, (void)uri;
  struct walk *w = data;
  if (w->kind == GATE_XML) return;
  if (w->foreign->len) g_byte_array_set_size(w->foreign, w->foreign->len - 1);
  if (!w->raw) return;
  char low[MAX_NAME];
  lower(low, (const char *)name);
  size_t start = w->raw, end = tag_start(w, offset_now(w));
  w->raw = 0;
  check_raw(w, strcmp(low, "script") == 0, start, MAX(start, end));
}

static void on_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
  (void)name, (void)external, (void)system;
  struct walk *w = data;
  if (w->kind == GATE_HTML) return; // its very letters are checked
  gate_fault(w->reading, tag_start(w, offset_now(w)), "document type, expected none");
  w->broken = true;
  xmlStopParser(w->parser);
}

static void on_cdata(void *data, const xmlChar *value, int len) {
  (void)value, (void)len;
  struct walk *w = data;
  bool foreign = w->foreign->len && w->foreign->data[w->foreign->len - 1];
  if (w->kind == GATE_HTML && !foreign)
    gate_fault(w->reading, offset_now(w), "CDATA section in HTML, expected escaped text");
}

static void on_instruction(void *data, const xmlChar *target, const xmlChar *text) {
  (void)text;
  struct walk *w = data;
  if (w->kind == GATE_HTML || strcmp((const char *)target, "xml-stylesheet") == 0)
    gate_fault(w->reading, tag_start(w, offset_now(w)), "processing instruction %s, expected none",
               (const char *)target);
}

// <!--> ends a comment in HTML and begins one in XML.
static void on_comment(void *data, const xmlChar *text) {
  struct walk *w = data;
  if (w->kind != GATE_HTML || !(text[0] == '>' || (text[0] == '-' && text[1] == '>'))) return;
  size_t start = tag_start(w, offset_now(w));
  while (start && !slice_starts(slice_sub(w->reading->bytes, start, w->reading->bytes.len), "<!--"))
    start = tag_start(w, start);
  gate_fault(w->reading, start, "comment that begins with '>', expected text");
}

static void on_error(void *data, xmlErrorPtr error) {
  struct walk *w = data;
  if (w->broken || error->level < XML_ERR_ERROR) return;
  w->broken = error->level == XML_ERR_FATAL;
  char *text = g_strchomp(g_strdup(error->message ? error->message : "unreadable"));
  size_t at = offset_now(w);
  if (error->code == XML_ERR_TAG_NAME_MISMATCH) at = tag_start(w, at);
  gate_fault(w->reading, at, "not well-formed: %s", text);
  g_free(text);
  if (w->broken) xmlStopParser(w->parser);
}

void gate_markup(struct gate_reading *r, enum gate_markup kind) {
  if (kind == GATE_HTML && !slice_starts(r->bytes, "<!DOCTYPE html>"))
    gate_fault(r, 0, "page does not begin with <!DOCTYPE html>");
  if (r->bytes.len == 0) {
    gate_fault(r, 0, "file is empty, expected markup");
    return;
  }
  const char *bad = NULL;
  if (!g_utf8_validate_len(r->bytes.data, r->bytes.len, &bad)) {
    gate_fault(r, (size_t)(bad - r->bytes.data), "byte that is not UTF-8 text, expected UTF-8");
    return;
  }
  if (!gate_tags(r)) return;
  xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                       .startElementNs = start_element,
                       .endElementNs = end_element,
                       .internalSubset = on_doctype,
                       .cdataBlock = on_cdata,
                       .processingInstruction = on_instruction,
                       .comment = on_comment,
                       .serror = on_error};
  struct walk w = {.reading = r, .kind = kind, .foreign = g_byte_array_new()};
  html_ready();
  w.parser = xmlCreatePushParserCtxt(&sax, &w, NULL, 0, r->path);
  if (!w.parser) g_error("out of memory");
  xmlCtxtUseOptions(w.parser, XML_PARSE_NONET | XML_PARSE_NOENT);
  // In pieces: of more than ten million bytes at once libxml2 takes fright.
  for (size_t at = 0; at < r->bytes.len && !w.broken; at += PIECE)
    xmlParseChunk(w.parser, r->bytes.data + at, (int)MIN(PIECE, r->bytes.len - at), 0);
  if (!w.broken) xmlParseChunk(w.parser, "", 0, 1);
  const char *encoding = (const char *)w.parser->encoding;
  if (encoding && g_ascii_strcasecmp(encoding, "UTF-8") != 0)
    gate_fault(r, 0, "encoding \"%s\", expected UTF-8", encoding);
  xmlFreeDoc(w.parser->myDoc); // entities make one, also behind a document type that was refused
  xmlFreeParserCtxt(w.parser);
  g_byte_array_unref(w.foreign);
}
