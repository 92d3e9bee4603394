// SPDX-License-Identifier: MIT
// Every page of a small edition made from statements at hand, and read by the gate.
#include "base/home.h"
#include "no_publication.h"
#include "sample.h"
#include "site/gate.h"
#include "site/page.h"
#include "unit.h"

static GHashTable *files; // path -> text

static void put_file(const char *path, struct slice bytes) {
  ck_assert_msg(!g_hash_table_contains(files, path), "%s is made twice", path);
  g_hash_table_insert(files, g_strdup(path), g_strndup(bytes.data, bytes.len));
}

static const char *file(const char *path) {
  const char *text = g_hash_table_lookup(files, path);
  ck_assert_msg(text != NULL, "%s is not made", path);
  return text;
}

static void has(const char *path, const char *text) {
  ck_assert_msg(strstr(file(path), text) != NULL, "%s lacks %s", path, text);
}

static void lacks(const char *path, const char *text) {
  ck_assert_msg(strstr(file(path), text) == NULL, "%s has %s", path, text);
}

// Returns the path of the stylesheet NAME, which holds a digest.
static const char *asset(const char *name) {
  char *start = g_strdup_printf("assets/%s.", name);
  const char *found = NULL;
  GHashTableIter at;
  void *path;
  g_hash_table_iter_init(&at, files);
  while (!found && g_hash_table_iter_next(&at, &path, NULL))
    if (g_str_has_prefix(path, start)) found = path;
  ck_assert_msg(found != NULL, "%s... is not made", start);
  g_free(start);
  return found;
}

struct site {
  struct diag *d;
  char *folder;
  struct template_set *templates;
  struct settings settings;
  struct reviews reviews;
  struct edition e;
  struct page_sink *sink;
};

static void free_record(void *p) {
  struct article_record *r = p;
  g_free(r->path);
  g_free(r->title);
  g_free(r);
}

static void begin(struct site *s, enum article_mode mode) {
  *s = (struct site){.d = diag_new(stderr, false)};
  s->settings = (struct settings){.title = "Canals & <ferries>",
                                  .subtitle = "",
                                  .base_url = "https://example.org/c/",
                                  .author = "",
                                  .language = "en",
                                  .direction = "ltr",
                                  .paper = "A4",
                                  .licence = "",
                                  .contact = "a@example.org",
                                  .footer = "",
                                  .theme = "",
                                  .logo = "",
                                  .picture = "",
                                  .since = "2024-05-01",
                                  .articles = mode};
  files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  s->folder = program_folder("templates", NULL);
  const char *folders[] = {s->folder, NULL};
  s->templates = template_set_load(folders, true, s->d);
  ck_assert_ptr_nonnull(s->templates);
  s->sink = page_sink_new(s->templates, folders, &s->settings, "en", NULL, 2, s->d);
  s->e = (struct edition){.settings = &s->settings,
                          .codebook = &sample_codebook,
                          .reviews = &s->reviews,
                          .articles = g_ptr_array_new_with_free_func(free_record),
                          .by_path = g_hash_table_new(g_str_hash, g_str_equal),
                          .statements = sample_list(),
                          .rejected = sample_list(),
                          .skipped = g_ptr_array_new(),
                          .changes = g_array_new(FALSE, FALSE, sizeof(struct change))};
}

// Adds an article whose text is its statements' sentences, and makes its page.
static void add_article(struct site *s, const char *slug, const char *text, GPtrArray *statements) {
  struct article_record *r = g_new0(struct article_record, 1);
  r->path = g_strconcat("input/articles/", slug, ".md", NULL);
  r->slug = (char *)slug;
  r->title = g_strconcat("About ", slug, NULL);
  r->date = (char *)"2024-05-06";
  r->source = (char *)"The Gazette";
  r->statements = statements->len;
  r->has_page = s->settings.articles != ARTICLES_NONE;
  g_ptr_array_add(s->e.articles, r);
  g_hash_table_insert(s->e.by_path, r->path, r);
  struct article *a = text ? article_parse(r->path, slice_of(text), s->d) : NULL;
  if (r->has_page) article_page_make(&s->settings, &sample_codebook, r, a, statements, s->sink, NULL);
  article_free(a);
  for (guint i = 0; i < statements->len; i++)
    g_ptr_array_add(s->e.statements, statements->pdata[i]);
  g_ptr_array_set_free_func(statements, NULL);
  g_ptr_array_unref(statements);
  page_finish(s->sink);
}

static struct statement *says(GPtrArray *list, unsigned number, const char *doc, const char *actor,
                              const char *text, const char *sentence, enum stance stance, enum voice voice) {
  struct statement *t = sample_statement(number, doc, actor, "canal", stance, voice);
  const char *at = text ? strstr(text, sentence) : NULL;
  g_free(t->sentence);
  t->sentence = g_strdup(sentence);
  t->source = g_strdup("The Gazette");
  t->start = at ? (size_t)(at - text) : number * 100;
  t->end = t->start + strlen(sentence);
  g_ptr_array_add(list, sample_concept(t, stance == STANCE_NEUTRAL ? "talks" : "digging",
                                       stance == STANCE_SUPPORT  ? 1
                                       : stance == STANCE_OPPOSE ? -1
                                                                 : 0));
  return t;
}

static const char one_text[] =
    "# About one\n\nNorland wants the canal. Nobody asked why. Sudland & Ostland reject it.\n\n"
    "A paragraph without any position.\n\nOstland would rather talk.\n";

static void fill(struct site *s) {
  GPtrArray *one = sample_list(), *two = sample_list();
  says(one, 1, "one", "norland", one_text, "Norland wants the canal.", STANCE_SUPPORT, VOICE_STATED);
  says(one, 2, "one", "sudland", one_text, "Sudland & Ostland reject it.", STANCE_OPPOSE, VOICE_ACTED);
  says(one, 3, "one", "ostland", one_text, "Sudland & Ostland reject it.", STANCE_OPPOSE, VOICE_ASCRIBED);
  says(two, 4, "two", "norland", NULL, "Norland rejects the canal, said Sudland.", STANCE_OPPOSE,
       VOICE_ASCRIBED);
  says(two, 5, "two", "norland", NULL, "Norland still wants the canal.", STANCE_SUPPORT, VOICE_STATED);
  add_article(s, "one", one_text, one);
  add_article(s, "two", NULL, two);
}

static void finish(struct site *s) {
  matrix_init(&s->e.matrix, &sample_codebook, s->e.statements, 0, NULL, NULL, s->d);
  matrix_changes(&sample_codebook, s->e.statements, 0, "2024-05-01", s->e.changes);
  for (const struct page_kind *k = page_kinds; k->name; k++)
    k->make(&s->e, s->sink);
  ck_assert(page_assets(s->sink));
}

static int by_name(const void *a, const void *b) {
  return strcmp(a, b);
}

// All files pass the gate: well-formed, no link that leads nowhere.
static void pass_gate(struct site *s) {
  struct gate *g = gate_new();
  GList *paths = g_list_sort(g_hash_table_get_keys(files), by_name);
  for (const GList *p = paths; p; p = p->next)
    gate_file(g, p->data, slice_of(file(p->data)), s->d);
  gate_file(g, "data/inputs.sha256", (struct slice){"", 0}, s->d); // the build adds it
  ck_assert(gate_finish(g, s->d));
  ck_assert_uint_eq(diag_count(s->d, DIAG_ERROR), 0);
  g_list_free(paths);
  gate_free(g);
}

static void end(struct site *s) {
  page_sink_free(s->sink);
  template_set_free(s->templates);
  if (s->e.matrix.cells) matrix_release(&s->e.matrix);
  g_ptr_array_unref(s->e.articles);
  g_ptr_array_unref(s->e.statements);
  g_ptr_array_unref(s->e.rejected);
  g_ptr_array_unref(s->e.skipped);
  g_hash_table_unref(s->e.by_path);
  g_array_unref(s->e.changes);
  g_hash_table_unref(files);
  g_free(s->folder);
  diag_free(s->d);
}

START_TEST(the_full_edition_prints_the_best_of_many_statements) {
  struct site s;
  begin(&s, ARTICLES_EXCERPT);
  fill(&s);
  GPtrArray *many = sample_list();
  for (unsigned i = 0; i < 60; i++) {
    char *sentence = g_strdup_printf("Ostland wants the canal for the %uth time.", i);
    struct statement *t =
        says(many, 100 + i, "many", "ostland", NULL, sentence, STANCE_SUPPORT, VOICE_STATED);
    t->confidence = 900 - i;
    g_free(sentence);
  }
  add_article(&s, "many", NULL, many);
  finish(&s);
  pass_gate(&s);
  has("print-full.html", "for the 0th time");
  has("print-full.html", "for the 49th time");
  lacks("print-full.html", "for the 50th time");
  has("print-full.html", "<a href=\"cells/ostland--canal.html\">and 11 more statements</a>");
  has("cells/ostland--canal.html", "for the 59th time");
  end(&s);
}
END_TEST

START_TEST(every_page_is_made_and_passes_the_gate) {
  struct site s;
  begin(&s, ARTICLES_EXCERPT);
  fill(&s);
  finish(&s);
  pass_gate(&s);
  static const char *const paths[] = {"index.html",
                                      "actors/norland.html",
                                      "issues/canal.html",
                                      "issues/ferry.html",
                                      "cells/norland--canal.html",
                                      "articles/one.html",
                                      "articles/index.html",
                                      "actors/index.html",
                                      "issues/index.html",
                                      "agreement.html",
                                      "method.html",
                                      "print.html",
                                      "print-full.html",
                                      "404.html",
                                      "feed.xml",
                                      "sitemap.xml",
                                      "robots.txt",
                                      "data/index.html",
                                      "data/matrix.json",
                                      "data/statements.csv",
                                      "search.html",
                                      "search/index.js",
                                      "search/words-0.js",
                                      "search/text-0.js"};
  for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
    file(paths[i]);
  static const char *const assets[] = {"style", "site", "search", "print"};
  for (size_t i = 0; i < G_N_ELEMENTS(assets); i++)
    file(asset(assets[i]));
  has("index.html", "<title>Canals &amp; &lt;ferries&gt;</title>");
  has("index.html", "data-actor=\"norland\" data-issue=\"canal\" data-stance=\"support\"");
  has("index.html", "class=\"mark oppose hollow\""); // ostland: only as others say
  has("index.html", "<link rel=\"canonical\" href=\"https://example.org/c/\"/>");
  has("cells/norland--canal.html", "id=\"s-0000000000000005\"");
  has("cells/norland--canal.html", "../articles/one.html#s-0000000000000001");
  has("sitemap.xml", "https://example.org/c/cells/norland--canal.html");
  lacks("sitemap.xml", "404");
  end(&s);
}
END_TEST

START_TEST(excerpts_show_what_was_coded_and_no_more) {
  struct site s;
  begin(&s, ARTICLES_EXCERPT);
  fill(&s);
  has("articles/one.html",
      "<mark class=\"support\" id=\"s-0000000000000001\">Norland wants the canal.</mark>");
  has("articles/one.html", "<span id=\"s-0000000000000003\"></span><mark class=\"oppose\" "
                           "id=\"s-0000000000000002\">Sudland &amp; Ostland reject it.</mark>");
  lacks("articles/one.html", "Nobody asked why");
  lacks("articles/one.html", "without any position");
  // The second article is not at hand: its sentences are, each with its anchor.
  has("articles/two.html", "id=\"s-0000000000000004\">Norland rejects the canal, said Sudland.");
  has("articles/two.html", "../cells/norland--canal.html#s-0000000000000005");
  end(&s);
}
END_TEST

START_TEST(whole_articles_are_shown_where_the_site_says_so) {
  struct site s;
  begin(&s, ARTICLES_FULL);
  fill(&s);
  finish(&s);
  pass_gate(&s);
  has("articles/one.html", "Nobody asked why");
  has("articles/one.html", "<p>A paragraph without any position.</p>");
  has("articles/one.html", "<p>Ostland would rather talk.</p>");
  end(&s);
}
END_TEST

// The search finds what pages show, by the addresses that they have.
START_TEST(the_search_finds_coded_sentences) {
  struct site s;
  begin(&s, ARTICLES_EXCERPT);
  fill(&s);
  finish(&s);
  const char *text = "search/text-0.js";
  ck_assert(g_str_has_prefix(file(text), "standpointSearch(\"text\",0,{\"articles\":[[\"articles/one.html\","
                                         "\"About one\",\"6 May 2024\",\"2024-05-06\",\"The Gazette\","
                                         "\"3 statements\"]"));
  // One sentence of two statements is one passage; what excerpts leave out is not found.
  has(text, "[0,\"Sudland & Ostland reject it.\",0,[\"0000000000000002\",1,0,");
  has(text, ",[\"0000000000000003\",1,1,");
  has(text, "[0,null,0]");
  has(text, "Norland rejects the canal, said Sudland.");
  lacks(text, "Nobody asked why");
  lacks(text, "without any position");
  has("search/index.js", "\"groups\":1,");
  has("search/index.js", "\"year\":{\"2024\":");
  has("search.html", "<option value=\"norland\" data-href=\"actors/norland.html\">Norland</option>");
  has("search.html", "<option value=\"2024\">2024</option>");
  end(&s);
}
END_TEST

START_TEST(the_search_finds_whole_articles_where_they_are_shown) {
  struct site s;
  begin(&s, ARTICLES_FULL);
  fill(&s);
  finish(&s);
  has("search/text-0.js", "[0,\"Nobody asked why.\",2]");
  has("search/text-0.js", "[0,\"A paragraph without any position.\",3]");
  has("articles/one.html", "<div class=\"row\" id=\"p-3\">\n<p>A paragraph without any position.</p>");
  end(&s);
}
END_TEST

START_TEST(the_search_finds_statements_without_article_pages) {
  struct site s;
  begin(&s, ARTICLES_NONE);
  fill(&s);
  finish(&s);
  has("search/text-0.js", "\"articles\":[[null,\"About one\",");
  has("search/text-0.js", "[0,\"Sudland & Ostland reject it.\",0,[\"0000000000000002\",");
  end(&s);
}
END_TEST

START_TEST(without_article_pages_quotes_lead_to_cells) {
  struct site s;
  begin(&s, ARTICLES_NONE);
  fill(&s);
  finish(&s);
  pass_gate(&s);
  has("actors/norland.html", "href=\"../cells/norland--canal.html#s-0000000000000001\"");
  has("print-full.html", "<li id=\"note-1\"><cite>About one</cite>");
  end(&s);
}
END_TEST

START_TEST(paper_has_every_quote_and_numbered_notes) {
  struct site s;
  begin(&s, ARTICLES_EXCERPT);
  fill(&s);
  finish(&s);
  has("print.html", "href=\"print-full.html\"");
  has("print-full.html", "data-actor=\"norland\" data-issue=\"canal\">Norland</h3>");
  for (guint i = 0; i < s.e.statements->len; i++) {
    const struct statement *t = s.e.statements->pdata[i];
    GString *text = g_string_new("<p>");
    escape_markup(slice_of(t->sentence), text);
    has("print-full.html", g_string_append(text, "</p>")->str);
    g_string_free(text, TRUE);
  }
  // Two articles, two notes: the first links to its page and shows its address.
  has("print-full.html",
      "<li id=\"note-1\"><cite><a href=\"articles/one.html\">About one</a></cite>, The Gazette");
  has("print-full.html", "<span class=\"address\">https://example.org/c/articles/one.html</span>");
  has("print-full.html", "<a class=\"ref\" href=\"#note-2\">[2]</a>");
  lacks("print-full.html", "note-3");
  // What runs at the head of each page is the site's title, which may hold anything.
  has(asset("print"), "content: \"Canals \\26  \\3c ferries\\3e \"");
  end(&s);
}
END_TEST

START_TEST(an_empty_edition_says_so) {
  struct site s;
  begin(&s, ARTICLES_EXCERPT);
  finish(&s);
  pass_gate(&s);
  has("index.html", "No statement was found");
  has("actors/norland.html", "not the same as neutral");
  has("print-full.html", "No statement on this issue was found");
  lacks("print.html", "id=\"notes\"");
  end(&s);
}
END_TEST

UNIT("site/pages", the_full_edition_prints_the_best_of_many_statements,
     every_page_is_made_and_passes_the_gate, excerpts_show_what_was_coded_and_no_more,
     whole_articles_are_shown_where_the_site_says_so, the_search_finds_coded_sentences,
     the_search_finds_whole_articles_where_they_are_shown, the_search_finds_statements_without_article_pages,
     without_article_pages_quotes_lead_to_cells, paper_has_every_quote_and_numbered_notes,
     an_empty_edition_says_so)
