// SPDX-License-Identifier: MIT
#include "site/language.h"
#include <string.h>
#include <unicode/putil.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/udateintervalformat.h>
#include <unicode/udatpg.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/upluralrules.h>

// ICU counts days in milliseconds of Greenwich.
#define ZONE u"Etc/GMT"
enum { PLACE = 128 }; // a formatted number or date is shorter; where not, it is asked for again

struct language {
  UPluralRules *plurals;
  UNumberFormat *number, *percent;
  UDateFormat *dates[DATE_FORMS];
  UDateIntervalFormat *period;
  UListFormatter *list;
  UCollator *collator;
  char category[16];
  GHashTable *said; // form and day as one number -> its text: pages name the same days again and again
};

static const UChar *const skeletons[] = {[DATE_FULL] = u"yMMMMd",
                                         [DATE_MONTH] = u"yMMMM",
                                         [DATE_DAY] = u"MMMMd",
                                         [DATE_MONTH_ALONE] = u"LLLL",
                                         [DATE_YEAR] = u"y"};

static int32_t length(const UChar *text) {
  int32_t n = 0;
  while (text[n])
    n++;
  return n;
}

static UDateFormat *open_date(UDateTimePatternGenerator *generator, const char *locale, const UChar *skeleton,
                              UErrorCode *status) {
  UChar pattern[PLACE];
  int32_t n = udatpg_getBestPattern(generator, skeleton, length(skeleton), pattern, PLACE, status);
  return udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, ZONE, -1, pattern, n, status);
}

static void open_all(struct language *l, const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  UDateTimePatternGenerator *generator = udatpg_open(locale, &status);
  l->plurals = uplrules_open(locale, &status);
  l->number = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &status);
  l->percent = unum_open(UNUM_PERCENT, NULL, 0, locale, NULL, &status);
  for (int form = 0; form < DATE_FORMS; form++)
    l->dates[form] = open_date(generator, locale, skeletons[form], &status);
  l->period = udtitvfmt_open(locale, skeletons[DATE_FULL], -1, ZONE, -1, &status);
  l->list = ulistfmt_openForType(locale, ULISTFMT_TYPE_AND, ULISTFMT_WIDTH_WIDE, &status);
  l->collator = ucol_open(locale, &status);
  udatpg_close(generator);
  if (U_FAILURE(status)) g_error("ICU has no data for %s: %s", locale, u_errorName(status));
}

struct language *language_new(const char *tag) {
  struct language *l = g_new0(struct language, 1);
  char locale[ULOC_FULLNAME_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &status);
  if (U_SUCCESS(status)) uloc_setKeywordValue("calendar", "gregorian", locale, sizeof locale, &status);
  l->said = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  open_all(l, U_SUCCESS(status) ? locale : "");
  return l;
}

void language_free(struct language *l) {
  if (!l) return;
  uplrules_close(l->plurals);
  unum_close(l->number);
  unum_close(l->percent);
  for (int form = 0; form < DATE_FORMS; form++)
    udat_close(l->dates[form]);
  udtitvfmt_close(l->period);
  ulistfmt_close(l->list);
  ucol_close(l->collator);
  g_hash_table_unref(l->said);
  g_free(l);
}

// The thin spaces that CLDR sets around dashes are not in every font; in their place stand ordinary ones.
static char *to_utf8(const UChar *text, int32_t n) {
  char *utf8 = g_utf16_to_utf8((const gunichar2 *)text, n, NULL, NULL, NULL);
  if (!utf8) return g_strdup("");
  GString *out = g_string_new(utf8);
  g_string_replace(out, "\xE2\x80\x89", " ", 0);
  g_free(utf8);
  return g_string_free(out, FALSE);
}

// --- plurals ---

const char *language_plural(struct language *l, unsigned n) {
  UChar keyword[sizeof l->category];
  UErrorCode status = U_ZERO_ERROR;
  int32_t len = uplrules_select(l->plurals, n, keyword, G_N_ELEMENTS(keyword), &status);
  if (U_FAILURE(status) || len >= (int32_t)sizeof l->category) return "other";
  u_UCharsToChars(keyword, l->category, len);
  l->category[len] = 0;
  return l->category;
}

char **language_plurals(const struct language *l) {
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration *all = uplrules_getKeywords(l->plurals, &status);
  GPtrArray *names = g_ptr_array_new();
  for (const char *name; U_SUCCESS(status) && (name = uenum_next(all, NULL, &status));)
    g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_add(names, NULL);
  uenum_close(all);
  return (char **)g_ptr_array_free(names, FALSE);
}

// --- numbers ---

char *language_number(const struct language *l, unsigned n) {
  UChar text[PLACE];
  UErrorCode status = U_ZERO_ERROR;
  int32_t len = unum_formatInt64(l->number, n, text, PLACE, NULL, &status);
  return U_SUCCESS(status) ? to_utf8(text, len) : g_strdup_printf("%u", n);
}

char *language_percent(const struct language *l, unsigned thousandths) {
  UChar text[PLACE];
  UErrorCode status = U_ZERO_ERROR;
  unsigned whole = (thousandths + 5) / 10;
  int32_t len = unum_formatDouble(l->percent, whole / 100.0, text, PLACE, NULL, &status);
  return U_SUCCESS(status) ? to_utf8(text, len) : g_strdup_printf("%u%%", whole);
}

// --- dates ---

static UDate moment(int year, int month, int day) {
  GDate date, epoch;
  g_date_clear(&date, 1);
  g_date_clear(&epoch, 1);
  // A month may be said with a day that it has not.
  int last = g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
  g_date_set_dmy(&date, (GDateDay)MIN(day, last), (GDateMonth)month, (GDateYear)year);
  g_date_set_dmy(&epoch, 1, G_DATE_JANUARY, 1970);
  return 86400000.0 * g_date_days_between(&epoch, &date);
}

static char *say_date(const struct language *l, enum date_form form, int year, int month, int day) {
  UChar text[PLACE];
  UErrorCode status = U_ZERO_ERROR;
  int32_t len = udat_format(l->dates[form], moment(year, month, day), text, PLACE, NULL, &status);
  return U_SUCCESS(status) ? to_utf8(text, len) : g_strdup_printf("%04d-%02d-%02d", year, month, day);
}

char *language_date(const struct language *l, enum date_form form, int year, int month, int day) {
  void *key = GINT_TO_POINTER(((year * 16 + month) * 32 + day) * DATE_FORMS + (int)form);
  char *text = g_hash_table_lookup(l->said, key);
  if (!text) {
    text = say_date(l, form, year, month, day);
    g_hash_table_insert(l->said, key, text);
  }
  return g_strdup(text);
}

char *language_period(const struct language *l, const int from[3], const int to[3]) {
  UChar text[2 * PLACE];
  UErrorCode status = U_ZERO_ERROR;
  int32_t len = udtitvfmt_format(l->period, moment(from[0], from[1], from[2]), moment(to[0], to[1], to[2]),
                                 text, G_N_ELEMENTS(text), NULL, &status);
  return U_SUCCESS(status) ? to_utf8(text, len) : g_strdup("");
}

// --- lists and order ---

char *language_list(const struct language *l, const char *const *items, unsigned n) {
  if (!n) return g_strdup("");
  const UChar **texts = g_new0(const UChar *, n);
  int32_t *lengths = g_new0(int32_t, n);
  for (unsigned i = 0; i < n; i++) {
    glong units = 0;
    texts[i] = (const UChar *)g_utf8_to_utf16(items[i], -1, NULL, &units, NULL);
    lengths[i] = (int32_t)units;
  }
  UErrorCode status = U_ZERO_ERROR;
  int32_t need = ulistfmt_format(l->list, texts, lengths, (int32_t)n, NULL, 0, &status);
  UChar *out = g_new0(UChar, (size_t)need + 1);
  status = U_ZERO_ERROR;
  ulistfmt_format(l->list, texts, lengths, (int32_t)n, out, need + 1, &status);
  char *text = to_utf8(out, need);
  for (unsigned i = 0; i < n; i++)
    g_free((UChar *)texts[i]);
  g_free(texts);
  g_free(lengths);
  g_free(out);
  return text;
}

int language_compare(const struct language *l, const char *a, const char *b) {
  UErrorCode status = U_ZERO_ERROR;
  UCollationResult order = ucol_strcollUTF8(l->collator, a, -1, b, -1, &status);
  return U_SUCCESS(status) && order != UCOL_EQUAL ? (int)order : strcmp(a, b);
}

// --- tags ---

struct parts {
  char language[ULOC_LANG_CAPACITY], script[ULOC_SCRIPT_CAPACITY], region[ULOC_COUNTRY_CAPACITY];
};

// Takes tag apart; likely: with the script and region that it most likely means.
static struct parts parts_of(const char *tag, bool likely) {
  struct parts p = {0};
  char locale[ULOC_FULLNAME_CAPACITY] = "", full[ULOC_FULLNAME_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &status);
  if (likely) uloc_addLikelySubtags(locale, full, sizeof full, &status);
  const char *from = likely && U_SUCCESS(status) ? full : locale;
  status = U_ZERO_ERROR;
  uloc_getLanguage(from, p.language, sizeof p.language, &status);
  uloc_getScript(from, p.script, sizeof p.script, &status);
  uloc_getCountry(from, p.region, sizeof p.region, &status);
  return p;
}

bool language_is_known(const char *tag) {
  return *uloc_getISO3Language(parts_of(tag, false).language) != 0;
}

bool language_is_rtl(const char *tag) {
  char locale[ULOC_FULLNAME_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &status);
  return uloc_isRightToLeft(locale);
}

bool language_is_same(const char *a, const char *b) {
  struct parts p = parts_of(a, true), q = parts_of(b, true);
  return strcmp(p.language, q.language) == 0 && strcmp(p.script, q.script) == 0;
}

bool language_has_region(const char *tag) {
  return *parts_of(tag, false).region != 0;
}

static void add_name(GPtrArray *names, char *name) {
  for (guint i = 0; i < names->len; i++)
    if (strcmp(names->pdata[i], name) == 0) {
      g_free(name);
      return;
    }
  g_ptr_array_add(names, name);
}

char **language_names(const char *tag) {
  struct parts p = parts_of(tag, true), base;
  GPtrArray *names = g_ptr_array_new();
  g_ptr_array_add(names, g_strdup(tag));
  if (*p.script) add_name(names, g_strconcat(p.language, "-", p.script, NULL));
  base = parts_of(p.language, true);
  if (strcmp(base.script, p.script) == 0) add_name(names, g_strdup(p.language));
  g_ptr_array_add(names, NULL);
  return (char **)g_ptr_array_free(names, FALSE);
}
