// SPDX-License-Identifier: MIT
// Private to coding/: which sentences have to be parsed. To parse takes a third of the time of an article,
// and many sentences name nobody and nothing of the codebook. Of such a sentence the tree is never asked for
// unless one of its words could stand for what others name; that is decided step by step, as what they name
// becomes known. What a step calls blank would be so with its tree too: nothing that is made depends on what
// is parsed.
#pragma once
#include "coding/document.h"

// Sees to it that p is parsed, its tree mended and indexed, and its matches those of the mended sentence.
void passage_parse(const struct document *d, struct passage *p);
void document_parse_all(struct document *d);

// Fills the matches of every passage, and parses those that hold a name, term or reference, or quoted words,
// or begin as a speaker's label does; all of them where the coder explains. After quotations_mark.
void needed_by_names(struct document *d);

// Says whether a word of p, which is not parsed, could stand for an actor: it is a name that the article
// introduced, or, where named_before (an actor was named shortly before), a pronoun or a word for an office,
// body or kind of actor, or, where named_lately (within the reach of nouns), a noun of an actor's name.
bool needed_for_actors(const struct document *d, const struct passage *p, bool named_before,
                       bool named_lately);

// Says whether a word of p, which is not parsed, could stand for a concept: "vetoed"; "it" or "the charges"
// where one was meant shortly before; "the bill" there, and where the article has one topic.
bool needed_for_concepts(const struct document *d, const struct passage *p, bool meant_before,
                         bool one_topic);
