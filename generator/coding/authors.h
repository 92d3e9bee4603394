// SPDX-License-Identifier: MIT
// Private to coding/: who wrote or gave a text that speaks for its author: speeches, statements, letters,
// newsletters, and who answers in an interview.
#pragma once
#include "coding/document.h"

// Finds the author of a text that says "we" throughout, or "I" under a title or a signature: d->author and
// d->speech. After who_resolve.
void author_find(struct document *d);

// Fills out with whom the questions before passage `first` are put to: the person whom the title or the lead
// names first.
void interviewee(const struct document *d, unsigned first, struct who *out);

// Gives the answers of an interview that has no labels, only paragraphs of questions, to whom it was with.
// Returns false where d is none.
bool interview_find(struct document *d);
