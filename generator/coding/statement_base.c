// SPDX-License-Identifier: MIT
#include "coding/statement_base.h"

static char *folded(const char *text, size_t n) {
  GString *s = g_string_sized_new(n);
  bool space = false;
  for (size_t i = 0; i < n; i++) {
    if (g_ascii_isspace(text[i])) {
      space = s->len > 0;
    } else {
      if (space) g_string_append_c(s, ' ');
      space = false;
      g_string_append_c(s, text[i]);
    }
  }
  return g_string_free(s, FALSE);
}

struct statement *statement_base(const struct document *d, const struct passage *p, const struct target *t,
                                 int actor, const struct person *person) {
  const struct codebook *book = d->coder->codebook;
  const struct article *a = d->article;
  struct statement *s = g_new0(struct statement, 1);
  s->article = g_strdup(a->path);
  s->title = g_strdup(a->title);
  s->date = g_strdup(a->date);
  s->source = g_strdup(a->source);
  s->url = g_strdup(a->url);
  s->actor = g_strdup(book->actors[actor].id);
  s->person = g_strdup(person ? person->id : NULL);
  s->issue = g_strdup(book->issues[t->concept->issue].id);
  s->concept = g_strdup(t->concept->id);
  s->sentence = folded(p->text.data + p->s->start, p->s->end - p->s->start);
  block_source(g_ptr_array_index(a->blocks, p->block), p->s->start, p->s->end, &s->start, &s->end);
  unsigned column;
  lines_find(&a->lines, s->start, &s->line, &column);
  if (d->coder->explains) s->trace = g_ptr_array_new_with_free_func(g_free);
  return s;
}

void statement_cue(struct statement *s, const struct passage *p, const struct target *t, const char *words) {
  const struct token *first = &p->s->tokens[t->first], *last = &p->s->tokens[t->last];
  int length = (int)(last->end - first->start);
  s->cue = g_strdup_printf("%s%s%.*s", words, *words ? " -> " : "", length, p->text.data + first->start);
  if (!s->trace) return;
  g_ptr_array_add(s->trace,
                  g_strdup_printf("\"%.*s\" is %s%s", length, p->text.data + first->start, t->concept->name,
                                  t->guess ? " (what the text is about here)"
                                  : t->ref ? " (the last one meant)"
                                           : ""));
}
