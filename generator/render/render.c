// SPDX-License-Identifier: MIT
// From nodes and a model to text.
#include "base/limits.h"
#include "render/template.h"
#include <math.h>

struct scope { // one step of the context stack
  const json *value;
  const json *next; // the item that a list goes on with, or NULL
  guint64 names;    // of value (json_names); 0: nobody asked yet
};

// The blocks that a parent was given. Outer ones win; content given from outside sees only what is outside of
// it.
struct arguments {
  const struct template *template;
  uint32_t parent; // node of the template
  const struct arguments *outer;
};

struct renderer {
  const struct template_set *set;
  GString *out;
  struct diag *d;
  GArray *scopes;     // struct scope, innermost last
  GString *indent;    // of all partials around
  size_t indent_from; // what stands before belongs to lines that have begun already
  bool begun;         // the line that begins next is already indented
  const struct arguments *arguments;
  const json **roots; // by slot of a name: what the outermost scope has under it
  unsigned levels;
};

static const char unknown; // its address: nobody looked yet

static bool run(struct renderer *r, const struct template *t, uint32_t from, uint32_t to);

static const struct node *node_at(const struct template *t, uint32_t i) {
  return &g_array_index(t->nodes, struct node, i);
}

static struct scope *top(const struct renderer *r) {
  return &g_array_index(r->scopes, struct scope, r->scopes->len - 1);
}

// --- values ---

// Only members of objects have keys, so that nothing is found in other values.
static const json *member(const json *value, const char *name) {
  return json_get(value, name);
}

// Goes on from the first part of a name to the others.
static const json *rest_of(const json *found, const struct node *n, const char *name) {
  for (unsigned part = 1; part < n->parts && found; part++) {
    name += strlen(name) + 1;
    found = member(found, name);
  }
  return found;
}

// Of the many names that are looked up most stand in the outermost scope, which stays the same.
static const json *look_up(const struct renderer *r, const struct template *t, const struct node *n) {
  if (n->parts == 0) return top(r)->value;
  const char *name = t->pool->str + n->at;
  for (guint i = r->scopes->len; i-- > 1;) {
    struct scope *s = &g_array_index(r->scopes, struct scope, i);
    if (!s->names) s->names = json_names(s->value);
    const json *found = s->names & n->bit ? json_get_marked(s->value, name, n->mark) : NULL;
    if (found) return rest_of(found, n, name);
  }
  const json **root = &r->roots[n->slot];
  if (*root == (const json *)&unknown)
    *root = rest_of(json_get_marked(g_array_index(r->scopes, struct scope, 0).value, name, n->mark), n, name);
  return *root;
}

static bool holds(const json *value) {
  switch (json_type(value)) {
  case JSON_BOOL:
    return json_true(value);
  case JSON_NUMBER:
    return json_value(value, 0) != 0;
  case JSON_STRING:
    return *json_text(value) != '\0';
  case JSON_ARRAY:
    return json_first(value) != NULL;
  case JSON_OBJECT:
    return true;
  default:
    return false;
  }
}

static void put(struct renderer *r, const char *s, bool escaped) {
  if (escaped)
    escape_markup(slice_of(s), r->out);
  else
    out_append(r->out, s, strlen(s));
}

static void put_whole_number(GString *out, int64_t n) {
  char digits[24];
  size_t at = sizeof digits;
  uint64_t left = n < 0 ? (uint64_t)-n : (uint64_t)n;
  do
    digits[--at] = (char)('0' + left % 10);
  while (left /= 10);
  if (n < 0) digits[--at] = '-';
  out_append(out, digits + at, sizeof digits - at);
}

static void put_value(struct renderer *r, const json *value, bool escaped) {
  const char *string = json_text(value);
  if (string) {
    put(r, string, escaped);
    return;
  }
  enum json_type type = json_type(value);
  double number = json_value(value, 0.5);
  if (type == JSON_NUMBER && number == floor(number) && fabs(number) < 9e15)
    put_whole_number(r->out, (int64_t)number);
  else if (type != JSON_NONE && type != JSON_NULL) {
    char *text = json_print(value, false);
    put(r, text, escaped);
    g_free(text);
  }
}

// --- text and indentation ---

static void begin_line(struct renderer *r) {
  if (!r->begun) out_append(r->out, r->indent->str + r->indent_from, r->indent->len - r->indent_from);
  r->begun = false;
}

static bool blank_line(struct slice line) {
  return line.len == 0 || line.data[0] == '\n' ||
         (line.data[0] == '\r' && line.len > 1 && line.data[1] == '\n');
}

static void put_text(struct renderer *r, struct slice text, bool fresh) {
  if (r->indent->len == r->indent_from) {
    if (fresh) r->begun = false;
    out_append(r->out, text.data, text.len);
    return;
  }
  while (text.len) {
    const char *feed = memchr(text.data, '\n', text.len);
    size_t n = feed ? (size_t)(feed - text.data) + 1 : text.len;
    if (fresh && blank_line(text))
      r->begun = false; // a blank line stays blank
    else if (fresh)
      begin_line(r);
    out_append(r->out, text.data, n);
    text = slice_sub(text, n, text.len);
    fresh = true;
  }
}

// --- partials, parents, blocks ---

static bool run_inside(struct renderer *r, const struct node *n, const struct template *from,
                       const struct template *t, uint32_t first, uint32_t end) {
  if (r->levels == LIMIT_TEMPLATE_PARTIALS)
    return diag_error(r->d, (struct diag_place){from->path, n->line, n->column},
                      "more than %d partials inside one another, expected an end", LIMIT_TEMPLATE_PARTIALS);
  r->levels++;
  bool ok = run(r, t, first, end);
  r->levels--;
  return ok;
}

// A partial that stands alone indents its lines by its own indentation on top of what is; in mid-line it
// indents none.
static bool run_partial(struct renderer *r, const struct template *t, const struct node *n) {
  const struct template *target = n->target;
  if (n->dynamic) {
    const char *name = json_text(look_up(r, t, n));
    target = name ? template_set_get(r->set, name) : NULL;
  }
  if (!target) return true;
  size_t length = r->indent->len, from = r->indent_from;
  if (n->fresh)
    g_string_append_len(r->indent, t->pool->str + n->indent, n->indent_len);
  else
    r->indent_from = length;
  bool ok = run_inside(r, n, t, target, 0, target->nodes->len);
  g_string_truncate(r->indent, length);
  r->indent_from = from;
  return ok;
}

static bool run_parent(struct renderer *r, const struct template *t, uint32_t i) {
  const struct node *n = node_at(t, i);
  const struct arguments given = {t, i, r->arguments};
  r->arguments = &given;
  bool ok = run_partial(r, t, n);
  r->arguments = given.outer;
  return ok;
}

// Finds the content given for block name: the outermost. Returns its node and by what it was given, or NULL.
static const struct node *find_argument(const struct arguments *a, const char *name,
                                        const struct arguments **by) {
  const struct node *found = NULL;
  for (; a; a = a->outer) {
    const struct node *given = template_argument(a->template, a->parent, name);
    if (!given) continue;
    found = given;
    *by = a;
  }
  return found;
}

static bool run_argument(struct renderer *r, const struct template *t, const struct node *block,
                         const struct node *content, const struct arguments *by) {
  const struct arguments *saved = r->arguments;
  size_t length = r->indent->len;
  g_string_append_len(r->indent, t->pool->str + block->indent, block->indent_len);
  uint32_t first = (uint32_t)(content - node_at(by->template, 0)) + 1;
  if (content->fresh && !block->fresh) r->begun = true;
  if (block->fresh && !content->fresh && first < content->end) begin_line(r);
  r->arguments = by->outer;
  bool ok = run_inside(r, block, t, by->template, first, content->end);
  r->arguments = saved;
  r->begun = false;
  g_string_truncate(r->indent, length);
  return ok;
}

// --- the walk ---

// Enters the section at *i or leaves it out, and moves *i to where to go on. Each name is looked for in all
// contexts, so their number is bounded.
static bool enter_section(struct renderer *r, const struct template *t, uint32_t *i) {
  const struct node *n = node_at(t, *i);
  const json *value = look_up(r, t, n);
  if (!holds(value)) {
    *i = n->end + 1;
    return true;
  }
  if (r->scopes->len > LIMIT_TEMPLATE_SECTIONS)
    return diag_error(r->d, (struct diag_place){t->path, n->line, n->column},
                      "more than %d sections inside one another, expected fewer", LIMIT_TEMPLATE_SECTIONS);
  bool list = json_type(value) == JSON_ARRAY;
  struct scope s = {list ? json_first(value) : value, list ? json_next(json_first(value)) : NULL, 0};
  g_array_append_val(r->scopes, s);
  ++*i;
  return true;
}

static uint32_t end_section(struct renderer *r, uint32_t i, uint32_t section) {
  struct scope *s = top(r);
  if (s->next) {
    *s = (struct scope){s->next, json_next(s->next), 0};
    return section + 1;
  }
  g_array_set_size(r->scopes, r->scopes->len - 1);
  return i + 1;
}

static bool run_block(struct renderer *r, const struct template *t, uint32_t *i) {
  const struct node *n = node_at(t, *i);
  const struct arguments *by = NULL;
  const struct node *content = find_argument(r->arguments, t->pool->str + n->at, &by);
  *i = content ? n->end : *i + 1;
  return !content || run_argument(r, t, n, content, by);
}

static bool run(struct renderer *r, const struct template *t, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to;) {
    const struct node *n = node_at(t, i);
    switch ((enum node_kind)n->kind) {
    case NODE_TEXT:
      put_text(r, (struct slice){t->pool->str + n->at, n->len}, n->fresh);
      break;
    case NODE_LINE:
      begin_line(r);
      break;
    case NODE_VARIABLE:
      put_value(r, look_up(r, t, n), true);
      break;
    case NODE_UNESCAPED:
      put_value(r, look_up(r, t, n), false);
      break;
    case NODE_SECTION:
      if (!enter_section(r, t, &i)) return false;
      continue;
    case NODE_END:
      i = end_section(r, i, n->end);
      continue;
    case NODE_INVERTED:
      i = holds(look_up(r, t, n)) ? n->end : i + 1;
      continue;
    case NODE_PARTIAL:
      if (!run_partial(r, t, n)) return false;
      break;
    case NODE_PARENT:
      if (!run_parent(r, t, i)) return false;
      i = n->end;
      continue;
    case NODE_ARGUMENT:
      g_assert_not_reached();
    case NODE_BLOCK:
      if (!run_block(r, t, &i)) return false;
      continue;
    }
    i++;
  }
  return true;
}

bool template_render(const struct template_set *set, const char *name, const json *model, GString *out,
                     struct diag *d) {
  const struct template *t = template_set_get(set, name);
  if (!t)
    return diag_error(d, (struct diag_place){0},
                      "template \"%s\" is missing, expected %s.mustache in templates/", name, name);
  struct renderer r = {.set = set, .out = out, .d = d};
  r.scopes = g_array_new(FALSE, FALSE, sizeof(struct scope));
  r.indent = g_string_new(NULL);
  const struct scope root = {model, NULL, 0};
  uint32_t slots = template_set_slots(set);
  r.roots = g_new(const json *, slots);
  for (uint32_t i = 0; i < slots; i++)
    r.roots[i] = (const json *)&unknown;
  g_array_append_val(r.scopes, root);
  bool ok = run(&r, t, 0, t->nodes->len);
  g_array_unref(r.scopes);
  g_free(r.roots);
  g_string_free(r.indent, TRUE);
  return ok;
}
