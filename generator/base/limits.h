// SPDX-License-Identifier: MIT
// How much of anything the program takes before it says so and goes on without: every bound on memory and
// time that input could otherwise set. Each is far above what people write; what is beyond is reported with
// its place.
#pragma once

enum {
  LIMIT_ARTICLE_BYTES = 32 << 20,      // a file of articles/; larger ones are skipped
  LIMIT_CONVERTED_BYTES = 16 << 20,    // an article in another encoding than UTF-8
  LIMIT_MARKDOWN_BYTES = 16 << 20,     // an article in Markdown: its tree costs some forty times its text
  LIMIT_LINE_BYTES = 1 << 20,          // a line of Markdown or plain text
  LIMIT_SENTENCE_WORDS = 250,          // a sentence that is coded; longer ones are shown all the same
  LIMIT_SENTENCE_BYTES = 10000,        // likewise, whatever its words are
  LIMIT_ARTICLE_SENTENCES = 20000,     // sentences of an article that are coded
  LIMIT_FIELD_BYTES = 1000,            // a title, source, author or licence; the rest of it is cut off
  LIMIT_ADDRESS_BYTES = 2048,          // a web address; a longer one is none
  LIMIT_TAGS = 100,                    // tags of an article
  LIMIT_FRONT_MATTER_BYTES = 64 << 10, // front matter
  LIMIT_FRONT_MATTER_DEPTH = 16,       // collections inside one another in front matter
  LIMIT_MARKDOWN_DEPTH = 32,           // lists and quotations inside one another
  LIMIT_MARKDOWN_IMAGES = 2000,        // images in one paragraph
  LIMIT_HTML_DEPTH = 256,              // elements inside one another; deeper ones are taken as text of those
  LIMIT_HTML_ELEMENTS = 4 << 20,       // elements of a page
  LIMIT_ELEMENT_ATTRIBUTES = 256,      // of one element of a page that is published
  LIMIT_INPUT_BYTES = 16 << 20,        // codebook, settings, words, templates, pictures
  LIMIT_TEMPLATE_SECTIONS = 256,       // sections inside one another while a page is drawn, partials included
  LIMIT_TEMPLATE_PARTIALS = 256,       // partials, parents and blocks inside one another, likewise
  LIMIT_REVIEWS_BYTES = 64 << 20,      // reviews.csv
  LIMIT_STATEMENT_BYTES = 1 << 20,     // a line of a file of statements
  LIMIT_JSON_DEPTH = 200,              // objects and lists inside one another
  LIMIT_MATRIX_BYTES = 1 << 30,        // a partial matrix that is merged
  LIMIT_ID_BYTES = 64,                 // an id of the codebook: pages are named by them
  LIMIT_NAME_BYTES = 1000,             // a name, term, label or question of the codebook
  LIMIT_SETTING_BYTES = 4000,          // a text of site.json
  LIMIT_CELLS = 1000000,               // actors times issues of a codebook
};
