// SPDX-License-Identifier: MIT
// JSON trees: the only caller of cJSON. Reading remembers where each value stood; building checks nothing can
// fail silently.
#pragma once
#include "base/diag.h"
#include "base/lines.h"
#include <stdint.h>
#include <string.h>

typedef struct cJSON json;

// --- building: a node belongs to the parent it was added to; a root is freed with json_free ---

json *json_object(void);
json *json_array(void);
json *json_string(const char *s);
json *json_number(double n);
json *json_bool(bool b);
json *json_null(void);
void json_free(json *j);

// Returns a string that takes over s, allocated by GLib (NULL: null).
json *json_string_take(char *s);
// Returns a node that stands for value without taking it over: value must outlive it. For trees that many
// others share.
json *json_borrow(const json *value);

// A number that tells most keys apart: of a key that the compiler knows it costs nothing. Never 0 but for "".
static inline __attribute__((always_inline)) uint32_t json_mark(const char *key) {
  size_t n = strlen(key);
  return n ? (uint32_t)(unsigned char)key[0] | (uint32_t)(unsigned char)key[n / 2] << 8 |
                 (uint32_t)(unsigned char)key[n - 1] << 16 | (uint32_t)n << 24
           : 0;
}

// Adds value under key at the end of object and takes it over. Returns value. No check for doubled keys is
// made. lasting: key outlives object and is not copied. mark: json_mark(key).
json *json_attach_marked(json *object, const char *key, bool lasting, json *value, uint32_t mark);
static inline __attribute__((always_inline)) json *json_attach(json *object, const char *key, bool lasting,
                                                               json *value) {
  return json_attach_marked(object, key, lasting, value, json_mark(key));
}

// The same for all keys: those that are written out where it stands last. (A macro: of a parameter gcc never
// says that it is a literal.)
#define json_add(object, key, value) json_attach(object, key, __builtin_constant_p(key), value)
// Adds a new empty object or array under key. Returns it.
#define json_add_object(object, key) json_add(object, key, json_object())
#define json_add_array(object, key) json_add(object, key, json_array())
// Adds a scalar; s NULL adds null.
#define json_add_string(object, key, s) ((void)json_add(object, key, json_string(s)))
#define json_add_number(object, key, n) ((void)json_add(object, key, json_number(n)))
#define json_add_bool(object, key, b) ((void)json_add(object, key, json_bool(b)))
// Adds value under key as json_borrow has it.
#define json_add_borrowed(object, key, value) ((void)json_add(object, key, json_borrow(value)))
// Appends value to array and takes it over. Returns value.
json *json_push(json *array, json *value);
// Returns a deep copy that the caller owns.
json *json_copy(const json *j);

// --- reading ---

enum json_type { JSON_NONE, JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

// Returns the type of j; JSON_NONE for NULL.
enum json_type json_type(const json *j);
// Returns the member of object with this very key, or NULL (also where object is NULL or no object). mark:
// json_mark(key).
json *json_get_marked(const json *object, const char *key, uint32_t mark);
static inline __attribute__((always_inline)) json *json_get(const json *object, const char *key) {
  return json_get_marked(object, key, json_mark(key));
}
// Whoever looks for many keys in one object can tell most of those that are not there beforehand: the key
// with that mark is none of object's where json_names(object) and json_name(mark) have no bit in common.
// Never 0.
static inline guint64 json_name(uint32_t mark) {
  return G_GUINT64_CONSTANT(1) << (1 + (uint32_t)(mark * UINT32_C(0x9E3779B1)) % 63);
}
guint64 json_names(const json *object);
// Returns the text of a string node, else NULL; it belongs to the node.
const char *json_text(const json *j);
// Returns the number of a number node, else fallback.
double json_value(const json *j, double fallback);
// Says whether j is the literal true.
bool json_true(const json *j);
// Returns the key under which j stands in its object, or NULL.
const char *json_key(const json *j);
// Returns the first child of an array or object, then the next sibling; NULL at the end:
// for (json *c = json_first(a); c; c = json_next(c)).
json *json_first(const json *j);
json *json_next(const json *j);
// Returns the number of children (walks them all).
size_t json_count(const json *j);

// Appends s as a JSON string (NULL: null), as json_print does.
void json_print_string(GString *out, const char *s);
// Appends n / 1000 as json_print does.
void json_print_thousandths(GString *out, unsigned n);
// Returns j as JSON text, on one line or, where pretty, indented by two spaces and ended by a line feed. The
// caller frees it. The same tree always gives the same bytes.
char *json_print(const json *j, bool pretty);

// --- documents that know where each value stood ---

struct json_doc {
  char *path;     // owned
  GString *bytes; // owned
  struct lines lines;
  json *root;          // NULL where the text was no JSON
  GArray *spots;       // where values and keys stand, in document order
  GHashTable *offsets; // node -> byte offset of its value; filled when it is first asked for
  GHashTable *keys;    // node -> byte offset of its key
};

// Reads text (copied) as strict JSON (RFC 8259; a BOM is passed over; nesting at most 200). Reports the first
// fault of form and each doubled key as an error. Returns false, with root NULL, where the text is no JSON;
// doubled keys alone leave root set and return true.
bool json_parse(struct json_doc *doc, const char *path, struct slice text, struct diag *d);
// Checks text likewise, and keeps nothing of it.
bool json_check(const char *path, struct slice text, struct diag *d);
// Reads the file at path likewise; an unreadable file is an error too.
bool json_load(struct json_doc *doc, const char *path, struct diag *d);
void json_doc_release(struct json_doc *doc);

// Returns where the value of node, or its key, stands in doc.
struct diag_place json_place(const struct json_doc *doc, const json *node);
struct diag_place json_key_place(const struct json_doc *doc, const json *node);
