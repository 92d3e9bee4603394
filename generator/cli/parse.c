// SPDX-License-Identifier: MIT
// standpoint parse: the text layer's own view as CoNLL-U.
#include "base/stop.h"
#include "cli/confined.h"
#include "cli/options.h"
#include "read/article.h"
#include "text/conllu.h"
#include "text/lemma_rules.h"
#include "text/model.h"
#include "text/tagger.h"

// Writes "# text = " with line ends folded, so that the comment stays one line.
static void write_text(FILE *out, const struct block *b, const struct sentence *s) {
  fputs("# text = ", out);
  for (uint32_t i = s->start; i < s->end; i++)
    putc(strchr("\r\n\t", b->text->str[i]) ? ' ' : b->text->str[i], out);
  putc('\n', out);
}

static bool parse_article(const struct model *m, const char *path, FILE *out, struct diag *d) {
  struct article *a = article_read(path, d);
  if (!a) return false;
  fprintf(out, "# newdoc id = %s\n", path);
  unsigned id = 0;
  for (guint i = 0; i < a->blocks->len; i++) {
    const struct block *b = a->blocks->pdata[i];
    if (b->boilerplate) continue;
    struct sentences *all = text_split(m, (struct slice){b->text->str, b->text->len});
    for (unsigned k = 0; k < all->count; k++) {
      struct sentence *s = &all->items[k];
      sentence_parse(m, s);
      if (k == 0) fprintf(out, "# newpar id = p%u\n", i + 1);
      fprintf(out, "# sent_id = %u\n", ++id);
      write_text(out, b, s);
      conllu_write(out, s, NULL);
    }
    sentences_free(all);
  }
  article_free(a);
  return true;
}

// Replaces what the treebank says of its tokens by what the model says.
static bool parse_treebank(const struct model *m, const char *path, FILE *out, struct diag *d) {
  struct treebank *bank = treebank_new();
  bool sound = treebank_read(bank, path, d);
  GString *lemma = g_string_new(NULL);
  for (guint i = 0; sound && i < bank->trees->len; i++) {
    struct tree *t = bank->trees->pdata[i];
    t->s.parsed = false;
    tagger_tag(m, &t->s);
    sentence_parse(m, &t->s);
    for (unsigned k = 0; k < t->s.count; k++) {
      struct token *token = &t->s.tokens[k];
      lemma_tagged(token->form, slice_of(token->norm), (enum upos)token->upos, (enum xpos)token->xpos, lemma);
      token->lemma = g_string_chunk_insert_const(bank->strings, lemma->str);
    }
    fputs(t->comments, out);
    conllu_write(out, &t->s, t->before);
  }
  g_string_free(lemma, TRUE);
  treebank_free(bank);
  return sound;
}

static int run(int argc, char **argv, struct diag *d) {
  char *out_path = NULL, *model_path = NULL, **rest = NULL;
  gboolean conllu = FALSE;
  int code = 0;
  const GOptionEntry entries[] = {
      {"conllu", 0, 0, G_OPTION_ARG_NONE, &conllu,
       "The input is CoNLL-U: keep its tokens, fill in tags, lemmas, heads and relations", NULL},
      {"model", 0, 0, G_OPTION_ARG_FILENAME, &model_path, "Use the model in FILE", "FILE"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &out_path, "Write to FILE", "FILE"},
      {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
  if (!options_parse(argc, argv, entries, "FILE…",
                     "Prints the sentences of articles with tags, lemmas and trees as CoNLL-U.", &rest, &code,
                     d))
    return code;
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  stop_catch();
  if (rest && !paths_expand(rest, paths, d)) code = diag_fault_code(d);
  struct model *m = !code && paths->len ? model_open(model_path, d) : NULL;
  struct output *out = NULL;
  if (m) code = confine_to_files(NULL, (char *const *)paths->pdata, paths->len, out_path, NULL, d);
  if (!code && paths->len == 0) {
    diag_error(d, (struct diag_place){0}, "parse needs the paths of articles");
    code = EX_USAGE;
  } else if (!code && !m) {
    code = EX_NOINPUT;
  } else if (!code && !(out = output_open(out_path, d))) {
    code = EX_CANTCREAT;
  } else if (!code) {
    for (guint i = 0; i < paths->len && !stop_asked(); i++) {
      bool sound = conllu ? parse_treebank(m, paths->pdata[i], output_file(out), d)
                          : parse_article(m, paths->pdata[i], output_file(out), d);
      if (!sound && !code) code = conllu ? EX_DATAERR : EX_NOINPUT;
    }
    int closed = stop_asked() ? output_stopped(out, d) : output_close(out, d);
    if (!code || stop_asked()) code = closed;
  }
  model_free(m);
  g_ptr_array_free(paths, TRUE);
  g_strfreev(rest);
  g_free(out_path);
  g_free(model_path);
  return code;
}

const struct command command_parse = {"parse", "print sentences, tags and trees as CoNLL-U", run};
