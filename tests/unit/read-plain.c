// SPDX-License-Identifier: MIT
#include "read.h"

#define LONG                                                                                                 \
  "The minister said on Tuesday that his government would not send troops and would go on asking for talks"

START_TEST(a_short_first_line_apart_is_the_title) {
  reads_as("x.txt", "Paris asks for a truce\n\nText here.\n",
           "title Paris asks for a truce\nparagraph Text here.\n");
  reads_as("x.txt", "Will Paris ask for a truce?\n\nText here.\n",
           "title Will Paris ask for a truce?\nparagraph Text here.\n");
  reads_as("x.txt", "Paris asked for a truce.\n\nText here.\n",
           "paragraph Paris asked for a truce.\nparagraph Text here.\n");
  reads_as("x.txt", "PARIS ASKS\nBy Jane Doe\n6 May 2024\n\nText.\n",
           "title PARIS ASKS\nparagraph (byline) By Jane Doe\nparagraph (date line) 6 May 2024\nparagraph "
           "Text.\n");
}
END_TEST

START_TEST(one_line_a_paragraph_stays_so) {
  reads_as("x.txt", LONG ".\n" LONG ".\nShort one.\n",
           "paragraph " LONG ".\nparagraph " LONG ".\nparagraph Short one.\n");
}
END_TEST

START_TEST(wrapped_lines_are_joined) {
  reads_as("x.txt",
           "The ministers met on Tuesday in the old town hall and spoke\nfor most of the day. They agreed on "
           "little, officials said,\n"
           "but they will meet again. Nobody named a date for the next\nround.\n\nA second paragraph.\n",
           "paragraph The ministers met on Tuesday in the old town hall and spoke for most of the day. They "
           "agreed on little, "
           "officials said, but they will meet again. Nobody named a date for the next round.\nparagraph A "
           "second paragraph.\n");
  reads_as("x.txt", "It was a shameful and unneeded act that broke the long cease-\nfire, she said.\n",
           "paragraph It was a shameful and unneeded act that broke the long cease-fire, she said.\n");
}
END_TEST

START_TEST(speakers_keep_their_lines) {
  reads_as(
      "x.txt",
      "Q: Will you send arms to the front before the end of this month, sir?\nA: No.\nMR KIRBY: We said so "
      "in the spring, in writing, and it stands.\n",
      "paragraph Q: Will you send arms to the front before the end of this month, sir?\nparagraph A: No.\n"
      "paragraph MR KIRBY: We said so in the spring, in writing, and it stands.\n");
}
END_TEST

START_TEST(lists_headings_and_quotes) {
  reads_as("x.txt",
           "WHAT THEY WANT\n==============\n\n- a truce\n2. a swap\n\xE2\x80\xA2 aid\n\n> we "
           "agree\n\n-----\n\nDone.\n",
           "title WHAT THEY WANT\nitem1 a truce\nitem1 a swap\nitem1 aid\nquote we agree\nparagraph Done.\n");
}
END_TEST

START_TEST(line_ends_and_bom) {
  struct article *a = read_text("x.txt", "\xEF\xBB\xBF"
                                         "A title\r\n\r\nOne\xC2\xA0two.\rThree.\r\n");
  ck_assert_str_eq(a->title, "A title");
  ck_assert_uint_eq(a->blocks->len, 3);
  read_prove(a);
  comes_from(a, "One two.", "One\xC2\xA0two.");
  comes_from(a, "A title", "A title");
  article_free(a);
}
END_TEST

START_TEST(the_comment_tail_is_no_text) {
  const char *text = LONG ".\n" LONG ".\n" LONG ".\n" LONG ".\n" LONG ".\nNo comments:\nPost a Comment";
  char *got = read_shape("x.txt", text, strlen(text));
  ck_assert_ptr_nonnull(
      strstr(got, "paragraph (comments) No comments:\nparagraph (comments) Post a Comment\n"));
  g_free(got);
  text = LONG ".\n" LONG ".\n" LONG ".\n" LONG ".\n" LONG ".\n3 comments\nolly: Russia must win.\n";
  got = read_shape("x.txt", text, strlen(text));
  ck_assert_ptr_nonnull(strstr(got, "paragraph (comments) olly: Russia must win.\n"));
  g_free(got);
}
END_TEST

START_TEST(what_only_looks_like_boilerplate_stays) {
  reads_as(
      "x.txt",
      "By contrast, Beijing wants talks.\nThe minister made no comments on the truce.\nShare prices fell "
      "after the veto.\n"
      "Related sanctions were lifted in May.\nReuters quoted him as saying so.\nPrint media were banned.\n",
      "paragraph By contrast, Beijing wants talks.\nparagraph The minister made no comments on the truce.\n"
      "paragraph Share prices fell after the veto.\nparagraph Related sanctions were lifted in May.\n"
      "paragraph Reuters quoted him as saying so.\nparagraph Print media were banned.\n");
}
END_TEST

START_TEST(what_stands_beside_the_text_is_marked) {
  reads_as("x.txt",
           "Paris asked for a truce.\nRelated article\nHow the war began\nIt began in May.\nXi waves "
           "(Reuters)\nSo it wrote (Reuters).\n",
           "paragraph Paris asked for a truce.\nparagraph (related links) Related article\nparagraph "
           "(related links) How the war began\n"
           "paragraph It began in May.\nparagraph (caption) Xi waves (Reuters)\nparagraph So it wrote "
           "(Reuters).\n");
  reads_as("x.txt", "Sweden tells all households to prepare | World News | Daily News\n\nText.\n",
           "title Sweden tells all households to prepare\nparagraph Text.\n");
  reads_as(
      "x.txt",
      "Paris asked for a truce.\nAdvertisement\nShare this article\nRead also: Paris waits\nFILE PHOTO: Xi "
      "in Paris, May 6\nXi waves. AP Photo/Jane Doe\n"
      "We use cookies to make this site better.\nSign up for our newsletter.\n\xC2\xA9 2024 The Paper\nHome "
      "| World | Sport\n",
      "paragraph Paris asked for a truce.\nparagraph (advertisement) Advertisement\nparagraph (share line) "
      "Share this article\n"
      "paragraph (related links) Read also: Paris waits\nparagraph (caption) FILE PHOTO: Xi in Paris, May 6\n"
      "paragraph (caption) Xi waves. AP Photo/Jane Doe\nparagraph (cookie notice) We use cookies to make "
      "this site better.\n"
      "paragraph (subscription) Sign up for our newsletter.\nparagraph (copyright) \xC2\xA9 2024 The Paper\n"
      "paragraph (menu) Home | World | Sport\n");
}
END_TEST

UNIT("read/plain", a_short_first_line_apart_is_the_title, one_line_a_paragraph_stays_so,
     wrapped_lines_are_joined, speakers_keep_their_lines, lists_headings_and_quotes, line_ends_and_bom,
     the_comment_tail_is_no_text, what_only_looks_like_boilerplate_stays,
     what_stands_beside_the_text_is_marked)
