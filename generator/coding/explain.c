// SPDX-License-Identifier: MIT
// What the coder sees and why, for people.
#include "coding/attribution.h"
#include "coding/pairs.h"
#include "coding/statements.h"
#include "coding/tree.h"
#include "coding/who.h"
#include <inttypes.h>

static void explain_who(const struct document *d, const struct passage *p, GString *out) {
  for (unsigned t = 0; t < p->s->count; t++) {
    const struct who *w = &p->who[t];
    if (w->count == 0) continue;
    g_string_append(out, "  who       \"");
    tree_phrase(p, (int)t, out);
    g_string_append(out, "\" is");
    for (unsigned i = 0; i < w->count; i++)
      g_string_append_printf(out, "%s %s%s%s%s", i ? "," : "",
                             d->coder->codebook->actors[w->of[i].actor].name, w->of[i].person ? " (" : "",
                             w->of[i].person ? w->of[i].person->name : "", w->of[i].person ? ")" : "");
    g_string_append_printf(out, " [%s%s]\n", w->how ? w->how : "named", w->place ? ", as a place" : "");
  }
  if (p->speaker_in >= 0 || p->voice.count) {
    g_string_append_printf(out, "  voice     %s",
                           p->voice_text  ? p->voice_text
                           : p->voice.how ? p->voice.how
                                          : "");
    for (unsigned i = 0; i < p->voice.count; i++)
      g_string_append_printf(out, " = %s", d->coder->codebook->actors[p->voice.of[i].actor].name);
    g_string_append_c(out, '\n');
  }
}

static void explain_targets(const struct document *d, const struct passage *p, GString *out) {
  for (unsigned i = 0; i < p->targets->len; i++) {
    const struct target *t = &g_array_index(p->targets, struct target, i);
    const struct token *first = &p->s->tokens[t->first], *last = &p->s->tokens[t->last];
    g_string_append_printf(out, "  concept   \"%.*s\" is %s, on %s%s\n", (int)(last->end - first->start),
                           p->text.data + first->start, t->concept->name,
                           d->coder->codebook->issues[t->concept->issue].name,
                           t->implied ? " (it must be on the one last meant)"
                           : t->ref   ? " (the one last meant)"
                                      : "");
  }
}

static void explain_tree(const struct passage *p, GString *out) {
  for (unsigned t = 0; t < p->s->count; t++) {
    const struct token *k = &p->s->tokens[t];
    g_string_append_printf(out, "  %3u  %-18.*s %-14s %-6s %-12s -> %" PRId32 "\n", t + 1, (int)k->form.len,
                           k->form.data, k->lemma, upos_name(k->upos), relation_name(k->relation),
                           k->head + 1);
  }
}

enum { SHOWN = 100 }; // thousandths: what is less sure was never near a statement

static const char *left_out(const struct statement *s, const struct weights *w) {
  if (s->turned) return ": the rest of the article turns what the sentence says, left out";
  return s->confidence < weights_floor(w, s->ruled) ? ": too unsure, left out" : "";
}

static void explain_statement(const struct statement *s, const struct weights *w, GString *out) {
  g_string_append_printf(out, "  statement %s, %s: %s, %s%s%s%s, confidence %u.%02u%s\n", s->actor, s->issue,
                         stance_name(s->stance), voice_name(s->voice), s->by || s->by_text ? " by " : "",
                         s->by        ? s->by
                         : s->by_text ? s->by_text
                                      : "",
                         s->conditional ? ", conditional" : "", s->confidence / 1000,
                         s->confidence % 1000 / 10, left_out(s, w));
  for (unsigned k = 0; s->trace && k < s->trace->len; k++)
    g_string_append_printf(out, "    %s\n", (char *)g_ptr_array_index(s->trace, k));
}

// Appends those of all (in order of place) that stand in the sentence from start; *next is where they begin.
static unsigned explain_statements(const GPtrArray *all, unsigned *next, size_t start,
                                   const struct weights *w, GString *out) {
  unsigned shown = 0;
  for (; *next < all->len; ++*next) {
    const struct statement *s = g_ptr_array_index(all, *next);
    if (s->start > start) break;
    if (s->start < start || s->confidence < SHOWN) continue;
    explain_statement(s, w, out);
    shown++;
  }
  return shown;
}

static void explain_passage(struct document *d, struct passage *p, const GPtrArray *all, unsigned *next,
                            bool with_tree, GString *out) {
  size_t start, end;
  unsigned line, column;
  block_source(g_ptr_array_index(d->article->blocks, p->block), p->s->start, p->s->end, &start, &end);
  lines_find(&d->article->lines, start, &line, &column);
  g_string_append_printf(out, "%s:%u: %.*s\n", d->article->path, line, (int)(p->s->end - p->s->start),
                         p->text.data + p->s->start);
  if (with_tree) explain_tree(p, out);
  explain_who(d, p, out);
  explain_targets(d, p, out);
  unsigned shown = explain_statements(all, next, start, d->coder->weights, out);
  GPtrArray *made = g_ptr_array_new_with_free_func((GDestroyNotify)statement_free);
  GString *why = g_string_new(NULL);
  passage_code(d, p, made, why);
  g_string_append(out, why->str);
  if (shown == 0 && p->targets->len == 0) g_string_append(out, "  nothing: no concept is named\n");
  g_string_append_c(out, '\n');
  g_string_free(why, TRUE);
  g_ptr_array_free(made, TRUE);
}

void coder_explain(const struct coder *c, const struct article *a, unsigned line, bool with_tree,
                   GString *out) {
  struct coder explaining = *c; // shows what was left out too
  explaining.explains = true;
  struct document *d = document_new(&explaining, a);
  if (d->passages->len == 0)
    g_string_append_printf(out, "%s: no concept of the codebook is named anywhere\n", a->path);
  if (d->main)
    g_string_append_printf(out, "%s: mostly about %s%s\n\n", a->path, d->main->name,
                           d->speech ? ", spoken by its own author or by labelled speakers" : "");
  GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)statement_free);
  statements_make(d, all);
  unsigned next = 0;
  for (unsigned i = 0; i < d->passages->len; i++) {
    struct passage *p = document_passage(d, i);
    size_t start, end;
    unsigned first, last, column;
    block_source(g_ptr_array_index(a->blocks, p->block), p->s->start, p->s->end, &start, &end);
    lines_find(&a->lines, start, &first, &column);
    lines_find(&a->lines, end, &last, &column);
    if (line == 0 || (first <= line && line <= last)) explain_passage(d, p, all, &next, with_tree, out);
  }
  g_ptr_array_free(all, TRUE);
  document_free(d);
}
