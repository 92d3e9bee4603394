// SPDX-License-Identifier: MIT
// standpoint train: makes the English model from treebanks.
#include "cli/options.h"
#include "text/learn.h"

static int compare_paths(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The files of folder whose names hold "train" and end in .conllu, sorted; a path to a file stands for itself.
static GPtrArray *training_files(const char *folder, struct diag *d) {
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  if (g_file_test(folder, G_FILE_TEST_IS_REGULAR)) {
    g_ptr_array_add(paths, g_strdup(folder));
    return paths;
  }
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));)
    if (strstr(name, "train") && g_str_has_suffix(name, ".conllu")) g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
  if (dir) g_dir_close(dir);
  g_ptr_array_sort(paths, compare_paths);
  if (paths->len == 0)
    diag_error(d, (struct diag_place){folder, 0, 0}, "no treebank here, expected files named *train*.conllu");
  return paths;
}

static bool read_treebanks(struct treebank *bank, char **folders, struct diag *d) {
  bool sound = true;
  for (char **folder = folders; *folder; folder++) {
    GPtrArray *paths = training_files(*folder, d);
    sound = sound && paths->len > 0;
    for (guint i = 0; i < paths->len; i++) sound = treebank_read(bank, paths->pdata[i], d) && sound;
    g_ptr_array_free(paths, TRUE);
  }
  return sound;
}

static int write_bytes(const GByteArray *bytes, const char *path, struct diag *d) {
  struct output *out = output_open(path, d);
  if (!out) return EX_CANTCREAT;
  fwrite(bytes->data, 1, bytes->len, output_file(out));
  return output_close(out, d);
}

static int run(int argc, char **argv, struct diag *d) {
  char *out = NULL, *wordnet = NULL, **rest = NULL;
  struct recipe r = {.tagger_rounds = 8, .parser_rounds = 12, .folds = 5, .tagger_min = 3, .parser_min = 8};
  int tagger_rounds = (int)r.tagger_rounds, parser_rounds = (int)r.parser_rounds, tagger_min = (int)r.tagger_min, parser_min = (int)r.parser_min, code = 0;
  gboolean verbose = FALSE;
  const GOptionEntry entries[] = {
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "Write the model to FILE", "FILE"},
      {"wordnet", 0, 0, G_OPTION_ARG_FILENAME, &wordnet, "Take parts of speech from the WordNet 3 files in FOLDER", "FOLDER"},
      {"tagger-rounds", 0, 0, G_OPTION_ARG_INT, &tagger_rounds, "Rounds over the data for the tagger", "N"},
      {"parser-rounds", 0, 0, G_OPTION_ARG_INT, &parser_rounds, "Rounds over the data for the parser", "N"},
      {"tagger-min", 0, 0, G_OPTION_ARG_INT, &tagger_min, "Updates that a feature of the tagger needs", "N"},
      {"parser-min", 0, 0, G_OPTION_ARG_INT, &parser_min, "Updates that a feature of the parser needs", "N"},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "Say how learning goes", NULL},
      {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
  if (!options_parse(argc, argv, entries, "TREEBANK…", "Makes the English model from the *train*.conllu files of the folders named.", &rest, &code, d)) return code;
  struct treebank *bank = treebank_new();
  struct lexicon_words *words = lexicon_words_new();
  r.tagger_rounds = (unsigned)MAX(1, tagger_rounds);
  r.parser_rounds = (unsigned)MAX(1, parser_rounds);
  r.tagger_min = (unsigned)MAX(1, tagger_min);
  r.parser_min = (unsigned)MAX(1, parser_min);
  r.verbose = verbose;
  if (!rest || !rest[0] || !out) {
    diag_error(d, (struct diag_place){0}, "train needs a folder of treebanks and --output FILE");
    code = EX_USAGE;
  } else if (!read_treebanks(bank, rest, d) || (wordnet && !lexicon_add_wordnet(words, wordnet, d))) {
    code = EX_NOINPUT;
  } else {
    GByteArray *bytes = model_learn(bank, words, &r);
    code = write_bytes(bytes, out, d);
    g_byte_array_free(bytes, TRUE);
  }
  lexicon_words_free(words);
  treebank_free(bank);
  g_strfreev(rest);
  g_free(out);
  g_free(wordnet);
  return code;
}

const struct command command_train = {"train", "make the English model from treebanks", run};
