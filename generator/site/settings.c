// SPDX-License-Identifier: MIT
#include "site/settings.h"
#include "base/address.h"
#include "base/day.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/unseen.h"
#include <math.h>

// What a text must look like; NULL wanted: any text.
struct form {
  const char *key;
  size_t field; // offset of a const char * in struct settings
  bool (*fits)(const char *text);
  const char *wanted;
};

// An address that others are made of by adding to it.
static bool is_address(const char *s) {
  return address_is_web(slice_of(s)) && !strpbrk(s, "#?");
}

static bool is_mail_or_address(const char *s) {
  const char *at = strchr(s, '@');
  bool mail = at && at > s && at[1] && !strpbrk(s, "\"<>/\\:?&%");
  for (const char *p = s; *p && mail; p++)
    mail = (unsigned char)*p > ' ' && *p != 0x7F;
  return address_is_web(slice_of(s)) || (mail && !unseen_in(slice_of(s)));
}

// Subtags of letters and digits, at most eight each, the first of two or three letters (BCP 47 in its usual
// shapes).
static bool is_language(const char *s) {
  size_t run = 0, subtag = 0;
  for (;; s++) {
    if (*s == '-' || !*s) {
      if (run == 0 || run > 8 || (subtag == 0 && (run < 2 || run > 3))) return false;
      if (!*s) return true;
      run = 0, subtag++;
    } else if (subtag ? g_ascii_isalnum(*s) : g_ascii_isalpha(*s))
      run++;
    else
      return false;
  }
}

static bool is_direction(const char *s) {
  return strcmp(s, "ltr") == 0 || strcmp(s, "rtl") == 0;
}

static bool is_paper(const char *s) {
  return strcmp(s, "A4") == 0 || strcmp(s, "letter") == 0;
}

static bool is_name(const char *s) {
  if (!g_ascii_isalnum(*s)) return false;
  for (; *s; s++)
    if (!g_ascii_isalnum(*s) && !strchr("-_.", *s)) return false;
  return true;
}

static bool is_picture(const char *s) {
  return is_name(s) && (g_str_has_suffix(s, ".svg") || g_str_has_suffix(s, ".png") ||
                        g_str_has_suffix(s, ".jpg") || g_str_has_suffix(s, ".webp"));
}

// What networks show of a shared page; they draw no SVG.
static bool is_photograph(const char *s) {
  return is_picture(s) && !g_str_has_suffix(s, ".svg");
}

#define FIELD(name) offsetof(struct settings, name)
static const struct form forms[] = {
    {"title", FIELD(title), NULL, NULL},
    {"subtitle", FIELD(subtitle), NULL, NULL},
    {"base_url", FIELD(base_url), is_address, "an address like \"https://example.org/briefing/\""},
    {"author", FIELD(author), NULL, NULL},
    {"language", FIELD(language), is_language, "a language tag like \"en\" or \"en-GB\""},
    {"direction", FIELD(direction), is_direction, "\"ltr\" or \"rtl\""},
    {"paper", FIELD(paper), is_paper, "\"A4\" or \"letter\""},
    {"licence", FIELD(licence), NULL, NULL},
    {"contact", FIELD(contact), is_mail_or_address, "a mail address or a web address"},
    {"footer", FIELD(footer), NULL, NULL},
    {"theme", FIELD(theme), is_name, "the name of a folder of templates/themes/, like \"plain\""},
    {"logo", FIELD(logo), is_picture,
     "the name of a picture in input/, like \"logo.svg\" (svg, png, jpg, webp)"},
    {"picture", FIELD(picture), is_photograph,
     "the name of a picture in input/, like \"picture.png\" (png, jpg, webp)"},
    {"edition", FIELD(edition), day_is, "a date like \"2024-06-30\""},
    {"since", FIELD(since), day_is, "a date like \"2024-06-01\""},
};

static bool load_text(struct settings *s, const struct form *form, const json *value, struct diag *d) {
  const char *text = json_text(value);
  struct diag_place at = json_place(&s->doc, value);
  if (!text)
    return diag_error(d, at, "\"%s\" is not a text, expected %s", form->key,
                      form->wanted ? form->wanted : "a text");
  if (strlen(text) > LIMIT_SETTING_BYTES)
    return diag_error(d, at, "\"%s\" has %zu bytes, expected at most %d", form->key, strlen(text),
                      LIMIT_SETTING_BYTES);
  if (*text && form->fits && !form->fits(text))
    return diag_error(d, at, "\"%s\" is \"%s\", expected %s", form->key, text, form->wanted);
  if (*text) *(const char **)(void *)((char *)s + form->field) = text;
  return true;
}

static bool load_articles(struct settings *s, const json *value, struct diag *d) {
  static const char *const names[] = {
      [ARTICLES_EXCERPT] = "excerpt", [ARTICLES_FULL] = "full", [ARTICLES_NONE] = "none"};
  const char *text = json_text(value);
  for (size_t i = 0; text && i < G_N_ELEMENTS(names); i++)
    if (strcmp(text, names[i]) == 0) {
      s->articles = (enum article_mode)i;
      return true;
    }
  return diag_error(d, json_place(&s->doc, value),
                    "\"articles\" is %s%s%s, expected \"full\", \"excerpt\" or \"none\"", text ? "\"" : "",
                    text ? text : "not a text", text ? "\"" : "");
}

static bool load_confidence(struct settings *s, const json *value, struct diag *d) {
  double n = json_value(value, -1);
  if (!(n >= 0 && n <= 1))
    return diag_error(d, json_place(&s->doc, value),
                      "\"min_confidence\" is no such number, expected one from 0 to 1");
  s->min_confidence = (unsigned)lround(n * 1000);
  return true;
}

static bool load_member(struct settings *s, const json *value, struct diag *d) {
  const char *key = json_key(value);
  for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
    if (strcmp(forms[i].key, key) == 0) return load_text(s, &forms[i], value, d);
  if (strcmp(key, "articles") == 0) return load_articles(s, value, d);
  if (strcmp(key, "colours") == 0) return palette_load(&s->palette, &s->doc, value, d);
  if (strcmp(key, "min_confidence") == 0) return load_confidence(s, value, d);
  if (strcmp(key, "$schema") != 0)
    diag_warning(d, json_key_place(&s->doc, value),
                 "unknown key \"%s\", expected one of site.schema.json; it is passed over", key);
  return true;
}

static void defaults(struct settings *s) {
  *s = (struct settings){.title = "Who stands where",
                         .subtitle = "",
                         .base_url = "",
                         .author = "",
                         .language = "en",
                         .direction = "",
                         .paper = "A4",
                         .licence = "",
                         .contact = "",
                         .footer = "",
                         .theme = "",
                         .logo = "",
                         .picture = "",
                         .palette = palette_default(),
                         .articles = ARTICLES_EXCERPT,
                         .min_confidence = 500};
}

static bool check_picture(struct settings *s, const char *key, const char **name, const char *path,
                          struct diag *d) {
  if (!**name) return true;
  char *folder = g_path_get_dirname(path), *file = g_build_filename(folder, *name, NULL);
  bool there = file_is_regular(file);
  if (!there) {
    diag_error(d, json_place(&s->doc, json_get(s->doc.root, key)),
               "\"%s\" is \"%s\", which is not there, expected a picture beside site.json", key, *name);
    *name = "";
  }
  g_free(folder);
  g_free(file);
  return there;
}

bool settings_load(struct settings *s, const char *path, struct diag *d) {
  defaults(s);
  if (!file_is_there(path)) {
    diag_note(d, (struct diag_place){.path = path},
              "not there; the site gets a title and settings of the program's own");
    return true;
  }
  bool ok = json_load(&s->doc, path, d);
  if (!ok) return false;
  if (json_type(s->doc.root) != JSON_OBJECT)
    return diag_error(d, json_place(&s->doc, s->doc.root), "not an object, expected { \"title\": ... }");
  for (const json *c = json_first(s->doc.root); c; c = json_next(c))
    ok &= load_member(s, c, d);
  ok &= check_picture(s, "logo", &s->logo, path, d);
  ok &= check_picture(s, "picture", &s->picture, path, d);
  if (s->edition && s->since && strcmp(s->since, s->edition) > 0)
    diag_warning(
        d, json_place(&s->doc, json_get(s->doc.root, "since")),
        "\"since\" (%s) lies after \"edition\" (%s), expected an earlier date; nothing will have changed",
        s->since, s->edition);
  return ok;
}

void settings_release(struct settings *s) {
  json_doc_release(&s->doc);
  defaults(s);
}
