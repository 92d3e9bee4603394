// SPDX-License-Identifier: MIT
// Mustache (https://github.com/mustache/spec, all of the core and the optional dynamic names and inheritance)
// over JSON trees. The only escaper stands here.
//
// What counts as false in a section: a missing name, null, false, an empty list, "" and 0. Any other value is
// true; a list renders the section once for each item, any other value once, and becomes the context. {{x}}
// prints strings as they are, numbers, true, false and whole trees as JSON prints them, null as nothing.
#pragma once
#include "base/diag.h"
#include "base/json.h"

struct template_set; // a folder of templates: parsed once, read-only after loading, shared between threads

// Opens a set. folders (NULL-terminated; a missing one counts as empty) are searched in order, so that a
// site's own templates/ overrides the program's one by one. Template and partial NAME is NAME.mustache in the
// folder or in its partials/. Every template is parsed, also an overridden one; all faults are reported with
// template file, line and column. strict, for sites: unescaped tags ({{{x}}}, {{&x}}) and names of partials
// that are not in the set are faults too. Returns NULL after errors.
struct template_set *template_set_load(const char *const *folders, bool strict, struct diag *d);
// The same over texts at hand (name -> text; both copied), for tests. Messages name NAME.mustache.
struct template_set *template_set_of(GHashTable *texts, bool strict, struct diag *d);
void template_set_free(struct template_set *t);

// Says whether name is in the set.
bool template_set_has(const struct template_set *t, const char *name);

// Writes the digest of template name with all partials and parents that it may come to (all of the set where
// one has a dynamic name), in hexadecimal.
void template_digest(const struct template_set *t, const char *name, char hex[65]);

// Renders template name with model as context; appends to out. Names that are not in the model, and partials
// that are not in the set, render nothing. Returns false where the template is not in the set or nests deeper
// than LIMIT_TEMPLATE_PARTIALS or LIMIT_TEMPLATE_SECTIONS (reported; out then holds a torso).
bool template_render(const struct template_set *t, const char *name, const json *model, GString *out,
                     struct diag *d);

// Appends s to out, escaped for HTML and XML text and quoted attributes (& < > " '). What XML 1.0 cannot
// hold, what HTML calls a control or noncharacter, what would turn or hide the words around it
// (base/unseen.h), and bytes that are not UTF-8 become U+FFFD.
void escape_markup(struct slice s, GString *out);

// Appends s to out, escaped for a string in a stylesheet, in either quotes: ASCII letters, digits, spaces and
// all beyond ASCII stay, the rest becomes its number ("\3a "). What no page can hold becomes U+FFFD. The
// result passes escape_markup unchanged.
void escape_style(struct slice s, GString *out);
