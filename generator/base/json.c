// SPDX-License-Identifier: MIT
#include "base/json.h"
#include "base/digits.h"
#include "base/json_room.h"
#include <cjson/cJSON.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

// Reading says no more than that it failed, and a text without memory must not look like one at fault: GLib's
// allocator ends the program instead.
__attribute__((constructor)) static void take_memory_from_glib(void) {
  cJSON_Hooks hooks = {g_malloc, g_free};
  cJSON_InitHooks(&hooks);
}

// Of a node that was built, bits of its type that cJSON does not look at say which kind of room it has (0
// where cJSON made it), whether valueint is the mark of its key, and, of an object, whether valuedouble holds
// the names of its members.
enum { KIND_SHIFT = 16, KIND_MASK = 15, MARKED = 1 << 20, NAMED = 1 << 21 };

static json *node(int type, size_t more) {
  unsigned kind;
  json *j = room_take(sizeof *j + more, &kind);
  *j = (json){.type = type | (int)(kind << KIND_SHIFT)};
  return j;
}

static guint64 names_of(const json *object) {
  guint64 names;
  memcpy(&names, &object->valuedouble, sizeof names);
  return names;
}
static void set_names(json *object, guint64 names) {
  memcpy(&object->valuedouble, &names, sizeof names);
}

json *json_object(void) {
  json *j = node(cJSON_Object | NAMED, 0);
  set_names(j, 1);
  return j;
}
json *json_array(void) {
  return node(cJSON_Array, 0);
}
// The text stands behind its node in one block, and counts as borrowed: models are made of little else.
json *json_string(const char *s) {
  if (!s) return json_null();
  size_t size = strlen(s) + 1;
  json *j = node(cJSON_String | cJSON_IsReference, size);
  j->valuestring = memcpy(j + 1, s, size);
  return j;
}
json *json_string_take(char *s) {
  if (!s) return json_null();
  json *j = node(cJSON_String, 0);
  j->valuestring = s;
  return j;
}
json *json_number(double n) {
  json *j = node(cJSON_Number, 0);
  j->valuedouble = n;
  return j;
}
json *json_bool(bool b) {
  return node(b ? cJSON_True : cJSON_False, 0);
}
json *json_null(void) {
  return node(cJSON_NULL, 0);
}

void json_free(json *j) {
  while (j) {
    json *next = j->next;
    if (!(j->type & cJSON_IsReference)) {
      json_free(j->child);
      g_free(j->valuestring);
    }
    if (!(j->type & cJSON_StringIsConst)) g_free(j->string);
    room_give(j, (unsigned)j->type >> KIND_SHIFT & KIND_MASK);
    j = next;
  }
}

// The first child's prev is the last child, as cJSON has it.
static void append(json *parent, json *child) {
  json *first = parent->child;
  child->next = NULL;
  child->prev = first ? first->prev : child;
  if (first) {
    first->prev->next = child;
    first->prev = child;
  } else
    parent->child = child;
}

json *json_attach_marked(json *object, const char *key, bool lasting, json *value, uint32_t mark) {
  g_assert(object && value);
  if (!(value->type & cJSON_StringIsConst)) g_free(value->string);
  value->string = lasting ? (char *)key : g_strdup(key);
  value->type = lasting ? value->type | cJSON_StringIsConst : value->type & ~cJSON_StringIsConst;
  value->type |= MARKED;
  value->valueint = (int)mark;
  if (object->type & NAMED) set_names(object, names_of(object) | json_name(mark));
  append(object, value);
  return value;
}
// What is added to the other later is not told, so that names are not taken over.
json *json_borrow(const json *value) {
  json *j = node((value->type & 0xff) | cJSON_IsReference, 0);
  j->child = value->child;
  j->valuestring = value->valuestring;
  j->valuedouble = value->valuedouble;
  return j;
}
json *json_push(json *array, json *value) {
  g_assert(array && value);
  append(array, value);
  return value;
}
json *json_copy(const json *j) {
  int type = j->type & 0xff;
  json *copy = type == cJSON_String   ? json_string(j->valuestring)
               : type == cJSON_Object ? json_object()
                                      : node(type, 0);
  if (type == cJSON_Number) copy->valuedouble = j->valuedouble;
  for (const json *c = j->child; c; c = c->next)
    if (c->string)
      json_attach(copy, c->string, (c->type & cJSON_StringIsConst) != 0, json_copy(c));
    else
      json_push(copy, json_copy(c));
  return copy;
}

enum json_type json_type(const json *j) {
  if (!j) return JSON_NONE;
  switch (j->type & 0xff) {
  case cJSON_NULL:
    return JSON_NULL;
  case cJSON_True:
  case cJSON_False:
    return JSON_BOOL;
  case cJSON_Number:
    return JSON_NUMBER;
  case cJSON_String:
    return JSON_STRING;
  case cJSON_Array:
    return JSON_ARRAY;
  case cJSON_Object:
    return JSON_OBJECT;
  default:
    return JSON_NONE;
  }
}
// Templates look up little else than names that are not there: the mark tells most of them apart.
json *json_get_marked(const json *object, const char *key, uint32_t mark) {
  for (json *c = object ? object->child : NULL; c && c->string; c = c->next)
    if ((c->type & MARKED ? (uint32_t)c->valueint == mark : c->string[0] == key[0]) &&
        (c->string == key || strcmp(c->string, key) == 0))
      return c;
  return NULL;
}
guint64 json_names(const json *object) {
  if (object && object->type & NAMED) return names_of(object);
  guint64 names = 1;
  for (const json *c = object ? object->child : NULL; c && c->string; c = c->next)
    names |= json_name(json_mark(c->string));
  return names;
}
const char *json_text(const json *j) {
  return cJSON_IsString(j) ? j->valuestring : NULL;
}
double json_value(const json *j, double fallback) {
  return cJSON_IsNumber(j) ? j->valuedouble : fallback;
}
bool json_true(const json *j) {
  return cJSON_IsTrue(j);
}
const char *json_key(const json *j) {
  return j ? j->string : NULL;
}
json *json_first(const json *j) {
  return json_type(j) >= JSON_ARRAY ? j->child : NULL;
}
json *json_next(const json *j) {
  return j->next;
}
size_t json_count(const json *j) {
  size_t n = 0;
  for (const json *c = json_first(j); c; c = c->next)
    n++;
  return n;
}

// Returns the length of s where it can stand between quotes as it is, else SIZE_MAX.
static size_t plain_length(const char *s) {
  size_t n = 0;
  for (; s[n]; n++)
    if ((unsigned char)s[n] < 0x20 || s[n] == '"' || s[n] == '\\') return SIZE_MAX;
  return n;
}

// cJSON indents with tabs and prints arrays on one line; people read these files, so layout is ours and
// strings are cJSON's, but for those in which nothing need be escaped.
static void print_string(GString *out, const char *s) {
  size_t plain = plain_length(s);
  if (plain != SIZE_MAX) {
    g_string_append_c(out, '"');
    g_string_append_len(out, s, (gssize)plain);
    g_string_append_c(out, '"');
    return;
  }
  cJSON node = {.type = cJSON_String, .valuestring = (char *)s};
  char *text = cJSON_PrintUnformatted(&node);
  if (!text) g_error("out of memory");
  g_string_append(out, text);
  cJSON_free(text);
}

void json_print_string(GString *out, const char *s) {
  if (s)
    print_string(out, s);
  else
    g_string_append(out, "null");
}

static void append_whole(GString *out, int64_t n) {
  char digits[DIGITS_MOST], *end = digits + DIGITS_MOST;
  char *at = digits_before(end, n < 0 ? (uint64_t)-n : (uint64_t)n);
  if (n < 0) g_string_append_c(out, '-');
  g_string_append_len(out, at, end - at);
}

static void print_number(GString *out, double n) {
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  if (!isfinite(n))
    g_string_append(out, "null");
  else if (n == floor(n) && fabs(n) < 9e15)
    append_whole(out, (int64_t)n);
  else {
    g_ascii_formatd(buffer, sizeof buffer, "%.15g", n);
    g_string_append(out, buffer);
  }
}

void json_print_thousandths(GString *out, unsigned n) {
  char digits[DIGITS_MOST + 1] = "";
  g_string_append(out, thousandths_before(digits + DIGITS_MOST, (int)n));
}

static void begin_line(GString *out, int indent) {
  g_string_append_c(out, '\n');
  for (int i = 0; i < indent; i++)
    g_string_append_len(out, "  ", 2);
}

static void print(GString *out, const json *j, int indent, bool pretty) {
  enum json_type type = json_type(j);
  if (type == JSON_STRING)
    print_string(out, j->valuestring);
  else if (type == JSON_NUMBER)
    print_number(out, j->valuedouble);
  else if (type == JSON_BOOL)
    g_string_append(out, json_true(j) ? "true" : "false");
  else if (type == JSON_ARRAY || type == JSON_OBJECT) {
    g_string_append_c(out, type == JSON_ARRAY ? '[' : '{');
    for (const json *c = j->child; c; c = c->next) {
      if (c != j->child) g_string_append_c(out, ',');
      if (pretty) begin_line(out, indent + 1);
      if (type == JSON_OBJECT) {
        print_string(out, c->string);
        g_string_append(out, pretty ? ": " : ":");
      }
      print(out, c, indent + 1, pretty);
    }
    if (pretty && j->child) begin_line(out, indent);
    g_string_append_c(out, type == JSON_ARRAY ? ']' : '}');
  } else
    g_string_append(out, "null");
}

char *json_print(const json *j, bool pretty) {
  GString *out = g_string_new(NULL);
  print(out, j, 0, pretty);
  if (pretty) g_string_append_c(out, '\n');
  return g_string_free(out, FALSE);
}
