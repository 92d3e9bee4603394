// SPDX-License-Identifier: MIT
// The model file: where it lies, and whether it is sound.
#include "base/files.h"
#include "base/home.h"
#include "text/model_data.h"
#include <errno.h>
#include <fcntl.h>

uint64_t model_checksum(struct slice bytes) {
  return fnv_wide(bytes.data, bytes.len);
}

const struct lexicon_slot *lexicon_find(const struct lexicon *l, uint64_t hash) {
  uint16_t check = (uint16_t)(hash >> 48 | 1);
  // An open table always has an empty slot: model_fill saw to it.
  for (uint32_t i = (uint32_t)hash & l->mask; l->slots[i].check; i = (i + 1) & l->mask)
    if (l->slots[i].check == check) return &l->slots[i];
  return NULL;
}

static bool lexicon_fits(struct lexicon *l, struct slice bytes) {
  size_t slots = bytes.len / sizeof(struct lexicon_slot), filled = 0;
  if (slots < 2 || slots > UINT32_MAX || bytes.len % sizeof(struct lexicon_slot) || (slots & (slots - 1)))
    return false;
  l->mask = (uint32_t)(slots - 1);
  l->slots = (const struct lexicon_slot *)(const void *)bytes.data;
  for (size_t i = 0; i < slots; i++)
    filled += l->slots[i].check != 0;
  return filled < slots;
}

static bool moves_fit(struct model *m, uint32_t count) {
  uint32_t first_right = 0;
  for (uint32_t i = 0; i < count; i++) {
    struct move_class c = m->moves[i];
    if (c.move > MOVE_RIGHT || c.relation >= REL_COUNT || (c.move == MOVE_SHIFT) != (i == 0)) return false;
    if (i > 0 && c.move < m->moves[i - 1].move) return false;
    if (c.move == MOVE_RIGHT && !first_right) first_right = i;
  }
  m->first_right = first_right;
  return first_right > 1;
}

const char *model_fill(struct model *m, const struct slice sections[SECTION_COUNT]) {
  if (!lexicon_fits(&m->lexicon, sections[SECTION_LEXICON])) return "the lexicon is broken";
  if (!table_open(&m->tagger, sections[SECTION_TAGGER])) return "the tagger's weights are broken";
  m->tags = (const struct tag_class *)(const void *)sections[SECTION_TAGS].data;
  bool tags_fit = sections[SECTION_TAGS].len == m->tagger.classes * sizeof *m->tags;
  for (uint32_t i = 0; tags_fit && i < m->tagger.classes; i++)
    tags_fit = m->tags[i].upos < UPOS_COUNT;
  if (!tags_fit) return "the list of tags is broken";
  if (sections[SECTION_PARSER].len == 0) return NULL; // a tagger alone: while a model is made
  if (!table_open(&m->parser, sections[SECTION_PARSER])) return "the parser's weights are broken";
  m->moves = (const struct move_class *)(const void *)sections[SECTION_MOVES].data;
  bool moves_sound =
      sections[SECTION_MOVES].len == m->parser.classes * sizeof *m->moves && moves_fit(m, m->parser.classes);
  return moves_sound ? NULL : "the list of moves is broken";
}

// Cuts the file's bytes into sections and fills m. Returns NULL, or what is wrong.
static const char *read_file(struct model *m, struct slice bytes) {
  struct model_header head;
  if (bytes.len < sizeof head) return "it is too short";
  memcpy(&head, bytes.data, sizeof head);
  if (memcmp(head.magic, MODEL_MAGIC, sizeof head.magic) != 0) return "it is no model file";
  if (head.byte_order != 0x01020304) return "it was made for another byte order";
  if (head.version != MODEL_VERSION) return "its version is another";
  struct slice body = slice_sub(bytes, sizeof head, bytes.len), sections[SECTION_COUNT];
  size_t at = 0;
  for (int i = 0; i < SECTION_COUNT; i++) {
    if (head.sizes[i] > body.len - at) return "it is cut short";
    sections[i] = slice_sub(body, at, at + head.sizes[i]);
    at += (head.sizes[i] + (size_t)7) & ~(size_t)7;
    if (at > body.len) return "it is cut short";
  }
  if (at != body.len || sections[SECTION_PARSER].len == 0) return "its parts do not fill it";
  if (model_checksum(body) != head.checksum) return "its checksum does not fit";
  g_snprintf(m->version, sizeof m->version, "english-%d-%016" G_GINT64_MODIFIER "x", MODEL_VERSION,
             head.checksum);
  return model_fill(m, sections);
}

// Returns the path of the model that belongs to the program, in STANDPOINT_DATA where that is set; NULL after
// a fault to d.
static char *find_model(struct diag *d) {
  static const char name[] = "english.model";
  const char *data = g_getenv("STANDPOINT_DATA");
  if (data && *data) return g_build_filename(data, name, NULL);
  char *folder = program_folder("generator/data", d);
  char *found = folder               ? g_build_filename(folder, name, NULL)
                : diag_fault_code(d) ? NULL
                                     : g_build_filename("generator", "data", name, NULL);
  g_free(folder);
  return found;
}

// Maps the file at path. Returns NULL after an error to d.
static GMappedFile *map_file(const char *path, struct diag *d) {
  int fd = file_open(AT_FDCWD, path, O_RDONLY, 0);
  errno = fd < 0 ? errno : 0;
  GMappedFile *file = fd < 0 ? NULL : g_mapped_file_new_from_fd(fd, FALSE, NULL);
  // GLib keeps no errno: of a file that could be opened, memory is what mapping lacks.
  if (!file)
    diag_unreadable(d, (struct diag_place){.path = path}, "the English model cannot be read",
                    fd < 0 ? errno : ENOMEM);
  if (fd >= 0) fd_close(fd, true);
  return file;
}

struct model *model_open(const char *path, struct diag *d) {
  char *where = path ? g_strdup(path) : find_model(d);
  GMappedFile *file = where ? map_file(where, d) : NULL;
  if (!file) {
    g_free(where);
    return NULL;
  }
  struct model *m = g_new0(struct model, 1);
  m->file = file;
  const char *fault =
      read_file(m, (struct slice){g_mapped_file_get_contents(file), g_mapped_file_get_length(file)});
  UErrorCode status = U_ZERO_ERROR;
  if (!fault) m->boundaries = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &status);
  if (!fault && U_FAILURE(status)) fault = "ICU has no sentence rules for English";
  if (fault) {
    diag_error(d, (struct diag_place){where, 0, 0},
               "cannot use the English model: %s, expected a file made by `make model`", fault);
    model_free(m);
    m = NULL;
  }
  g_free(where);
  return m;
}

void model_free(struct model *m) {
  if (!m) return;
  if (m->boundaries) ubrk_close(m->boundaries);
  if (m->file) g_mapped_file_unref(m->file);
  g_free(m);
}

const char *model_version(const struct model *m) {
  return m->version;
}
