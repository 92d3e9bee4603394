// SPDX-License-Identifier: MIT
// The files of the search, which its script (templates/assets/search.js) loads as scripts, so that they come
// also from file://. Each is one call of standpointSearch:
//   search/index.js     ("index", 0, {passages, groups, per, pieces, folds, words, actor, issue, stance,
//   year}) search/words-N.js   ("words", N, words, lists) search/text-N.js    ("text", N, {articles, strings,
//   groups})
// The text that articles' pages show is cut into passages (site/search.h), newest article first, and these
// into groups of about 3,000 bytes. The index says for each word, and for each value of a filter, which
// groups hold it (site/postings.h); `words` are the first words of the pieces words-N.js, `folds` the letters
// of site/fold.h. A file text-N.js holds the passages of `per` groups: what is shown, and by what a passage
// is told from others of its group. In it an article is [page or null, title, date in words, ISO date,
// source, number of statements in words]; a passage [article, text, block, statement …], text null where it
// is the article's title; a statement [id, stance, hollow, actor, issue, label, voice, person], of which the
// last five are numbers of strings, the person left out where nobody is named.
#pragma once
#include "site/pages/model.h"

// Makes them from the passages of m's edition; files of texts of which nothing changed are left as they
// stand. stamp becomes a digest of all of them: asked for with it, no old file is taken for a new one.
void search_files_make(const struct maker *m, char stamp[9]);
