// SPDX-License-Identifier: MIT
// Private to coding/: from findings to statements.
#pragma once
#include "coding/climb.h"

// Codes the whole document; appends struct statement * to out, in statement order.
void statements_make(struct document *d, GPtrArray *out);
// Codes one passage; appends its statements in order of place, without ids; explain and statements_make share
// it. why (or NULL) gets a line for each concept that gave nothing.
void passage_code(struct document *d, struct passage *p, GPtrArray *out, GString *why);
// Appends each pair of the document as a line of JSON (char *, to be owned by lines).
void statements_pairs(struct document *d, GPtrArray *lines);
