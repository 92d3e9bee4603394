// SPDX-License-Identifier: MIT
// What the fuzz targets share. A target is tests/fuzz/targets/NAME.c: one `fuzz_target`, which must survive
// any input. The same file makes two programs: one that libFuzzer drives (clang), one that reads the files
// named (replay.c, any compiler).
#pragma once
#include "base/diag.h"
#include "base/slice.h"
#include <glib.h>

struct article;
struct codebook;
struct model;

// What a target defines: tries one input. A fault is an abort, a sanitizer's report, a leak or too much time.
void fuzz_target(struct slice input);

// Aborts with the text of the condition where it does not hold: what must be true whatever the input is.
#define fuzz_holds(condition) ((condition) ? (void)0 : fuzz_broken(#condition, __FILE__, __LINE__))
_Noreturn void fuzz_broken(const char *condition, const char *file, int line);

// Cuts off and returns what stands before the next line "====" of input; all of it where there is none, and
// then "" where nothing is left.
struct slice fuzz_part(struct slice *input);

// Returns the path of a file of this name in the folder of this run, holding bytes. Valid until the next
// call.
const char *fuzz_file(const char *name, struct slice bytes);

// Returns a collector that formats each message and drops the text. It is emptied before every input.
struct diag *fuzz_diag(void);

// Aborts unless every line that was said since the input began is one of UTF-8.
void fuzz_said(void);

// Return the codebook of the golden site and the English model, opened once.
const struct codebook *fuzz_codebook(void);
const struct model *fuzz_model(void);

// Aborts unless the blocks of a know their bytes: UTF-8, runs without gaps and within the file, sources of
// any stretch within the file.
void fuzz_article(const struct article *a);
