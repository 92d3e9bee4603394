// SPDX-License-Identifier: MIT
// CoNLL-U in and out.
#include "text/conllu.h"
#include "base/files.h"
#include "text/lemma.h"
#include "text/tags.h"

enum { COLUMNS = 10 };

struct reader {
  struct treebank *bank;
  const char *path;
  struct diag *d;
  unsigned line;
  GArray *tokens;    // struct token
  GPtrArray *before; // const char *
  GString *comments, *work;
  const char *pending; // a multiword line waiting for its first token
};

static void tree_free(gpointer data) {
  struct tree *t = data;
  g_free(t->s.tokens);
  g_free(t->before);
  g_free(t);
}

struct treebank *treebank_new(void) {
  struct treebank *t = g_new0(struct treebank, 1);
  t->trees = g_ptr_array_new_with_free_func(tree_free);
  t->strings = g_string_chunk_new(1 << 16);
  return t;
}

void treebank_free(struct treebank *t) {
  if (!t) return;
  g_ptr_array_free(t->trees, TRUE);
  g_string_chunk_free(t->strings);
  g_free(t);
}

static bool fault(const struct reader *r, const char *what) {
  return diag_error(r->d, (struct diag_place){r->path, r->line, 0}, "%s", what);
}

static bool read_number(struct slice s, long *out) {
  *out = 0;
  if (s.len == 0 || s.len > 6) return false;
  for (size_t i = 0; i < s.len; i++) {
    if (!g_ascii_isdigit(s.data[i])) return false;
    *out = *out * 10 + (s.data[i] - '0');
  }
  return true;
}

static const char *keep(struct reader *r, struct slice s) {
  return g_string_chunk_insert_len(r->bank->strings, s.data, (gssize)s.len);
}

static bool read_token(struct reader *r, struct slice line) {
  struct slice column[COLUMNS];
  unsigned n = 0;
  for (struct slice left = line; n < COLUMNS; n++) {
    const char *tab = memchr(left.data, '\t', left.len);
    size_t len = tab ? (size_t)(tab - left.data) : left.len;
    column[n] = slice_sub(left, 0, len);
    if (!tab) {
      n++;
      break;
    }
    left = slice_sub(left, len + 1, left.len);
  }
  if (n != COLUMNS)
    return fault(r, "a line of fewer than ten columns, expected CoNLL-U: ten columns divided by tabs");
  if (memchr(column[0].data, '.', column[0].len)) return true; // an empty node
  if (memchr(column[0].data, '-', column[0].len)) {
    g_string_truncate(r->work, 0);
    g_string_append_len(r->work, line.data, (gssize)line.len);
    g_string_append_c(r->work, '\n');
    r->pending = keep(r, (struct slice){r->work->str, r->work->len});
    return true;
  }
  long id, head;
  if (!read_number(column[0], &id) || id != (long)r->tokens->len + 1)
    return fault(r, "an id out of order, expected tokens numbered from 1");
  bool headed = read_number(column[6], &head);
  if (!headed && !slice_is(column[6], "_"))
    return fault(r, "the head is no number, expected a token's id, 0 or _");
  const char *form = keep(r, column[1]);
  norm_of(column[1], r->work);
  struct token t = {.form = slice_of(form),
                    .lemma = keep(r, column[2]),
                    .norm = keep(r, (struct slice){r->work->str, r->work->len}),
                    .head = headed ? (int32_t)head - 1 : -1,
                    .upos = (uint8_t)upos_of(column[3]),
                    .xpos = (uint8_t)xpos_of(column[4]),
                    .relation = (uint8_t)relation_of(column[7])};
  t.space_after = !g_strstr_len(column[9].data, (gssize)column[9].len, "SpaceAfter=No");
  g_array_append_val(r->tokens, t);
  g_ptr_array_add(r->before, (gpointer)r->pending);
  r->pending = NULL;
  return true;
}

static bool end_sentence(struct reader *r) {
  unsigned count = r->tokens->len;
  if (count == 0) return true;
  struct tree *tree = g_new0(struct tree, 1);
  tree->s.tokens = g_memdup2(r->tokens->data, count * sizeof(struct token));
  tree->s.count = count;
  tree->s.parsed = true;
  tree->before = g_memdup2(r->before->pdata, count * sizeof(char *));
  tree->comments = keep(r, (struct slice){r->comments->str, r->comments->len});
  g_ptr_array_add(r->bank->trees, tree);
  g_array_set_size(r->tokens, 0);
  g_ptr_array_set_size(r->before, 0);
  g_string_truncate(r->comments, 0);
  for (unsigned i = 0; i < count; i++)
    if (tree->s.tokens[i].head >= (int32_t)count)
      return fault(r, "a head outside its sentence, expected a token's id");
  return true;
}

static bool read_lines(struct reader *r, struct slice text) {
  bool sound = true;
  while (sound && text.len) {
    const char *stop = memchr(text.data, '\n', text.len);
    size_t len = stop ? (size_t)(stop - text.data) : text.len;
    struct slice line = slice_sub(text, 0, len);
    text = slice_sub(text, stop ? len + 1 : len, text.len);
    r->line++;
    while (line.len && line.data[line.len - 1] == '\r') // what is written again would lose another
      line.len--;
    if (line.len == 0) {
      sound = end_sentence(r);
    } else if (line.data[0] == '#' && r->tokens->len == 0) {
      g_string_append_len(r->comments, line.data, (gssize)line.len);
      g_string_append_c(r->comments, '\n');
    } else {
      sound = read_token(r, line);
    }
  }
  return sound && end_sentence(r);
}

bool treebank_read(struct treebank *t, const char *path, struct diag *d) {
  GString *text = file_load(path, d);
  if (!text) return false;
  const char *bad = NULL;
  if (!g_utf8_validate(text->str, (gssize)text->len, &bad)) {
    struct lines lines;
    lines_init(&lines, (struct slice){text->str, text->len});
    diag_error(d, diag_at(path, &lines, (size_t)(bad - text->str)),
               "byte that is not UTF-8 text, expected UTF-8");
    lines_release(&lines);
    g_string_free(text, TRUE);
    return false;
  }
  struct reader r = {t,
                     path,
                     d,
                     0,
                     g_array_new(FALSE, FALSE, sizeof(struct token)),
                     g_ptr_array_new(),
                     g_string_new(NULL),
                     g_string_new(NULL),
                     NULL};
  bool sound = read_lines(&r, (struct slice){text->str, text->len});
  g_array_free(r.tokens, TRUE);
  g_ptr_array_free(r.before, TRUE);
  g_string_free(r.comments, TRUE);
  g_string_free(r.work, TRUE);
  g_string_free(text, TRUE);
  return sound;
}

void conllu_write(FILE *out, const struct sentence *s, const char *const *before) {
  for (unsigned i = 0; i < s->count; i++) {
    const struct token *t = &s->tokens[i];
    if (before && before[i]) fputs(before[i], out);
    fprintf(out, "%u\t%.*s\t%s\t%s\t%s\t_\t", i + 1, (int)t->form.len, t->form.data, t->lemma,
            upos_name((enum upos)t->upos), xpos_name((enum xpos)t->xpos));
    if (s->parsed)
      fprintf(out, "%d\t%s", t->head + 1, relation_name((enum relation)t->relation));
    else
      fputs("_\t_", out);
    fputs(t->space_after ? "\t_\t_\n" : "\t_\tSpaceAfter=No\n", out);
  }
  fputc('\n', out);
}
