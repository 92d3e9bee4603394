// SPDX-License-Identifier: MIT
// Mustache (https://github.com/mustache/spec, all of the core and the optional dynamic names and inheritance) over JSON trees. The only escaper stands here.
#pragma once
#include "base/diag.h"
#include "base/json.h"

struct template_set; // a folder of templates: parsed once, read-only after loading, shared between threads

// Opens a set. folders (NULL-terminated) are searched in order, so that a site's own templates/ overrides the program's one by one. Partials are
// NAME.mustache in partials/ or beside. Every template is parsed; faults are reported with template file, line and column. Returns NULL after errors.
struct template_set *template_set_load(const char *const *folders, struct diag *d);
// The same over texts at hand (name -> text; both copied), for tests.
struct template_set *template_set_of(const GHashTable *texts, struct diag *d);
void template_set_free(struct template_set *t);

// Says whether name is in the set.
bool template_set_has(const struct template_set *t, const char *name);

// Renders template name with model as context; appends to out. A missing name renders nothing (the specification) and partials that are missing likewise. Returns false where
// the template is not in the set or nests too deep (reported).
bool template_render(const struct template_set *t, const char *name, const json *model, GString *out, struct diag *d);

// Appends s to out, escaped for HTML and XML text and double-quoted attributes (& < > " '). Characters that XML 1.0 cannot hold become U+FFFD.
void escape_markup(struct slice s, GString *out);
