// SPDX-License-Identifier: MIT
// The form under which words are compared: folded, without accents, with plain quotes and hyphens.
#include "text/lemma.h"
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

// Letters that no decomposition takes apart, and marks of punctuation with a plain twin; NULL: c stays as it
// is.
static const char *plain_twin(UChar32 c) {
  switch (c) {
  case 0x2018:
  case 0x2019:
  case 0x201A:
  case 0x201B:
  case 0x2032:
  case 0x02BC:
  case 0x00B4:
    return "'";
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0x201F:
  case 0x2033:
  case 0x00AB:
  case 0x00BB:
    return "\"";
  case 0x2010:
  case 0x2011:
  case 0x2012:
  case 0x2013:
  case 0x2014:
  case 0x2015:
  case 0x2212:
    return "-";
  case 0x00AD:
  case 0x200B:
  case 0x200C:
  case 0x200D:
  case 0xFEFF:
    return ""; // invisible
  case 0x00F8:
    return "o";
  case 0x0142:
    return "l";
  case 0x0111:
  case 0x00F0:
    return "d";
  case 0x00FE:
    return "th";
  case 0x00E6:
    return "ae";
  case 0x0153:
    return "oe";
  case 0x0131:
    return "i";
  default:
    return NULL;
  }
}

static void append_plain(GString *out, const UChar *text, int32_t len) {
  for (int32_t i = 0; i < len;) {
    UChar32 c;
    U16_NEXT(text, i, len, c);
    int8_t type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) continue;
    const char *twin = plain_twin(c);
    if (twin)
      g_string_append(out, twin);
    else if (c >= 0xD800 && c < 0xE000)
      g_string_append(out, "\xEF\xBF\xBD");
    else
      g_string_append_unichar(out, (gunichar)c);
  }
}

static void norm_unicode(struct slice form, GString *out) {
  enum { ON_STACK = 256 };
  UChar stack[3][ON_STACK];
  // Decomposition and folding lengthen a UTF-16 text at most 18 and 3 times.
  int32_t room = form.len < ON_STACK / 54 ? ON_STACK : (int32_t)(form.len * 54 + 1);
  UChar *heap = room > ON_STACK ? g_new(UChar, 3 * (size_t)room) : NULL;
  UChar *wide = heap ? heap : stack[0], *folded = heap ? heap + room : stack[1],
        *apart = heap ? heap + 2 * room : stack[2];
  UErrorCode status = U_ZERO_ERROR;
  int32_t len = 0;
  u_strFromUTF8WithSub(wide, room, &len, form.data, (int32_t)form.len, 0xFFFD, NULL, &status);
  len = u_strFoldCase(folded, room, wide, len, U_FOLD_CASE_DEFAULT, &status);
  const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
  if (U_SUCCESS(status)) len = unorm2_normalize(nfkd, folded, len, apart, room, &status);
  if (U_SUCCESS(status)) append_plain(out, apart, len);
  g_free(heap);
}

void norm_of(struct slice form, GString *out) {
  enum { LIMIT = 1 << 20 }; // nothing that long is a word; it is compared as it stands
  g_string_truncate(out, 0);
  bool ascii = true;
  for (size_t i = 0; i < form.len && ascii; i++)
    ascii = (unsigned char)form.data[i] < 0x80;
  if (ascii || form.len > LIMIT) {
    g_string_append_len(out, form.data, (gssize)form.len);
    for (size_t i = 0; i < out->len; i++)
      out->str[i] = g_ascii_tolower(out->str[i]);
    return;
  }
  norm_unicode(form, out);
}
