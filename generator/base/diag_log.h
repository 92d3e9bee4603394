// SPDX-License-Identifier: MIT
// Messages kept as text, to be said again by another run.
#pragma once
#include "base/diag.h"

// Copies of all messages that a collector got: a line each of level, line, column, path and text, escaped.
struct diag_log {
  GString *lines;
};

struct diag_log *diag_log_new(void);
void diag_log_free(struct diag_log *l);

// Says again each message in lines. Returns false, nothing said, where a line is none of a log's.
bool diag_log_say(const char *lines, struct diag *d);
