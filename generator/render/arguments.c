// SPDX-License-Identifier: MIT
// Which blocks the parents of a template give, found by name: a parent may give any number of them, and each
// block of the template that it names asks.
#include "render/template.h"

struct argument {
  uint32_t parent, node;
  const char *name; // in the pool
};

static guint hash_argument(const void *key) {
  const struct argument *a = key;
  return g_str_hash(a->name) ^ a->parent * 2654435761u;
}

static gboolean same_argument(const void *a, const void *b) {
  const struct argument *x = a, *y = b;
  return x->parent == y->parent && strcmp(x->name, y->name) == 0;
}

static const struct node *node_at(const struct template *t, uint32_t i) {
  return &g_array_index(t->nodes, struct node, i);
}

static void note_parent(struct template *t, uint32_t parent) {
  for (uint32_t i = parent + 1; i < node_at(t, parent)->end; i = node_at(t, i)->end) {
    struct argument *a = g_new(struct argument, 1);
    *a = (struct argument){parent, i, t->pool->str + node_at(t, i)->at};
    g_hash_table_add(t->arguments, a);
  }
}

void template_note_arguments(struct template *t) {
  t->arguments = g_hash_table_new_full(hash_argument, same_argument, g_free, NULL);
  for (uint32_t i = 0; i < t->nodes->len; i++)
    if (node_at(t, i)->kind == NODE_PARENT) note_parent(t, i);
}

const struct node *template_argument(const struct template *t, uint32_t parent, const char *name) {
  const struct argument wanted = {parent, 0, name}, *found = g_hash_table_lookup(t->arguments, &wanted);
  return found ? node_at(t, found->node) : NULL;
}
