// SPDX-License-Identifier: MIT
#include "read.h"

#define P1                                                                                                   \
  "<p>The minister said on Tuesday that his government wanted a truce &amp; would go on asking for it.</p>"
#define T1 "The minister said on Tuesday that his government wanted a truce & would go on asking for it."
#define P2                                                                                                   \
  "<p>His colleague rejected the plan and said that <b>no talks</b> were <i>needed</i> before the "          \
  "winter.</p>"
#define T2 "His colleague rejected the plan and said that no talks were needed before the winter."

START_TEST(the_article_is_taken_out_of_the_page) {
  reads_as("x.html",
           "<html><head><title>Truce wanted in Paris | The Paper</title><script>var x = "
           "'<p>no</p>';</script></head><body>"
           "<nav><ul><li>Home</li></ul></nav><header><h1>The Paper</h1></header><article><h1>Truce wanted in "
           "Paris</h1>"
           "<figure><img alt='no'><figcaption>no caption</figcaption></figure>" P1
           "<aside><p>Read this other thing now, please do.</p></aside>" P2
           "<div class='share-bar'>Share</div></article><div id=comments><p>Russia will never accept it and "
           "you all know it.</p></div>"
           "<footer>imprint</footer></body></html>",
           "title Truce wanted in Paris\nparagraph " T1 "\nparagraph " T2 "\n");
}
END_TEST

START_TEST(entities_and_tags_keep_their_place) {
  struct article *a =
      read_text("x.html", "<body>" P1 P2
                          "<p>It&rsquo;s &#8220;over&#x201D; &mdash;\n he&nbsp;said&period; &bogus; R&D</p>");
  read_prove(a);
  comes_from(a, "truce & would", "truce &amp; would");
  comes_from(a, "no talks were needed", "no talks</b> were <i>needed");
  comes_from(a, "It\xE2\x80\x99s", "It&rsquo;s");
  comes_from(a, "\xE2\x80\x9Cover\xE2\x80\x9D \xE2\x80\x94 he said. &bogus; R&D",
             "&#8220;over&#x201D; &mdash;\n he&nbsp;said&period; &bogus; R&D");
  article_free(a);
}
END_TEST

START_TEST(metadata_is_read) {
  struct article *a = read_text(
      "x.html",
      "<html lang=en_GB><head><title>Xi arrives - Le Journal</title>"
      "<meta property='og:title' content='Xi arrives'><meta property='og:site_name' content='Le Journal'>"
      "<meta property='article:published_time' content='2024-05-06T23:30:00Z'><meta name=author "
      "content='Jane Doe'>"
      "<link rel=canonical href='https://e.org/xi'></head><body>" P1 P2);
  ck_assert_str_eq(a->title, "Xi arrives");
  ck_assert_str_eq(a->source, "Le Journal");
  ck_assert_str_eq(a->author, "Jane Doe");
  ck_assert_str_eq(a->date, "2024-05-06");
  ck_assert_str_eq(a->url, "https://e.org/xi");
  ck_assert_str_eq(a->language, "en-GB");
  comes_from(a, "Xi arrives", "Xi arrives");
  article_free(a);
  a = read_text("x.html", "<title>Blog: Ankara shuts its ports</title><h5>Friday, May 3, 2024</h5><h3>Ankara "
                          "shuts its ports</h3>" P1 P2);
  ck_assert_str_eq(a->title, "Ankara shuts its ports");
  ck_assert_str_eq(a->source, "Blog");
  ck_assert_str_eq(a->date, "2024-05-03");
  article_free(a);
  a = read_text("x.html",
                "<h1>A</h1><time datetime=2024-02-30>x</time><time datetime='2024-02-29T10:00'>y</time>" P1);
  ck_assert_ptr_null(a->date);
  article_free(a);
}
END_TEST

START_TEST(breaks_part_or_space) {
  reads_as("x.html",
           "<div>Turkey said that it would stop all trade with<br>Israel until the truce.<br>Israel said "
           "no.<br><br>All wait</div>",
           "paragraph Turkey said that it would stop all trade with Israel until the truce.\nparagraph "
           "Israel said no.\nparagraph All wait\n");
  struct article *a = read_text("x.html", "<div><a>one</a>\n <br>or<br>\n two</div>");
  read_prove(a);
  comes_from(a, "one or two", "one</a>\n <br>or<br>\n two");
  article_free(a);
}
END_TEST

START_TEST(lists_quotes_tables_headings) {
  reads_as("x.html",
           P1 P2 "<h2>Then</h2><ul><li>one<ul><li>two</ul></ul><blockquote><p>said</"
                 "blockquote><table><tr><th>a<td>b</table>",
           "paragraph " T1 "\nparagraph " T2
           "\nheading2 Then\nitem1 one\nitem2 two\nquote said\ncell a\ncell b\n");
}
END_TEST

START_TEST(a_misleading_class_does_not_lose_the_article) {
  reads_as("x.html",
           "<body><form><div class='content-sidebar-wrap'><div class='promo-text'>" P1 P2
           "</div></div></form><p>Short.</p>",
           "paragraph " T1 "\nparagraph " T2 "\n");
  reads_as("x.html", "<table><tr><td>menu<td><font>" P1 P2 "</font></table>",
           "paragraph " T1 "\nparagraph " T2 "\n");
}
END_TEST

START_TEST(hidden_text_is_not_read) {
  reads_as("x.html",
           P1 "<p hidden>x</p><p style='display: none'>y</p><span "
              "aria-hidden=true>z</span><template><p>t</p></template><!-- c -->" P2,
           "paragraph " T1 "\nparagraph " T2 "\n");
}
END_TEST

START_TEST(other_encodings_keep_their_offsets) {
  struct article *a =
      read_text("x.html", "<meta charset=iso-8859-1><p>Caf\xE9 talks \x93 failed\x94 &eacute;</p>");
  const struct block *b = a->blocks->pdata[0];
  ck_assert_str_eq(b->text->str, "Caf\xC3\xA9 talks \xE2\x80\x9C failed\xE2\x80\x9D \xC3\xA9");
  comes_from(a, "Caf\xC3\xA9 talks", "Caf\xE9 talks");
  comes_from(a, "failed\xE2\x80\x9D \xC3\xA9", "failed\x94 &eacute;");
  article_free(a);
  static const char wide[] = "\xFF\xFE<\0p\0>\0H\0i\0\xE9\0 \0m\0a\0n\0";
  struct diag *d = diag_new_held();
  a = article_parse("x.html", (struct slice){wide, sizeof wide - 1}, d);
  ck_assert_str_eq(((struct block *)a->blocks->pdata[0])->text->str, "Hi\xC3\xA9 man");
  size_t from, to;
  block_source(a->blocks->pdata[0], 0, 4, &from, &to);
  ck_assert_uint_eq(from, 8);
  ck_assert_uint_eq(to, 14);
  article_free(a);
  diag_free(d);
}
END_TEST

START_TEST(hostile_shapes_are_cheap) {
  static const char *const units[] = {"<div>",           "<b>",        "<p>a", "<",        "&",      "<!--",
                                      "<table><tr><td>", "<a href=\"", "</i>", "<ul><li>", "<p a=b "};
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
    GString *text = g_string_new(NULL);
    while (text->len < 300000)
      g_string_append(text, units[i]);
    g_free(read_shape("x.html", text->str, text->len));
    g_string_free(text, TRUE);
  }
}
END_TEST

UNIT("read/html", the_article_is_taken_out_of_the_page, entities_and_tags_keep_their_place, metadata_is_read,
     breaks_part_or_space, lists_quotes_tables_headings, a_misleading_class_does_not_lose_the_article,
     hidden_text_is_not_read, other_encodings_keep_their_offsets, hostile_shapes_are_cheap)
