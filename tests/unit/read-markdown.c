// SPDX-License-Identifier: MIT
#include "read.h"

#define FRONT "---\ntitle: T\ndate: 2024-05-06\n---\n"
#define HEAD "title T\n"

START_TEST(blocks_have_their_kinds) {
  reads_as("x.md",
           FRONT
           "# Talks\n\nOne *two* **three**.\n\n- a b\n  - c\n\n> said\n\n    code x\n\n```c\nfence\n```\n",
           HEAD "heading1 Talks\nparagraph One two three.\nitem1 a b\nitem2 c\nquote said\ncode (code) code "
                "x\ncode (code) fence\n");
}
END_TEST

START_TEST(tables_become_cells) {
  reads_as("x.md", FRONT "| State | Vote |\n|---|:-:|\n| France | *for* |\n| `a` | b \\| c |\n",
           HEAD "cell State\ncell Vote\ncell France\ncell for\ncell a\ncell b | c\n");
}
END_TEST

START_TEST(markup_is_no_text) {
  reads_as("x.md",
           FRONT "A <b>bold</b> move<br>now ![alt](p.png) and [a\nlink](http://e.org/x (t)) "
                 "end.[^1]\n\n<div>raw</div>\n\n[^1]: A note.\n",
           HEAD "paragraph A bold move now and a link end.\nparagraph A note.\n");
  reads_as("x.md", FRONT "Say <script>alert('x')</script> no.\n", HEAD "paragraph Say no.\n");
}
END_TEST

START_TEST(white_space_is_folded) {
  reads_as("x.md",
           FRONT "a\xC2\xA0 b\r\nc\\\n  d\xE2\x80\x8B"
                 "e \xE2\x80\xAE"
                 "f\n",
           HEAD "paragraph a b c de f\n");
}
END_TEST

START_TEST(offsets_hold_where_cmark_columns_do_not) {
  struct article *a = read_text("x.md", FRONT "> - quoted *item* that\ngoes on lazily \\*here\\* &amp; "
                                              "there\n>   [with a\n> link](<u v>\n> 'title') too\n");
  read_prove(a);
  comes_from(a, "item that goes on", "item* that\ngoes on");
  comes_from(a, "*here*", "\\*here\\*");
  comes_from(a, "& there with", "&amp; there\n>   [with");
  comes_from(a, "too", "too");
  article_free(a);
  a = read_text("x.md", FRONT "[a]: /u 'a b'\n[b]: /v\na [b] a\n");
  comes_from(a, "a b a", "a [b] a");
  article_free(a);
}
END_TEST

START_TEST(a_text_that_comes_twice_is_found_in_its_own_place) {
  struct article *a = read_text("x.md", FRONT "See [it](http://e.org/war \"war\") and war.\n");
  comes_from(a, "it and war.", "it](http://e.org/war \"war\") and war.");
  const struct block *b = a->blocks->pdata[1];
  size_t from, to;
  block_source(b, b->text->len - 4, b->text->len, &from, &to);
  ck_assert_uint_eq(from, strlen(FRONT "See [it](http://e.org/war \"war\") and "));
  article_free(a);
}
END_TEST

START_TEST(a_title_said_twice_is_one) {
  reads_as("x.md", "---\ntitle: \"Xi's visit\"\ndate: 2024-05-06\n---\n# Xi\xE2\x80\x99s Visit\n\nText.\n",
           "title Xi's visit\nheading1 (title again) Xi\xE2\x80\x99s Visit\nparagraph Text.\n");
}
END_TEST

START_TEST(without_front_matter_heading_and_name_serve) {
  struct article *a = read_text("in/2024-05-06-xi-in-paris.md", "Text first.\n\n## Later\n");
  ck_assert_str_eq(a->title, "Xi in paris");
  ck_assert(a->title_guessed);
  ck_assert_str_eq(a->date, "2024-05-06");
  article_free(a);
  a = read_text("x.md", "## Talks in Doha\n\nText.\n");
  ck_assert_str_eq(a->title, "Talks in Doha");
  ck_assert(!a->title_guessed);
  ck_assert_ptr_null(a->date);
  article_free(a);
}
END_TEST

START_TEST(captions_and_links_are_marked) {
  reads_as("x.md",
           FRONT
           "![Guards](g.jpg)\n*Guards at the gate.*\n\nText.\n\n[Why Kyiv waits](/a)\n\n*Photo: agency*\n",
           HEAD "paragraph (caption) Guards at the gate.\nparagraph Text.\nparagraph (links) Why Kyiv waits\n"
                "paragraph (caption) Photo: agency\n");
}
END_TEST

START_TEST(hostile_shapes_are_refused_or_cheap) {
  static const char *const units[] = {"*a **a ", "[",  "![[]()", "[a](b", "> ",       "- ",
                                      "`e``",    "<?", "&copy;", "\\",    "[a]: u\n", "|\n-|\n"};
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
    GString *text = g_string_new(FRONT);
    while (text->len < 100000)
      g_string_append(text, units[i]);
    g_free(read_shape("x.md", text->str, text->len));
    g_string_free(text, TRUE);
  }
}
END_TEST

UNIT("read/markdown", blocks_have_their_kinds, tables_become_cells, markup_is_no_text, white_space_is_folded,
     offsets_hold_where_cmark_columns_do_not, a_text_that_comes_twice_is_found_in_its_own_place,
     a_title_said_twice_is_one, without_front_matter_heading_and_name_serve, captions_and_links_are_marked,
     hostile_shapes_are_refused_or_cheap)
