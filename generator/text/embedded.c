// SPDX-License-Identifier: MIT
// The readable tables inside the program. The paths are as seen from where make runs.
#include "text/embedded.h"

#define EMBED(name, path)                                                                                    \
  __asm__(".pushsection .rodata\n"                                                                           \
          ".globl " #name "_begin\n" #name "_begin:\n.incbin \"" path "\"\n"                                 \
          ".globl " #name "_end\n" #name "_end:\n.byte 0\n"                                                  \
          ".popsection\n");                                                                                  \
  extern const char name##_begin[], name##_end[]

EMBED(standpoint_abbreviations, "generator/data/abbreviations.txt");
EMBED(standpoint_lemma_exceptions, "generator/data/lemma-exceptions.txt");

struct slice embedded_abbreviations(void) {
  return (struct slice){standpoint_abbreviations_begin,
                        (size_t)(standpoint_abbreviations_end - standpoint_abbreviations_begin)};
}

struct slice embedded_lemma_exceptions(void) {
  return (struct slice){standpoint_lemma_exceptions_begin,
                        (size_t)(standpoint_lemma_exceptions_end - standpoint_lemma_exceptions_begin)};
}

bool embedded_line(struct slice *text, struct slice *line) {
  while (text->len) {
    const char *stop = memchr(text->data, '\n', text->len);
    size_t len = stop ? (size_t)(stop - text->data) : text->len;
    *line = slice_trim((struct slice){text->data, len});
    size_t taken = stop ? len + 1 : len;
    text->data += taken;
    text->len -= taken;
    if (line->len && line->data[0] != '#') return true;
  }
  return false;
}

struct slice embedded_field(struct slice *line) {
  *line = slice_trim(*line);
  size_t n = 0;
  while (n < line->len && line->data[n] != ' ' && line->data[n] != '\t')
    n++;
  struct slice field = {line->data, n};
  line->data += n;
  line->len -= n;
  return field;
}
