// SPDX-License-Identifier: MIT
#include "base/address.h"
#include "base/day.h"
#include "base/files.h"
#include "base/home.h"
#include "base/sha256.h"
#include "base/stop.h"
#include "site/language.h"
#include "site/ledger.h"
#include "site/linked.h"
#include "site/page_jobs.h"
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
  struct page_jobs *jobs;
  struct ledger *ledger; // NULL: nothing is remembered
  GHashTable *digests;   // template -> its digest
  GHashTable *shared;    // address of what keys have in common -> its digest
  unsigned standing;     // pages that were left as they stand
};

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
  return address_is_web(slice_of(contact)) ? g_strdup(contact) : g_strconcat("mailto:", contact, NULL);
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
  // Without it pages would not be what they should be, and none of the input is at fault.
  if (path && file_is_there(path) && !json_load(&s->accuracy, path, s->d))
    diag_fault(s->d, (struct diag_place){.path = path}, "a file of the program cannot be used", EIO);
  g_free(path);
  g_free(folder);
}

// --- what is done with each page and file in their order ---

static struct slice made(const GString *s) {
  return s ? (struct slice){s->str, s->len} : (struct slice){"", 0};
}

// Has the next build find the page that was made.
static void remember(struct page_sink *s, const struct page_job *job) {
  if (!gate_notes_clean(job->reading.notes)) return;
  GByteArray *notes = g_byte_array_new(), *passages = g_byte_array_new();
  gate_notes_pack(job->reading.notes, notes);
  if (job->article) search_pack(s->search, job->article, passages);
  if (job->kept) g_byte_array_append(passages, job->kept->data, job->kept->len);
  struct ledger_page page = {.notes = {(const char *)notes->data, notes->len},
                             .assets = made(job->assets),
                             .passages = {(const char *)passages->data, passages->len}};
  memcpy(page.sha256, job->reading.sha256, sizeof page.sha256);
  memcpy(page.date, job->date, sizeof page.date);
  ledger_put(s->ledger, job->path, job->key, &page);
  g_byte_array_unref(notes);
  g_byte_array_unref(passages);
}

static void end_job(struct page_job *job, void *data) {
  struct page_sink *s = data;
  if (job->messages) diag_pour(s->d, job->messages);
  if (job->assets) assets_note(s->assets, made(job->assets));
  bool ok = job->stands ? publish_keep(s->publication, job->path, &job->reading, job->what, s->d)
                        : job->ok && publish_put_read(s->publication, job->path, made(job->out),
                                                      &job->reading, job->what, s->d);
  if (!ok) return;
  if (job->page) {
    g_ptr_array_add(s->paths, g_strdup(job->path));
    g_ptr_array_add(s->dates, *job->date ? g_strdup(job->date) : NULL);
  }
  if (job->stands)
    ledger_keep(s->ledger, job->path);
  else if (job->key)
    remember(s, job);
}

struct page_sink *page_sink_new(const struct template_set *t, const char *const *folders,
                                const struct settings *settings, const char *book_language,
                                struct publication *p, unsigned threads, struct diag *d) {
  struct page_sink *s = g_new0(struct page_sink, 1);
  s->templates = t;
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
  s->search = search_new(publish_folder(p));
  s->digests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  s->shared = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  s->jobs = page_jobs_new(t, threads, end_job, s);
  load_accuracy(s);
  return s;
}

bool page_sink_ready(const struct page_sink *s) {
  return assets_whole(s->assets);
}

void page_sink_free(struct page_sink *s) {
  if (!s) return;
  page_jobs_free(s->jobs);
  json_free(s->site);
  assets_free(s->assets);
  json_free(s->book_in);
  json_free(s->text_in);
  words_free(s->words);
  json_doc_release(&s->accuracy);
  g_ptr_array_unref(s->paths);
  g_ptr_array_unref(s->dates);
  search_free(s->search);
  ledger_free(s->ledger);
  g_hash_table_unref(s->digests);
  g_hash_table_unref(s->shared);
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

void page_fault(struct page_sink *s, const char *path, const char *what, int error) {
  diag_fault(s->d, (struct diag_place){.path = path}, what, error);
}

int page_folder(const struct page_sink *s) {
  return publish_folder(s->publication);
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

static struct page_job *job_new(const char *path, const char *what) {
  struct page_job *job = g_new0(struct page_job, 1);
  job->path = g_strdup(path);
  job->what = g_strdup(what);
  return job;
}

void page_file_take(struct page_sink *s, const char *path, GString *bytes, const char *what) {
  struct page_job *job = job_new(path, what);
  job->out = bytes;
  page_jobs_push(s->jobs, job);
}

void page_file(struct page_sink *s, const char *path, struct slice bytes, const char *what) {
  page_file_take(s, path, g_string_new_len(bytes.data, (gssize)bytes.len), what);
}

struct publication *page_publication(const struct page_sink *s, struct diag **d) {
  *d = s->d;
  return s->publication;
}

void page_emit_keyed(struct page_sink *s, const char *path, const char *template_name, json *model,
                     const char *what, const char *article, const char *hex) {
  if (stop_asked()) {
    json_free(model);
    return;
  }
  struct page_job *job = job_new(path, what);
  add_shared(s, model, path);
  const char *modified = json_text(json_get(model, "modified"));
  if (day_is(modified)) g_strlcpy(job->date, modified, sizeof job->date);
  job->page = true;
  job->template_name = template_name;
  job->model = model;
  job->article = g_strdup(article);
  job->key = s->ledger && hex && *hex ? g_strdup(hex) : NULL;
  if (job->key && article) search_set_key(s->search, article, hex);
  page_jobs_push(s->jobs, job);
}

void page_emit(struct page_sink *s, const char *path, const char *template_name, json *model,
               const char *what) {
  page_emit_keyed(s, path, template_name, model, what, NULL, NULL);
}

void page_finish(struct page_sink *s) {
  page_jobs_finish(s->jobs);
}

bool page_assets(struct page_sink *s) {
  int error;
  page_finish(s);
  if (!search_sound(s->search, &error))
    diag_fault(s->d, (struct diag_place){0}, "what the search finds cannot be read back", error);
  return assets_put(s->assets, s->publication, s->d);
}

// --- pages that stand ---

static void add_tree(struct sha256 *sum, const json *tree) {
  char *text = tree ? json_print(tree, false) : g_strdup("");
  sha256_add(sum, text, strlen(text) + 1);
  g_free(text);
}

void page_remember(struct page_sink *s, const char *path, const char *salt) {
  const GString *settings = s->settings->doc.bytes;
  const json *const trees[] = {s->site, assets_tree(s->assets), words_tree(s->words), s->accuracy.root,
                               s->book_in};
  char hex[65];
  struct sha256 *sum = sha256_new();
  sha256_add(sum, salt, strlen(salt) + 1);
  if (settings) sha256_add(sum, settings->str, settings->len);
  for (size_t i = 0; i < G_N_ELEMENTS(trees); i++)
    add_tree(sum, trees[i]);
  sha256_end(sum, hex);
  s->ledger = ledger_open(path, hex);
}

struct ledger *page_ledger(const struct page_sink *s) {
  return s->ledger;
}

GHashTable *page_digests(struct page_sink *s) {
  return s->shared;
}

struct sha256 *page_key(const struct page_sink *s, const char *template_name) {
  if (!s->ledger) return NULL;
  char *digest = g_hash_table_lookup(s->digests, template_name);
  if (!digest) {
    digest = g_malloc(65);
    template_digest(s->templates, template_name, digest);
    g_hash_table_insert(s->digests, g_strdup(template_name), digest);
  }
  struct sha256 *key = sha256_new();
  sha256_add(key, digest, 65);
  return key;
}

// Says whether the file at path stands as key has it, and gives what the ledger keeps of it. Takes key, and
// sets hex to its digits; "" where there is none.
static bool stands(struct page_sink *s, const char *path, struct sha256 *key, char hex[65],
                   struct ledger_page *page) {
  struct stat status;
  *hex = '\0';
  if (!key) return false;
  sha256_end(key, hex);
  return publish_standing(s->publication, path, &status) && ledger_find(s->ledger, path, hex, &status, page);
}

bool page_stands(struct page_sink *s, const char *path, const char *what, const char *article,
                 struct sha256 *key, char hex[65]) {
  struct ledger_page page;
  if (!stands(s, path, key, hex, &page)) return false;
  struct gate_notes *notes = gate_notes_unpack(path, page.notes);
  if (!notes || (article && !search_unpack(s->search, article, page.passages))) {
    gate_notes_free(notes);
    return false;
  }
  if (article) search_set_key(s->search, article, hex);
  struct page_job *job = job_new(path, what);
  job->page = job->stands = true;
  job->assets = g_string_new_len(page.assets.data, (gssize)page.assets.len);
  job->reading.notes = notes;
  memcpy(job->reading.sha256, page.sha256, sizeof page.sha256);
  memcpy(job->date, page.date, sizeof page.date);
  page_jobs_push(s->jobs, job);
  s->standing++;
  return true;
}

// --- files that stand ---

struct sha256 *page_file_key(const struct page_sink *s) {
  return s->ledger ? sha256_new() : NULL;
}

bool page_file_stands(struct page_sink *s, const char *path, struct sha256 *key, char hex[65],
                      struct page_file_left *left) {
  struct ledger_page page;
  if (!stands(s, path, key, hex, &page)) return false;
  *left = (struct page_file_left){.kept = page.passages};
  memcpy(left->sha256, page.sha256, sizeof left->sha256);
  return true;
}

void page_file_keep(struct page_sink *s, const char *path, const char *what,
                    const struct page_file_left *left) {
  struct page_job *job = job_new(path, what);
  job->stands = true;
  g_assert(!gate_looks_into(path));
  job->reading.notes = gate_read(path, (struct slice){"", 0}, GATE_ALL);
  memcpy(job->reading.sha256, left->sha256, sizeof left->sha256);
  page_jobs_push(s->jobs, job);
}

void page_file_keyed(struct page_sink *s, const char *path, GString *bytes, const char *what, const char *hex,
                     GByteArray *kept) {
  struct page_job *job = job_new(path, what);
  job->out = bytes;
  job->kept = kept;
  job->key = s->ledger && *hex ? g_strdup(hex) : NULL;
  page_jobs_push(s->jobs, job);
}

bool page_kept(struct page_sink *s, const char *path, const char *key, struct slice *kept) {
  struct stat status;
  struct ledger_page page;
  if (!s->ledger || !publish_standing(s->publication, path, &status) ||
      !ledger_find(s->ledger, path, key, &status, &page))
    return false;
  *kept = page.passages;
  return true;
}

void page_keep(struct page_sink *s, const char *path, const char *key, const struct publish_reading *r,
               const GByteArray *kept) {
  if (!s->ledger || !gate_notes_clean(r->notes)) return;
  struct ledger_page page = {.passages = {(const char *)kept->data, kept->len}};
  memcpy(page.sha256, r->sha256, sizeof page.sha256);
  ledger_put(s->ledger, path, key, &page);
}

unsigned page_standing(const struct page_sink *s) {
  return s->standing;
}
