// SPDX-License-Identifier: MIT
#include "base/json_stream.h"
#include "base/limits.h"
#include <glib.h>
#include <string.h>

enum { FEW = 32 };

// What comes next.
enum state {
  VALUE,
  FIRST_VALUE, // or the end of the list
  KEY,
  FIRST_KEY, // or the end of the object
  COLON,
  AFTER, // a comma or the end
  STRING,
  ESCAPE,
  UNIT, // digits of \u
  LOW,  // the backslash before the second half of a character
  LOW_U,
  MINUS, // the first digit of a number
  ZERO,
  WHOLE,
  POINT, // the first digit of its fraction
  FRACTION,
  POWER, // the sign or first digit of its exponent
  POWER_SIGN,
  EXPONENT,
  WORD
};

// An object or a list that is open.
struct level {
  bool object;
  guint first;      // its keys among those of all levels
  GHashTable *more; // those beyond the FEW that are looked through
};

struct json_stream {
  char *path;
  struct diag *d;
  bool ok;
  enum state state;
  unsigned line, column; // of the byte at hand, from 1
  GArray *levels;        // struct level
  GString *names;        // the keys of all open objects, each ended by NUL
  GArray *keys;          // size_t: where they begin there
  bool is_key;           // the string at hand is one
  const char *word;      // what is left of a word
  unsigned digits, unit, high;
  unsigned more, least, most; // bytes of a character that are left, and what the next one may be
};

struct json_stream *json_stream_new(const char *path, struct diag *d) {
  struct json_stream *s = g_new0(struct json_stream, 1);
  s->path = g_strdup(path);
  s->d = d;
  s->ok = true;
  s->line = s->column = 1;
  s->levels = g_array_new(FALSE, FALSE, sizeof(struct level));
  s->names = g_string_new(NULL);
  s->keys = g_array_new(FALSE, FALSE, sizeof(size_t));
  return s;
}

static void wrong(struct json_stream *s, const char *expected) {
  s->ok = diag_error(s->d, (struct diag_place){s->path, s->line, s->column}, "expected %s", expected);
}

static struct level *level(const struct json_stream *s) {
  return s->levels->len ? &g_array_index(s->levels, struct level, s->levels->len - 1) : NULL;
}

// --- keys ---

static char *key_at(const struct json_stream *s, guint i) {
  return s->names->str + g_array_index(s->keys, size_t, i);
}

// Ends the key at hand, which stands last among the names.
static void end_key(struct json_stream *s) {
  struct level *l = level(s);
  g_string_append_c(s->names, '\0');
  guint last = s->keys->len - 1;
  const char *name = key_at(s, last);
  bool twice = false;
  for (guint i = l->first; i < last && !twice; i++)
    twice = strcmp(key_at(s, i), name) == 0;
  if (!twice && last - l->first >= FEW) {
    if (!l->more) l->more = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    twice = !g_hash_table_add(l->more, g_strdup(name));
    g_string_truncate(s->names, g_array_index(s->keys, size_t, last));
    g_array_set_size(s->keys, last);
  }
  if (twice) wrong(s, "this key once in its object, which has it already");
  s->state = COLON;
}

// --- levels ---

static void open_level(struct json_stream *s, bool object) {
  struct level l = {.object = object, .first = s->keys->len};
  g_array_append_val(s->levels, l);
  s->state = object ? FIRST_KEY : FIRST_VALUE;
}

static void close_level(struct json_stream *s) {
  struct level *l = level(s);
  if (l->more) g_hash_table_unref(l->more);
  if (l->first < s->keys->len) g_string_truncate(s->names, g_array_index(s->keys, size_t, l->first));
  g_array_set_size(s->keys, l->first);
  g_array_set_size(s->levels, s->levels->len - 1);
  s->state = AFTER;
}

bool json_stream_end(struct json_stream *s) {
  bool number = s->state == ZERO || s->state == WHOLE || s->state == FRACTION || s->state == EXPONENT;
  if (s->ok && (s->levels->len || (s->state != AFTER && !number))) wrong(s, "no end of the file here");
  bool ok = s->ok;
  while (s->levels->len)
    close_level(s);
  g_array_unref(s->levels);
  g_array_unref(s->keys);
  g_string_free(s->names, TRUE);
  g_free(s->path);
  g_free(s);
  return ok;
}

// --- one byte ---

static void begin_string(struct json_stream *s, bool key) {
  s->is_key = key;
  if (key) {
    size_t at = s->names->len;
    g_array_append_val(s->keys, at);
  }
  s->state = STRING;
}

static void begin_value(struct json_stream *s, char c) {
  static const char *const words[] = {"true", "false", "null"};
  if (s->levels->len > LIMIT_JSON_DEPTH)
    wrong(s, "at most 200 levels of nesting");
  else if (c == '{' || c == '[')
    open_level(s, c == '{');
  else if (c == '"')
    begin_string(s, false);
  else if (c == '-' || g_ascii_isdigit(c))
    s->state = c == '-' ? MINUS : c == '0' ? ZERO : WHOLE;
  else {
    s->word = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
      if (*words[i] == c) s->word = words[i] + 1;
    s->state = WORD;
    if (!s->word) wrong(s, "a value");
  }
}

// A byte of a character of several; Unicode's table of well-formed sequences.
static void begin_character(struct json_stream *s, unsigned char c) {
  s->least = 0x80;
  s->most = 0xBF;
  if (c >= 0xC2 && c <= 0xDF)
    s->more = 1;
  else if (c >= 0xE0 && c <= 0xEF) {
    s->more = 2;
    if (c == 0xE0) s->least = 0xA0;
    if (c == 0xED) s->most = 0x9F;
  } else if (c >= 0xF0 && c <= 0xF4) {
    s->more = 3;
    if (c == 0xF0) s->least = 0x90;
    if (c == 0xF4) s->most = 0x8F;
  } else
    wrong(s, "UTF-8");
}

static void go_on_character(struct json_stream *s, unsigned char c) {
  if (c < s->least || c > s->most) wrong(s, "UTF-8");
  s->least = 0x80;
  s->most = 0xBF;
  s->more--;
}

static void in_string(struct json_stream *s, char byte) {
  unsigned char c = (unsigned char)byte;
  if (s->is_key && (c != '"' || s->more)) g_string_append_c(s->names, byte);
  if (s->more)
    go_on_character(s, c);
  else if (c >= 0x80)
    begin_character(s, c);
  else if (c == '"' && s->is_key)
    end_key(s);
  else if (c == '"')
    s->state = AFTER;
  else if (c == '\\')
    s->state = ESCAPE;
  else if (c < 0x20)
    wrong(s, "no line break or control character inside a string");
}

static void in_escape(struct json_stream *s, char c) {
  if (s->is_key) g_string_append_c(s->names, c);
  s->state = c == 'u' ? UNIT : STRING;
  s->digits = s->unit = 0;
  if (!c || !strchr("\"\\/bfnrtu", c)) wrong(s, "one of \" \\ / b f n r t u after a backslash");
}

static void end_unit(struct json_stream *s) {
  bool low = s->unit >= 0xDC00 && s->unit <= 0xDFFF, high = s->unit >= 0xD800 && s->unit <= 0xDBFF;
  if (s->unit == 0) wrong(s, "no NUL in a text");
  if (low != (s->high != 0)) wrong(s, "both halves of a character");
  s->high = high ? s->unit : 0;
  s->state = high ? LOW : STRING;
}

static void in_unit(struct json_stream *s, char c) {
  if (s->is_key) g_string_append_c(s->names, c);
  if (s->state == LOW || s->state == LOW_U) {
    if (c != (s->state == LOW ? '\\' : 'u')) wrong(s, "both halves of a character");
    s->state = s->state == LOW ? LOW_U : UNIT;
    s->digits = s->unit = 0;
    return;
  }
  if (!g_ascii_isxdigit(c)) {
    wrong(s, "four hexadecimal digits after \\u");
    return;
  }
  s->unit = s->unit * 16 + (unsigned)g_ascii_xdigit_value(c);
  if (++s->digits == 4) end_unit(s);
}

static void after(struct json_stream *s, char c) {
  const struct level *l = level(s);
  if (!l)
    wrong(s, "nothing after the value");
  else if (c == ',')
    s->state = l->object ? KEY : VALUE;
  else if (c == (l->object ? '}' : ']'))
    close_level(s);
  else
    wrong(s, l->object ? "',' or '}'" : "',' or ']'");
}

static void between(struct json_stream *s, char c) {
  if (c == ' ' || c == '\n' || c == '\r' || c == '\t') return;
  switch (s->state) {
  case AFTER:
    after(s, c);
    break;
  case COLON:
    s->state = VALUE;
    if (c != ':') wrong(s, "':' after the key");
    break;
  case KEY:
  case FIRST_KEY:
    if (c == '}' && s->state == FIRST_KEY)
      close_level(s);
    else if (c == '"')
      begin_string(s, true);
    else
      wrong(s, "a string in double quotes");
    break;
  default:
    if (c == ']' && s->state == FIRST_VALUE)
      close_level(s);
    else
      begin_value(s, c);
  }
}

// Returns what a number is after c, or AFTER where c is none of it; VALUE where it cannot end so.
static enum state number_state(enum state state, char c) {
  bool digit = g_ascii_isdigit(c), power = c == 'e' || c == 'E';
  switch (state) {
  case MINUS:
    return digit ? (c == '0' ? ZERO : WHOLE) : VALUE;
  case ZERO:
  case WHOLE:
    return digit && state == WHOLE ? WHOLE : c == '.' ? POINT : power ? POWER : AFTER;
  case POINT:
    return digit ? FRACTION : VALUE;
  case FRACTION:
    return digit ? FRACTION : power ? POWER : AFTER;
  case POWER:
    return digit ? EXPONENT : c == '+' || c == '-' ? POWER_SIGN : VALUE;
  case POWER_SIGN:
    return digit ? EXPONENT : VALUE;
  default:
    return digit ? EXPONENT : AFTER;
  }
}

static void in_number(struct json_stream *s, char c) {
  s->state = number_state(s->state, c);
  if (s->state == VALUE)
    wrong(s, "a digit");
  else if (s->state == AFTER)
    between(s, c);
}

static void in_word(struct json_stream *s, char c) {
  if (*s->word++ != c)
    wrong(s, "a value");
  else if (!*s->word)
    s->state = AFTER;
}

static void take(struct json_stream *s, char c) {
  if (s->state == STRING)
    in_string(s, c);
  else if (s->state == ESCAPE)
    in_escape(s, c);
  else if (s->state >= UNIT && s->state <= LOW_U)
    in_unit(s, c);
  else if (s->state >= MINUS && s->state <= EXPONENT)
    in_number(s, c);
  else if (s->state == WORD)
    in_word(s, c);
  else
    between(s, c);
}

void json_stream_add(struct json_stream *s, struct slice bytes) {
  for (size_t i = 0; i < bytes.len && s->ok; i++) {
    char c = bytes.data[i];
    take(s, c);
    if (c == '\n') {
      s->line++;
      s->column = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80)
      s->column++;
  }
}
