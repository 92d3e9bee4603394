// SPDX-License-Identifier: MIT
// Checking JSON text that comes in pieces, none of which is kept: what json_check is for text at hand.
#pragma once
#include "base/diag.h"
#include "base/slice.h"

struct json_stream;

// Begins the text of the file at path (copied). What is wrong is reported to d, which must outlive it: the
// first fault alone, be it one of form (RFC 8259; UTF-8; at most 200 levels of nesting; no NUL, also not
// escaped) or a key that stands twice in one object.
struct json_stream *json_stream_new(const char *path, struct diag *d);
void json_stream_add(struct json_stream *s, struct slice bytes);
// Ends the text and frees s. Returns false where a fault was found.
bool json_stream_end(struct json_stream *s);
