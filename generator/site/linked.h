// SPDX-License-Identifier: MIT
// What pages tell machines in JSON-LD. Templates draw it, between quotes of their own, so its texts come to
// them in a form that both JSON and the escaper leave as they are.
#pragma once
#include "base/json.h"

// Adds text under key as the inside of a JSON string: quotes, backslashes, controls and what the escaper of
// pages would touch are written as \uXXXX. NULL adds null.
void linked_string(json *object, const char *key, const char *text);

// Completes the page's model: "linked" becomes {page, article, dataset, crumbs}, each null where the page's
// maker gave none under "linked"; page is {name, description, url, modified, language, site, home}. A page
// that is not to be listed has no "linked" at all.
void linked_complete(json *model, const char *language, const char *site_title);
