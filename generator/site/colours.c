// SPDX-License-Identifier: MIT
#include "site/colours.h"
#include <math.h>

static const char *const names[COLOURS] = {"paper", "ink", "support", "oppose", "neutral", "link"};

struct palette palette_default(void) {
  return (struct palette){
      .light = {"#fbfaf7", "#1d1c1a", "#1b5a9c", "#a1440a", "#605c54", "#174f8a"},
      .dark = {"#17171a", "#ecebe7", "#84b9f2", "#f2a670", "#b6b2a9", "#9cc6f5"},
  };
}

static bool is_colour(const char *s) {
  if (!s || s[0] != '#' || strlen(s) != 7) return false;
  for (s++; *s; s++)
    if (!g_ascii_isxdigit(*s)) return false;
  return true;
}

static double channel(const char *hex) {
  double c = (16 * g_ascii_xdigit_value(hex[0]) + g_ascii_xdigit_value(hex[1])) / 255.0;
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(const char *colour) {
  return 0.2126 * channel(colour + 1) + 0.7152 * channel(colour + 3) + 0.0722 * channel(colour + 5);
}

double colour_contrast(const char *a, const char *b) {
  double x = luminance(a), y = luminance(b);
  return (MAX(x, y) + 0.05) / (MIN(x, y) + 0.05);
}

static bool load_mode(const char *colours[COLOURS], const struct json_doc *doc, const json *mode,
                      struct diag *d) {
  bool ok = true;
  if (json_type(mode) != JSON_OBJECT)
    return diag_error(d, json_place(doc, mode),
                      "\"%s\" is no object, expected {\"support\": \"#1b5a9c\", ...}", json_key(mode));
  for (const json *c = json_first(mode); c; c = json_next(c)) {
    unsigned i = 0;
    while (i < COLOURS && strcmp(names[i], json_key(c)) != 0)
      i++;
    if (i == COLOURS)
      ok = diag_error(d, json_key_place(doc, c),
                      "unknown colour \"%s\", expected paper, ink, support, oppose, neutral or link",
                      json_key(c));
    else if (!is_colour(json_text(c)))
      ok = diag_error(d, json_place(doc, c), "\"%s\" is no colour, expected one like \"#1b5a9c\"", names[i]);
    else
      colours[i] = json_text(c);
  }
  return ok;
}

// Colours that cannot be read give way to the default ones; where those cannot either, the paper is at fault
// and all do.
static bool check_mode(const char *colours[COLOURS], const char *const fallback[COLOURS],
                       const struct json_doc *doc, const json *mode, struct diag *d) {
  bool ok = true;
  for (unsigned i = COLOUR_INK; i < COLOURS; i++) {
    double least = i == COLOUR_INK ? 7 : 4.5, found = colour_contrast(colours[i], colours[COLOUR_PAPER]);
    if (found >= least) continue;
    const json *at = json_get(mode, names[i]) ? json_get(mode, names[i]) : json_get(mode, "paper");
    ok = diag_error(
        d, json_place(doc, at),
        "\"%s\" is \"%s\", which stands out from the paper \"%s\" by %.1f to 1, expected at least %.1f "
        "to 1 so that it can be read",
        names[i], colours[i], colours[COLOUR_PAPER], found, least);
  }
  for (unsigned i = 0; !ok && i < COLOURS; i++)
    colours[i] = fallback[i];
  return ok;
}

bool palette_load(struct palette *p, const struct json_doc *doc, const json *value, struct diag *d) {
  struct palette fallback = palette_default();
  bool ok = true;
  if (json_type(value) != JSON_OBJECT)
    return diag_error(d, json_place(doc, value),
                      "\"colours\" is no object, expected {\"light\": {...}, \"dark\": {...}}");
  p->own = true;
  for (const json *mode = json_first(value); mode; mode = json_next(mode)) {
    bool light = strcmp(json_key(mode), "light") == 0;
    if (!light && strcmp(json_key(mode), "dark") != 0) {
      ok = diag_error(d, json_key_place(doc, mode), "unknown key \"%s\", expected \"light\" or \"dark\"",
                      json_key(mode));
      continue;
    }
    const char **colours = light ? p->light : p->dark;
    ok &= load_mode(colours, doc, mode, d);
    ok &= check_mode(colours, light ? fallback.light : fallback.dark, doc, mode, d);
  }
  return ok;
}

static json *mode_model(const char *const colours[COLOURS]) {
  json *list = json_array();
  for (unsigned i = 0; i < COLOURS; i++) {
    json *j = json_push(list, json_object());
    json_add_string(j, "name", names[i]);
    json_add_string(j, "value", colours[i]);
  }
  return list;
}

json *palette_model(const struct palette *p) {
  if (!p->own) return json_null();
  json *j = json_object();
  json_add(j, "light", mode_model(p->light));
  json_add(j, "dark", mode_model(p->dark));
  return j;
}
