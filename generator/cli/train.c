// SPDX-License-Identifier: MIT
// standpoint train: makes the English model from treebanks.
#include "base/texts.h"
#include "cli/options.h"
#include "read/article.h"
#include "text/learn.h"

enum { CLUSTERS = 256, CLUSTER_MIN_COUNT = 4, CLUSTER_ROUNDS = 12 };

// The files of folder whose names hold "train" and end in .conllu, sorted; a path to a file stands for
// itself.
static GPtrArray *training_files(const char *folder, struct diag *d) {
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  if (g_file_test(folder, G_FILE_TEST_IS_REGULAR)) {
    g_ptr_array_add(paths, g_strdup(folder));
    return paths;
  }
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));)
    if (strstr(name, "train") && g_str_has_suffix(name, ".conllu"))
      g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
  if (dir) g_dir_close(dir);
  g_ptr_array_sort(paths, texts_compare);
  if (paths->len == 0)
    diag_error(d, (struct diag_place){folder, 0, 0}, "no treebank here, expected files named *train*.conllu");
  return paths;
}

static bool read_treebanks(struct treebank *bank, char **folders, struct diag *d) {
  bool sound = true;
  for (char **folder = folders; *folder; folder++) {
    GPtrArray *paths = training_files(*folder, d);
    sound = sound && paths->len > 0;
    for (guint i = 0; i < paths->len; i++)
      sound = treebank_read(bank, paths->pdata[i], d) && sound;
    g_ptr_array_free(paths, TRUE);
  }
  return sound;
}

// Adds the words of sentence (norms) as a list to texts.
static void add_sentence(GPtrArray *texts, const struct sentence *s, GStringChunk *strings) {
  GPtrArray *words = g_ptr_array_sized_new(s->count);
  for (unsigned i = 0; i < s->count; i++)
    g_ptr_array_add(words, g_string_chunk_insert_const(strings, s->tokens[i].norm));
  g_ptr_array_add(texts, words);
}

static void add_article(GPtrArray *texts, const char *path, GStringChunk *strings, struct diag *d) {
  struct article *a = article_read(path, d);
  if (!a) return;
  for (guint i = 0; i < a->blocks->len; i++) {
    const struct block *b = a->blocks->pdata[i];
    if (b->boilerplate) continue;
    struct sentences *all = text_split(NULL, (struct slice){b->text->str, b->text->len});
    for (unsigned k = 0; k < all->count; k++)
      add_sentence(texts, &all->items[k], strings);
    sentences_free(all);
  }
  article_free(a);
}

static void free_words(gpointer words) {
  g_ptr_array_free(words, TRUE);
}

// Learns word clusters from the articles in folder and the treebanks' own text. Articles that cannot be read
// are passed over.
static void learn_clusters(const char *folder, const struct treebank *bank, struct lexicon_words *words,
                           struct diag *d) {
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free),
            *texts = g_ptr_array_new_with_free_func(free_words);
  GStringChunk *strings = g_string_chunk_new(1 << 16);
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));)
    g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
  if (dir)
    g_dir_close(dir);
  else
    diag_warning(d, (struct diag_place){folder, 0, 0},
                 "no folder of articles, going on without word clusters");
  g_ptr_array_sort(paths, texts_compare);
  struct diag *quiet = diag_new_held();
  for (guint i = 0; i < paths->len; i++)
    add_article(texts, paths->pdata[i], strings, quiet);
  diag_free(quiet);
  for (guint i = 0; i < bank->trees->len; i++)
    add_sentence(texts, &((const struct tree *)bank->trees->pdata[i])->s, strings);
  clusters_learn(texts, CLUSTERS, CLUSTER_MIN_COUNT, CLUSTER_ROUNDS, words);
  g_ptr_array_free(texts, TRUE);
  g_ptr_array_free(paths, TRUE);
  g_string_chunk_free(strings);
}

static int write_bytes(const GByteArray *bytes, const char *path, struct diag *d) {
  struct output *out = output_open(path, d);
  if (!out) return EX_CANTCREAT;
  fwrite(bytes->data, 1, bytes->len, output_file(out));
  return output_close(out, d);
}

static int run(int argc, char **argv, struct diag *d) {
  char *out = NULL, *wordnet = NULL, *news = NULL, **rest = NULL;
  struct recipe r = {.tagger_rounds = 8,
                     .parser_rounds = 13,
                     .folds = 5,
                     .tagger_min = 5,
                     .parser_min = 11,
                     .parser_least = 5000};
  int tagger_rounds = (int)r.tagger_rounds, parser_rounds = (int)r.parser_rounds,
      tagger_min = (int)r.tagger_min, parser_min = (int)r.parser_min, parser_least = (int)r.parser_least,
      code = 0;
  gboolean verbose = FALSE;
  const GOptionEntry entries[] = {
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "Write the model to FILE", "FILE"},
      {"wordnet", 0, 0, G_OPTION_ARG_FILENAME, &wordnet,
       "Take parts of speech from the WordNet 3 files in FOLDER", "FOLDER"},
      {"news", 0, 0, G_OPTION_ARG_FILENAME, &news, "Learn word clusters from the articles in FOLDER",
       "FOLDER"},
      {"tagger-rounds", 0, 0, G_OPTION_ARG_INT, &tagger_rounds, "Rounds over the data for the tagger", "N"},
      {"parser-rounds", 0, 0, G_OPTION_ARG_INT, &parser_rounds, "Rounds over the data for the parser", "N"},
      {"tagger-min", 0, 0, G_OPTION_ARG_INT, &tagger_min, "Updates that a feature of the tagger needs", "N"},
      {"parser-min", 0, 0, G_OPTION_ARG_INT, &parser_min, "Updates that a feature of the parser needs", "N"},
      {"parser-least", 0, 0, G_OPTION_ARG_INT, &parser_least,
       "Units below which a weight of the parser is dropped", "N"},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "Say how learning goes", NULL},
      {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
  if (!options_parse(argc, argv, entries, "TREEBANK…",
                     "Makes the English model from the *train*.conllu files of the folders named.", &rest,
                     &code, d))
    return code;
  struct treebank *bank = treebank_new();
  struct lexicon_words *words = lexicon_words_new();
  r.tagger_rounds = (unsigned)MAX(1, tagger_rounds);
  r.parser_rounds = (unsigned)MAX(1, parser_rounds);
  r.tagger_min = (unsigned)MAX(1, tagger_min);
  r.parser_min = (unsigned)MAX(1, parser_min);
  r.parser_least = (unsigned)MAX(1, parser_least);
  r.verbose = verbose;
  if (!rest || !rest[0] || !out) {
    diag_error(d, (struct diag_place){0}, "train needs a folder of treebanks and --output FILE");
    code = EX_USAGE;
  } else if (!read_treebanks(bank, rest, d) || (wordnet && !lexicon_add_wordnet(words, wordnet, d))) {
    code = EX_NOINPUT;
  } else if (bank->trees->len <= LEARN_FOLD) {
    diag_error(d, (struct diag_place){0}, "train found %u sentences, expected more than %d", bank->trees->len,
               LEARN_FOLD);
    code = EX_DATAERR;
  } else {
    if (news) learn_clusters(news, bank, words, d);
    GByteArray *bytes = model_learn(bank, words, &r);
    code = write_bytes(bytes, out, d);
    g_byte_array_free(bytes, TRUE);
  }
  lexicon_words_free(words);
  treebank_free(bank);
  g_strfreev(rest);
  g_free(out);
  g_free(wordnet);
  g_free(news);
  return code;
}

const struct command command_train = {"train", "make the English model from treebanks", run};
