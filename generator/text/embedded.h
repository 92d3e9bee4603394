// SPDX-License-Identifier: MIT
// Private to text/: readable tables of data/ built into the program, so that lemmas and boundaries need no
// file at run time.
#pragma once
#include "base/slice.h"

// data/abbreviations.txt and data/lemma-exceptions.txt, as they lie in the repository.
struct slice embedded_abbreviations(void);
struct slice embedded_lemma_exceptions(void);

// Takes the next line that is neither empty nor a comment ("#") off *text. Returns false at the end.
bool embedded_line(struct slice *text, struct slice *line);
// Takes the next field of *line, ended by a space or tab. Returns an empty slice at the end.
struct slice embedded_field(struct slice *line);
