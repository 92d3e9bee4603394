// SPDX-License-Identifier: MIT
// A site's own colours: six of light mode and six of dark mode, from which the stylesheet mixes all others.
#pragma once
#include "base/json.h"

enum colour { COLOUR_PAPER, COLOUR_INK, COLOUR_SUPPORT, COLOUR_OPPOSE, COLOUR_NEUTRAL, COLOUR_LINK, COLOURS };

struct palette {
  const char *light[COLOURS], *dark[COLOURS]; // "#rrggbb"; borrowed from the settings' document
  bool own;                                   // any was given
};

// Returns the program's own colours, those of templates/assets/style.css.
struct palette palette_default(void);

// Reads "colours" of site.json: {"light": {"support": "#1b5a9c", …}, "dark": {…}}. What is no colour, and
// what stands out too little from its paper to be read (4.5 to 1, ink 7 to 1: WCAG 2.2, 1.4.3 and 1.4.6), is
// reported and keeps the default. Returns false where errors were reported.
bool palette_load(struct palette *p, const struct json_doc *doc, const json *value, struct diag *d);

// Returns how much two colours "#rrggbb" stand out from each other, from 1 to 21 (WCAG 2.2, contrast ratio).
double colour_contrast(const char *a, const char *b);

// Returns {light: [{name, value}], dark: […]} for the stylesheet, or null where the site has none of its own.
json *palette_model(const struct palette *p);
