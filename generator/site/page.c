// SPDX-License-Identifier: MIT
#include "base/day.h"
#include "base/files.h"
#include "base/home.h"
#include "base/stop.h"
#include "site/language.h"
#include "site/linked.h"
#include "site/page_parts.h"

struct page_sink {
  const struct template_set *templates;
  const struct settings *settings;
  struct publication *publication;
  struct diag *d;
  struct words *words;
  struct assets *assets;
  struct json_doc accuracy;
  json *site;              // what every page says of the site
  json *book_in, *text_in; // how the codebook's words and the articles' are marked
  GPtrArray *paths;        // char *
  GPtrArray *dates;        // char * or NULL: when the page of that path last changed
  struct search *search;
  GString *out; // of the page that is being made; kept, so that pages do not each grow one
};

enum { OUT_FIRST = 1 << 16, OUT_KEPT = 1 << 20 };

// Articles are read as English, and what the program says of its own doing is English.
#define TEXT_LANGUAGE "en"

// The navigation: section, page, and the words' key.
static const struct {
  const char *section, *path, *key;
} sections[] = {
    {"matrix", "index.html", "nav.matrix"},        {"actors", "actors/index.html", "nav.actors"},
    {"issues", "issues/index.html", "nav.issues"}, {"articles", "articles/index.html", "nav.articles"},
    {"search", "search.html", "nav.search"},       {"agreement", "agreement.html", "nav.agreement"},
    {"method", "method.html", "nav.method"},       {"data", "data/index.html", "nav.data"},
    {"print", "print.html", "nav.print"},
};

static char *contact_href(const char *contact) {
  if (!*contact) return NULL;
  return g_str_has_prefix(contact, "http") ? g_strdup(contact) : g_strconcat("mailto:", contact, NULL);
}

static const char *direction(const struct settings *s, const struct words *w) {
  return *s->direction ? s->direction : language_is_rtl(words_language(w)) ? "rtl" : "ltr";
}

// The language with its country as networks write it ("en_GB"), or NULL where no country is named.
static char *network_locale(const char *language) {
  const char *hyphen = strchr(language, '-');
  bool country = hyphen && strlen(hyphen + 1) == 2 && !strchr(hyphen + 1, '-');
  return country ? g_strdelimit(g_strdup(language), "-", '_') : NULL;
}

static void add_sharing(json *site, const struct settings *s, const struct words *w, const struct assets *a) {
  const char *picture = picture_address(a, s->picture, "picture");
  char *address = picture ? page_address(s, picture) : NULL, *locale = network_locale(words_language(w));
  json_add_string(site, "picture", address);
  json_add_string(site, "locale", locale);
  g_free(address);
  g_free(locale);
}

static json *describe_site(const struct settings *s, const struct words *w, const struct assets *a) {
  json *site = json_object();
  char *edition = s->edition ? words_date(w, s->edition) : NULL, *contact = contact_href(s->contact),
       *edition_line = edition ? words_fill(w, "front.edition", "date", edition, NULL) : NULL,
       *made = words_fill(w, "foot.made", "version", STANDPOINT_VERSION, NULL);
  json_add_string(site, "title", s->title);
  json_add_string(site, "subtitle", s->subtitle);
  json_add_string(site, "author", s->author);
  json_add_string(site, "language", words_language(w));
  json_add_string(site, "direction", direction(s, w));
  json_add_string(site, "licence", s->licence);
  json_add_string(site, "footer", s->footer);
  json_add_string(site, "contact", s->contact);
  json_add_string(site, "contact_href", contact);
  json_add_string(site, "edition", s->edition);
  json_add_string(site, "edition_text", edition);
  json_add_string(site, "edition_line", edition_line);
  json_add_string(site, "made", made);
  json_add_string(site, "paper", strcmp(s->paper, "letter") == 0 ? "letter" : "a4");
  json_add_string(site, "version", STANDPOINT_VERSION);
  json_add_string(site, "logo", picture_address(a, s->logo, "logo"));
  json_add(site, "colours", palette_model(&s->palette));
  add_sharing(site, s, w, a);
  g_free(edition);
  g_free(edition_line);
  g_free(made);
  g_free(contact);
  return site;
}

static void load_accuracy(struct page_sink *s) {
  char *folder = program_folder("generator/data", s->d);
  char *path = folder ? g_build_filename(folder, "accuracy.json", NULL) : NULL;
  if (path && file_is_there(path)) json_load(&s->accuracy, path, s->d);
  g_free(path);
  g_free(folder);
}

struct page_sink *page_sink_new(const struct template_set *t, const char *const *folders,
                                const struct settings *settings, const char *book_language,
                                struct publication *p, struct diag *d) {
  struct page_sink *s = g_new0(struct page_sink, 1);
  s->templates = t;
  s->out = g_string_sized_new(OUT_FIRST);
  s->settings = settings;
  s->publication = p;
  s->d = d;
  const json *given = json_get(settings->doc.root, "language");
  struct diag_place at = given ? json_place(&settings->doc, given) : (struct diag_place){0};
  s->words = words_load(folders, settings->language, at, d);
  s->assets = assets_load(folders, d);
  add_pictures(s->assets, settings, d);
  add_colours(s->assets, settings, t, d);
  s->site = describe_site(settings, s->words, s->assets);
  add_paper(s->assets, s->site, s->words, t, d);
  s->book_in = page_in(s, book_language);
  s->text_in = page_in(s, TEXT_LANGUAGE);
  s->paths = g_ptr_array_new_with_free_func(g_free);
  s->dates = g_ptr_array_new_with_free_func(g_free);
  s->search = search_new();
  load_accuracy(s);
  return s;
}

void page_sink_free(struct page_sink *s) {
  if (!s) return;
  g_string_free(s->out, TRUE);
  json_free(s->site);
  assets_free(s->assets);
  json_free(s->book_in);
  json_free(s->text_in);
  words_free(s->words);
  json_doc_release(&s->accuracy);
  g_ptr_array_unref(s->paths);
  g_ptr_array_unref(s->dates);
  search_free(s->search);
  g_free(s);
}

const struct words *page_words(const struct page_sink *s) {
  return s->words;
}
json *page_in(const struct page_sink *s, const char *language) {
  if (language_is_same(language, words_language(s->words))) return json_null();
  bool rtl = language_is_rtl(language),
       turned = rtl != (strcmp(direction(s->settings, s->words), "rtl") == 0);
  json *j = json_object();
  json_add_string(j, "language", language);
  json_add_string(j, "direction", turned ? (rtl ? "rtl" : "ltr") : NULL);
  return j;
}
const json *page_accuracy(const struct page_sink *s) {
  return s->accuracy.root;
}
const GPtrArray *page_paths(const struct page_sink *s) {
  return s->paths;
}
const char *page_modified(const struct page_sink *s, guint i) {
  return s->dates->pdata[i];
}

struct search *page_search(const struct page_sink *s) {
  return s->search;
}

char *page_root(const char *path) {
  GString *root = g_string_new(NULL);
  for (; *path; path++)
    if (*path == '/') g_string_append(root, "../");
  return g_string_free(root, FALSE);
}

char *page_address(const struct settings *s, const char *path) {
  if (!*s->base_url) return NULL;
  const char *slash = g_str_has_suffix(s->base_url, "/") ? "" : "/";
  size_t n = strlen(path);
  if (strcmp(path, "index.html") == 0 || g_str_has_suffix(path, "/index.html")) n -= strlen("index.html");
  return g_strdup_printf("%s%s%.*s", s->base_url, slash, (int)n, path);
}

static void add_navigation(const struct page_sink *s, json *model, const char *path) {
  const char *section = json_text(json_get(model, "section"));
  json *nav = json_add_array(model, "nav");
  for (size_t i = 0; i < G_N_ELEMENTS(sections); i++) {
    json *entry = json_push(nav, json_object());
    bool within = section && strcmp(section, sections[i].section) == 0,
         here = strcmp(path, sections[i].path) == 0;
    json_add_string(entry, "href", sections[i].path);
    json_add_string(entry, "label", words_get(s->words, sections[i].key));
    json_add_string(entry, "current", here ? "page" : within ? "true" : NULL);
  }
}

// What all pages share. Keys that a page may lack are added empty, so that no template meets another level's.
static void add_shared(const struct page_sink *s, json *model, const char *path) {
  static const char *const optional[] = {"title", "description", "section", "kind", "published"};
  for (size_t i = 0; i < G_N_ELEMENTS(optional); i++)
    if (!json_get(model, optional[i])) json_add_string(model, optional[i], NULL);
  if (!json_get(model, "modified")) json_add_string(model, "modified", s->settings->edition);
  const char *title = json_text(json_get(model, "title"));
  char *root = page_root(path), *address = page_address(s->settings, path),
       *home = page_address(s->settings, "index.html");
  bool own = title && strcmp(title, s->settings->title) != 0;
  char *full = own ? g_strdup_printf("%s · %s", title, s->settings->title) : g_strdup(s->settings->title);
  json_add_string(model, "full_title", full);
  json_add_bool(model, "front", strcmp(path, "index.html") == 0);
  json_add_string(model, "path", path);
  json_add_string(model, "root", root);
  json_add_string(model, "canonical", address);
  json_add_string(model, "home", home);
  json_add_borrowed(model, "site", s->site);
  json_add_borrowed(model, "asset", assets_tree(s->assets));
  json_add_borrowed(model, "book_in", s->book_in);
  json_add_borrowed(model, "program_in", s->text_in);
  if (!json_get(model, "text_in")) json_add_borrowed(model, "text_in", s->text_in);
  json_add_borrowed(model, "t", words_tree(s->words));
  add_navigation(s, model, path);
  linked_complete(model, words_language(s->words), s->settings->title);
  g_free(root);
  g_free(address);
  g_free(home);
  g_free(full);
}

bool page_file(struct page_sink *s, const char *path, struct slice bytes, const char *what) {
  return publish_put(s->publication, path, bytes, what, s->d);
}

bool page_emit(struct page_sink *s, const char *path, const char *template_name, json *model,
               const char *what) {
  GString *out = s->out;
  if (stop_asked()) {
    json_free(model);
    return false;
  }
  g_string_truncate(out, 0);
  add_shared(s, model, path);
  bool ok = template_render(s->templates, template_name, model, out, s->d);
  assets_note(s->assets, (struct slice){out->str, out->len});
  ok = ok && publish_put(s->publication, path, (struct slice){out->str, out->len}, what, s->d);
  if (ok) {
    const char *modified = json_text(json_get(model, "modified"));
    g_ptr_array_add(s->paths, g_strdup(path));
    g_ptr_array_add(s->dates, day_is(modified) ? g_strdup(modified) : NULL);
  }
  if (out->allocated_len > OUT_KEPT) {
    g_string_free(out, TRUE);
    s->out = g_string_sized_new(OUT_FIRST);
  }
  json_free(model);
  return ok;
}

bool page_assets(struct page_sink *s) {
  return assets_put(s->assets, s->publication, s->d);
}
