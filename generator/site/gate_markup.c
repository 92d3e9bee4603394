// SPDX-License-Identifier: MIT
// Pages, drawings and feeds as XML, read by libxml2.
#include "read/html_ready.h"
#include "site/gate_element.h"
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

enum { PIECE = 1 << 20 };

struct walk {
  struct gate_reading *reading;
  enum gate_markup kind;
  struct gate_walk elements;
  GArray *attributes; // struct gate_attribute: of the element at hand
  xmlParserCtxtPtr parser;
  bool broken;
};

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

// libxml2 gives five pointers for an attribute: name, prefix, namespace, value and its end.
static void set_attributes(struct walk *w, const xmlChar **given, int count) {
  g_array_set_size(w->attributes, (guint)count);
  for (int i = 0; i < count; i++, given += 5) {
    struct gate_attribute *a = &g_array_index(w->attributes, struct gate_attribute, i);
    gate_name(a->name, slice_of((const char *)given[0]));
    a->xml = given[1] && strcmp((const char *)given[1], "xml") == 0;
    a->value = (struct slice){(const char *)given[3], (size_t)(given[4] - given[3])};
  }
}

static void start_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespaces, const xmlChar **declared, int count, int defaulted,
                          const xmlChar **attributes) {
  (void)prefix, (void)uri, (void)namespaces, (void)declared, (void)defaulted;
  struct walk *w = data;
  if (w->kind == GATE_XML) return;
  struct slice bytes = w->reading->bytes;
  size_t end = offset_now(w);
  bool closed = end < bytes.len && bytes.data[end] == '/';
  set_attributes(w, attributes, count);
  struct gate_element e = {.offset = tag_start(w, end),
                           .content = MIN(end + 1 + closed, bytes.len),
                           .closed = closed,
                           .attributes = (const struct gate_attribute *)(void *)w->attributes->data,
                           .count = (unsigned)count};
  gate_name(e.name, slice_of((const char *)name));
  gate_element_begin(&w->elements, &e);
}

static void end_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)prefix, (void)uri;
  struct walk *w = data;
  if (w->kind != GATE_XML)
    gate_element_end(&w->elements, slice_of((const char *)name), tag_start(w, offset_now(w)));
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
  const GByteArray *open = w->elements.foreign;
  bool foreign = open->len && open->data[open->len - 1];
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
  struct walk w = {.reading = r, .kind = kind};
  gate_walk_init(&w.elements, r, kind);
  w.attributes = g_array_new(FALSE, FALSE, sizeof(struct gate_attribute));
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
  g_array_unref(w.attributes);
  gate_walk_release(&w.elements);
}
