// SPDX-License-Identifier: MIT
// What an element may be and which attributes it may have.
#include "site/gate_element.h"
#include "base/json.h"

static bool one_of(const char *name, const char *const *names) {
  for (; *names; names++)
    if (**names == *name && strcmp(name, *names) == 0) return true;
  return false;
}

void gate_name(char to[GATE_NAME], struct slice name) {
  size_t n = MIN(name.len, GATE_NAME - 1);
  for (size_t i = 0; i < n; i++)
    to[i] = g_ascii_tolower(name.data[i]);
  to[n] = '\0';
}

// --- attributes ---

static bool attribute_find(const struct gate_element *e, const char *name, struct slice *value) {
  for (unsigned i = 0; i < e->count; i++) {
    const struct gate_attribute *a = &e->attributes[i];
    if (a->xml || strcmp(a->name, name) != 0) continue;
    *value = a->value;
    return true;
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
static bool link_loads(const struct gate_element *e) {
  static const char *const telling[] = {"canonical", "alternate", "author", "license", "next",
                                        "prev",      "help",      "search", "me",      "up",
                                        "home",      "index",     "first",  "last",    NULL};
  struct slice rel = {0};
  bool loads = !attribute_find(e, "rel", &rel) || slice_trim(rel).len == 0;
  for (struct slice word; (word = next_word(&rel)).len;) {
    char name[GATE_NAME];
    gate_name(name, word);
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

static void check_href(struct gate_reading *r, const struct gate_element *e, struct slice value) {
  bool link = strcmp(e->name, "a") == 0 || strcmp(e->name, "area") == 0 ||
              (strcmp(e->name, "link") == 0 && !link_loads(e));
  gate_address(r, value, link ? GATE_LINK : GATE_RESOURCE, e->offset);
}

static void check_attribute(struct gate_reading *r, const struct gate_element *e,
                            const struct gate_attribute *a) {
  static const char *const harmless[] = {"class",  "lang",  "aria-hidden", "viewbox",  "width",
                                         "height", "d",     "aria-label",  "datetime", "rel",
                                         "title",  "scope", NULL};
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
  if (one_of(a->name, harmless)) return; // most attributes are these
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

static void check_script(struct gate_walk *w, const struct gate_element *e) {
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

static void check_meta(struct gate_reading *r, const struct gate_element *e) {
  struct slice name = {0};
  if (attribute_find(e, "http-equiv", &name) && is_word(slice_trim(name), "refresh"))
    gate_fault(r, e->offset, "refresh of the page, expected none");
}

// What HTML and XML read differently: <p/> is not closed in HTML, <br></br> is two line breaks.
static void check_closing(struct gate_walk *w, const struct gate_element *e) {
  static const char *const empty[] = {"area", "base", "br",    "col",    "embed", "hr",  "img", "input",
                                      "link", "meta", "param", "source", "track", "wbr", NULL};
  if (w->kind != GATE_HTML || e->foreign) return;
  if (e->closed && !one_of(e->name, empty))
    gate_fault(w->reading, e->offset, "<%s/> is left open by HTML, expected <%s></%s>", e->name, e->name,
               e->name);
  if (!e->closed && one_of(e->name, empty))
    gate_fault(w->reading, e->offset, "<%s> with an end tag, expected <%s/>", e->name, e->name);
}

static void check_element(struct gate_walk *w, const struct gate_element *e) {
  static const char *const forbidden[] = {
      "iframe",      "frame",   "frameset", "object", "embed",     "applet",  "base",     "portal", "param",
      "fencedframe", "handler", "listener", "xmp",    "plaintext", "noembed", "noframes", NULL};
  if (e->name[0] && e->name[1] && e->name[2] && one_of(e->name, forbidden)) // none of them is so short
    gate_fault(w->reading, e->offset, "element <%s>, expected none", e->name);
  else if (strcmp(e->name, "script") == 0)
    check_script(w, e);
  else if (strcmp(e->name, "style") == 0)
    w->raw = e->content;
  else if (strcmp(e->name, "meta") == 0)
    check_meta(w->reading, e);
  for (unsigned i = 0; i < e->count; i++)
    check_attribute(w->reading, e, &e->attributes[i]);
}

// HTML reads the content of <script> and <style> as it stands, XML decodes it: both must come to the same.
static void check_raw(struct gate_walk *w, bool script, size_t start, size_t end) {
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

// --- the walk ---

void gate_walk_init(struct gate_walk *w, struct gate_reading *r, enum gate_markup kind) {
  *w = (struct gate_walk){.reading = r, .kind = kind, .foreign = g_byte_array_new()};
}

void gate_walk_release(struct gate_walk *w) {
  g_byte_array_unref(w->foreign);
}

static bool children_foreign(const struct gate_element *e) {
  if (strcmp(e->name, "svg") == 0 || strcmp(e->name, "math") == 0) return true;
  return e->foreign && strcmp(e->name, "foreignobject") != 0;
}

void gate_element_begin(struct gate_walk *w, struct gate_element *e) {
  const char *root = w->kind == GATE_HTML ? "html" : "svg";
  guint depth = w->foreign->len;
  e->foreign = depth ? w->foreign->data[depth - 1] : w->kind == GATE_SVG;
  if (strcmp(e->name, "svg") == 0 || strcmp(e->name, "math") == 0) e->foreign = true;
  if (depth == 0 && strcmp(e->name, root) != 0)
    gate_fault(w->reading, e->offset, "root element <%s>, expected <%s>", e->name, root);
  guint8 inside = children_foreign(e);
  g_byte_array_append(w->foreign, &inside, 1);
  check_closing(w, e);
  check_element(w, e);
  if (e->closed) w->raw = 0;
}

void gate_element_end(struct gate_walk *w, struct slice name, size_t end) {
  if (w->foreign->len) g_byte_array_set_size(w->foreign, w->foreign->len - 1);
  if (!w->raw) return;
  size_t start = w->raw;
  w->raw = 0;
  check_raw(w, name.len == 6 && g_ascii_strncasecmp(name.data, "script", 6) == 0, start, MAX(start, end));
}
