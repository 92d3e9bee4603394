// SPDX-License-Identifier: MIT
#include "base/json.h"
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

static json *checked(json *j) {
  if (!j) g_error("out of memory");
  return j;
}

json *json_object(void) {
  return checked(cJSON_CreateObject());
}
json *json_array(void) {
  return checked(cJSON_CreateArray());
}
// The text stands behind its node in one block, and counts as borrowed for cJSON, which then frees both at
// once: models are made of little else.
json *json_string(const char *s) {
  if (!s) return json_null();
  size_t size = strlen(s) + 1;
  json *j = g_malloc(sizeof *j + size);
  *j = (json){.type = cJSON_String | cJSON_IsReference, .valuestring = (char *)(j + 1)};
  memcpy(j->valuestring, s, size);
  return j;
}
json *json_string_take(char *s) {
  if (!s) return json_null();
  json *j = checked(cJSON_CreateNull());
  j->type = cJSON_String;
  j->valuestring = s;
  return j;
}
json *json_number(double n) {
  return checked(cJSON_CreateNumber(n));
}
json *json_bool(bool b) {
  return checked(cJSON_CreateBool(b));
}
json *json_null(void) {
  return checked(cJSON_CreateNull());
}
void json_free(json *j) {
  cJSON_Delete(j);
}

json *json_attach(json *object, const char *key, bool lasting, json *value) {
  bool added =
      lasting ? cJSON_AddItemToObjectCS(object, key, value) : cJSON_AddItemToObject(object, key, value);
  g_assert(added);
  return value;
}
json *json_borrow(const json *value) {
  json *j = checked(cJSON_CreateNull());
  *j = *value;
  j->next = j->prev = NULL;
  j->string = NULL;
  j->type = (value->type & ~cJSON_StringIsConst) | cJSON_IsReference;
  return j;
}
json *json_push(json *array, json *value) {
  bool added = cJSON_AddItemToArray(array, value);
  g_assert(added);
  return value;
}
json *json_copy(const json *j) {
  return checked(cJSON_Duplicate(j, true));
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
// Templates look up little else than names that are not there: the first letter tells most of them apart.
json *json_get(const json *object, const char *key) {
  for (json *c = object ? object->child : NULL; c && c->string; c = c->next)
    if (c->string == key || (c->string[0] == key[0] && strcmp(c->string, key) == 0)) return c;
  return NULL;
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

static void print_number(GString *out, double n) {
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  if (!isfinite(n))
    g_string_append(out, "null");
  else if (n == floor(n) && fabs(n) < 9e15)
    g_string_append_printf(out, "%.0f", n);
  else {
    g_ascii_formatd(buffer, sizeof buffer, "%.15g", n);
    g_string_append(out, buffer);
  }
}

void json_print_thousandths(GString *out, unsigned n) {
  static const char digits[] = "0123456789";
  unsigned rest = n % 1000;
  g_string_append_printf(out, "%u", n / 1000);
  if (rest) g_string_append_c(out, '.');
  for (unsigned place = 100; rest; rest %= place, place /= 10)
    g_string_append_c(out, digits[rest / place]);
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
      if (pretty) g_string_append_printf(out, "\n%*s", 2 * (indent + 1), "");
      if (type == JSON_OBJECT) {
        print_string(out, c->string);
        g_string_append(out, pretty ? ": " : ":");
      }
      print(out, c, indent + 1, pretty);
    }
    if (pretty && j->child) g_string_append_printf(out, "\n%*s", 2 * indent, "");
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
